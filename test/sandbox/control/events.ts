import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Change, ChangeLog } from '../changes.ts';
import type { WireEnv } from '../wire/listener.ts';

/** Changes as server-sent events: those since the asked number first, then what happens. */
export function eventStream(context: Context<WireEnv>, changes: ChangeLog): Response {
  const asked = context.req.header('last-event-id') ?? context.req.query('since');
  return streamSSE(context, async (stream) => {
    const pending: Change[] = [];
    let wake: () => void = () => {};
    const unsubscribe = changes.subscribe((change) => {
      pending.push(change);
      wake();
    });
    stream.onAbort(() => {
      unsubscribe();
      wake();
    });
    const missed = asked === undefined ? [] : changes.since(Number(asked));
    if (missed === null)
      await stream.writeSSE({ event: 'reset', data: JSON.stringify({ kind: 'reset' }), id: String(changes.seq) });
    else pending.unshift(...missed);
    await stream.write(': connected\n\n');
    while (!stream.aborted) {
      const next = pending.shift();
      if (next) {
        await stream.writeSSE({ id: String(next.seq), event: next.kind, data: JSON.stringify(next) });
        continue;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  });
}
