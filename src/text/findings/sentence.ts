import type { CodeOf, KindName } from '../../guideline/rules/registry.ts';
import type { Finding } from '../../guideline/types.ts';

export interface Sentence {
  /** What is the case. */
  readonly message: string;
  /** What to do next. */
  readonly advice: string;
  /** A few words for the card, after the words of the draft; the rule's name where that says enough. */
  readonly brief?: string;
}

/** Everything that is said about one rule. */
export interface RuleText<Code extends string = string> {
  /** Name of the rule, as a heading. */
  readonly name: string;
  /** By finding code. */
  readonly codes: Readonly<Record<Code, (say: Say) => Sentence>>;
}

/** The sentences of every kind of rule that is a rule by itself, each with all that its hits can be called. */
export type KindTexts = { readonly [Name in Exclude<KindName, 'word-list'>]: RuleText<CodeOf<Name>> };

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
