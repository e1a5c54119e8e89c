import { describe, expect, it } from 'vitest';
import { TARGET_KINDS, type TargetKind } from '../../src/draft/content.ts';
import { watchPublisher } from '../../src/health/observe.ts';
import { type PublisherConfig, type PublisherKind, sendsItself, traitsOf } from '../../src/publishers/kinds.ts';
import { createManualPublisher } from '../../src/publishers/manual/manual-publisher.ts';
import { createXPublisher } from '../../src/publishers/x/x-publisher.ts';
import type { Publisher } from '../../src/usecases/ports.ts';
import { ScriptedPublisher } from '../support/world.ts';
import type { Script } from '../support/x-server.ts';
import {
  answerWith,
  handledThenReset,
  htmlPage,
  resetUnhandled,
  silence,
  trickle,
  truncated,
  XServer,
} from '../support/x-server.ts';
import { boardHarness, boardPublisher } from './made-up-network.ts';
import type { CreateTrouble, PublisherHarness, SenderHarness, XHarness } from './publisher.contract.ts';
import {
  describePublisher,
  describeSender,
  describeXPublisher,
  OF_SENDERS,
  TROUBLES_OF_X,
} from './publisher.contract.ts';

const credentials = {
  appKey: 'sandbox-key',
  appSecret: 'sandbox-secret',
  accessToken: 'sandbox-token',
  accessSecret: 'sandbox-token-secret',
};

const problem = (status: number, title: string, detail: string, headers: Record<string, string> = {}): Script =>
  answerWith({ status, body: { title, detail, type: 'about:blank', status }, headers });

const troubles: Record<CreateTrouble, Script> = {
  handledThenReset,
  resetAfterRead: resetUnhandled,
  noAnswer: silence,
  truncated,
  slowBody: trickle,
  html503: htmlPage(503),
  okWithErrors: answerWith({ status: 200, body: { errors: [{ title: 'Invalid', detail: 'text is invalid' }] } }),
  unauthorized: problem(401, 'Unauthorized', 'Unauthorized'),
  noCredit: problem(402, 'CreditsDepleted', 'The account does not have any credits.'),
  forbidden: problem(403, 'Forbidden', 'You are not permitted to perform this action.'),
  duplicate: problem(403, 'Forbidden', 'You are not allowed to create a Tweet with duplicate content.'),
  invalid: problem(400, 'Invalid Request', 'text: too long'),
  rateLimit15m: problem(429, 'Too Many Requests', 'Too Many Requests', {
    'x-rate-limit-limit': '100',
    'x-rate-limit-remaining': '0',
    'x-rate-limit-reset': '1782867600',
  }),
  rateLimit24h: problem(429, 'Too Many Requests', 'Too Many Requests', {
    'x-rate-limit-limit': '100',
    'x-rate-limit-remaining': '57',
    'x-rate-limit-reset': '1782867600',
    'x-user-limit-24hour-limit': '100',
    'x-user-limit-24hour-remaining': '0',
    'x-user-limit-24hour-reset': '1782950400',
  }),
};

async function scriptedX(): Promise<XHarness> {
  const server = await XServer.start();
  const account = { username: 'shinagawacity', credentials, apiUrl: server.url };
  const restarted = () => createXPublisher(account);
  const trouble = async (kind: CreateTrouble) => server.next(/^POST/, troubles[kind]);
  const deleteTrouble = async (kind: CreateTrouble) => server.next(/^DELETE/, troubles[kind]);
  return {
    publisher: restarted(),
    trouble,
    deleteTrouble,
    network: {
      restarted,
      impatient: () => createXPublisher({ ...account, timeoutMs: 1000 }),
      posts: async () => server.posts.map(({ text }) => text).toReversed(),
      createRequests: async () => server.creates.length,
      deleteRequests: async () => server.requests.filter(({ method }) => method === 'DELETE').length,
      createTrouble: (kind) => trouble(TROUBLES_OF_X[kind]),
      deleteTrouble: (kind) => deleteTrouble(TROUBLES_OF_X[kind]),
      otherAccount: async (username) => void Object.assign(server, { username }),
      goOffline: () => server.stop(),
    },
    dispose: () => server.stop(),
  };
}

/** What stands in for the network of a kind that sends by itself; of another the publisher is all there is. */
type Kind<Name extends PublisherKind> = {
  readonly config: Extract<PublisherConfig, { kind: Name }>;
} & ({ readonly sender: () => Promise<SenderHarness> } | { readonly byHand: () => Publisher });

/** One of each kind that office.yaml may name; the compiler asks for the next. */
const kinds: { readonly [Name in PublisherKind]: Kind<Name> } = {
  x: { config: { kind: 'x', username: 'shinagawacity', credentials: 'X' }, sender: scriptedX },
  manual: { config: { kind: 'manual', pageUrl: null }, byHand: createManualPublisher },
};

