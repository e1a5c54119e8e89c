import type { Param } from '../types.ts';

export type EditionProblemCode =
  | 'syntax'
  | 'shape'
  | 'no-settings'
  | 'pattern'
  | 'duplicate-edition'
  | 'duplicate-rule'
  | 'no-edition'
  | 'rule-incomplete'
  | 'kind-unknown'
  | 'code-unknown'
  | 'citation-unreadable'
  | 'citation-unknown'
  | 'citizens-cited'
  | 'sic-missing'
  | 'example-missing'
  | 'example-not-flagged'
  | 'example-flagged'
  | 'informative-cited'
  | 'coverage-missing'
  | 'coverage-unknown'
  | 'rule-unused';

/** What keeps a guideline file from being used. Data; its sentence and remedy are in src/text. */
export interface EditionProblem {
  readonly file: string;
  /** From 1; null where the place is not known. */
  readonly line: number | null;
  /** Where in the file, for example `rules.3.params.words`. */
  readonly path: string;
  readonly code: EditionProblemCode;
  readonly params: Readonly<Record<string, Param>>;
}

/** Adds a problem of one file at a path of its keys. */
export type Complain = (
  path: readonly (string | number)[],
  code: EditionProblemCode,
  params?: Readonly<Record<string, Param>>,
) => void;
