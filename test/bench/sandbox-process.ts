import { performance } from 'node:perf_hooks';
import { startSandbox } from '../sandbox/index.ts';

/**
 * The sandbox as a process of its own, so that its work is not measured with the app's. Its first line is the app's
 * environment; then one line a card: `card <mark in its text> <milliseconds since 1970>`, and one a call: `call <method>`.
 */
const sandbox = await startSandbox({ delivery: process.argv[2] === 'http' ? 'http' : 'socket' });
sandbox.changes.subscribe((change) => {
  if (change.kind === 'call') process.stdout.write(`call ${change.call.method}\n`);
  if (change.kind !== 'message.posted' || change.message.thread_ts !== undefined) return;
  const mark = /bench-\d+/.exec(JSON.stringify(change.message.blocks))?.[0];
  if (mark !== undefined) process.stdout.write(`card ${mark} ${performance.timeOrigin + performance.now()}\n`);
});
process.stdout.write(`${JSON.stringify(sandbox.env)}\n`);
