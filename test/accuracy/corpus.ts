import { readFileSync } from 'node:fs';
import { japanDay } from '../../src/usecases/japan-time.ts';
import { isRecord } from './labelled.ts';
import { checkLine, type Desk } from './measure.ts';

/**
 * Real texts under every guideline of the office: each finding that would hold up an approval, for a person to judge
 * whether it is a true error. Too long for X says nothing about a text that was not written for X; it is only counted.
 * @param file JSON lines with `text`; `today`, or a date in `source`, tells when the text was published.
 */
export function readCorpus(file: string, desk: Desk): string {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const report: string[] = [];
  const counts = new Map<string, number>();
  let tooLong = 0;
  for (const line of lines) {
    const value: unknown = JSON.parse(line);
    if (!isRecord(value) || typeof value.text !== 'string') continue;
    const { text } = value;
    for (const account of desk.office.accounts) {
      const [dept] = account.settings.departments;
      const draft = { text, account: account.id, dept, category: '1' };
      const { findings } = checkLine(JSON.stringify(draft), desk, dayOf(value));
      for (const { ruleId, level, quote } of findings) {
        counts.set(`${ruleId} ${level}`, (counts.get(`${ruleId} ${level}`) ?? 0) + 1);
        if (ruleId === 'length') tooLong += 1;
        else if (level === 'block' || level === 'waiver') {
          report.push(`${level}  ${account.id}  ${ruleId}  ${JSON.stringify(quote ?? '')}  in ${JSON.stringify(text)}`);
        }
      }
    }
  }
  const summary = [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => `${count}  ${name}`);
  return [
    `corpus: ${lines.length} texts, ${report.length} findings that hold up an approval, ${tooLong} too long for X`,
    ...report,
    ...summary,
    '',
  ].join('\n');
}

/** The day on which a text was published, as far as its line tells. */
function dayOf({ today, source }: Readonly<Record<string, unknown>>): string {
  if (typeof today === 'string') return today;
  const text = typeof source === 'string' ? source : '';
  const [, y1, m1, d1] = /\((20\d\d)\/(\d{1,2})\/(\d{1,2})\)/.exec(text) ?? [];
  const [, m2, d2, y2] = /\((\d{1,2})\/(\d{1,2})\/(20\d\d)\)/.exec(text) ?? [];
  const [year, month, day] = [y1 ?? y2, m1 ?? m2, d1 ?? d2];
  if (year === undefined || month === undefined || day === undefined) return japanDay(new Date());
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
