/**
 * What is wrong with the record. `write-failed`: nothing has changed. `write-uncertain`: the new document is in place,
 * but the disk would not promise to keep it. `newer-format`: written by a later version of this app. `lock-lost`: the
 * folder is no longer this process's alone; whatever was under way, nothing may come of it.
 */
export type StoreFaultCode =
  | 'bad-id'
  | 'bad-month'
  | 'not-found'
  | 'misfit'
  | 'read-failed'
  | 'write-failed'
  | 'write-uncertain'
  | 'newer-format'
  | 'folder-unusable'
  | 'locked'
  | 'lock-lost'
  | 'released';

/** Who holds the data folder. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: Date;
  /** False when nobody here can tell: it ran on a machine of another name, or where this process cannot look. */
  readonly lives: boolean;
}

/** A fault of the record, thrown with its cause. Its message never contains a draft's text. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly code: StoreFaultCode;
  /** Only with `locked`. */
  readonly holder: Holder | undefined;

  constructor(
    code: StoreFaultCode,
    message: string,
    more: { readonly cause?: unknown; readonly holder?: Holder } = {},
  ) {
    super(message, 'cause' in more ? { cause: more.cause } : {});
    this.code = code;
    this.holder = more.holder;
  }
}

/** The system's name of an error, for example ENOSPC; undefined when it has none. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
