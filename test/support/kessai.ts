import { onTestFinished } from 'vitest';
import { AppProcess } from '../sandbox/app-process.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/index.ts';

export const SHINAGAWA = 'C0SHINAGAWA';
export const TOSHIMA = 'C0TOSHIMA';
export const STAFF_A = 'U0KOHO001';
export const STAFF_B = 'U0BOSAI01';
export const STAFF_D = 'U0KUMIN01';
export const PR_MANAGER = 'U0KOHO100';
export const CIVIC_MANAGER = 'U0KUMIN100';

/** A Slack with the app in it, for one test. Everything is stopped when the test ends. */
export async function startOffice(options: SandboxOptions & { readonly office?: string } = {}) {
  const sandbox = await startSandbox(options);
  const app = await AppProcess.start({
    env: sandbox.env,
    ...(options.office === undefined ? {} : { office: options.office }),
  });
  onTestFinished(async () => {
    await app.stop();
    await sandbox.stop();
  });
  return { sandbox, app, ...acts(sandbox) };
}

/** What a test says of the channel, in the words of those who sit in it. */
export function acts(sandbox: Sandbox) {
  const { slack } = sandbox;
  const shown = (channel: string) => slack.messages(channel).filter((message) => (message.blocks?.length ?? 0) > 0);
  return {
    /** The newest card of a channel whose reading contains these words. */
    card: (channel: string, words = '') =>
      sandbox.waitFor(
        () => shown(channel).findLast((message) => slack.readMessage(message).includes(words)),
        { what: `a card with 「${words}」 in ${channel}` },
      ),
    /** Waits until the thread under a card says this. */
    threadSays: (channel: string, ts: string, words: string) =>
      sandbox.waitFor(() => slack.readThread(channel, ts).includes(words) && slack.readThread(channel, ts), {
        what: `「${words}」 in the thread`,
      }),
  };
}
