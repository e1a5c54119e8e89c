import fc from 'fast-check';
import type { DraftEvent, Person } from '../../src/draft/events.ts';
import type { Roster } from '../../src/usecases/ports.ts';
import { manager, secondManager, staffA, staffB } from '../support/drafts.ts';
import { Clockwork, Life } from './clockwork.ts';
import { Disk, type DiskFate, DiskStore } from './disk.ts';
import { type Click, type Entry, Ledgers, type Sent } from './ledgers.ts';
import { Network } from './network.ts';
import { Notice } from './notice.ts';
import { type App, type Card, cardOf, keyOf, mayEndWork, OTHERS, openApp, type Wish } from './office.ts';
import { type Breach, type Rule, Rules } from './rules.ts';
import type { Situation } from './situations.ts';
import type { Moment, Step, Story, Who } from './story.ts';

const PEOPLE: Record<Who, Person> = { drafter: staffA, manager, second: secondManager, bystander: staffB };
/** Who writes the drafts: the second of them is by a manager, who may then not approve it. */
const DRAFTERS: readonly Who[] = ['drafter', 'second'];
const DRAIN_MS = 9_000;
const CALM_MS = 30 * 60_000;
const FRESH_MS = 60_000;

export interface Played {
  readonly breach: Breach | null;
  readonly reached: ReadonlySet<Situation>;
  /** What happened, line by line. */
  readonly lines: readonly string[];
}

/** Plays one story in one order of events, then lets the world calm down, starts the app once more, and lets it calm down again. */
export async function play(story: Story, scheduler: fc.Scheduler, without: ReadonlySet<Rule>): Promise<Played> {
  const stage = new Stage(story, scheduler, without);
  const steps = story.steps.map((step) => new StepOf(step));
  await scheduler.waitFor(
    fc.asyncModelRun(async () => {
      await stage.open();
      return { model: stage, real: stage };
    }, steps),
  );
  await stage.end();
  return { breach: stage.rules.breach, reached: stage.reached, lines: stage.ledgers.lines };
}

class StepOf implements fc.AsyncCommand<Stage, Stage> {
  readonly #step: Step;
  constructor(step: Step) {
    this.#step = step;
  }
  check(stage: Readonly<Stage>): boolean {
    return stage.rules.breach === null && stage.isPossible(this.#step);
  }
  run(_model: Stage, stage: Stage): Promise<void> {
    return stage.take(this.#step);
  }
  toString(): string {
    return JSON.stringify(this.#step);
  }
}

class Stage {
  readonly clockwork: Clockwork;
  readonly ledgers: Ledgers;
  readonly rules: Rules;
  readonly #notice: Notice;
  readonly #disk = new Disk();
  readonly #network: Network;
  readonly #ids: string[] = [];
  readonly #texts = new Map<string, number>();
  readonly #before: (Card | undefined)[] = [];
  readonly #firstSlot: number | undefined;
  readonly #about: Story['about'];
  readonly #wishes: { readonly wish: Wish; readonly click: Click }[] = [];
  #rosterAwayUntil = 0;
  #life: Life;
  #app: App;

  constructor(story: Story, scheduler: fc.Scheduler, without: ReadonlySet<Rule>) {
    this.clockwork = new Clockwork(scheduler);
    this.#firstSlot = story.slot;
    this.#about = story.about;
    this.ledgers = new Ledgers(this.clockwork);
    this.#notice = new Notice(this.ledgers, this.clockwork);
    this.rules = new Rules(this.ledgers, without);
    this.#network = new Network({
      clockwork: this.clockwork,
      ledgers: this.ledgers,
      fates: story.network,
      draftOf: (text) => this.#texts.get(text) ?? -1,
      watch: {
        request: (sent) => {
          this.rules.request(sent);
          this.#notice.request(sent);
        },
        answered: (sent) => this.#notice.answered(sent),
        reached: (situation) => this.#notice.add(situation),
      },
    });
    this.ledgers.give(manager.id, true);
    this.ledgers.give(secondManager.id, true);
    [this.#life, this.#app] = this.#born();
  }

  get reached(): ReadonlySet<Situation> {
    return this.#notice.reached;
  }

  /** The app runs, and a draft waits for the manager. */
  async open(): Promise<void> {
    await this.#app.start();
    await this.#submit(this.#firstSlot);
  }

  async end(): Promise<void> {
    await this.#settle('at the end');
    if (this.rules.breach !== null) return;
    this.#disk.fates.length = 0;
    this.#die(true);
    void this.#startAgain();
    await this.#settle('after one more start');
  }

  async #settle(when: string): Promise<void> {
    if (this.rules.breach !== null) return;
    this.ledgers.tell('— nobody does anything any more —');
    const rests = await this.clockwork.runOut(CALM_MS);
    this.rules.hold('sound', rests, `${when}, the app does not come to rest`);
    this.rules.calm(when);
  }

  isPossible(step: Step): boolean {
    switch (step.do) {
      case 'act':
        return this.#isOffered(step);
      case 'draft':
        return this.#ids.length < DRAFTERS.length;
      case 'slot':
        return this.ledgers.slot(step.draft) !== null;
      case 'again':
        return this.#wishes.length > 0;
      default:
        return true;
    }
  }

  #isOffered({ kind, draft, stale, blind }: Extract<Step, { do: 'act' }>): boolean {
    const card = cardOf(this.ledgers.events(draft));
    const before = this.#before[draft];
    if (card === undefined) return false;
    const shown = card.buttons.includes(kind) || (stale === true && before?.buttons.includes(kind) === true);
    if (!shown) return false;
    const seen = this.#network.seen(this.#textOf(draft)) !== undefined;
    if (kind === 'confirmPublished') return seen;
    // Nobody says what they do not see, unless they did not look.
    const isSo =
      kind === 'confirmNotRemoved' ? seen : kind === 'confirmNotPublished' || kind === 'confirmRemoved' ? !seen : true;
    return isSo || blind === true;
  }

