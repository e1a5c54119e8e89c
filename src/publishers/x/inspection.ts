import type { Clock } from '../../usecases/ports.ts';
import type { Inspection } from '../make-publishers.ts';
import { exchange, type XWireOptions } from './wire.ts';

/** Asks X who the keys belong to and looks at the headers only. Changes nothing. */
export async function inspectX(options: XWireOptions, clock: Clock): Promise<Inspection> {
  const asked = clock.now().getTime();
  const answer = await exchange(options, { method: 'GET', path: 'users/me' });
  const answered = clock.now().getTime();
  if (answer.kind !== 'answered') return { clockAhead: null, access: 'unknown' };
  const { date, 'x-access-level': level } = answer.headers;
  const there = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return {
    // The header counts whole seconds and is behind by half of one on average.
    clockAhead: Number.isNaN(there) ? null : there + 500 - (asked + answered) / 2,
    access: typeof level !== 'string' ? 'unknown' : level.includes('write') ? 'write' : 'read',
  };
}
