import type { Place } from '../citation.ts';
import { placeLabel } from '../citation.ts';
import type { Detect, OwnWords } from '../rules/rule-kind.ts';
import type { Citation, GuidelineForm, Level } from '../types.ts';

/** One 条・項・号 with its text as the office published it. */
export interface Provision extends Place {
  readonly label: string;
  /** Caption of the article, for example 情報発信. */
  readonly caption: string;
  /** Verbatim, misprints included. */
  readonly text: string;
}

/** How one provision is accounted for. */
export interface Coverage {
  readonly rules: readonly string[];
  /** Which part of the app carries it out. */
  readonly feature: string | null;
  /** Who has to judge it, because no program can. */
  readonly human: string | null;
  readonly kind: 'citizens' | 'informative' | null;
}

export interface Rule {
  readonly id: string;
  readonly kind: string;
  readonly citations: readonly Citation[];
  /** Provisions of single cases, by finding code; they replace `citations`. */
  readonly citationsOf: Readonly<Record<string, readonly Citation[]>>;
  readonly level: Level;
  /** Levels of single cases, by finding code. */
  readonly levelOf: Readonly<Record<string, Level>>;
  /** Codes that this rule can give. */
  readonly codes: readonly string[];
  /** Which of an office's own words it looks at. */
  readonly ownWords: readonly (keyof OwnWords)[];
  readonly detect: Detect;
}

/** A guideline as it stood from one day on, ready to check with. */
export interface Edition {
  /** For example `shinagawa-x-2026-04-01`. */
  readonly id: string;
  readonly family: string;
  readonly title: string;
  readonly office: string;
  readonly network: string;
  /** `date` is `YYYY-MM-DD`; `written` is the guideline's own wording. */
  readonly effectiveFrom: { readonly date: string; readonly written: string };
  readonly history: readonly { readonly date: string; readonly written: string }[];
  readonly supplementary: readonly { readonly date: string; readonly written: string }[];
  readonly account: { readonly manager: string; readonly name: string; readonly handle: string | null };
  readonly provisions: readonly Provision[];
  readonly coverage: Readonly<Record<string, Coverage>>;
  readonly form: GuidelineForm;
  readonly notChecked: readonly string[];
  readonly rules: readonly Rule[];
}

/** Verbatim text of the cited provision; of a proviso only its sentence. Undefined for limits of the network. */
export function provisionText(edition: Pick<Edition, 'provisions'>, citation: Citation): string | undefined {
  if (citation.kind !== 'provision') return undefined;
  const label = placeLabel(citation);
  const text = edition.provisions.find((provision) => provision.label === label)?.text;
  if (text === undefined || citation.proviso !== true) return text;
  const from = text.indexOf('ただし、');
  return from < 0 ? undefined : text.slice(from);
}
