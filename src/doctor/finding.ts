import type { Diagnosis } from '../text/doctor.ts';

/** `skipped`: it could not, or was not asked to, be looked at; that alone makes nobody ill. */
export type State = 'ok' | 'bad' | 'skipped';

/** One line of the examination. */
export interface Finding extends Diagnosis {
  /** For programs: `slack.token`, `data.write`, … */
  readonly check: string;
  readonly subject: string;
  readonly state: State;
}

interface Line {
  readonly check: string;
  readonly subject: string;
}

export const ok = (line: Line, said: Diagnosis): Finding => ({ ...line, state: 'ok', ...said });
export const bad = (line: Line, said: Diagnosis): Finding => ({ ...line, state: 'bad', ...said });
export const skipped = (line: Line, said: Diagnosis): Finding => ({ ...line, state: 'skipped', ...said });