for (const [name, kind] of Object.entries(kinds)) {
  const sends = 'sender' in kind;
  if (sends) describeSender(name, kind.sender);
  else describePublisher(name, async () => alone(kind.byHand()));
  it(`Publisher: ${name}: sends by itself where the form of the approval says so`, () => {
    expect(traitsOf(kind.config).sendsByItself).toBe(sends);
  });
}

function alone(publisher: Publisher): PublisherHarness {
  return { publisher, dispose: async () => undefined };
}

for (const sendsByItself of [true, false]) {
  describePublisher(`scripted, by itself: ${sendsByItself}`, async () => alone(new ScriptedPublisher(sendsByItself)));
}
describe('a kind that sends', () => {
  it('answers, quotes and reposts only with a contract for it, and never puts a stamp on anything', () => {
    const about = (kind: TargetKind) => ({ target: { kind, url: 'https://x.com/MLIT_JAPAN/status/19' } });
    const sent = (config: PublisherConfig) => TARGET_KINDS.filter((kind) => sendsItself(config, about(kind)));
    const x = { kind: 'x', username: 'shinagawacity', credentials: 'X' } as const;
    expect(sent(x)).toEqual([]);
    expect(sent({ ...x, replies: 'self-serve' })).toEqual([]);
    expect(sent({ ...x, replies: 'allowed' })).toEqual(['reply', 'quote', 'repost']);
    expect(sent({ kind: 'manual', pageUrl: null })).toEqual([]);
    expect(sendsItself(x, {})).toBe(true);
  });
});

const watched = (publisher: Publisher) => watchPublisher(publisher, { now: () => new Date() }, () => undefined);
describePublisher('watched, by hand', async () => alone(watched(createManualPublisher())));
describeSender('watched', async () => boardHarness((...given) => watched(boardPublisher(...given))));
describeSender('of a kind that nobody has', async () => boardHarness());
describeXPublisher('scripted', scriptedX);

/** What is wrong with a sender, and what the contract then says it does not keep. */
type Wrong = readonly [what: string, spoilt: (right: Publisher) => Partial<Publisher>, noticed: RegExp];
const unreachable = { kind: 'unreachable', detail: '' } as const;

const WRONG: readonly Wrong[] = [
  [
    'sends every post twice',
    ({ publish }) => ({ publish: (content) => publish(content).then(() => publish(content)) }),
    /^sends exactly/,
  ],
  [
    'sends again what got no answer',
    ({ publish }) => ({
      publish: async (content) => {
        const first = await publish(content);
        return first.outcome === 'unknown' ? publish(content) : first;
      },
    }),
    /when the answer is lost/,
  ],
  [
    'calls a lost answer a failure',
    ({ publish }) => ({
      publish: async (content) => {
        const result = await publish(content);
        return result.outcome === 'unknown' ? { outcome: 'failed', failure: unreachable } : result;
      },
    }),
    /when the answer is late/,
  ],
  [
    'calls a definite no unknown',
    ({ publish }) => ({
      publish: async (content) => {
        const result = await publish(content);
        return result.outcome === 'failed' ? { outcome: 'unknown', cause: 'no-answer' } : result;
      },
    }),
    /^calls a definite no/,
  ],
  [
    'sends other characters',
    ({ publish }) => ({ publish: (content) => publish({ ...content, text: content.text.slice(0, 10) }) }),
    /^sends exactly/,
  ],
  [
    'says that a post is gone and asks nobody',
    () => ({ takeDown: async (id) => ({ outcome: id === null ? 'byHand' : 'takenDown' }) }),
    /^takes a post down/,
  ],
  [
    'calls a refused removal done',
    ({ takeDown }) => ({
      takeDown: async (id, content) => {
        const result = await takeDown(id, content);
        return result.outcome === 'failed' ? { outcome: 'takenDown' } : result;
      },
    }),
    /^says that a post is still up/,
  ],
  [
    'looks at older posts as well',
    ({ findSince }) => ({ findSince: (_sinceId, content, others) => findSince(null, content, others) }),
    /^does not take an older post/,
  ],
  [
    'takes the post of another draft',
    ({ findSince }) => ({ findSince: (sinceId, content) => findSince(sinceId, content) }),
    /^does not take an older post/,
  ],
  [
    'has looked without looking',
    () => ({ findSince: async () => ({ found: false, looked: true }) }),
    /answer is lost; it is found/,
  ],
  [
    'sends as whoever the keys belong to',
    ({ verifyAccount }) => ({
      verifyAccount: async () => {
        const account = await verifyAccount();
        return account.ok || account.failure.kind === 'unreachable' ? account : { ok: true, sinceId: null };
      },
    }),
    /^tells that the credentials/,
  ],
];

describe('the contract of senders', () => {
  it.each(WRONG)('notices one that %s', async (_what, spoilt, noticed) => {
    const broken: string[] = [];
    for (const [promise, isKept] of Object.entries(OF_SENDERS)) {
      const harness = boardHarness((...given) => {
        const right = boardPublisher(...given);
        return { ...right, ...spoilt(right) };
      });
      await isKept(harness).catch(() => broken.push(promise));
    }
    expect(broken).toContainEqual(expect.stringMatching(noticed));
  });
});
