import { setTimeout as wait } from 'node:timers/promises';
import type { DraftAction } from '../../../src/acts/index.ts';
import { FIELDS } from '../../../src/slack/action-ids.ts';
import { STATUS_WORDS } from '../../../src/text/words.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { type CardPlace, OfficePeople, PEOPLE, SHINAGAWA, TOSHIMA } from '../../sandbox/office.ts';

/** What becomes of a draft, if the people have their way. */
export type Plan = 'publish' | 'return' | 'reject' | 'withdraw' | 'takeDown' | 'byHand';

/** A day's mixture, in the order in which it comes round. */
export const PLANS: readonly Plan[] = [
  ...['publish', 'publish', 'return', 'byHand', 'publish', 'takeDown', 'publish', 'reject', 'publish', 'byHand'],
  ...['publish', 'return', 'publish', 'publish', 'withdraw', 'byHand', 'publish', 'takeDown', 'publish', 'publish'],
] as readonly Plan[];

/** What somebody did and Slack took for done: it has to be in the record. */
export interface Promised {
  readonly mark: string;
  readonly button: DraftAction;
}

type Status = keyof typeof STATUS_WORDS;
const { staffA, prManager, staffD, civicManager } = PEOPLE;
const PATIENCE_MS = 6_000;
/** Where every story ends. */
export const END: readonly Status[] = ['published', 'takenDown', 'rejected', 'withdrawn', 'expired'];

