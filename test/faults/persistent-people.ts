import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { formText } from '../../src/text/forms.ts';
import { mediaText } from '../../src/text/media.ts';
import { lastWords } from '../sandbox/app-log.ts';
import { OfficePeople, TOSHIMA } from '../sandbox/office.ts';
import { PersonError } from '../sandbox/slack/errors.ts';
import type { GivenFile } from '../sandbox/slack/files.ts';
import type { ActionResult } from '../sandbox/slack/people/stage.ts';
import type { Message } from '../sandbox/slack/state.ts';
import { LINES } from './said.ts';
import type { TroubleOffice } from './trouble-office.ts';

type Entries = Readonly<Record<string, string | number | string[]>>;

/** In it the app may die two dozen times. */
const PATIENCE_MS = 300_000;
/** As long as a person looks at the screen before doing it again. */
const LOOK_MS = 1_200;
/** What was taken is shown within this, several times over, also on a machine that is busy with other things. */
const SHOWN_MS = 15_000;
/** And before pressing the button again because no form has come. */
const FORM_MS = 15_000;
/** What was under way is finished within this after a start. */
const RECOVERY_MS = 300;
/** So often, and two seconds each, before a text that the app has taken is given up. */
const LOOKS = 20;

/** A person looks at one form at a time, whatever else is going on. */
class Desk {
  #last: Promise<unknown> = Promise.resolve();

  alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

const desks = new WeakMap<TroubleOffice, Map<string, Desk>>();

function deskOf(office: TroubleOffice, user: string): Desk {
  const all = desks.get(office) ?? new Map<string, Desk>();
  desks.set(office, all);
  const desk = all.get(user) ?? new Desk();
  all.set(user, desk);
  return desk;
}

/** A draft in the hands of people who look, act, look again, and act again only when Slack shows that nothing came of it. */
export class Draft {
  readonly #office: TroubleOffice;
  readonly #channel: string;
  readonly #key: string;
  readonly #text: string;

  /** @param text begins with words that no other draft has, up to the first 「。」. */
  constructor(office: TroubleOffice, channel: string, text: string) {
    this.#office = office;
    this.#channel = channel;
    this.#text = text;
    this.#key = `${text.split('。')[0] ?? text}。`;
  }

  /** Where the guideline wants a category, `/post` opens the form for it. */
  post(user: string): Promise<void> {
    if (this.#channel === TOSHIMA)
      return this.#begin((text) =>
        deskOf(this.#office, user).alone(async () => {
          await this.#closeForms(user);
          const opened = await this.#as(user).command(this.#channel, '/post', text);
          const seen = await this.#office.sees(() => this.#as(user).modal() !== undefined);
          return seen
            ? this.#as(user).submit({ [`${FIELDS.categories}.0`]: ['1'] })
            : { ...opened, outcome: 'failed' as const };
        }),
      );
    return this.#begin((text) => this.#as(user).command(this.#channel, '/post', text));
  }

