import type { Finding } from '../../guideline/types.ts';

export interface Sentence {
  /** What is the case. */
  readonly message: string;
  /** What to do next. */
  readonly advice: string;
}

/** Everything that is said about one rule. */
export interface RuleText {
  /** Name of the rule, as a heading. */
  readonly name: string;
  /** By finding code. */
  readonly codes: Readonly<Record<string, (say: Say) => Sentence>>;
}

/** A finding's data as text. What is missing reads as an empty string. */
export interface Say {
  /** The words of the draft. */
  readonly quote: string;
  text(name: string): string;
  list(name: string): readonly string[];
  is(name: string): boolean;
}

export function say(finding: Finding): Say {
  return {
    quote: finding.quote ?? '',
    text: (name) => {
      const value = finding.params[name];
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    },
    list: (name) => {
      const value = finding.params[name];
      return Array.isArray(value) ? value : [];
    },
    is: (name) => finding.params[name] === true,
  };
}

/** Sentences of a rule that looks for listed words: the list says why each word is on it. */
export function listedWords(name: string, advice: string): RuleText {
  return {
    name,
    codes: {
      listed: ({ quote, text }) => ({ message: `「${quote}」：${text('reason')}`, advice }),
      own: ({ quote }) => ({ message: `「${quote}」は、この課が確認する語句に登録しています。`, advice }),
    },
  };
}