/** People who want their drafts through, and try again when something did not work: without them trouble shows nothing. */
export class OfficeDay {
  readonly promised: Promised[] = [];
  readonly #sandbox: Sandbox;
  readonly #people: OfficePeople;
  /** Nobody does two things at once. */
  readonly #lanes = new Map<string, Promise<unknown>>();

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    this.#people = new OfficePeople(sandbox);
  }

  /** Plays one draft to its end. @returns how it ended, or null when the people gave up. */
  async play(number: number, plan: Plan, deadline: number): Promise<Status | null> {
    const channel = plan === 'byHand' ? TOSHIMA : SHINAGAWA;
    const card = await this.#draft(number, channel, deadline);
    let edited = false;
    let unknownSince: number | null = null;
    while (card !== null && Date.now() < deadline) {
      const status = this.#status(card.place);
      if (status === 'outcomeUnknown') unknownSince ??= Date.now();
      else unknownSince = null;
      if (status === null) await wait(500);
      else if (END.includes(status) && !(plan === 'takeDown' && status === 'published')) return status;
      else if (status === 'returned') edited = (await this.#edit(card, edited)) || edited;
      else await this.#step(card, status, plan, { edited, waited: Date.now() - (unknownSince ?? Date.now()) });
    }
    return card === null ? null : this.#status(card.place);
  }

  /** Opens a list or the Home, as people do all day. */
  async lookAround(number: number): Promise<void> {
    const person = [staffA, prManager, staffD, civicManager][number % 4] ?? staffA;
    const topic = ['承認待ち', '履歴', '要領', 'ヘルプ'][number % 4] ?? '履歴';
    await this.#alone(person, async () => {
      await this.#sandbox.slack.as(person).command(number % 2 === 0 ? SHINAGAWA : TOSHIMA, '/post', topic);
      await this.#sandbox.slack.as(person).openHome();
    });
  }

  async #draft(number: number, channel: string, deadline: number): Promise<Card | null> {
    for (let attempt = 1; Date.now() < deadline; attempt += 1) {
      // Another text for each attempt: nobody knows yet whether the one before has arrived.
      const mark = `soak-${number}-${attempt}`;
      const text = `【お知らせ ${mark}】図書館だよりの新しい号を区ホームページに掲載しました。`;
      await this.#alone(channel === SHINAGAWA ? staffA : staffD, () =>
        channel === SHINAGAWA
          ? this.#sandbox.slack.as(staffA).command(channel, '/post', text)
          : this.#byForm(staffD, channel, { 'text.0': text, 'categories.0': ['1'] }),
      );
      const place = await this.#seen(() => this.#cardOf(channel, mark));
      if (place !== undefined) return { place, mark, text };
    }
    return null;
  }

  async #edit({ place, mark, text }: Card, edited: boolean): Promise<boolean> {
    if (edited) return false;
    const author = place.channel === SHINAGAWA ? staffA : staffD;
    await this.#form(author, place, mark, 'revise', { [`${FIELDS.text}.0`]: `${text}（直しました）` });
    return this.#moved(place, 'returned');
  }

  async #step(
    card: Card,
    status: Status,
    plan: Plan,
    { edited, waited }: { readonly edited: boolean; readonly waited: number },
  ): Promise<void> {
    const { place, mark } = card;
    const manager = place.channel === SHINAGAWA ? prManager : civicManager;
    const author = place.channel === SHINAGAWA ? staffA : staffD;
    const reason = { [FIELDS.reason]: '記録のための理由です。' };
    if (status === 'submitted') {
      if (plan === 'return' && !edited) await this.#form(manager, place, mark, 'return', reason);
      else if (plan === 'reject') await this.#form(manager, place, mark, 'reject', reason);
      else if (plan === 'withdraw') await this.#press(author, place, 'withdraw');
      else await this.#approve(manager, place, mark);
    } else if (status === 'handedOver') {
      const url = `https://www.piazza-life.com/posts/${mark}`;
      await this.#form(author, place, mark, 'confirmManualPost', { [FIELDS.url]: url });
    } else if (status === 'publishFailed' || status === 'approved') {
      await this.#press(manager, place, 'retry');
    } else if (status === 'published') {
      await this.#form(manager, place, mark, 'takeDown', reason);
    } else if (status === 'removalUnknown') {
      await this.#press(manager, place, 'retryRemoval');
    } else if (status === 'outcomeUnknown' && waited > 20_000) {
      // The app has looked by itself for a while; now the manager opens the account and says what is there.
      const post = this.#sandbox.x.posts().find(({ text }) => text.includes(`${mark}】`));
      if (post === undefined) await this.#press(manager, place, 'confirmNotPublished');
      else {
        const url = `https://x.com/shinagawacity/status/${post.id}`;
        await this.#form(manager, place, mark, 'confirmPublished', { [FIELDS.url]: url });
      }
    }
    await this.#moved(place, status);
  }

  #approve(manager: string, place: CardPlace, mark: string): Promise<void> {
    return this.#form(manager, place, mark, 'approve', (view) => this.#people.answers(view, '必要と認めます。'));
  }

  /** Presses a button, fills the form that comes, and sends it. Whatever goes wrong is tried again later. */
  #form(
    person: string,
    place: CardPlace,
    mark: string,
    button: DraftAction,
    entries: Entries | ((view: { readonly blocks: readonly unknown[] }) => Entries),
  ): Promise<void> {
    return this.#alone(person, async () => {
      const at = this.#sandbox.slack.as(person);
      await this.#people.press(person, place, button);
      const view = await this.#seen(() => at.modal());
      if (view === undefined) return;
      const { outcome } = await at.submit(typeof entries === 'function' ? entries(view) : entries);
      if (outcome === 'acknowledged' && at.modal() === undefined) this.promised.push({ mark, button });
    });
  }

  async #byForm(person: string, channel: string, entries: Entries): Promise<void> {
    const at = this.#sandbox.slack.as(person);
    await at.command(channel, '/post', '');
    if ((await this.#seen(() => at.modal())) !== undefined) await at.submit(entries);
  }

  async #press(person: string, place: CardPlace, button: DraftAction): Promise<void> {
    await this.#alone(person, () => this.#people.press(person, place, button));
  }

  /** One thing at a time, with an empty screen afterwards. A button that is not there any more is no trouble. */
  #alone(person: string, act: () => Promise<unknown>): Promise<void> {
    const before = this.#lanes.get(person) ?? Promise.resolve();
    const mine = before.then(async () => {
      try {
        await act();
      } catch {
        await wait(200);
      } finally {
        if (this.#sandbox.slack.as(person).modal() !== undefined)
          await this.#sandbox.slack
            .as(person)
            .close({ all: true })
            .catch(() => undefined);
      }
    });
    this.#lanes.set(person, mine);
    return mine;
  }

  #cardOf(channel: string, mark: string): CardPlace | undefined {
    const found = this.#sandbox.slack
      .messages(channel)
      .findLast(({ blocks }) => blocks !== undefined && JSON.stringify(blocks).includes(`${mark}】`));
    return found === undefined ? undefined : { channel, ts: found.ts };
  }

  #status(place: CardPlace): Status | null {
    const card = this.#sandbox.slack.message(place.channel, place.ts);
    return card === undefined ? null : statusShown(this.#sandbox.slack.readMessage(card));
  }

  async #moved(place: CardPlace, from: Status): Promise<boolean> {
    return (await this.#seen(() => this.#status(place) !== from || undefined)) === true;
  }

  async #seen<T>(look: () => T | undefined): Promise<T | undefined> {
    return this.#sandbox.waitFor(look, { timeoutMs: PATIENCE_MS }).catch(() => undefined);
  }
}

interface Card {
  readonly place: CardPlace;
  readonly mark: string;
  readonly text: string;
}

type Entries = Readonly<Record<string, string | string[]>>;

/** The status that a card tells its reader; null when it tells none. */
export function statusShown(reading: string): Status | null {
  const shown = Object.entries(STATUS_WORDS).find(([, { mark, label }]) => reading.includes(`${mark} ${label}`));
  return shown === undefined ? null : (shown[0] as Status);
}
