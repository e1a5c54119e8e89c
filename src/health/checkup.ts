import type { Clock, DraftStore } from '../usecases/ports.ts';
import { readVitals, type Vitals } from './vitals.ts';

/** One thing that keeps the app from doing its work. */
export type Complaint =
  | { readonly code: 'slack-disconnected'; readonly seconds: number }
  | { readonly code: 'store-not-writable'; readonly error: string }
  | { readonly code: 'store-not-readable'; readonly drafts: number }
  | { readonly code: 'thread-behind'; readonly drafts: number; readonly seconds: number }
  /** What was approved is not sent. */
  | { readonly code: 'sending-overdue'; readonly drafts: number; readonly seconds: number }
  | { readonly code: 'stopping' };

export interface CheckupParts {
  readonly store: Pick<DraftStore, 'summaries'>;
  readonly clock: Clock;
  /** Whether Slack can reach the app, and for how many milliseconds it could not; always in HTTP mode. */
  readonly connection: () => { readonly connected: boolean; readonly silentMs: number };
  /** Drafts that the slower checks have yet to look at. */
  readonly checksPending: () => number;
  /** Sendings that are owed for too long. */
  readonly overdue: (now: Date) => { readonly drafts: number; readonly seconds: number };
  /** Writes as the record does. @returns the system's name of what is wrong, or null. */
  readonly tryWrite: () => Promise<string | null>;
  readonly stopping: AbortSignal;
}

/** A refresh of the socket takes seconds; longer than this is no refresh, and nobody's click arrives. */
const DISCONNECTED_MS = 20_000;
/** Longer than any pause between two attempts to tell a thread something. */
const BEHIND_SECONDS = 600;

/** Everything that is wrong now; empty when the app is well. */
export async function checkup(parts: CheckupParts): Promise<readonly Complaint[]> {
  const now = parts.clock.now();
  const { silentMs } = parts.connection();
  const overdue = parts.overdue(now);
  const [error, vitals] = await Promise.all([parts.tryWrite(), readVitals(parts.store, now)]);
  return [
    ...(parts.stopping.aborted ? [{ code: 'stopping' } as const] : []),
    ...(silentMs > DISCONNECTED_MS
      ? [{ code: 'slack-disconnected', seconds: Math.round(silentMs / 1_000) } as const]
      : []),
    ...(overdue.drafts === 0 ? [] : [{ code: 'sending-overdue', ...overdue } as const]),
    ...(error === null ? [] : [{ code: 'store-not-writable', error } as const]),
    ...complaintsOf(vitals),
  ];
}

function complaintsOf({ behind, lag, unreadable }: Vitals): readonly Complaint[] {
  return [
    ...(unreadable > 0 ? [{ code: 'store-not-readable', drafts: unreadable } as const] : []),
    ...(lag > BEHIND_SECONDS ? [{ code: 'thread-behind', drafts: behind, seconds: Math.round(lag) } as const] : []),
  ];
}
