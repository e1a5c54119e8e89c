import { ACTS } from '../../../src/acts/index.ts';
import { loadOffice } from '../../../src/config/load.ts';
import { isSettled } from '../../../src/draft/state.ts';
import { makeGuidelines } from '../../../src/guideline/guidelines.ts';
import { traitsOf } from '../../../src/publishers/kinds.ts';
import { openLowdbStore } from '../../../src/store/lowdb/lowdb-store.ts';
import type { DraftView, StoredDraft } from '../../../src/usecases/ports.ts';
import { viewOf } from '../../../src/usecases/read-draft.ts';
import { threadLines } from '../../../views/thread/lines.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { type Promised, statusShown } from './office-day.ts';

/** What the record, the threads and X say about the same drafts. Every list names what does not agree. */
export interface Agreement {
  readonly drafts: number;
  readonly posts: number;
  readonly lines: number;
  readonly doubledPosts: readonly string[];
  readonly wrongPosts: readonly string[];
  readonly lostActs: readonly string[];
  readonly wrongCards: readonly string[];
  readonly wrongLines: readonly string[];
  readonly unreadable: number;
  /** What the drafts that are not out are waiting for, and how often. */
  readonly unfinished: Readonly<Record<string, number>>;
}

/** Compares when the app has stopped. @throws when the record cannot be opened. */
export async function compare(sandbox: Sandbox, folder: string, promised: readonly Promised[]): Promise<Agreement> {
  const loaded = loadOffice('office.example.yaml');
  if (!loaded.ok) throw new Error('the example office can be read');
  const reading = { office: loaded.office, guidelines: makeGuidelines(loaded.editions) };
  const { drafts, unreadable } = await readRecord(folder);
  const views = drafts.flatMap((stored) => viewOf(reading, stored) ?? []);
  const posts = sandbox.x.allPosts();
  const living = new Set(sandbox.x.posts().map(({ id }) => id));
  const told = new Told(sandbox);
  const list = (problems: (view: DraftView) => readonly string[]) =>
    views.flatMap((view) => problems(view).map((problem) => `${view.draft.id} ${problem}`));
  return {
    drafts: views.length,
    posts: posts.length,
    lines: told.lines,
    doubledPosts: list((view) => {
      const count = posts.filter(({ text }) => ofDraft(view, text)).length;
      return count > 1 ? [`was posted ${count} times`] : [];
    }),
    wrongPosts: list((view) => wrongPosts(view, posts, living)),
    lostActs: promised.flatMap(({ mark, button }) => {
      const proof = ACTS[button].event.type;
      const found = views.some(({ draft, events }) => ofMark(draft, mark) && events.some(({ type }) => type === proof));
      return proof === undefined || found ? [] : [`${mark} ${button}`];
    }),
    wrongCards: list((view) => told.wrongCards(view)),
    wrongLines: list((view) => told.wrongLines(view)),
    unreadable,
    unfinished: unfinished(views),
  };
}

function unfinished(views: readonly DraftView[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { draft } of views) {
    if (isSettled(draft.status)) continue;
    const why = draft.status === 'publishFailed' ? `${draft.status}: ${draft.failure.kind}` : draft.status;
    counts[why] = (counts[why] ?? 0) + 1;
  }
  return counts;
}

async function readRecord(folder: string): Promise<{ drafts: readonly StoredDraft[]; unreadable: number }> {
  let unreadable = 0;
  const store = await openLowdbStore({
    folder,
    clock: { now: () => new Date() },
    onUnreadable: () => {
      unreadable += 1;
    },
  });
  const drafts: StoredDraft[] = [];
  for (const id of await store.openIds()) {
    const stored = await store.load(id);
    if (stored !== undefined) drafts.push(stored);
  }
  for (const month of await store.closedMonths()) drafts.push(...(await store.closedIn(month)));
  await store.release();
  return { drafts, unreadable };
}

const markIn = (text: string): string => /soak-\d+-\d+/.exec(text)?.[0] ?? '';
const ofMark = (draft: DraftView['draft'], mark: string): boolean => markIn(draft.revisions[0].content.text) === mark;
const ofDraft = ({ draft }: DraftView, text: string): boolean => ofMark(draft, markIn(text));

function wrongPosts(
  view: DraftView,
  posts: ReturnType<Sandbox['x']['allPosts']>,
  alive: ReadonlySet<string>,
): readonly string[] {
  if (!traitsOf(view.account.publisher).sendsByItself) return [];
  const own = posts.filter(({ text }) => ofDraft(view, text));
  const living = own.filter(({ id }) => alive.has(id)).length;
  switch (view.draft.status) {
    case 'published':
      return living === 1 ? [] : [`is published on record, and ${living} times on X`];
    case 'takenDown':
      return living === 0 && own.length === 1 ? [] : ['is taken down on record, and not on X'];
    case 'outcomeUnknown':
    case 'removing':
    case 'removalHandedOver':
    case 'removalUnknown':
      return [];
    case 'submitted':
    case 'returned':
    case 'approved':
    case 'publishing':
    case 'handedOver':
    case 'publishFailed':
    case 'rejected':
    case 'withdrawn':
    case 'expired':
      return own.length === 0 ? [] : [`is ${view.draft.status} on record, and on X`];
  }
}

/** The channels as they stand, found by the marks that the app leaves in its messages. */
class Told {
  readonly lines: number;
  readonly #sandbox: Sandbox;
  readonly #cards = new Map<string, { channel: string; ts: string }[]>();

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    let lines = 0;
    for (const { id: channel } of sandbox.slack.snapshot().channels)
      for (const { ts, metadata } of sandbox.slack.messages(channel)) {
        if (metadata?.event_type !== 'kessai_card') continue;
        const draft = String(metadata.event_payload.draft);
        this.#cards.set(draft, [...(this.#cards.get(draft) ?? []), { channel, ts }]);
        lines += sandbox.slack.thread(channel, ts).length - 1;
      }
    this.lines = lines;
  }

  wrongCards({ draft }: DraftView): readonly string[] {
    const cards = this.#cards.get(draft.id) ?? [];
    const [card] = cards;
    if (card === undefined || cards.length > 1) return [`has ${cards.length} cards`];
    const message = this.#sandbox.slack.message(card.channel, card.ts);
    const shown = message === undefined ? null : statusShown(this.#sandbox.slack.readMessage(message));
    return shown === draft.status ? [] : [`is ${draft.status}, and its card says ${shown}`];
  }

  wrongLines(view: DraftView): readonly string[] {
    const [card] = this.#cards.get(view.draft.id) ?? [];
    if (card === undefined) return [];
    const found = this.#sandbox.slack
      .thread(card.channel, card.ts)
      .filter(({ ts }) => ts !== card.ts)
      .map(({ metadata }) => `${metadata?.event_payload.event}.${metadata?.event_payload.part}`);
    const expected = view.events.flatMap((_, event) =>
      threadLines(view, event).map((_line, part) => `${event}.${part}`),
    );
    return found.join(' ') === expected.join(' ')
      ? []
      : [`should tell ${expected.join(' ')}, and tells ${found.join(' ')}`];
  }
}
