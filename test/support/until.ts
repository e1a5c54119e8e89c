import { setTimeout as wait } from 'node:timers/promises';
import { lastWords } from '../sandbox/app-log.ts';

/** Less than a test may take: who waits in vain is told for what. */
const PATIENCE_MS = 60_000;

/**
 * Looks again until it is so: for what a process says, which is no change of the sandbox that could be waited for.
 * @param log of the app that is to make it so, as far as there is one.
 * @throws with the log's last lines after a minute.
 */
export async function until(holds: () => boolean | Promise<boolean>, log: readonly string[] = []): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${String(holds)}\n${lastWords(log)}`);
    await wait(5);
  }
}
