import type { CodeOf, KindName } from '../../guideline/rules/registry.ts';
import type { Finding, Level } from '../../guideline/types.ts';

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
  /** What becomes of it where nothing is changed, at the level of this finding: no other sentence speaks of the approval. */
  asItIs(way: AsItIs): string;
}

/** How a draft goes on with what was found: by a written reason, by a look, or by itself. As a 要修正 it never does. */
export type AsItIs = Readonly<Record<Exclude<Level, 'block'>, string>>;

/** @param when in which case it may stay, as the beginning of a sentence */
export function where(when: string, waiver = '承認する人が理由を書いて承認します。'): AsItIs {
  return {
    waiver: `${when}${waiver}`,
    warning: `${when}承認する人が承認のときに確かめます。`,
    notice: `${when}そのままで構いません。`,
  };
}

export const NECESSARY = where('必要な場合は、', '承認する人が承認のときに必要と認める理由を書きます。');

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
    asItIs: (way) => (finding.level === 'block' ? 'このままでは承認できません。' : way[finding.level]),
  };
}
