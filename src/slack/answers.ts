import type { App, ReceiverEvent } from '@slack/bolt';
import type { Courtesy } from './courtesy.ts';
import type { Log } from './log.ts';

/**
 * An answer that cannot be delivered (Slack is just replacing the connection, or it is lost) must not stop what the
 * listener does after it: the person would have decided, and nothing would come of it. Slack tells the person itself that
 * no answer came. Until the answer has left, what nobody waits for gives way.
 */
export function outliveLostAnswers(app: App, log: Log, courtesy: Courtesy): void {
  const process = app.processEvent.bind(app);
  app.processEvent = (event: ReceiverEvent) => {
    const answered = courtesy.waits();
    return process({
      ...event,
      ack: async (answer) => {
        try {
          await event.ack(answer);
        } catch (error) {
          if (!isLostConnection(error)) throw error;
          log.warn({ err: error }, 'an answer to Slack was lost with the connection');
        } finally {
          answered();
        }
      },
    }).finally(answered);
  };
}

function isLostConnection(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('slack_socket_mode_')
  );
}
