import { fileURLToPath } from 'node:url';
import { readLine } from '../../src/check-cli/loose-draft.ts';
import { check } from '../../src/guideline/check.ts';
import type { Edition } from '../../src/guideline/edition/edition.ts';
import type { CheckInput } from '../../src/guideline/types.ts';
import type { Account } from '../../src/usecases/ports.ts';
import { labelledDrafts } from '../accuracy/labelled.ts';
import { type Desk, openDesk } from '../accuracy/measure.ts';

export interface RulesBench {
  /** Milliseconds of processor time for a draft of 140 characters, all rules; one entry an account. */
  readonly drafts: readonly { readonly account: string; readonly median: number; readonly p95: number }[];
  /** Hostile texts that take long enough to be measured, worst growth first. */
  readonly growth: readonly Growth[];
}

export interface Growth {
  readonly account: string;
  /** A rule id, or `all rules` together with what they share. */
  readonly rule: string;
  readonly input: string;
  /** Milliseconds of processor time at each of SIZES. */
  readonly times: readonly number[];
  /**
   * Time for four times the text, divided by four: 1 is linear, 4 is quadratic.
   */
  readonly factor: number;
}

/** Aims of the project. */
export const AIMS = { median: 0.5, factor: 2 } as const;
export const SIZES = [2_500, 5_000, 10_000] as const;
/** Below this, the clock and the garbage collector are all that is measured. */
const MEASURABLE_MS = 1;
const DRAFT_CHARS = 140;
const TODAY = '2026-11-21';

/** Texts that punish a pattern which looks back or ahead without end. */
export const HOSTILE: Readonly<Record<string, (size: number) => string>> = {
  dots: (size) => '.'.repeat(size),
  'dotted words': (size) => 'a.'.repeat(size / 2),
  digits: (size) => '1'.repeat(size),
  'wide digits': (size) => '１'.repeat(size),
  'digits and hyphens': (size) => '1-'.repeat(size / 2),
  'digits and spaces': (size) => '0 '.repeat(size / 2),
  'opening brackets': (size) => '（'.repeat(size),
  'closing brackets': (size) => '）'.repeat(size),
  'mixed brackets': (size) => '「（【'.repeat(size / 3),
  'combining marks': (size) => `か${'\u3099'.repeat(size - 1)}`,
  'stacked accents': (size) => `e${'\u0301'.repeat(size - 1)}`,
  kana: (size) => 'あ'.repeat(size),
  kanji: (size) => '区'.repeat(size),
  latin: (size) => 'a'.repeat(size),
  spaces: (size) => ' '.repeat(size),
  'line feeds': (size) => '\n'.repeat(size),
  'at signs': (size) => '@a'.repeat(size / 2),
  hashes: (size) => '#'.repeat(size),
  'zero-width': (size) => '\u200b'.repeat(size),
  joiners: (size) => '👨\u200d'.repeat(size / 3),
  dates: (size) => '12月5日・'.repeat(size / 6),
  'dates and weekdays': (size) => '12月5日（金）〜'.repeat(size / 9),
  days: (size) => '5日、'.repeat(size / 3),
  times: (size) => '10:00〜'.repeat(size / 6),
  phones: (size) => '03-3777-1112 '.repeat(size / 13),
  addresses: (size) => 'a@b.jp '.repeat(size / 7),
  links: (size) => 'http://a.example/ '.repeat(size / 18),
  slashes: (size) => `http://${'/'.repeat(size - 7)}`,
  names: (size) => '山田太郎さん、'.repeat(size / 7),
  'listed words': (size) => 'フォロバ外人バカ入信クーポン絶対うわさ'.repeat(size / 19),
  labels: (size) => '講師：氏名：生年月日：'.repeat(size / 11),
  quotations: (size) => '「明日」『本日』'.repeat(size / 8),
  eras: (size) => '令和8年（2026年）'.repeat(size / 11),
  deadlines: (size) => '締切12月5日までに申込み、'.repeat(size / 15),
  secrets: (size) => 'パスワード：a1b2 内線123 '.repeat(size / 17),
  'users in links': (size) => 'https://a@'.repeat(size / 10),
  'long link': (size) => `https://www.city.shinagawa.tokyo.jp/${'a'.repeat(size - 36)}`,
  'private use': (size) => '\ue000'.repeat(size),
  'half-width kana': (size) => 'ｶﾞ'.repeat(size / 2),
  blanks: (size) => '〇〇'.repeat(size / 2),
};

