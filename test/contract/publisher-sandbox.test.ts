import { createXPublisher } from '../../src/publishers/x/x-publisher.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import type { CreateTrouble, XHarness } from './publisher.contract.ts';
import { describeSender, describeXPublisher, TROUBLES_OF_X } from './publisher.contract.ts';

type Effect = Parameters<Sandbox['faults']['add']>[0]['effect'];

const effects: Record<CreateTrouble, Effect> = {
  handledThenReset: { kind: 'handledThenReset' },
  resetAfterRead: { kind: 'resetAfterRead' },
  noAnswer: { kind: 'noAnswer', handled: true },
  truncated: { kind: 'truncated' },
  slowBody: { kind: 'slowBody', ms: 60_000 },
  html503: { kind: 'html', status: 503 },
  okWithErrors: { kind: 'okWithErrors' },
  unauthorized: { kind: 'problem', problem: 'unauthorized' },
  noCredit: { kind: 'problem', problem: 'noCredit' },
  forbidden: { kind: 'problem', problem: 'forbidden' },
  duplicate: { kind: 'problem', problem: 'duplicate' },
  invalid: { kind: 'problem', problem: 'invalid' },
  rateLimit15m: { kind: 'problem', problem: 'rateLimit15m' },
  rateLimit24h: { kind: 'problem', problem: 'rateLimit24h' },
};

async function sandboxX(): Promise<XHarness> {
  const sandbox = await startSandbox();
  const account = {
    username: 'shinagawacity',
    credentials: {
      appKey: 'sandbox-key',
      appSecret: 'sandbox-secret',
      accessToken: 'sandbox-token',
      accessSecret: 'sandbox-token-secret',
    },
    apiUrl: sandbox.xApiUrl,
  };
  const make = (operation: string) => async (kind: CreateTrouble) =>
    void sandbox.faults.add({ service: 'x', operation, effect: effects[kind] });
  const trouble = make('tweets.create');
  const deleteTrouble = make('tweets.delete');
  return {
    publisher: createXPublisher(account),
    trouble,
    deleteTrouble,
    network: {
      restarted: () => createXPublisher(account),
      impatient: () => createXPublisher({ ...account, timeoutMs: 1000 }),
      posts: async () => sandbox.x.posts('shinagawacity').map(({ text }) => text),
      createRequests: async () => sandbox.x.createCount(),
      deleteRequests: async () => sandbox.x.requests('tweets.delete').length,
      createTrouble: (kind) => trouble(TROUBLES_OF_X[kind]),
      deleteTrouble: (kind) => deleteTrouble(TROUBLES_OF_X[kind]),
      otherAccount: async (username) => sandbox.x.configure({ actingAs: username }),
      goOffline: () => sandbox.x.goOffline(),
    },
    dispose: () => sandbox.stop(),
  };
}

describeSender("X, the sandbox's", sandboxX);
describeXPublisher("the sandbox's", sandboxX);