  /** Has the text checked in the form before it is sent. */
  postByForm(user: string, entries: Entries): Promise<void> {
    return this.#begin((text) =>
      deskOf(this.#office, user).alone(async () => {
        await this.#closeForms(user);
        const opened = await this.#as(user).command(this.#channel, '/post');
        const seen = await this.#office.sees(() => this.#as(user).modal() !== undefined);
        if (!seen) return { ...opened, outcome: 'failed' };
        const filledIn = { [`${FIELDS.text}.0`]: text, ...entries };
        await this.#as(user).fill(filledIn);
        await this.#as(user).click('modal', ACTIONS.check);
        await this.#office.sees(() => this.#as(user).readModal().includes(formText.draft.checked));
        return this.#as(user).submit(filledIn);
      }),
    );
  }

  /** Attaches these, answers what is asked of each, and sends the form. */
  postWithPictures(user: string, files: readonly GivenFile[]): Promise<void> {
    const { form } = mediaText;
    return this.#begin((text) =>
      deskOf(this.#office, user).alone(async () => {
        await this.#closeForms(user);
        const person = this.#as(user);
        const opened = await person.command(this.#channel, '/post');
        if (!(await this.#office.sees(() => person.modal() !== undefined))) return { ...opened, outcome: 'failed' };
        await person.fill({ [`${FIELDS.text}.0`]: text });
        await person.attach(form.files(0, 4), files);
        await person.click('modal', ACTIONS.check);
        const asked = () => person.readModal().includes(form.alt(files.length));
        if (!(await this.#office.sees(asked, SHOWN_MS))) return { ...opened, outcome: 'failed' };
        return person.submit(Object.fromEntries(files.map(({ name }, index) => [form.alt(index + 1), name])));
      }),
    );
  }

  /** Waits for the card to say this. @throws when it never does. */
  says(words: string): Promise<void> {
    return this.#until(
      `「${words}」 on the card`,
      () => this.#says(words),
      async () => undefined,
    );
  }

  /** Waits for the lines under the card to say this. @throws when they never do. */
  tells(words: string): Promise<void> {
    return this.#until(
      `「${words}」 in the thread`,
      () => this.#thread().includes(words),
      async () => undefined,
    );
  }

  /** Presses once, whatever comes of it. */
  press(user: string, button: keyof typeof ACTIONS): Promise<ActionResult | null> {
    return this.#press(user, button);
  }

  /** Opens the form of 承認する and sends it once. @throws when it does not open. */
  async approve(manager: string): Promise<void> {
    for (let tries = 0; tries < 5; tries += 1) {
      await this.#office.sees(() => this.#shows('approve'), LOOK_MS);
      if (await this.#approve(manager)) return;
    }
    throw new Error(`the form of 承認する does not open for ${this.#key}`);
  }

  /** Is this button on the card? */
  shows(button: keyof typeof ACTIONS): boolean {
    return this.#shows(button);
  }

  get reading(): string {
    return this.#reading();
  }

  get thread(): string {
    return this.#thread();
  }

  get card(): Message {
    const card = this.#card();
    if (card === undefined) throw new Error(`there is no card of ${this.#key}`);
    return card;
  }

  /** Somebody without the right presses 承認する, and is told so alone. */
  refusedTo(user: string): Promise<void> {
    const answers = () => this.#as(user).ephemerals(this.#channel).length;
    const before = answers();
    return this.#until(
      'the private refusal',
      () => answers() > before,
      async () => {
        await this.#press(user, 'approve');
      },
    );
  }

  returned(manager: string): Promise<void> {
    return this.form(manager, 'return', { [FIELDS.reason]: '電話番号を代表番号にしてください。' }, '差戻し中');
  }

  edited(user: string): Promise<void> {
    return this.form(user, 'revise', { [`${FIELDS.text}.0`]: `${this.#text}直しました。` }, '第2版');
  }

  handedOver(manager: string): Promise<void> {
    return this.#until(
      '手動掲載待ち',
      () => this.#says('手動掲載待ち'),
      () => this.#approve(manager),
    );
  }

  takenDown(manager: string): Promise<void> {
    return this.form(manager, 'takeDown', { [FIELDS.reason]: '会場が変わったため。' }, '削除済み');
  }

  /** Approves, and does what the card asks for until the post is out. */
  published(manager: string): Promise<void> {
    return this.#until(
      '公開済み',
      () => this.#says('公開済み'),
      async () => {
        if (this.#says('承認待ち')) await this.#approve(manager);
        else if (this.#asksThePerson()) await this.#answer(manager);
        else if (this.#shows('retry')) await this.#press(manager, 'retry');
      },
    );
  }

  /** Approves what never arrives at X, and says so when asked. */
  sentInVain(manager: string): Promise<void> {
    return this.#until(
      '承認済み',
      () => this.#says(cardText.approvedNotSent),
      async () => {
        if (this.#says('承認待ち')) await this.#approve(manager);
        else if (this.#asksThePerson()) await this.#press(manager, 'confirmNotPublished');
        else if (this.#says('公開失敗')) await this.#press(manager, 'retry');
      },
    );
  }

  pressed(user: string, button: keyof typeof ACTIONS, words: string): Promise<void> {
    return this.#until(
      words,
      () => this.#says(words),
      async () => {
        await this.#press(user, button);
      },
    );
  }

  /** A button, the form behind it, and what the card then says. */
  form(user: string, button: keyof typeof ACTIONS, entries: Entries, words: string): Promise<void> {
    return this.#until(
      words,
      () => this.#says(words),
      async () => {
        await this.#inForm(user, button, () => this.#as(user).submit(entries));
      },
    );
  }

  async #begin(act: (text: string) => Promise<ActionResult>): Promise<void> {
    let times = 0;
    await this.#until(
      'the card',
      () => this.#card() !== undefined,
      async () => {
        times += 1;
        const result = await act(times === 1 ? this.#text : `${this.#text}${times}回目です。`);
        if (result.outcome !== 'acknowledged') {
          // Slack may bring the same once more by itself.
          await this.#office.up();
          if (times % 2 === 0 && result.delivery !== null)
            await this.#office.sandbox.slack.redeliver(result.delivery.id);
          return;
        }
        let { deaths } = this.#office;
        for (let looks = 0; looks < LOOKS && this.#card() === undefined; looks += 1) {
          await this.#office.up();
          await this.#office.sees(() => this.#card() !== undefined, SHOWN_MS);
          // Who has just died could not show anything.
          if (this.#office.deaths > deaths) looks = 0;
          ({ deaths } = this.#office);
        }
        if (this.#card() === undefined) throw new Error(`a text that the app had taken is gone: ${this.#key}`);
      },
    );
  }

  async #until(what: string, goal: () => boolean, act: () => Promise<unknown>): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!goal()) {
      if (Date.now() > deadline)
        throw new Error(
          `${what} never came for ${this.#key}\n${this.#reading()}\n${this.#thread()}\n${lastWords([...this.#office.logs, ...(this.#office.app?.logs ?? [])], this.#reading())}`,
        );
      await this.#office.up();
      const { deaths } = this.#office;
      await act().catch(ignorePerson);
      await this.#office.sees(goal, LOOK_MS);
      if (goal() || this.#office.deaths === deaths) continue;
      // What was under way is finished after the start; only then is it worth while to try again.
      await this.#office.up();
      await this.#office.sees(goal, RECOVERY_MS);
    }
  }

  #approve(manager: string): Promise<boolean> {
    return this.#inForm(manager, 'approve', async () => {
      const view = this.#as(manager).modal();
      if (view !== undefined) await this.#as(manager).submit(this.#office.people.answers(view, '必要と認める'));
    });
  }

  async #answer(manager: string): Promise<void> {
    const post = this.#office.sandbox.x.posts().find(({ text }) => text.includes(this.#key));
    if (post === undefined) await this.#press(manager, 'confirmNotPublished');
    else
      await this.#inForm(manager, 'confirmPublished', () =>
        this.#as(manager).submit({ [FIELDS.url]: `https://x.com/${post.username}/status/${post.id}` }),
      );
  }

  /** @returns whether the form opened, and was filled in. */
  #inForm(user: string, button: keyof typeof ACTIONS, fillIn: () => Promise<unknown>): Promise<boolean> {
    return deskOf(this.#office, user).alone(async () => {
      await this.#closeForms(user);
      if ((await this.#press(user, button)) === null) return false;
      if (!(await this.#office.sees(() => this.#as(user).modal() !== undefined, FORM_MS))) return false;
      await fillIn();
      return true;
    });
  }

  async #closeForms(user: string): Promise<void> {
    if (this.#as(user).modal() !== undefined) await this.#as(user).close({ all: true });
  }

  async #press(user: string, button: keyof typeof ACTIONS): Promise<ActionResult | null> {
    const card = this.#card();
    if (card === undefined || !this.#shows(button)) return null;
    return new OfficePeople(this.#office.sandbox).press(user, { channel: this.#channel, ts: card.ts }, button);
  }

  #shows(button: keyof typeof ACTIONS): boolean {
    const blocks = JSON.stringify(this.#card()?.blocks ?? []);
    return blocks.includes(`"${ACTIONS[button]}"`) || blocks.includes(`\\"action\\":\\"${button}\\"`);
  }

  #asksThePerson(): boolean {
    return this.#says('結果不明') && [LINES.notFound, LINES.notLooked].some((line) => this.#thread().includes(line));
  }

  #card(): Message | undefined {
    return this.#office.sandbox.slack
      .messages(this.#channel)
      .find(
        (message) =>
          message.metadata?.event_type === 'kessai_card' &&
          this.#office.sandbox.slack.readMessage(message).includes(this.#key),
      );
  }

  #says(words: string): boolean {
    return this.#reading().includes(words);
  }

  #reading(): string {
    const card = this.#card();
    return card === undefined ? '' : this.#office.sandbox.slack.readMessage(card);
  }

  #thread(): string {
    const card = this.#card();
    if (card === undefined) return '';
    return this.#office.sandbox.slack
      .thread(this.#channel, card.ts)
      .slice(1)
      .map((message) => this.#office.sandbox.slack.readMessage(message))
      .join('\n');
  }

  #as(user: string) {
    return this.#office.sandbox.slack.as(user);
  }
}

/** What a person cannot do just now, because Slack does not show it. */
function ignorePerson(error: unknown): void {
  if (!(error instanceof PersonError)) throw error;
}
