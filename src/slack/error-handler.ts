import type { App, RespondFn } from '@slack/bolt';
import { z } from 'zod';
import { faultMessage, inDoubtMessage } from '../../views/answer/fault.ts';
import { typedInto } from '../../views/form/reading.ts';
import type { WayOut } from '../network/way-out.ts';
import { carriedBy } from './carried.ts';
import { personOf } from './deliveries.ts';
import { fromCommandText } from './incoming-text.ts';
import type { Log } from './log.ts';
import { giveBack, type Pause, tellPrivately } from './private-answer.ts';
import { referenceOf } from './reference.ts';

/** What Bolt hands over with `extendedErrorHandler`. */
interface Failed {
  readonly error: Error;
  readonly body: object;
}

/** What is needed to answer; a command and a form carry what their author had written. */
const request = z.object({
  response_url: z.string().optional(),
  command: z.string().optional(),
  text: z.string().optional(),
  type: z.string().optional(),
  view: z.object({ private_metadata: z.string(), state: z.object({ values: z.unknown() }) }).optional(),
});

interface Parts {
  readonly log: Log;
  readonly fetch: WayOut['fetch'];
  readonly names: Readonly<Record<string, string>>;
  /** Where the office's people are, for whoever acted in no channel. */
  readonly channels: readonly string[];
  readonly stopping: AbortSignal;
  readonly pause: Pause;
}

/**
 * A fault (a bug, a full disk, a broken wire) is told to the person who met it, with a reference that is also in
 * the log, and gives back what they had written. It never goes unanswered and never ends the process.
 */
export function answerFaults(app: App, { log, fetch, names, channels, stopping, pause }: Parts): void {
  app.error(async ({ error, body }: Failed) => {
    // A wait that the stop cut short: the work goes on after the next start, and so does what was written.
    if (stopping.aborted && isAbort(error)) return;
    const reference = referenceOf(body);
    log.error({ err: originalOf(error), reference, by: idOf(body, names) }, 'a request failed');
    const asked = request.safeParse(body).data ?? {};
    const kept = carriedBy(body);
    const respond = asked.response_url === undefined ? undefined : respondTo(asked.response_url, fetch);
    const heard = { body, client: app.client, respond, channel: kept?.arrival.channel, elsewhere: channels };
    try {
      const text = kept === undefined ? writtenIn(asked) : kept.isHeld() ? kept.arrival.text : '';
      const message = isInDoubt(error) ? inDoubtMessage(text) : faultMessage(reference, text);
      // A click that failed is no news any more by the time that Slack is back; what somebody wrote always is.
      if (text === '') await tellPrivately(heard, message);
      else await giveBack(heard, message, text, pause);
      await kept?.release();
    } catch (unheard) {
      // Whatever broke the request may break the answer to it; the log has both, and the inbox what was written.
      log.warn({ err: unheard, reference }, 'the person could not be told');
    }
  });
}

/** What the payload itself holds, where it failed before that was taken into the inbox. */
function writtenIn({ command, text = '', type, view }: z.infer<typeof request>): string {
  if (command !== undefined) return fromCommandText(text);
  return type === 'view_submission' && view !== undefined ? typedInto(view) : '';
}

function respondTo(url: string, ask: WayOut['fetch']): RespondFn {
  return async (message) => {
    const answer = await ask(url, {
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