  async take(step: Step): Promise<void> {
    await this.clockwork.turn(step.do);
    switch (step.do) {
      case 'act':
        this.#press(step);
        return;
      case 'draft':
        await this.#submit(step.slot);
        return;
      case 'again': {
        const again = this.#wishes[step.nth % this.#wishes.length];
        if (again !== undefined) this.#deliver(again.wish, again.click, 'once more');
        this.#notice.add('an old delivery again');
        return;
      }
      case 'right':
        this.#give(step.who, step.has);
        return;
      case 'roster-away':
        this.#rosterAwayUntil = this.clockwork.ms + step.seconds * 1_000;
        return;
      case 'disk':
        for (let times = 0; times < step.times; times += 1) this.#disk.fates.push(step.fate);
        return;
      case 'disk-full':
        this.#disk.full = true;
        this.ledgers.tell(`the disk is full for ${step.seconds} s`);
        this.clockwork.after(step.seconds * 1_000, () => {
          this.#disk.full = false;
        });
        return;
      case 'clock':
        this.clockwork.wrongBy += step.minutes * 60_000;
        this.ledgers.clockSet.push(this.clockwork.next());
        this.#notice.clock();
        this.ledgers.tell(`the clock is set by ${step.minutes} minutes`);
        return;
      case 'pass':
        await this.clockwork.sleep(step.seconds * 1_000);
        return;
      case 'slot':
        await this.clockwork.sleep(this.#untilSlot(step.draft) + step.seconds * 1_000);
        return;
      case 'until':
        await this.#until(() => this.#isAt(step.moment));
        return;
      case 'kill':
        this.#die(step.power === true);
        await this.clockwork.sleep(step.seconds * 1_000);
        await this.#startAgain();
        return;
      case 'stop':
        await this.#stop();
        await this.clockwork.sleep(step.seconds * 1_000);
        await this.#startAgain();
        return;
    }
  }

  async #until(holds: () => boolean): Promise<void> {
    for (let turns = 0; turns < PATIENCE && !holds(); turns += 1) {
      // What does not come of itself within seconds is not waited for.
      if (this.clockwork.isQuiet() && this.clockwork.untilNext > SOON_MS) return;
      await this.clockwork.turn('people wait');
    }
  }

