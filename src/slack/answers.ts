import type { App, ReceiverEvent } from '@slack/bolt';
import type { Courtesy } from './courtesy.ts';
import type { Log } from './log.ts';

/** Deliveries whose answer never reached Slack. */
const lost = new WeakSet<object>();

/** Slack has told the person that no answer came; a form is still open as it was. @param body of the delivery. */
export const answerWasLost = (body: object): boolean => lost.has(body);

/**
 * An answer that cannot be delivered (Slack is just replacing the connection, or it is lost; over HTTP, Bolt has answered
 * with an error by itself because it took too long) must not stop what the listener does after it: the person would have
 * decided, and nothing would come of it. Slack tells the person itself that no answer came; `answerWasLost` lets whoever
 * has more to say find another way. Until the answer has left, what nobody waits for gives way.
 */
export function outliveLostAnswers(app: App, log: Log, courtesy: Courtesy): void {
  const process = app.processEvent.bind(app);
  app.processEvent = (event: ReceiverEvent) => {
    const answered = courtesy.waits();
    return process({
      ...event,
      ack: async (answer) => {
        if (lost.has(event.body)) return;
        try {
          await event.ack(answer);
        } catch (error) {
          if (!isUndelivered(error)) throw error;
          lost.add(event.body);
          log.warn({ err: error }, 'an answer to Slack could not be delivered any more');
        } finally {
          answered();
        }
      },
    }).finally(answered);
  };
}

/** Node's names for a response that was sent already, and Bolt's for one that was answered twice. */
const TOO_LATE = ['ERR_HTTP_HEADERS_SENT', 'ERR_STREAM_WRITE_AFTER_END', 'slack_bolt_receiver_ack_multiple_error'];

function isUndelivered(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return error.code.startsWith('slack_socket_mode_') || TOO_LATE.includes(error.code);
}
