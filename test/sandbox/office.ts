import { ACTS, isPlain } from '../../src/acts/index.ts';
import { ACTIONS, confirmForm, FIELDS, FORMS, SHORTCUTS } from '../../src/slack/action-ids.ts';
import type { Sandbox } from './index.ts';
import type { ActionResult } from './slack/people/stage.ts';
import type { Message } from './slack/state.ts';

export const SHINAGAWA = 'C0SHINAGAWA';
export const TOSHIMA = 'C0TOSHIMA';
export const PEOPLE = {
  staffA: 'U0KOHO001',
  prManager: 'U0KOHO100',
  staffB: 'U0BOSAI01',
  staffD: 'U0KUMIN01',
  civicManager: 'U0KUMIN100',
} as const;

/** A card in a channel, as somebody points at it. */
export interface CardPlace {
  readonly channel: string;
  readonly ts: string;
}

/** What somebody fills in, by block or action; a moment in seconds since 1970. */
export type Entries = Readonly<Record<string, string | string[] | number>>;

/** What people at the office do, in their words: for the tests and for the demo's day. */
export class OfficePeople {
  readonly #sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  /** `/post 本文…`, and the card that comes of it; where the guideline asks for a category, the first one is taken. */
  async post(user: string, channel: string, text: string): Promise<CardPlace> {
    const before = new Set(this.#cards(channel).map(({ ts }) => ts));
    const person = this.#sandbox.slack.as(user);
    await person.command(channel, '/post', text);
    const form = () => (person.modal()?.callback_id === FORMS.draft ? person.modal() : undefined);
    await this.#sandbox.waitFor(() => form() !== undefined || this.#cards(channel).some(({ ts }) => !before.has(ts)), {
      what: `a card or a form in ${channel}`,
    });
    if (form() !== undefined) await this.submit(user, this.#firstCategory(form()?.blocks ?? []));
    return this.#newCard(channel, before);
  }

