import { createHash } from 'node:crypto';
import { japanDay } from './japan-time.ts';

/** Longest time after which Slack still redelivers a command; ids made within it are recognised as the same. */
const REDELIVERY_MS = 10 * 60_000;

/**
 * The id of the draft that a delivery makes, for example `20261121-7K2MQ9TB`. It follows from the delivery, so the
 * same command delivered twice, or again after a restart, names the same draft and cannot make a second one.
 * @returns the id, and before it, when midnight lies between, the id that an earlier delivery would have made.
 */
export function draftIds(delivery: string, now: Date): readonly [string, ...string[]] {
  const digest = createHash('sha256').update(delivery, 'utf8').digest();
  // Without I, L, O, U: read aloud on the telephone, nothing is mistaken.
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const suffix = [...digest.subarray(0, 8)].map((byte) => alphabet[byte % 32]).join('');
  const today = `${compact(now)}-${suffix}`;
  const before = `${compact(new Date(now.getTime() - REDELIVERY_MS))}-${suffix}`;
  return today === before ? [today] : [today, before];
}

function compact(instant: Date): string {
  return japanDay(instant).replaceAll('-', '');
}
