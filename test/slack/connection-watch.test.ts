import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ConnectionWatch, watchConnection } from '../../src/slack/connection-watch.ts';

let connected: boolean;
let dead: number[];
let watch: ConnectionWatch;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  connected = true;
  dead = [];
  watch = watchConnection({
    isConnected: () => connected,
    elapsed: () => performance.now(),
    onDead: (silent) => dead.push(silent),
  });
});
afterEach(() => {
  watch.end();
  vi.useRealTimers();
});

describe('the connection to Slack', () => {
  it('is known to be away at once, and since when, however late somebody asks', () => {
    vi.advanceTimersByTime(600_000);
    expect(watch.look()).toEqual({ connected: true, silentMs: 0 });
    connected = false;
    expect(watch.look().connected).toBe(false);
    vi.advanceTimersByTime(70_000);
    expect(watch.look()).toEqual({ connected: false, silentMs: 70_000 });
    connected = true;
    expect(watch.look()).toEqual({ connected: true, silentMs: 0 });
    expect(dead).toEqual([]);
  });

  it('counts from its loss, not from when somebody first asked', () => {
    vi.advanceTimersByTime(7_000);
    connected = false;
    vi.advanceTimersByTime(60_000);
    expect(watch.look().silentMs).toBeGreaterThanOrEqual(60_000);
    expect(watch.look().silentMs).toBeLessThanOrEqual(65_000);
  });

  it('that never came is away since the start', () => {
    connected = false;
    vi.advanceTimersByTime(30_000);
    expect(watch.look()).toEqual({ connected: false, silentMs: 30_000 });
  });

  it('is dead after two minutes, which is said once', () => {
    connected = false;
    vi.advanceTimersByTime(119_000);
    expect(dead).toEqual([]);
    vi.advanceTimersByTime(600_000);
    expect(dead).toEqual([120_000]);
  });
});
