import type { Sandbox } from '../../sandbox/index.ts';

/** One thing that goes wrong. */
export type Trouble = readonly [name: string, happen: (sandbox: Sandbox) => void | Promise<void>];

type Rule = Parameters<Sandbox['faults']['add']>[0];
const on = (name: string, rule: Rule): Trouble => [
  name,
  (sandbox) => {
    sandbox.faults.add(rule);
  },
];

/** Every kind of fault of the wires, in the order in which they come round. What takes the app down is not here. */
export const TROUBLES: readonly Trouble[] = [
  on('Slack: a message posted, the answer lost', {
    service: 'slack',
    operation: 'chat.postMessage',
    effect: { kind: 'handledThenReset' },
  }),
  on('X: posted, the answer lost', { service: 'x', operation: 'tweets.create', effect: { kind: 'handledThenReset' } }),
  on('Slack: too many updates', {
    service: 'slack',
    operation: 'chat.update',
    effect: { kind: 'rateLimited', retryAfter: 2 },
    times: 3,
  }),
  on('X: reset before the request was read', {
    service: 'x',
    operation: 'tweets.create',
    effect: { kind: 'resetBeforeRead' },
  }),
  ['the socket is refreshed', ({ slack }) => slack.sockets.refresh()],
  on('X: 503 as HTML', { service: 'x', operation: 'tweets.create', effect: { kind: 'html', status: 503 } }),
  on('Slack: 500 on a message', {
    service: 'slack',
    operation: 'chat.postMessage',
    effect: { kind: 'html', status: 500 },
  }),
  on('X: 201 cut in the middle', { service: 'x', operation: 'tweets.create', effect: { kind: 'truncated' } }),
  on('Slack: the card cannot be updated', {
    service: 'slack',
    operation: 'chat.update',
    effect: { kind: 'error', error: 'internal_error' },
  }),
  on('X: forbidden', { service: 'x', operation: 'tweets.create', effect: { kind: 'problem', problem: 'forbidden' } }),
  ['the socket breaks', ({ slack }) => slack.sockets.close()],
  on('Slack: a form does not open', {
    service: 'slack',
    operation: 'views.open',
    effect: { kind: 'html', status: 502 },
  }),
  on('X: posted, no answer at all', {
    service: 'x',
    operation: 'tweets.create',
    effect: { kind: 'noAnswer', handled: true },
  }),
  on('X: not posted, no answer at all', {
    service: 'x',
    operation: 'tweets.create',
    effect: { kind: 'noAnswer', handled: false },
  }),
  on('X: the own timeline is not there', {
    service: 'x',
    operation: 'users.tweets',
    effect: { kind: 'problem', problem: 'unavailable' },
  }),
  on('Slack: every message too many', {
    service: 'slack',
    operation: 'chat.postMessage',
    effect: { kind: 'rateLimited', retryAfter: 1 },
    times: 3,
  }),
  on('X: the account is not told', { service: 'x', operation: 'users.me', effect: { kind: 'html', status: 500 } }),
  on('X: 15 minutes’ limit', {
    service: 'x',
    operation: 'tweets.create',
    effect: { kind: 'problem', problem: 'rateLimit15m' },
  }),
  [
    'every payload comes twice for a while',
    async ({ slack }) => {
      slack.configure({ redeliver: 1 });
    },
  ],
  [
    'and once again',
    ({ slack }) => {
      slack.configure({ redeliver: 0 });
    },
  ],
];
