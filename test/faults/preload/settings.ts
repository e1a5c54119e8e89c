import { z } from 'zod';

/** What the fault suite tells the app's process; the app itself knows nothing of it. */
export const settingsSchema = z.object({
  /** Only what happens below this folder counts. */
  folder: z.string(),
  /** The app's own waits (never a time limit of a request) pass so many times faster. */
  hurry: z.number(),
  /** Milliseconds that the wall clock is ahead from the start. */
  clockAheadMs: z.number(),
});

export type PreloadSettings = z.infer<typeof settingsSchema>;

/** Where to die: at the nth time that one of these points is reached, and at the latest at the so-manieth point whatever it is. */
export interface Arm {
  readonly points: readonly string[];
  readonly nth: number;
  readonly latest: number;
}

/** Trouble of the disk, for operations that match. */
export interface DiskTrouble {
  /** ENOSPC, EROFS, EIO …; `slow` delays instead. */
  readonly kind: 'ENOSPC' | 'EROFS' | 'EIO' | 'slow';
  /** Names of operations as in the points, for example `sync`; all that change something when empty. */
  readonly operations: readonly string[];
  /** Only while a file is written for this, for example `record DraftApproved`; null for whatever it is. */
  readonly during: string | null;
  /** Let so many pass first. */
  readonly skip: number;
  /** How many meet it; null for all from then on. */
  readonly times: number | null;
  /** Only for `slow`. */
  readonly ms: number;
}

/** Sent over the IPC channel. */
export type PreloadMessage =
  /** The process waits for this before the app is loaded. */
  | { readonly go: Arm | null }
  | { readonly disk: DiskTrouble | null }
  /** The wall clock jumps; what measures durations does not. */
  | { readonly jumpMs: number }
  /** Time passes: wall clock and durations alike. */
  | { readonly passMs: number };

export const SETTINGS_VARIABLE = 'FAULT_SUITE';
/** Inherited pipe on which each point is told, synchronously, before it may be the last. */
export const POINTS_FD = 4;
