import type { App, RespondFn } from '@slack/bolt';
import { z } from 'zod';
import { faultMessage, inDoubtMessage } from '../../views/fault.ts';
import { personOf } from './deliveries.ts';
import { fromCommandText } from './incoming-text.ts';
import type { Log } from './log.ts';
import { giveBack } from './private-answer.ts';
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
    log.error({ err: originalOf(error), reference, by: idOf(body, names) }, 'a request failed');
    const asked = request.parse(body);
    const text = asked.command === undefined ? '' : fromCommandText(asked.text ?? '');
    const said = isInDoubt(error) ? inDoubtMessage(text) : faultMessage(reference, text);
    const respond = asked.response_url === undefined ? undefined : respondTo(asked.response_url);
    try {
      await giveBack({ body, client: app.client, respond }, said, text);
    } catch (unheard) {
      // Whatever broke the request may break the answer to it; the log has both.
      log.warn({ err: unheard, reference }, 'the person could not be told');
    }
  });
}

function respondTo(url: string): RespondFn {
  return async (message) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(typeof message === 'string' ? { text: message } : message),
      signal: AbortSignal.timeout(5_000),
    });
    if (!answer.ok) throw new Error(`response_url answered ${answer.status}`);
    return answer;
  };
}

/** Null where the payload names nobody in the usual place (events do not); that must not hide what failed. */
function idOf(body: unknown, names: Readonly<Record<string, string>>): string | null {
  try {
    return personOf(body, names).id;
  } catch {
    return null;
  }
}

function originalOf(error: unknown): unknown {
  return error instanceof Error && 'original' in error && error.original instanceof Error ? error.original : error;
}

/** The act may be on record: whoever hears 「うまく動きませんでした」 does it again. */
function isInDoubt(error: unknown): boolean {
  const original = originalOf(error);
  return original instanceof Error && original.name === 'RecordInDoubt';
}

function isAbort(error: unknown): boolean {
  const original = originalOf(error);
  return original instanceof Error && original.name === 'AbortError';
}
