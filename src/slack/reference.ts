import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { deliveryKey } from './deliveries.ts';

/**
 * One reference from the click to the network: it stands on every line of the log that a delivery causes, and in what
 * the person is told when something breaks. It is made of the delivery, so that the same payload delivered again
 * carries the same one.
 */

const running = new AsyncLocalStorage<string | null>();
const event = z.object({ event_id: z.string() });

/** Eight characters that can be read out on the telephone. */
export function referenceOf(body: unknown): string {
  const identity = event.safeParse(body).data?.event_id ?? deliveryKey(body);
  return createHash('sha256').update(identity).digest('hex').slice(0, 8).toUpperCase();
}

/** @param reference null for work that belongs to no delivery. */
export function withReference<T>(reference: string | null, work: () => T): T {
  return running.run(reference, work);
}

/** Null outside of a delivery. */
export function currentReference(): string | null {
  return running.getStore() ?? null;
}