  #firstCategory(blocks: readonly unknown[]): Record<string, string[]> {
    const asked = blocks.map(question).find((found) => found?.actionId.startsWith(`${FIELDS.categories}.`) === true);
    const [first] = asked?.options ?? [];
    return asked == null || first === undefined ? {} : { [asked.blockId]: [first] };
  }

  /** `/post`, the form filled in and sent, and the card that comes of it. */
  async postByForm(user: string, channel: string, entries: Entries, text = ''): Promise<CardPlace> {
    const before = new Set(this.#cards(channel).map(({ ts }) => ts));
    await this.openForm(user, channel, text);
    await this.submit(user, entries);
    return this.#newCard(channel, before);
  }

  /** The newest card that says this, once it is there. */
  async cardOf(words: string, channel: string = SHINAGAWA): Promise<CardPlace> {
    const { slack } = this.#sandbox;
    const found = () => this.#cards(channel).findLast((message) => slack.readMessage(message).includes(words));
    const { ts } = await this.#sandbox.waitFor(() => found(), { what: `a card with 「${words}」` });
    return { channel, ts };
  }

  async openForm(user: string, channel: string, text = ''): Promise<void> {
    await this.#sandbox.slack.as(user).command(channel, '/post', text);
    await this.#modal(user);
  }

  async draftFromMessage(user: string, channel: string, ts: string): Promise<void> {
    await this.#sandbox.slack.as(user).shortcut(channel, ts, SHORTCUTS.draftFromMessage);
    await this.#modal(user);
  }

  /** Sends the open form. @throws when the client or the app would not take it. */
  async submit(user: string, entries: Entries = {}): Promise<ActionResult> {
    const result = await this.#sandbox.slack.as(user).submit(entries);
    if (result.outcome !== 'acknowledged') throw new Error(`${result.outcome}: ${JSON.stringify(result)}`);
    return result;
  }

  /** Presses a button on the card, or chooses the same behind 「⋯」, and says yes where that is asked. */
  async press(user: string, card: CardPlace, button: keyof typeof ACTIONS): Promise<ActionResult> {
    const person = this.#sandbox.slack.as(user);
    const chosen = this.#inMenu(card, button);
    if (chosen === undefined) return person.click(card, ACTIONS[button]);
    const told = person.ephemerals(card.channel).length;
    const result = await person.choose(card, ACTIONS.more, chosen);
    if (!isPlain(button) || ACTS[button].asks !== 'confirmation') return result;
    const asked = () => person.modal()?.callback_id === confirmForm(ACTIONS[button]);
    await this.#sandbox.waitFor(() => asked() || person.ephemerals(card.channel).length > told, {
      what: `an answer to ${button}`,
    });
    return asked() ? person.submit() : result;
  }

  /** The value behind which an act stands in the card's menu. */
  #inMenu({ channel, ts }: CardPlace, button: string): string | undefined {
    for (const block of this.#sandbox.slack.message(channel, ts)?.blocks ?? []) {
      if (block.type !== 'actions') continue;
      for (const element of block.elements)
        if (element.type === 'overflow')
          return element.options.find(({ value }) => JSON.parse(value ?? '{}').action === button)?.value;
    }
    return undefined;
  }

  /** 承認する and the form that follows; each waiver gets `reason`, each warning its tick. */
  async approve(user: string, card: CardPlace, reason = ''): Promise<ActionResult> {
    await this.press(user, card, 'approve');
    const entries = this.answers(await this.#modal(user), reason);
    return this.#sandbox.slack.as(user).submit(entries);
  }

  /**
   * 承認する, and the form sent as it is, past what the client asks for: by a forged request, or a client that is broken.
   * @returns what the app answers, as JSON; the form stays open, and is closed.
   */
  async forceApproval(user: string, card: CardPlace): Promise<string> {
    const { slack } = this.#sandbox;
    await this.press(user, card, 'approve');
    const view = await this.#modal(user);
    const click = slack.deliveries().findLast(({ payload }) => payload.type === 'block_actions')?.payload;
    if (click === undefined) throw new Error('the button was a click');
    const { team, user: who, api_app_id, token, is_enterprise_install, enterprise } = click;
    const { state, answer } = await slack.deliverRaw('interactive', {
      type: 'view_submission',
      ...{ team, user: who, api_app_id, token, is_enterprise_install, enterprise },
      trigger_id: `${view.id}.${view.hash}.forced`,
      view,
      response_urls: [],
    });
    await slack.as(user).close();
    return `${state} ${JSON.stringify(answer ?? null)}`;
  }

  /** Entries for every question of an approval form, by block. */
  answers(view: { readonly blocks: readonly unknown[] }, reason: string): Record<string, string | string[]> {
    const entries: Record<string, string | string[]> = {};
    for (const block of view.blocks) {
      const found = question(block);
      if (found?.actionId === FIELDS.necessity) entries[found.blockId] = reason;
      if (found?.actionId === FIELDS.grounds) entries[found.blockId] = ['other'];
      if (found?.actionId.startsWith(`${FIELDS.tick}.`) === true) entries[found.blockId] = found.options;
    }
    return entries;
  }

  /** 差戻し with a reason. */
  async returnDraft(user: string, card: CardPlace, reason: string): Promise<void> {
    await this.press(user, card, 'return');
    await this.#modal(user);
    await this.submit(user, { [FIELDS.reason]: reason });
  }

  /** 編集: another text for the draft. */
  async edit(user: string, card: CardPlace, text: string): Promise<void> {
    await this.press(user, card, 'revise');
    await this.#modal(user);
    await this.submit(user, { [`${FIELDS.text}.0`]: text });
  }

  /** Waits until the card says this, and gives its reading. */
  cardSays(card: CardPlace, words: string): Promise<string> {
    const { slack } = this.#sandbox;
    const reading = () => {
      const message = slack.message(card.channel, card.ts);
      return message === undefined ? '' : slack.readMessage(message);
    };
    return this.#sandbox.waitFor(() => reading().includes(words) && reading(), {
      what: `「${words}」 on the card`,
      about: reading,
    });
  }

  /** Waits until the lines under the card say this, and gives them all. */
  threadSays(card: CardPlace, words: string): Promise<string> {
    const { slack } = this.#sandbox;
    return this.#sandbox.waitFor(
      () => {
        const reading = this.lines(card).join('\n');
        return reading.includes(words) && reading;
      },
      {
        what: `「${words}」 in the thread`,
        about: () =>
          slack
            .thread(card.channel, card.ts)
            .map((message) => slack.readMessage(message))
            .join('\n'),
      },
    );
  }

  /** The messages under the card, as a person reads them. */
  lines(card: CardPlace): string[] {
    const { slack } = this.#sandbox;
    return slack
      .thread(card.channel, card.ts)
      .filter(({ ts }) => ts !== card.ts)
      .map((message) => slack.readMessage(message));
  }

  /** Waits until somebody is told this in private. */
  toldPrivately(user: string, channel: string, words: string): Promise<string> {
    const { slack } = this.#sandbox;
    return this.#sandbox.waitFor(
      () => {
        const last = slack.as(user).ephemerals(channel).at(-1);
        const reading = last === undefined ? '' : slack.readMessage(last);
        return reading.includes(words) && reading;
      },
      { what: `「${words}」 for ${user} alone` },
    );
  }

  /** What the cards of a channel say, as a reader sees them. */
  cards(channel: string): string[] {
    return this.#cards(channel).map((message) => this.#sandbox.slack.readMessage(message));
  }

  #cards(channel: string): readonly Message[] {
    return this.#sandbox.slack.messages(channel).filter(({ blocks }) => (blocks?.length ?? 0) > 0);
  }

  async #newCard(channel: string, before: ReadonlySet<string>): Promise<CardPlace> {
    const card = await this.#sandbox.waitFor(() => this.#cards(channel).find(({ ts }) => !before.has(ts)), {
      what: `a new card in ${channel}`,
    });
    return { channel, ts: card.ts };
  }

  #modal(user: string) {
    return this.#sandbox.waitFor(() => this.#sandbox.slack.as(user).modal(), { what: `a form in front of ${user}` });
  }
}

interface Question {
  readonly blockId: string;
  readonly actionId: string;
  readonly options: string[];
}

/** An input block of a form, whatever else it holds. */
function question(block: unknown): Question | null {
  if (typeof block !== 'object' || block === null || !('type' in block) || block.type !== 'input') return null;
  if (!('block_id' in block) || typeof block.block_id !== 'string' || !('element' in block)) return null;
  const { element } = block;
  if (typeof element !== 'object' || element === null || !('action_id' in element)) return null;
  const options = 'options' in element && Array.isArray(element.options) ? element.options : [];
  return {
    blockId: block.block_id,
    actionId: String(element.action_id),
    options: options.map((option: { value: string }) => option.value),
  };
}