/** What the deterministic rules cost on ordinary drafts, and how they grow on hostile ones. */
export function benchRules(rounds = 5): RulesBench {
  const desk = openDesk();
  const accounts = desk.office.accounts.map((account) => ({ account, edition: editionOf(desk, account) }));
  return {
    drafts: accounts.map(({ account, edition }) => ordinary(account, edition, rounds)),
    growth: accounts
      .flatMap(({ account, edition }) =>
        Object.keys(HOSTILE).flatMap((input) => grown(account, edition, input, rounds)),
      )
      .sort((a, b) => b.factor - a.factor),
  };
}

function editionOf({ editions }: Desk, { guideline }: Account): Edition {
  const edition = editions.find(({ family }) => family === guideline);
  if (edition === undefined) throw new Error(`no edition of ${guideline}`);
  return edition;
}

function ordinary({ id, settings }: Account, edition: Edition, rounds: number): RulesBench['drafts'][number] {
  const drafts = typicalDrafts(id);
  const times: number[] = [];
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const draft of drafts) {
      const took = worked(() => check(draft, edition, { today: TODAY, settings }));
      if (round > 0) times.push(took);
    }
  }
  return { account: id, median: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

/** The account's labelled texts, put together to the length of a full post. */
export function typicalDrafts(account: string): readonly CheckInput[] {
  const drafts: CheckInput[] = [];
  let text = '';
  for (const { line } of labelledDrafts()) {
    const read = readLine(line);
    if (!read.ok || read.draft.account !== account) continue;
    text += `${read.draft.text}\n`;
    if (text.length < DRAFT_CHARS) continue;
    drafts.push({ text: text.slice(0, DRAFT_CHARS), fields: read.draft.fields });
    text = '';
  }
  return drafts;
}

function grown({ id, settings }: Account, edition: Edition, input: string, rounds: number): readonly Growth[] {
  const make = HOSTILE[input];
  if (make === undefined) return [];
  const texts = SIZES.map((size) => make(size));
  const cases = [
    { rule: 'all rules', rules: edition, max: settings.maxWeightedLength },
    ...edition.rules.map((rule) => ({
      rule: rule.id,
      rules: { ...edition, rules: [rule] },
      // Otherwise every rule would be charged with the weighing.
      max: rule.id === 'length' ? settings.maxWeightedLength : null,
    })),
  ];
  return cases.flatMap(({ rule, rules, max }) => {
    const context = { today: TODAY, settings: { ...settings, maxWeightedLength: max } };
    const run = (text: string): number => worked(() => check({ text, fields: {} }, rules, context));
    const quickest = (times: number): readonly number[] =>
      texts.map((text) => Math.min(...Array.from({ length: times }, () => run(text))));
    const longest = texts.at(-1) ?? '';
    // Twice is enough to see that there is nothing to measure.
    if (Math.min(run(longest), run(longest)) < MEASURABLE_MS) return [];
    let times = quickest(rounds);
    // A garbage collection in the wrong place looks like bad growth; the real thing stays when it is looked at again.
    for (let again = 0; again < 3 && factorOf(times) > AIMS.factor; again += 1) {
      const more = quickest(rounds);
      times = times.map((time, index) => Math.min(time, more[index] ?? time));
    }
    return (times.at(-1) ?? 0) < MEASURABLE_MS ? [] : [{ account: id, rule, input, times, factor: factorOf(times) }];
  });
}

function factorOf(times: readonly number[]): number {
  return (times.at(-1) ?? 0) / (times[0] ?? 1) / 4;
}

/** Milliseconds of processor time: unlike the clock, it does not run while other programs have the machine. */
function worked(work: () => unknown): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { drafts, growth } = benchRules();
  for (const { account, median, p95 } of drafts) {
    process.stdout.write(
      `${account}: ${median.toFixed(3)} ms a draft of ${DRAFT_CHARS} characters (aim ≤ ${AIMS.median}), 95 % ${p95.toFixed(3)} ms\n`,
    );
  }
  for (const { account, rule, input, times, factor } of growth) {
    if (rule !== 'all rules' && factor < 1.5) continue;
    const mark = factor > AIMS.factor ? ' worse than linear' : '';
    const shown = times.map((time) => time.toFixed(1)).join(' / ');
    process.stdout.write(`${account} ${rule} on ${input}: ${shown} ms, growth ${factor.toFixed(2)}${mark}\n`);
  }
}
