import { expect, it } from 'vitest';
import type { Clock } from '../../src/usecases/ports.ts';

/** What every Clock promises. That it runs, and rightly, is nobody's promise: it may be set, back too. */
export function describeClock(name: string, clock: () => Clock): void {
  it(`Clock: ${name}: each answer is an instant of its own`, () => {
    const { now } = bound(clock());
    const first = now();
    expect(Number.isNaN(first.getTime())).toBe(false);
    first.setFullYear(1989);
    expect(now().getFullYear()).toBeGreaterThan(2020);
  });
}

/** As it is handed around: a function that must not depend on how it is called. */
const bound = (clock: Clock) => ({ now: () => clock.now() });
