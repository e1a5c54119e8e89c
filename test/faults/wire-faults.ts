import { ACTS } from '../../src/acts/index.ts';
import type { PublishFailure, UnknownCause } from '../../src/draft/events.ts';
import { cardText } from '../../src/text/card.ts';
import { failureText, unknownText } from '../../src/text/publishing.ts';
import { threadText } from '../../src/text/thread.ts';
import { japanTime } from '../../src/text/time.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { eventOf } from '../support/every-event.ts';
import { account as SHINAGAWA_X } from '../support/world.ts';
import type { Effect } from './acts.ts';
import { Draft } from './persistent-people.ts';
import { LINES } from './said.ts';
import { check, type Scenario } from './scenario.ts';

const { staffA, prManager } = PEOPLE;

/** Where a publication ends, and what card and thread then say. */
interface Ending {
  readonly card: readonly string[];
  readonly thread: readonly string[];
  /** Create requests that reached X. */
  readonly requests: 0 | 1;
  readonly posts: 0 | 1;
}

const ACCOUNT = 'https://x.com/shinagawacity';
const published: Ending = {
  card: ['公開済み', cardText.published(false)],
  thread: [LINES.published, 'status/'],
  requests: 1,
  posts: 1,
};
/** The answer is lost, and the post is there. */
const found = (what: string): Ending => ({
  card: ['公開済み'],
  thread: [threadText.unknown, what, LINES.found, 'status/'],
  requests: 1,
  posts: 1,
});
/** The answer is lost, and there is no post: the manager is asked, with the way to the account. */
const asked = (what: string, requests: 0 | 1 = 1, posts: 0 | 1 = 0): Ending => ({
  card: ['結果不明', what, ACTS.confirmPublished.button, ACTS.confirmNotPublished.button, cardText.openAccount('X')],
  thread: [threadText.unknown, what, LINES.notFound, ACCOUNT],
  requests,
  posts,
});
/** A clear no: what to do is said, and the same approval can be sent again. */
const failed = (what: string, next: string, requests: 0 | 1 = 1): Ending => ({
  card: ['公開失敗', what, next, ACTS.retry.button],
  thread: [threadText.failed, what, next],
  requests,
  posts: 0,
});

const said = (cause: UnknownCause): string => unknownText(cause, SHINAGAWA_X).what;
const cut = said('connection-cut');
const silent = said('no-answer');
const serverError = said('server-error');
const unreadable = said('unreadable-answer');

/** Of a sentence with what the network says in it, the longest part that is the app's own. */
const ownWords = (sentence: string, fact: string): string =>
  sentence.split(fact).reduce((longest, part) => (part.length > longest.length ? part : longest), '');
const NETWORKS_WORDS = '｢…｣';
const RESET = '2026-11-21T05:05:00.000Z';

/** What the app says of a no. */
const refusal = (failure: PublishFailure, requests: 0 | 1 = 1): Ending => {
  const { what, next } = failureText(failure, 'X');
  const fact = failure.kind === 'rate-limited' ? japanTime(RESET) : NETWORKS_WORDS;
  return failed(ownWords(what, fact), ownWords(next, fact), requests);
};
const rejected = refusal({ kind: 'rejected', detail: NETWORKS_WORDS });
const noCredit = (requests: 0 | 1) => refusal({ kind: 'no-credit' }, requests);
const notAuthenticated = (requests: 0 | 1) => refusal({ kind: 'not-authenticated' }, requests);
const limited = (window: '15min' | '24h', requests: 0 | 1 = 1) =>
  refusal({ kind: 'rate-limited', resetsAt: RESET, window }, requests);

