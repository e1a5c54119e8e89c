import type { App } from '@slack/bolt';
import { z } from 'zod';
import { faultMessage } from '../../views/fault.ts';
import { personOf } from './deliveries.ts';
import { fromCommandText } from './incoming-text.ts';
import type { Log } from './log.ts';
import { referenceOf } from './reference.ts';

/** What Bolt hands over with `extendedErrorHandler`. */
interface Failed {
  readonly error: Error;
  readonly body: unknown;
}

/** What is needed to answer; a command carries what its author had written. */
const request = z.object({
  response_url: z.string().optional(),
  command: z.string().optional(),
  text: z.string().optional(),
});

interface Parts {
  readonly log: Log;
  readonly names: Readonly<Record<string, string>>;
  readonly stopping: AbortSignal;
}

/**
 * A fault (a bug, a full disk, a broken wire) is told to the person who met it, with a reference that is also in
 * the log, and gives back what they had written. It never goes unanswered and never ends the process.
 */
export function answerFaults(app: App, { log, names, stopping }: Parts): void {
  app.error(async ({ error, body }: Failed) => {
    // A wait that the stop cut short: the work goes on after the next start.
    if (stopping.aborted && isAbort(error)) return;
    const reference = referenceOf(body);
    log.error({ err: originalOf(error), reference, by: personOf(body, names).id }, 'a request failed');
    const asked = request.parse(body);
    if (asked.response_url === undefined) return;
    const text = asked.command === undefined ? undefined : fromCommandText(asked.text ?? '');
    const message = faultMessage(reference, text);
    const answer = await fetch(asked.response_url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...message }),
      signal: AbortSignal.timeout(5_000),
    });
    if (!answer.ok) log.warn({ reference, status: answer.status }, 'the person could not be told');
  });
}

function originalOf(error: unknown): unknown {
  return error instanceof Error && 'original' in error && error.original instanceof Error ? error.original : error;
}

function isAbort(error: unknown): boolean {
  const original = originalOf(error);
  return original instanceof Error && original.name === 'AbortError';
}
