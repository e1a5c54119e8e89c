import type { Finding, Level } from '../guideline/types.ts';
import { AUTHORSHIP } from './findings/authorship.ts';
import { CORRECTNESS } from './findings/correctness.ts';
import { DATES } from './findings/dates.ts';
import { MEDIA } from './findings/media.ts';
import { NETWORK } from './findings/network.ts';
import { PRIVACY } from './findings/privacy.ts';
import { SECRECY } from './findings/secrecy.ts';
import type { KindTexts, RuleText } from './findings/sentence.ts';
import { say } from './findings/sentence.ts';
import { STYLE } from './findings/style.ts';
import { OWN_LIST, WORD_LISTS } from './findings/word-lists.ts';

export interface FindingMessage {
  /** Name of the rule. */
  readonly title: string;
  /** What is the case. */
  readonly message: string;
  /** What to do next. */
  readonly advice: string;
  /** A few words of it, for a line on the card. */
  readonly brief: string;
}

const KINDS: KindTexts = {
  ...AUTHORSHIP,
  ...SECRECY,
  ...PRIVACY,
  ...DATES,
  ...CORRECTNESS,
  ...STYLE,
  ...MEDIA,
  ...NETWORK,
};

/** Sentences of every rule, by rule id. */
export const RULE_TEXTS: Readonly<Record<string, RuleText>> = { ...KINDS, ...WORD_LISTS };

/** Said with the guideline's finding of the same spot. */
const REFUSED_BY_NETWORK =
  'また、通常契約のXのAPIからは、返信や引用を送れないことがあります。承認しても、Xに断られることがあります。';

const REFUSED_IN_BRIEF = '（Xに断られることがあります）';

/** What the drafter chose in the form is not sent there: it is handed over. */
const BY_HAND = 'また、通常契約のXのAPIからは送れないため、承認されると、手で行うための案内がスレッドに出ます。';

const BY_HAND_IN_BRIEF = '（手で行います）';

/** What a finding says to staff. Every finding has a sentence, also one of a rule that only an office's edition has. */
export function findingMessage(finding: Finding): FindingMessage {
  const rule = RULE_TEXTS[finding.ruleId] ?? OWN_LIST;
  const [more, moreInBrief] = ofNetwork(finding);
  const sentence = rule.codes[finding.code]?.(say(finding));
  return {
    title: rule.name,
    message: `${sentence?.message ?? `「${finding.quote ?? finding.ruleId}」を確かめてください。`}${more}`,
    advice: sentence?.advice ?? '書き方を確かめてください。',
    brief: `${sentence?.brief ?? rule.name}${moreInBrief}`,
  };
}

/** @returns what is added to its message, and in brief. */
function ofNetwork({ params, range }: Finding): readonly [string, string] {
  if (params.refusedByNetwork !== true) return ['', ''];
  return range === undefined ? [BY_HAND, BY_HAND_IN_BRIEF] : [REFUSED_BY_NETWORK, REFUSED_IN_BRIEF];
}

/** Name of a rule for the guideline view; a rule of an office's own edition goes by its id. */
export function ruleName(ruleId: string): string {
  return RULE_TEXTS[ruleId]?.name ?? ruleId;
}

export const LEVEL_LABELS: Readonly<Record<Level, string>> = {
  block: '要修正',
  waiver: '要認定',
  warning: '要確認',
  notice: '参考',
};

const NOT_CHECKED: Readonly<Record<string, string>> = {
  facts: '事実',
  images: '画像',
  duty: '服務・法令',
  profile: 'プロフィール欄',
};

/** What the check did not look at, by the codes of `ReviewView.notChecked`. */
export function notCheckedLabel(code: string): string {
  return NOT_CHECKED[code] ?? code;
}

export const NOT_CHECKED_CODES: readonly string[] = Object.keys(NOT_CHECKED);