const CREATE: readonly (readonly [name: string, effect: Effect | null, ending: Ending])[] = [
  ['no fault', null, published],
  ['reset after the request was read', { kind: 'resetAfterRead' }, asked(cut)],
  ['made, then cut', { kind: 'handledThenReset' }, found(cut)],
  ['no answer, nothing made', { kind: 'noAnswer', handled: false }, asked(silent)],
  ['no answer, made', { kind: 'noAnswer', handled: true }, found(silent)],
  ['201 cut in the middle', { kind: 'truncated' }, found(cut)],
  ['slow body', { kind: 'slowBody', ms: 30_000 }, found(silent)],
  ['slow body that arrives in time', { kind: 'slowBody', ms: 1_000 }, published],
  ['slow answer that arrives in time', { kind: 'delay', ms: 1_000, when: 'after' }, published],
  ['200 with errors', { kind: 'okWithErrors' }, rejected],
  ['201 without an id', { kind: 'respond', status: 201, body: '{}' }, asked(unreadable)],
  ['201 that is no JSON', { kind: 'respond', status: 201, body: '<html>' }, asked(unreadable)],
  ['400', { kind: 'problem', problem: 'invalid' }, rejected],
  ['401', { kind: 'problem', problem: 'unauthorized' }, notAuthenticated(1)],
  ['402 no credit', { kind: 'problem', problem: 'noCredit' }, noCredit(1)],
  [
    '403 no permission',
    { kind: 'problem', problem: 'forbidden' },
    refusal({ kind: 'not-permitted', detail: NETWORKS_WORDS }),
  ],
  ['403 duplicate', { kind: 'problem', problem: 'duplicate' }, asked(said('duplicate'))],
  ['404', { kind: 'problem', problem: 'notFound' }, rejected],
  ['429 for 15 minutes', { kind: 'problem', problem: 'rateLimit15m' }, limited('15min')],
  ['429 for 24 hours', { kind: 'problem', problem: 'rateLimit24h' }, limited('24h')],
  ['500', { kind: 'problem', problem: 'internal' }, asked(serverError)],
  ['503', { kind: 'problem', problem: 'unavailable' }, asked(serverError)],
  ['502 with a page', { kind: 'html', status: 502 }, asked(serverError)],
  ['408', { kind: 'respond', status: 408, body: '' }, asked(silent)],
];

async function end(draft: Draft, office: Parameters<Scenario['play']>[0], key: string, ending: Ending): Promise<void> {
  for (const words of ending.card) await draft.says(words);
  for (const words of ending.thread) await draft.tells(words);
  const { x } = office.sandbox;
  const posts = x.allPosts().filter(({ text }) => text.includes(key)).length;
  check(`${ending.posts} posts, not ${posts}`, posts === ending.posts);
  const requests = x.createRequests().filter(({ text }) => text?.includes(key)).length;
  check(`${ending.requests} requests, not ${requests}`, requests === ending.requests);
}

/** Faults of the create request itself. They hit one draft each and can all be played at the same time. */
export const CREATE_FAULTS: readonly Scenario[] = CREATE.map(([name, effect, ending]) => ({
  name: `X create: ${name}`,
  async play(office, key) {
    if (effect !== null)
      office.sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect, textIncludes: key });
    const draft = new Draft(office, SHINAGAWA, key);
    await draft.post(staffA);
    await draft.approve(prManager);
    await end(draft, office, key, ending);
  },
}));

const unreachable = refusal({ kind: 'unreachable', detail: NETWORKS_WORDS }, 0);

const VERIFY: readonly (readonly [name: string, effect: Effect, ending: Ending])[] = [
  ['reset', { kind: 'resetAfterRead' }, unreachable],
  ['an answer cut in the middle', { kind: 'truncated' }, unreachable],
  ['a page', { kind: 'html', status: 503 }, unreachable],
  ['401', { kind: 'problem', problem: 'unauthorized' }, notAuthenticated(0)],
  ['402', { kind: 'problem', problem: 'noCredit' }, noCredit(0)],
  ['429', { kind: 'problem', problem: 'rateLimit15m' }, limited('15min', 0)],
];

