import { officeText, type Sentence } from '../text/config.ts';
import { type ConfigProblem, pathText } from './problem.ts';
import { nearest } from './suggest.ts';
import type { YamlFile } from './yaml.ts';

/** What a shape alone cannot tell. Works on the raw value, so that these problems are listed beside wrong shapes. */

export interface KnownNames {
  /** Guideline families, each with the day (`YYYY-MM-DD`) from which it has an edition in force. */
  readonly guidelines: ReadonlyMap<string, string>;
  /** Rules that any edition carries or plans. */
  readonly rules: readonly string[];
  /** Of the rules that any edition carries, which own words (`add`, `except`) each looks at. */
  readonly ownWords: ReadonlyMap<string, readonly string[]>;
  /** Day in Japan; null when it does not matter whether a guideline is in force yet. */
  readonly today: string | null;
}

/** What stands at a path of parsed YAML; undefined where nothing does. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current: unknown = value;
  for (const part of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, part)) return undefined;
    current = Reflect.get(current, part);
  }
  return current;
}

export function crossChecks(yaml: YamlFile, known: KnownNames | null): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const report = (path: readonly PropertyKey[], sentence: Sentence, line = yaml.lineOf(path)): void => {
    problems.push({ file: yaml.file, line, path: pathText(path), ...sentence });
  };
  const accounts = indices(yaml.value, ['accounts']);
  reportDepartments(yaml, report);
  const departments = names(yaml.value, ['departments'], 'name');

  const ids = new Map<string, number>();
  // Accounts may share a channel (docs/decisions/shared-channels.md); then only the name tells their cards apart.
  const accountNames = new Map<string, number>();
  for (const index of accounts) {
    const at = (...path: PropertyKey[]): PropertyKey[] => ['accounts', index, ...path];
    const id = stringAt(yaml.value, at('id'));
    if (id !== null) {
      const first = ids.get(id);
      if (first !== undefined) report(at('id'), officeText.duplicateAccount(id, first));
      else ids.set(id, yaml.lineOf(at('id')));
    }
    const name = stringAt(yaml.value, at('name'));
    if (name !== null) {
      const first = accountNames.get(name);
      if (first !== undefined) report(at('name'), officeText.duplicateName(name, first));
      else accountNames.set(name, yaml.lineOf(at('name')));
    }
    const guideline = stringAt(yaml.value, at('guideline'));
    const wrong = guideline === null || known === null ? null : guidelineProblem(guideline, known);
    if (wrong !== null) report(at('guideline'), wrong);
    for (const place of indices(yaml.value, at('departments'))) {
      const section = stringAt(yaml.value, at('departments', place));
      if (section !== null && !departments.includes(section)) {
        report(at('departments', place), officeText.unknownDepartment(section, nearest(section, departments)));
      }
    }
    reportPeople(yaml, at, report);
    reportTemplates(yaml, at, report);
    if (known !== null) reportRules(yaml, at, known, report);
  }
  return problems;
}

/** A place of a template that has to be filled in. What is left of one, the rule `placeholder` finds. */
const TEMPLATE_PLACE = /\{\{[^{}\n]{1,30}\}\}/gu;

/** A place that is written wrong would be no place, and would go out as it stands. */
function reportTemplates(yaml: YamlFile, at: At, report: Report): void {
  const seen = new Map<string, number>();
  for (const index of indices(yaml.value, at('templates'))) {
    const path = at('templates', index);
    const name = stringAt(yaml.value, [...path, 'name']);
    if (name !== null) {
      const first = seen.get(name);
      if (first !== undefined) report([...path, 'name'], officeText.duplicateTemplate(name, first));
      else seen.set(name, yaml.lineOf([...path, 'name']));
    }
    const left = (stringAt(yaml.value, [...path, 'text']) ?? '').replaceAll(TEMPLATE_PLACE, '');
    if (/[{}｛｝]/u.test(left)) report([...path, 'text'], officeText.templatePlace());
  }
}

function reportRules(yaml: YamlFile, at: At, known: KnownNames, report: Report): void {
  for (const section of ['levels', 'words']) {
    const settings = valueAt(yaml.value, at('settings', section));
    for (const rule of isRecord(settings) ? Object.keys(settings) : []) {
      const path = at('settings', section, rule);
      const line = yaml.lineOfKey(at('settings', section), rule);
      if (!known.rules.includes(rule)) report(path, officeText.unknownRule(rule, nearest(rule, known.rules)), line);
      else if (section === 'words') reportWords(yaml, path, rule, line, known, report);
    }
  }
}

/** Words that no rule would ever look at: whoever wrote them believes that they work. */
function reportWords(
  yaml: YamlFile,
  path: readonly PropertyKey[],
  rule: string,
  line: number,
  { ownWords }: KnownNames,
  report: Report,
): void {
  const taken = ownWords.get(rule);
  if (taken === undefined) return;
  if (taken.length === 0) {
    const able = [...ownWords].flatMap(([id, lists]) => (lists.length > 0 ? [id] : []));
    report(path, officeText.noOwnWords(rule, able.sort()), line);
    return;
  }
  for (const list of ['add', 'except']) {
    if (taken.includes(list) || indices(yaml.value, [...path, list]).length === 0) continue;
    report([...path, list], officeText.noSuchWords(rule, list, taken), yaml.lineOfKey(path, list));
  }
}

function guidelineProblem(name: string, known: KnownNames): Sentence | null {
  const families = [...known.guidelines.keys()];
  const from = known.guidelines.get(name);
  if (from === undefined) return officeText.unknownGuideline(name, nearest(name, families), families);
  return known.today !== null && known.today < from ? officeText.notYetInForce(name, from) : null;
}

type At = (...path: PropertyKey[]) => PropertyKey[];
type Report = (path: readonly PropertyKey[], sentence: Sentence, line?: number) => void;

function reportDepartments(yaml: YamlFile, report: Report): void {
  const seen = new Set<string>();
  for (const index of indices(yaml.value, ['departments'])) {
    const name = stringAt(yaml.value, ['departments', index, 'name']);
    if (name === null) continue;
    if (seen.has(name)) report(['departments', index, 'name'], officeText.duplicateDepartment(name));
    seen.add(name);
  }
}

function reportPeople(yaml: YamlFile, at: At, report: Report): void {
  for (const role of ['manager', 'drafters']) {
    const people = valueAt(yaml.value, at(role));
    if (!isRecord(people)) continue;
    if (valueAt(people, ['group']) == null && indices(people, ['users']).length === 0) {
      report(at(role), officeText.nobody());
    }
  }
  const decides = onlyUser(valueAt(yaml.value, at('manager')));
  const drafts = onlyUser(valueAt(yaml.value, at('drafters')));
  if (decides !== null && decides === drafts && valueAt(yaml.value, at('selfApproval')) !== true) {
    report(at('drafters'), officeText.nobodyElse());
  }
}

/** The one person of a role that names exactly one and no group. */
function onlyUser(people: unknown): string | null {
  if (valueAt(people, ['group']) != null) return null;
  const users = indices(people, ['users']).map((index) => stringAt(people, ['users', index]));
  return new Set(users).size === 1 ? (users[0] ?? null) : null;
}

function indices(value: unknown, path: readonly PropertyKey[]): number[] {
  const list = valueAt(value, path);
  return Array.isArray(list) ? [...list.keys()] : [];
}

function names(value: unknown, path: readonly PropertyKey[], key: string): string[] {
  return indices(value, path).flatMap((index) => stringAt(value, [...path, index, key]) ?? []);
}

function stringAt(value: unknown, path: readonly PropertyKey[]): string | null {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
