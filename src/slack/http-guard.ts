import type { IncomingMessage, RequestListener } from 'node:http';
import { HTTPModuleFunctions } from '@slack/bolt';
import type { Clock } from '../usecases/ports.ts';
import type { Log } from './log.ts';

/** Slack's largest payload, a form with everything in it, stays below 300 kB. */
export const BODY_LIMIT_BYTES = 1024 * 1024;
/** Bolt refuses what is older than five minutes; it lets the future in. */
const FUTURE_MS = 60_000;
/** As long as a signature could still be accepted. */
const REMEMBERED_MS = 5 * 60_000 + FUTURE_MS;

/**
 * As Slack writes them. Bolt reads a signature up to a second `=` and a time as any number, so that one signature would
 * have many spellings, and each would be a request that was never here before.
 */
const SIGNATURE = /^v0=[0-9a-f]{64}$/;
const TIMESTAMP = /^[0-9]{1,12}$/;

const { parseAndVerifyHTTPRequest, buildNoBodyResponse, isRawBodyError } = HTTPModuleFunctions;

interface Parts {
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly log: Log;
}

interface Refused {
  readonly why: string;
  readonly status: 200 | 401;
}

/**
 * Stands in front of Bolt's own listener. Bolt checks the signature and that it is not old; this refuses, beside that,
 * timestamps from the future and a request that has been here before: whoever has overheard one cannot send it again.
 * Slack's own repetitions are signed anew and pass; one within the same second, which is the same to the last byte, says that
 * it is one and is acknowledged without acting, because Slack takes an error for an app that is out of order. Anybody can say so: it gets
 * them an empty answer.
 */
export function guarded(listener: RequestListener, { signingSecret, clock, log }: Parts): RequestListener {
  const seen = new Map<string, { readonly at: number; readonly repetition: boolean }>();

  function refused({ headers }: IncomingMessage): Refused | null {
    const { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp } = headers;
    if (typeof signature !== 'string' || !SIGNATURE.test(signature) || !TIMESTAMP.test(String(timestamp)))
      return { why: 'it is signed in a form that is not Slack’s', status: 401 };
    const repetition = headers['x-slack-retry-num'] !== undefined;
    const now = clock.now().getTime();
    // In the order of their arrival, so the old ones are in front.
    for (const [known, { at }] of seen) {
      if (now - at < REMEMBERED_MS) break;
      seen.delete(known);
    }
    if (Number(timestamp) * 1_000 - now > FUTURE_MS) return { why: 'it comes from the future', status: 401 };
    const before = seen.get(signature);
    // The two of one second may also arrive in the other order.
    if (before !== undefined)
      return { why: 'it has been here before', status: repetition || before.repetition ? 200 : 401 };
    seen.set(signature, { at: now, repetition });
    return null;
  }

  return (request, response) => {
    if (request.method !== 'POST') {
      listener(request, response);
      return;
    }
    parseAndVerifyHTTPRequest({ signingSecret, bodyLimit: BODY_LIMIT_BYTES }, request)
      .then((verified) => {
        // The one request that Bolt lets in unsigned, with nothing else left in it; its headers prove nothing.
        const greeting = verified.rawBody.toString() === 'ssl_check=1';
        const no = greeting ? null : refused(verified);
        if (no === null) return listener(verified, response);
        log.warn(no, 'a signed request is refused');
        return buildNoBodyResponse(response, no.status);
      })
      .catch((error: unknown) => {
        const tooLarge = isRawBodyError(error) && error.statusCode === 413;
        log.warn({ err: error }, 'a request that is not Slack’s is refused');
        if (response.headersSent) return;
        // The rest of the request stays unread, so nothing else may come on this connection.
        response.setHeader('connection', 'close');
        buildNoBodyResponse(response, tooLarge ? 413 : 401);
      });
  };
}
