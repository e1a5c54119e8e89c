import { type Content, contentHash, type Medium, type Target } from '../../src/draft/content.ts';
import type { DraftEvent, Person } from '../../src/draft/events.ts';
import { replay } from '../../src/draft/evolve.ts';
import type { Task } from '../../src/draft/groups.ts';
import { keysOf } from '../../src/draft/shapes.ts';
import type { DraftStatus } from '../../src/draft/state.ts';
import { summarise } from '../../src/draft/summary.ts';
import type { DraftFields, Finding, Level, Review } from '../../src/guideline/types.ts';
import { STATUS_WORDS } from '../../src/text/words.ts';
import type { Account, DraftView, Listed, ReviewView } from '../../src/usecases/ports.ts';
import { account as shinagawa } from '../support/world.ts';

/** The example office as the views see it: drafts in every status, with any text and any findings. */

export { shinagawa };
export const staffA: Person = { id: 'U0KOHO001', name: '職員A' };
export const kocho: Person = { id: 'U0KOHO100', name: '戦略広報課長' };
export const DRAFT_ID = '20261121-7K2MQ9TB';
/** 21 November 2026, a Saturday, 14:05 in Japan. */
export const AT = '2026-11-21T05:05:00.000Z';
export const POST_URL = 'https://x.com/shinagawacity/status/1990000000000000001';

export const toshima: Account = {
  ...shinagawa,
  id: 'toshima-piazza',
  name: '豊島区区民活動推進課公式ピアッツァ',
  network: 'PIAZZA',
  guideline: 'toshima-piazza',
  channel: 'C0TOSHIMA',
  manager: { title: '区民活動推進課長', people: { users: [], group: 'S0KUMINKACHO' } },
  publisher: { kind: 'manual', pageUrl: 'https://www.piazza-life.com/' },
  settings: { ...shinagawa.settings, departments: ['区民活動推進課'], handle: null, maxWeightedLength: null },
};

export const ACCURACY = '発信する情報は正確を期するとともに、その内容について誤解を招かないよう十分留意する。';
const REPLIES = 'リプライ、リツイート、フォローは行わない。ただし、運営管理者が必要と認めるものはこの限りでない。';

export function finding(level: Level, ruleId: string, range: readonly [number, number] | null, text: string): Finding {
  return {
    ruleId,
    code: 'found',
    level,
    citations: [{ kind: 'provision', article: '5', paragraph: 2, item: '4' }],
    ...(range === null ? {} : { range: { start: range[0], end: range[1] }, quote: text.slice(range[0], range[1]) }),
    params: {},
  };
}

export function reviewOf(text: string, findings: readonly Finding[]): Review {
  return {
    edition: 'shinagawa-x-2026-04-01',
    findings,
    length: { weighted: text.length * 2, max: 280, urls: [] },
  };
}

export function describe(review: Review): ReviewView {
  return {
    ...review,
    editionTitle: '品川区公式X運用要領',
    effectiveFrom: '令和8年4月1日',
    provisions: { '5.2.4': ACCURACY, '5.3': REPLIES },
    notChecked: ['facts', 'images'],
    categories: [{ item: '1', label: '区政連絡会・町会' }],
  };
}

export interface Scene {
  readonly text: string;
  readonly findings?: readonly Finding[];
  readonly account?: Account;
  readonly fields?: DraftFields;
  readonly slot?: string;
  readonly media?: readonly Medium[];
  readonly target?: Target;
  readonly drafter?: Person;
}

type Event = DraftEvent extends infer E ? (E extends DraftEvent ? Omit<E, 'at'> : never) : never;

/** A draft after these events; the first makes it of the scene's text. */
export function view(scene: Scene, ...after: readonly Event[]): DraftView {
  const account = scene.account ?? shinagawa;
  const review = reviewOf(scene.text, scene.findings ?? []);
  const submitted: Event = {
    type: 'DraftSubmitted',
    by: scene.drafter ?? staffA,
    draftId: DRAFT_ID,
    content: contentOf(scene),
    fields: scene.fields ?? { department: '戦略広報課' },
    review,
  };
  const events = [submitted, ...after].map((event): DraftEvent => ({ ...event, at: AT }));
  const draft = replay(events);
  if (draft === undefined) throw new Error('no draft');
  const current = draft.revisions.at(-1)?.review ?? review;
  return { draft, version: events.length, events, account, review: describe(current) };
}

const contentOf = ({ text, account = shinagawa, slot, media = [], target }: Scene): Content => ({
  accountId: account.id,
  text,
  ...(slot === undefined ? {} : { slot }),
  ...(media.length === 0 ? {} : { media }),
  ...(target === undefined ? {} : { target }),
});

export function approved(scene: Scene): Event {
  return {
    type: 'DraftApproved',
    by: kocho,
    revision: 1,
    contentHash: contentHash(contentOf(scene)),
    review: reviewOf(scene.text, scene.findings ?? []),
    necessities: [],
    acknowledged: [],
    selfApproval: false,
  };
}

export const started: Event = { type: 'PublishStarted', by: 'system', attempt: 1, contentHash: 'x', sinceId: null };
const published: Event = {
  type: 'PostPublished',
  by: 'system',
  attempt: 1,
  postId: '1990000000000000001',
  url: POST_URL,
  via: 'answer',
};

const removal = (reason: string): Event => ({ type: 'RemovalStarted', by: kocho, reason });

/** A draft in each status, by the shortest way there. */
export function inStatus(status: DraftStatus, scene: Scene, reason = '理由'): DraftView {
  const ways: Readonly<Record<DraftStatus, readonly Event[]>> = {
    submitted: [],
    returned: [{ type: 'DraftReturned', by: kocho, labels: ['date'], reason }],
    approved: [approved(scene)],
    publishing: [approved(scene), started],
    handedOver: [approved(scene), started, { type: 'HandedOver', by: 'system', attempt: 1 }],
    outcomeUnknown: [
      approved(scene),
      started,
      { type: 'OutcomeUnknown', by: 'system', attempt: 1, cause: 'no-answer' },
    ],
    publishFailed: [
      approved(scene),
      started,
      { type: 'PublishFailed', by: 'system', attempt: 1, failure: { kind: 'rejected', detail: reason } },
    ],
    published: [approved(scene), started, published],
    removing: [approved(scene), started, published, removal(reason)],
    removalHandedOver: [
      approved(scene),
      started,
      published,
      removal(reason),
      { type: 'RemovalHandedOver', by: 'system' },
    ],
    removalUnknown: [
      approved(scene),
      started,
      published,
      removal(reason),
      { type: 'RemovalUnknown', by: 'system', cause: 'no-answer' },
    ],
    takenDown: [approved(scene), started, published, { type: 'PostTakenDown', by: kocho, reason }],
    rejected: [{ type: 'DraftRejected', by: kocho, reason }],
    withdrawn: [{ type: 'DraftWithdrawn', by: scene.drafter ?? staffA }],
    expired: [{ type: 'DraftExpired', by: 'system', slot: '2026-12-04T23:00:00.000Z' }],
  };
  return view(scene, ...ways[status]);
}

/** As a line of a list. */
export function listed({ events, account }: DraftView, task: Task | null = null): Listed {
  const summary = summarise(events);
  if (summary === null) throw new Error('no draft');
  return { summary: { ...summary, place: null, behindSince: null }, account, task, decides: task === 'decide' };
}

/** In the order of a draft's life. */
export const STATUSES = keysOf(STATUS_WORDS);
