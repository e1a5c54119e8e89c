import { describe, expect, it } from 'vitest';
import { watchPublisher } from '../../src/health/observe.ts';
import { type PublisherConfig, type PublisherKind, traitsOf } from '../../src/publishers/kinds.ts';
import { createManualPublisher } from '../../src/publishers/manual/manual-publisher.ts';
import { createXPublisher } from '../../src/publishers/x/x-publisher.ts';
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
import type { CreateTrouble, PublisherHarness, XHarness } from './publisher.contract.ts';
import { describePublisher, describeXPublisher } from './publisher.contract.ts';

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
  return {
    publisher: restarted(),
    restarted,
    impatient: () => createXPublisher({ ...account, timeoutMs: 1000 }),
    posts: async () => server.posts.map(({ text }) => text).toReversed(),
    createRequests: async () => server.creates.length,
    seedPost: async (text) => void server.seed(text),
    trouble: async (kind) => server.next(/^POST/, troubles[kind]),
    deleteTrouble: async (kind) => server.next(/^DELETE/, troubles[kind]),
    otherAccount: async (username) => {
      server.username = username;
    },
    goOffline: () => server.stop(),
    dispose: () => server.stop(),
  };
}

interface Kind {
  readonly config: PublisherConfig;
  readonly open: () => Promise<PublisherHarness>;
}

/** One of each kind that office.yaml may name; the compiler asks for the next. */
const kinds = {
  x: { config: { kind: 'x', username: 'shinagawacity', credentials: 'X' }, open: scriptedX },
  manual: {
    config: { kind: 'manual', pageUrl: null },
    open: async () => ({ publisher: createManualPublisher(), dispose: async () => undefined }),
  },
} satisfies Record<PublisherKind, Kind>;

for (const [kind, { config, open }] of Object.entries<Kind>(kinds)) {
  describePublisher(kind, open);
  describe(`Publisher: ${kind}`, () => {
    it('sends by itself where the form of the approval says so', async () => {
      const { publisher, dispose } = await open();
      expect(publisher.sendsByItself).toBe(traitsOf(config).sendsByItself);
      await dispose();
    });
  });
}
for (const sendsByItself of [true, false]) {
  const scripted = () => new ScriptedPublisher(sendsByItself);
  const dispose = async () => undefined;
  describePublisher(`scripted, by itself: ${sendsByItself}`, async () => ({ publisher: scripted(), dispose }));
  describePublisher(`watched, by itself: ${sendsByItself}`, async () => ({
    publisher: watchPublisher(scripted(), { now: () => new Date() }, () => undefined),
    dispose,
  }));
}
describeXPublisher('scripted', scriptedX);
