import type { XState } from './state.ts';

const WINDOW_S = 15 * 60;
const DAY_S = 24 * 60 * 60;

interface Window {
  readonly limit: number;
  readonly remaining: number;
  /** Unix seconds. */
  readonly reset: number;
}

function used(state: XState, key: string, lengthS: number): readonly number[] {
  const now = state.now().getTime() / 1000;
  const recent = (state.windows.get(key) ?? []).filter((at) => at > now - lengthS && at <= now);
  state.windows.set(key, [...recent]);
  return recent;
}

function windowOf(state: XState, key: string, limit: number, lengthS: number): Window {
  const times = used(state, key, lengthS);
  const first = times[0] ?? state.now().getTime() / 1000;
  return { limit, remaining: Math.max(0, limit - times.length), reset: Math.ceil(first + lengthS) };
}

/** Counts a request and tells how the windows stand; `exceeded` when it is one too many. */
export function countRequest(
  state: XState,
  operation: string,
): { readonly headers: Readonly<Record<string, string>>; readonly exceeded: 'rateLimit15m' | 'rateLimit24h' | null } {
  const limit = state.settings.rateLimits[operation] ?? 300;
  const now = state.now().getTime() / 1000;
  const short = windowOf(state, operation, limit, WINDOW_S);
  const daily = operation === 'tweets.create';
  const day = windowOf(state, `${operation}/day`, state.settings.dayLimit, DAY_S);
  const exceeded = short.remaining === 0 ? 'rateLimit15m' : daily && day.remaining === 0 ? 'rateLimit24h' : null;
  if (exceeded === null) {
    state.windows.get(operation)?.push(now);
    if (daily) state.windows.get(`${operation}/day`)?.push(now);
  }
  const spent = exceeded === null ? 1 : 0;
  return { headers: rateHeaders(less(short, spent), daily ? less(day, spent) : null), exceeded };
}

/** Headers of a 429 that was switched on. */
export function exhaustedHeaders(
  state: XState,
  problem: 'rateLimit15m' | 'rateLimit24h',
): Readonly<Record<string, string>> {
  const now = Math.ceil(state.now().getTime() / 1000);
  const short = { limit: 100, remaining: problem === 'rateLimit15m' ? 0 : 99, reset: now + WINDOW_S };
  const day = { limit: state.settings.dayLimit, remaining: problem === 'rateLimit24h' ? 0 : 99, reset: now + DAY_S };
  return rateHeaders(short, day);
}

function less(window: Window, spent: number): Window {
  return { ...window, remaining: Math.max(0, window.remaining - spent) };
}

function rateHeaders(short: Window, day: Window | null): Readonly<Record<string, string>> {
  const three = (prefix: string, window: Window) => ({
    [`${prefix}-limit`]: String(window.limit),
    [`${prefix}-remaining`]: String(window.remaining),
    [`${prefix}-reset`]: String(window.reset),
  });
  return {
    ...three('x-rate-limit', short),
    ...(day ? { ...three('x-user-limit-24hour', day), ...three('x-app-limit-24hour', day) } : {}),
  };
}
