import { createXPublisher } from '../../src/publishers/x/x-publisher.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import type { CreateTrouble, XHarness } from './publisher.contract.ts';
import { describePublisher, describeXPublisher } from './publisher.contract.ts';

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
  return {
    publisher: createXPublisher(account),
    restarted: () => createXPublisher(account),
    impatient: () => createXPublisher({ ...account, timeoutMs: 1000 }),
    posts: async () => sandbox.x.posts('shinagawacity').map(({ text }) => text),
    createRequests: async () => sandbox.x.createCount(),
    seedPost: async (text) => void sandbox.x.seedPost('shinagawacity', text),
    trouble: async (kind) =>
      void sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: effects[kind] }),
    deleteTrouble: async (kind) =>
      void sandbox.faults.add({ service: 'x', operation: 'tweets.delete', effect: effects[kind] }),
    otherAccount: async (username) => sandbox.x.configure({ actingAs: username }),
    goOffline: () => sandbox.x.goOffline(),
    dispose: () => sandbox.stop(),
  };
}

describePublisher("X, the sandbox's", sandboxX);
describeXPublisher("the sandbox's", sandboxX);
