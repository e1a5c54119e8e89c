import type { Edition, Rule } from './edition.ts';
import type { Hit, OwnWords } from './rules/rule-kind.ts';
import { deduplicate } from './steps/deduplicate.ts';
import { order } from './steps/order.ts';
import { yieldToStronger } from './steps/precedence.ts';
import { spareNames } from './steps/spare-names.ts';
import type { Subject } from './subject.ts';
import { makeSubject } from './subject.ts';
import type { CheckContext, CheckInput, CheckSettings, Finding, Level, Review } from './types.ts';

/**
 * Holds a draft against an edition. Pure, synchronous, the same answer for the same arguments; never throws,
 * whatever the text is.
 * @returns findings in the order of the text, those without a range first; and the weighted length.
 */
export function check(input: CheckInput, edition: Edition, context: CheckContext): Review {
  const { settings } = context;
  const subject = makeSubject(input, context, edition);
  const found = edition.rules.flatMap((rule) => runRule(rule, subject, settings));
  return {
    edition: edition.id,
    findings: order(yieldToStronger(deduplicate(spareNames(found, input.text, settings.properNouns)))),
    length: subject.length,
  };
}

const NO_WORDS: readonly string[] = [];

function runRule(rule: Rule, subject: Subject, settings: CheckSettings): readonly Finding[] {
  const override = settings.levels[rule.id];
  if (override === 'off') return [];
  const words = settings.words[rule.id];
  const own: OwnWords = { add: words?.add ?? NO_WORDS, except: words?.except ?? NO_WORDS };
  return rule
    .detect(subject, own)
    .map((hit) => toFinding(rule, hit, override ?? rule.levelOf[hit.code] ?? rule.level, subject.text));
}

function toFinding(rule: Rule, hit: Hit, level: Level, text: string): Finding {
  const finding: Finding = {
    ruleId: rule.id,
    code: hit.code,
    level,
    citations: rule.citationsOf[hit.code] ?? rule.citations,
    params: hit.params ?? {},
  };
  if (hit.at === undefined) return finding;
  const { start, end } = hit.at;
  return {
    ...finding,
    range: { start, end },
    quote: text.slice(start, end),
    ...(hit.replacement === undefined ? {} : { replacement: hit.replacement }),
  };
}
