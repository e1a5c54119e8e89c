import { setTimeout as wait } from 'node:timers/promises';

/** Looks again until it is so: for what a process says, which is no change of the sandbox that could be waited for. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(5);
}