  #isAt(moment: Moment): boolean {
    switch (moment) {
      case 'pictures-out':
        return this.#network.isBringing();
      case 'check-out':
        return this.#network.isChecking();
      case 'request-out':
        return this.#ids.some((_, draft) => this.ledgers.underWay(draft).length > 0);
      case 'look-out':
        return this.#network.isLooking();
      case 'answered':
        return this.#unrecorded().length > 0;
      case 'recorded':
        return this.ledgers.record.some((entries) => entries.at(-1)?.durable === false);
      case 'unknown':
        return this.ledgers.record.some((_, draft) => cardOf(this.ledgers.events(draft))?.asksPerson === true);
      case 'quiet':
        return this.clockwork.isQuiet();
      case 'settled':
        return this.clockwork.isQuiet() && this.clockwork.untilNext > SOON_MS;
    }
  }

  /** What the app has heard and not yet put on record. */
  #unrecorded(): readonly Sent[] {
    return this.ledgers.sent.filter(
      ({ life, draft, answeredAt }) =>
        life === this.#life && answeredAt !== null && !this.ledgers.entries(draft).some(({ at }) => at > answeredAt),
    );
  }

  // ── People ───────────────────────────────────────────────────────────────

  /** @param slot so many seconds ahead. */
  async #submit(slot?: number): Promise<void> {
    const draft = this.#ids.length;
    const by = PEOPLE[DRAFTERS[draft] ?? 'drafter'];
    const text = this.#newText(draft);
    const delivery = `submit-${draft}`;
    const seen = { revision: 0, hash: '' };
    const told = await this.#app.ask({
      kind: 'submit',
      draftId: '',
      by,
      delivery,
      seen,
      text,
      about: this.#about,
      slot: this.#ahead(slot),
      url: '',
      formAnswers: true,
    });
    if (told.told === 'done') this.#know(told.draftId);
  }

  /** The record of a draft is one array, which the disk writes and the rules read. */
  #know(id: string): void {
    this.ledgers.record[this.#ids.length] = this.#disk.documents.get(id) ?? [];
    this.#ids.push(id);
  }

  #press(step: Extract<Step, { do: 'act' }>): void {
    const { kind, draft, twice, stale, formGone } = step;
    const card = cardOf(this.ledgers.events(draft));
    const draftId = this.#ids[draft];
    if (card === undefined || draftId === undefined) return;
    const seen = stale === true ? (this.#before[draft] ?? card) : card;
    this.#before[draft] = card;
    const by = PEOPLE[step.by];
    const number = this.#wishes.length + 1;
    const post = this.#network.seen(this.#textOf(draft));
    const wish: Wish = {
      kind,
      draftId,
      by,
      delivery: `click-${number}`,
      seen,
      ...(kind === 'revise' ? this.#revised(step) : { text: '', slot: undefined }),
      about: this.#about,
      url: `https://x.com/shinagawacity/status/${post?.id ?? '0'}`,
      formAnswers: formGone !== true,
    };
    const click: Click = {
      at: this.clockwork.next(),
      kind,
      by,
      draft,
      seen: seen.hash,
      delivery: wish.delivery,
      told: [],
      open: 0,
    };
    this.#notice.click(click, { formGone: formGone === true, checking: this.#network.isChecking() });
    this.ledgers.clicks.push(click);
    this.#wishes.push({ wish, click });
    this.ledgers.tell(
      `${step.by} presses ${kind} on draft ${draft} (${click.delivery})${stale ? ' on an old card' : ''}`,
    );
    this.#deliver(wish, click, '');
    if (twice !== true) return;
    this.#notice.add('the same delivery twice at once');
    this.#deliver(wish, click, 'at the same instant once more');
  }

  #deliver(wish: Wish, click: Click, how: string): void {
    if (how !== '') this.ledgers.tell(`${wish.delivery} is delivered ${how}`);
    click.open += 1;
    void this.#app.ask(wish).then((told) => {
      const code = told.told === 'refused' ? ` (${told.code})` : '';
      this.ledgers.tell(`${wish.delivery} ${wish.kind}: told ${told.told}${code}`);
      click.told.push(told);
      click.open -= 1;
      this.#notice.told(told);
      this.rules.told(click, told);
      if (click.open === 0) this.rules.answered(click);
    });
  }

  #give(who: 'manager' | 'second', has: boolean): void {
    this.ledgers.tell(`${who} ${has ? 'has' : 'has no'} authority`);
    const { id } = PEOPLE[who];
    this.#notice.right(id, has);
    this.ledgers.give(id, has);
  }

  /** An edit finds everything as it was: another slot is for the same words, and other words are for the same slot. */
  #revised({ draft, slot }: Extract<Step, { do: 'act' }>): Pick<Wish, 'text' | 'slot'> {
    const was = this.ledgers.slot(draft);
    if (slot === undefined)
      return { text: this.#newText(draft), slot: was === null ? undefined : new Date(was).toISOString() };
    return { text: this.#textOf(draft), slot: slot === 'none' ? undefined : this.#ahead(slot) };
  }

  #ahead(seconds: number | undefined): string | undefined {
    return seconds === undefined ? undefined : new Date(this.ledgers.clock + seconds * 1_000).toISOString();
  }

  #untilSlot(draft: number): number {
    return (this.ledgers.slot(draft) ?? this.ledgers.clock) - this.ledgers.clock;
  }

  #newText(draft: number): string {
    const version = [...this.#texts.values()].filter((other) => other === draft).length + 1;
    const text = this.#about === 'repost' ? `${OTHERS}${draft + 1}0${version}` : `お知らせ${draft + 1} 第${version}版`;
    this.#texts.set(text, draft);
    return text;
  }

  /** Of the newest revision. */
  #textOf(draft: number): string {
    const events = this.ledgers.events(draft);
    const written = events.findLast(({ type }) => type === 'DraftSubmitted' || type === 'DraftRevised');
    return written !== undefined && 'content' in written ? keyOf(written.content) : '';
  }

  // ── Lives of the app ─────────────────────────────────────────────────────

  #born(): [Life, App] {
    const life = new Life(this.ledgers.lives.length + 1, this.clockwork);
    this.ledgers.lives.push(life);
    const store = new DiskStore(this.#disk, life, this.clockwork, {
      inPlace: (id, entries) => this.#inPlace(id, entries),
      trouble: (id, fate, events) => this.#trouble(id, fate, events),
    });
    const app = openApp({
      life,
      clockwork: this.clockwork,
      store,
      publisher: this.#network.publisherFor(life),
      roster: this.#rosterFor(life),
      failed: (error) => {
        if (!mayEndWork(error))
          this.rules.hold('sound', false, error instanceof Error ? (error.stack ?? '') : String(error));
      },
    });
    return [life, app];
  }

  async #startAgain(): Promise<void> {
    for (;;) {
      [this.#life, this.#app] = this.#born();
      this.ledgers.tell(`the app starts (process ${this.#life.number})`);
      try {
        await this.#app.start();
        return;
      } catch {
        // The service manager starts it again.
        this.#life.kill();
        await this.clockwork.sleep(1_000);
      }
    }
  }

  #die(power: boolean): void {
    this.#notice.end('death', { ...this.#network.under, unrecorded: this.#unrecorded() });
    this.#life.kill();
    const lost = power ? this.#disk.powerCut() : 0;
    if (lost > 0) this.#notice.add('a power cut that took events');
    this.ledgers.tell(`process ${this.#life.number} dies${power ? `; the power cut takes ${lost} events` : ''}`);
  }

  async #stop(): Promise<void> {
    this.#notice.end('stop', { ...this.#network.under, unrecorded: this.#unrecorded() });
    this.ledgers.tell(`process ${this.#life.number} is asked to stop`);
    this.#life.stop();
    let over = false;
    this.clockwork.after(DRAIN_MS, () => {
      over = true;
    });
    await this.#until(() => over || this.clockwork.isQuiet());
    this.#life.kill();
    this.ledgers.tell(`process ${this.#life.number} ends`);
  }

  #rosterFor(life: Life): Roster {
    let known: { readonly ms: number; readonly users: readonly string[] } | undefined;
    return {
      members: async (_people, when) => {
        if (when === 'recent' && known !== undefined && this.clockwork.ms - known.ms < FRESH_MS) return known.users;
        await life.turn('the roster answers');
        if (this.clockwork.ms < this.#rosterAwayUntil) {
          this.#notice.add('nobody could say who has authority');
          return null;
        }
        const users = [manager, secondManager].map(({ id }) => id).filter((id) => this.ledgers.hasRight(id));
        known = { ms: this.clockwork.ms, users };
        return users;
      },
      anyActive: async () => true,
    };
  }

  // ── What is noticed ──────────────────────────────────────────────────────

  #inPlace(id: string, entries: readonly Entry[]): void {
    const draft = this.#ids.indexOf(id);
    for (const { event, life } of entries) {
      this.ledgers.tell(`record of draft ${draft === -1 ? this.#ids.length : draft}: ${event.type}`);
      this.#notice.event(draft, event, life);
    }
    if (draft !== -1) this.rules.inPlace(draft, entries);
  }

  #trouble(id: string, fate: DiskFate | 'full', events: readonly DraftEvent[]): void {
    const types = events.map(({ type }) => type).join(', ');
    this.ledgers.tell(`the disk: ${fate} (draft ${this.#ids.indexOf(id)}${types === '' ? '' : `, ${types}`})`);
    this.#notice.disk(fate, events);
  }
}

/** How many turns people wait for a moment that may never come. */
const PATIENCE = 300;
const SOON_MS = 12_000;
