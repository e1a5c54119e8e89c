import { z } from 'zod';
import type { Subject } from '../subject.ts';
import type { Level, Param, TextRange } from '../types.ts';

/** What a rule found, before the edition gives it a level and a provision. */
export interface Hit {
  readonly code: string;
  /** Range in the text as written; absent when the hit is about a field or the whole draft. */
  readonly at?: TextRange;
  readonly params?: Readonly<Record<string, Param>>;
  readonly replacement?: string;
  /** Level of this very hit, where its list gives it one; stands before that of its code. */
  readonly level?: Level;
}

/** Words that the office adds to a rule's list or takes out of it (CheckSettings.words). */
export interface OwnWords {
  readonly add: readonly string[];
  readonly except: readonly string[];
}

/** Pure, never throws, takes time linear in the length of the text. */
export type Detect = (subject: Subject, own: OwnWords) => readonly Hit[];

export type Compiled =
  | { readonly ok: true; readonly detect: Detect }
  | {
      readonly ok: false;
      readonly issues: readonly { readonly path: readonly (string | number)[]; readonly detail: string }[];
    };

/** One way of looking at a draft. An edition's rule names a kind and gives it parameters. */
export interface RuleKind<Code extends string = string> {
  /** Every code that a hit of this kind can have. */
  readonly codes: readonly Code[];
  /** Which of an office's own words it looks at. */
  readonly ownWords: readonly (keyof OwnWords)[];
  compile(params: unknown): Compiled;
}

/** What zod says of a wrong value is read by whoever wrote the file. */
export const IN_JAPANESE = { error: z.locales.ja().localeError };

/** @param kind `detector` runs once when an edition is loaded; what it returns runs for every draft. */
export function defineKind<const Code extends string, Schema extends z.ZodType>(kind: {
  readonly codes: readonly Code[];
  readonly ownWords?: readonly (keyof OwnWords)[];
  readonly params: Schema;
  readonly detector: (params: z.output<Schema>) => Detect;
}): RuleKind<Code> {
  return {
    codes: kind.codes,
    ownWords: kind.ownWords ?? [],
    compile(params) {
      const parsed = kind.params.safeParse(params, IN_JAPANESE);
      if (parsed.success) return { ok: true, detect: kind.detector(parsed.data) };
      return {
        ok: false,
        issues: parsed.error.issues.map(({ path, message }) => ({
          path: path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
          detail: message,
        })),
      };
    },
  };
}
