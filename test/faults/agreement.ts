import { join } from 'node:path';
import { loadOffice } from '../../src/config/load.ts';
import type { DraftEvent } from '../../src/draft/events.ts';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import { openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import type { DraftView, ThreadState } from '../../src/usecases/ports.ts';
import { viewDraft } from '../../src/usecases/read-draft.ts';
import { card } from '../../views/card/card.ts';
import { threadLines } from '../../views/thread/lines.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { storedText } from '../sandbox/slack/blocks/stored.ts';
import type { Message } from '../sandbox/slack/state.ts';
import { ROOT } from '../support/app-build.ts';

/** What must never be, counted. `details` says where. */
export interface Disagreement {
  doubledPosts: number;
  lostEvents: number;
  threadFaults: number;
  readonly details: string[];
}

export const noDisagreement = (): Disagreement => ({ doubledPosts: 0, lostEvents: 0, threadFaults: 0, details: [] });

/** One draft as the data folder holds it. */
export interface RecordedDraft {
  readonly view: DraftView;
  readonly thread: ThreadState | undefined;
}

/** Reads every draft of a data folder that no process holds. */
export async function readRecord(
  folder: string,
  office = join(ROOT, 'office.example.yaml'),
): Promise<readonly RecordedDraft[]> {
  const loaded = loadOffice(office);
  if (!loaded.ok) throw new Error('the office file is good');
  const reports: string[] = [];
  const store = await openLowdbStore({
    folder,
    clock: { now: () => new Date() },
    onUnreadable: ({ problem }) => reports.push(problem),
  });
  try {
    const reading = { store, office: loaded.office, guidelines: makeGuidelines(loaded.editions) };
    const ids = [...(await store.openIds())];
    for (const month of await store.closedMonths()) ids.push(...(await store.closedIn(month)).map(({ id }) => id));
    const drafts: RecordedDraft[] = [];
    for (const id of ids) {
      const view = await viewDraft(reading, id);
      if (view !== undefined) drafts.push({ view, thread: await store.loadThread(id) });
    }
    if (reports.length > 0) throw new Error(`unreadable: ${reports.join('; ')}`);
    return drafts;
  } finally {
    await store.release();
  }
}

/** Do record, thread, card and X tell the same? @param destroyed drafts that may be in Slack without a record. */
export function compare(
  sandbox: Sandbox,
  drafts: readonly RecordedDraft[],
  destroyed: ReadonlySet<string>,
): Disagreement {
  const found = noDisagreement();
  for (const draft of drafts) {
    compareWithX(sandbox, draft, found);
    compareThread(sandbox, draft, found);
    compareCard(sandbox, draft, found);
    const deliveries = draft.view.events.flatMap(({ delivery }) => (delivery === undefined ? [] : [delivery]));
    if (new Set(deliveries).size !== deliveries.length) {
      found.lostEvents += 1;
      found.details.push(`${draft.view.draft.id}: a delivery acted twice`);
    }
  }
  const known = new Set([...destroyed, ...drafts.map(({ view }) => view.draft.id)]);
  for (const message of everyMessage(sandbox)) {
    const id = message.metadata?.event_payload.draft;
    if (typeof id === 'string' && !known.has(id)) {
      found.lostEvents += 1;
      found.details.push(`Slack shows the draft ${id}, of which there is no record`);
    }
  }
  return found;
}

function compareWithX(sandbox: Sandbox, { view }: RecordedDraft, found: Disagreement): void {
  if (view.account.publisher.kind !== 'x') return;
  const { id } = view.draft;
  const texts = new Set(view.events.flatMap((event) => ('content' in event ? [event.content.text] : [])));
  const started = view.events.filter(({ type }) => type === 'PublishStarted').length;
  let requests = 0;
  for (const text of texts) {
    requests += sandbox.x.createCount(text);
    const posts = sandbox.x.allPosts().filter((post) => post.text === text);
    if (posts.length > 1) {
      found.doubledPosts += posts.length - 1;
      found.details.push(`${id}: ${posts.length} posts of one text`);
    }
    const settled = 'post' in view.draft || view.draft.unexpected.length > 0;
    if (posts.length > 0 && !settled) {
      found.lostEvents += 1;
      found.details.push(`${id}: is on X, and the record says ${view.draft.status}`);
    }
  }
  if (requests > started) {
    found.doubledPosts += requests - started;
    found.details.push(`${id}: ${requests} requests for ${started} attempts on record`);
  }
  if (!attemptsAreApart(view.events)) {
    found.doubledPosts += 1;
    found.details.push(`${id}: an attempt was begun while the outcome of another was open`);
  }
}

/** A further attempt needs that the one before certainly made no post. */
function attemptsAreApart(events: readonly DraftEvent[]): boolean {
  let open = false;
  for (const { type } of events) {
    if (type === 'PublishStarted') {
      if (open) return false;
      open = true;
    }
    if (type === 'PublishFailed' || type === 'ConfirmedNotPublished') open = false;
  }
  return true;
}

function compareThread(sandbox: Sandbox, { view, thread }: RecordedDraft, found: Disagreement): void {
  const { id } = view.draft;
  const wanted = view.events.flatMap((event, index) =>
    threadLines(view, index).map((message, part) => ({
      mark: `${index}.${part} ${event.type}`,
      text: storedText(message.text),
    })),
  );
  const there =
    thread === undefined || thread.cardTs === null
      ? []
      : sandbox.slack
          .thread(thread.channel, thread.cardTs)
          .filter(({ metadata }) => metadata?.event_type === 'kessai_line')
          .map((message) => {
            const { event, part } = message.metadata?.event_payload ?? {};
            return { mark: `${event}.${part} ${view.events[Number(event)]?.type}`, text: message.text };
          });
  const show = (lines: readonly { mark: string; text: string }[]): string => lines.map(({ mark }) => mark).join(', ');
  if (JSON.stringify(wanted) === JSON.stringify(there)) return;
  const marks = new Set(there.map(({ mark }) => mark));
  const missing = wanted.filter(({ mark }) => !marks.has(mark)).length;
  const doubled = there.length - marks.size;
  found.threadFaults += Math.max(1, missing + doubled);
  found.details.push(`${id}: thread has [${show(there)}], the record [${show(wanted)}]`);
}

function compareCard(sandbox: Sandbox, { view, thread }: RecordedDraft, found: Disagreement): void {
  const { id } = view.draft;
  const cards = everyMessage(sandbox).filter(
    ({ metadata }) => metadata?.event_type === 'kessai_card' && metadata.event_payload.draft === id,
  );
  const [only] = cards;
  if (cards.length !== 1 || only === undefined || only.ts !== thread?.cardTs) {
    found.threadFaults += 1;
    found.details.push(`${id}: ${cards.length} cards`);
    return;
  }
  if (only.text === storedText(card(view).text)) return;
  found.threadFaults += 1;
  found.details.push(`${id}: the card says 「${only.text.slice(0, 40)}」, the record is ${view.draft.status}`);
}

function everyMessage(sandbox: Sandbox): readonly Message[] {
  return [...sandbox.slack.core.state.channels.values()].flatMap(({ messages }) => messages);
}
