import type { Edition, Rule } from './edition/edition.ts';
import type { Hit, OwnWords } from './rules/rule-kind.ts';
import { deduplicate } from './steps/deduplicate.ts';
import { firstOfEach } from './steps/first-of-each.ts';
import { order } from './steps/order.ts';
import { yieldToStronger } from './steps/precedence.ts';
import { spareNames } from './steps/spare-names.ts';
import { Subject } from './subject.ts';
import type { CheckContext, CheckInput, CheckSettings, Finding, Level, Review } from './types.ts';

/** As much of an edition as a check needs. */
export type Guideline = Pick<Edition, 'id' | 'rules' | 'form'> & { readonly account: Pick<Edition['account'], 'name'> };

/**
 * Holds a draft against an edition. Pure, synchronous, the same answer for the same arguments; never throws,
 * whatever the text is.
 * @see checkByRule for whoever has others waiting meanwhile
 * @returns findings in the order of the text, those without a range first, of each kind the first twenty; and the weighted
 *   length.
 */
export function check(input: CheckInput, edition: Guideline, context: CheckContext): Review {
  const steps = checkByRule(input, edition, context);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * The same check in steps, one for each rule and one for each thing that is done with all findings: on a long text all of
 * them together take longer than anybody else should wait.
 */
export function* checkByRule(input: CheckInput, edition: Guideline, context: CheckContext): Generator<void, Review> {
  const { settings } = context;
  const subject = new Subject(input, context, edition);
  const found: Finding[] = [];
  for (const { rule, own, override } of plan(edition, settings)) {
    for (const hit of rule.detect(subject, own)) {
      found.push(toFinding(rule, hit, override ?? hit.level ?? rule.levelOf[hit.code] ?? rule.level, subject.text));
    }
    yield;
  }
  let findings: readonly Finding[] = spareNames(found, input.text, settings.properNouns);
  for (const step of [deduplicate, yieldToStronger, order, firstOfEach]) {
    yield;
    findings = step(findings);
  }
  return { edition: edition.id, findings, length: subject.length };
}

interface Planned {
  readonly rule: Rule;
  readonly own: OwnWords;
  readonly override: Level | undefined;
}

/** An account's settings stay the same from draft to draft; what they mean for the rules is worked out once. */
const PLANS = new WeakMap<CheckSettings, WeakMap<Guideline, readonly Planned[]>>();
const NO_WORDS: readonly string[] = [];

function plan(edition: Guideline, settings: CheckSettings): readonly Planned[] {
  const plans = PLANS.get(settings) ?? new WeakMap<Guideline, readonly Planned[]>();
  PLANS.set(settings, plans);
  const known = plans.get(edition);
  if (known !== undefined) return known;
  const planned = edition.rules.flatMap((rule): readonly Planned[] => {
    const override = settings.levels[rule.id];
    if (override === 'off') return [];
    const words = settings.words[rule.id];
    return [{ rule, override, own: { add: words?.add ?? NO_WORDS, except: words?.except ?? NO_WORDS } }];
  });
  plans.set(edition, planned);
  return planned;
}

function toFinding(rule: Rule, { code, at, params = {}, replacement }: Hit, level: Level, text: string): Finding {
  const citations = rule.citationsOf[code] ?? rule.citations;
  if (at === undefined) return { ruleId: rule.id, code, level, citations, params };
  const range = { start: at.start, end: at.end };
  const quote = text.slice(at.start, at.end);
  const found = { ruleId: rule.id, code, level, citations, params, range, quote };
  return replacement === undefined ? found : { ...found, replacement };
}