/** Faults before the create request: nothing may be sent. One after the other, because they cannot be aimed. */
export const BEFORE_CREATE_FAULTS: readonly Scenario[] = [
  {
    name: 'X before the create request: reset, cut, page, 401, 402, 429; then sent once by 「もう一度公開する」',
    setup: { direct: true },
    async play(office, key) {
      for (const [name, effect, ending] of VERIFY) {
        office.sandbox.faults.add({ service: 'x', operation: 'users.me', effect });
        const own = `${name}の${key}`;
        const draft = new Draft(office, SHINAGAWA, own);
        await draft.post(staffA);
        await draft.approve(prManager);
        await end(draft, office, own, ending);
        await draft.press(prManager, 'retry');
        await end(draft, office, own, published);
      }
    },
  },
  {
    name: 'X before the create request: the account has no post yet, and its timeline cannot be read',
    async play(office, key) {
      office.sandbox.faults.add({ service: 'x', operation: 'users.tweets', effect: { kind: 'html', status: 503 } });
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.approve(prManager);
      await end(draft, office, key, unreachable);
      await draft.press(prManager, 'retry');
      await end(draft, office, key, published);
    },
  },
  {
    name: 'X: connection refused between the look at the account and the create request',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      office.onWire = (name) => {
        if (name === 'x users.tweets answered') office.closeX();
      };
      await draft.approve(prManager);
      await end(draft, office, key, unreachable);
    },
  },
  {
    name: 'X create: reset before the request was read',
    setup: { direct: true },
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      office.sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: { kind: 'resetBeforeRead' } });
      await draft.approve(prManager);
      await end(draft, office, key, asked(cut, 0));
    },
  },
  {
    name: 'X: no such host',
    setup: { env: { X_API_URL: 'http://x.invalid' } },
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.approve(prManager);
      await end(draft, office, key, unreachable);
    },
  },
  {
    name: 'X: the keys belong to another account',
    async play(office, key) {
      office.sandbox.x.configure({ actingAs: 'another_account' });
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.approve(prManager);
      await end(
        draft,
        office,
        key,
        refusal({ kind: 'wrong-account', expected: 'shinagawacity', actual: 'another_account' }, 0),
      );
    },
  },
  {
    name: 'X: made, then cut, and the timeline shows it late',
    async play(office, key) {
      office.sandbox.x.configure({ timelineLag: 3 });
      office.sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: { kind: 'handledThenReset' } });
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.approve(prManager);
      await end(draft, office, key, found(cut));
    },
  },
  {
    name: 'X: made, then cut, with a link, an ampersand and decomposed kana in the text',
    async play(office, key) {
      const text = `${key}ガイド「A&B」<区>はhttps://www.city.shinagawa.tokyo.jp/a?b=1&c=2から。`;
      office.sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: { kind: 'handledThenReset' } });
      const draft = new Draft(office, SHINAGAWA, text);
      await draft.post(staffA);
      await draft.approve(prManager);
      await end(draft, office, key, found(cut));
    },
  },
  {
    name: 'X: made, then cut, and the timeline cannot be read; the manager says where it is',
    async play(office, key) {
      office.sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: { kind: 'handledThenReset' } });
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      office.onWire = (name) => {
        if (name === 'x tweets.create arrived')
          office.sandbox.faults.add({ service: 'x', operation: 'users.tweets', effect: { kind: 'html' }, times: null });
      };
      await draft.approve(prManager);
      await draft.tells(threadText.notFound({ ...eventOf('NotFoundOnTimeline'), looked: false }, 'X'));
      await draft.published(prManager);
      await draft.tells(LINES.saidToBePublished);
      check('one post', office.sandbox.x.allPosts().length === 1);
    },
  },
  {
    name: 'X: the post was deleted on the web meanwhile; taking it down says so',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.published(prManager);
      const post = office.sandbox.x.posts()[0];
      if (post !== undefined) office.sandbox.x.deletePost(post.id);
      await draft.takenDown(prManager);
    },
  },
];
