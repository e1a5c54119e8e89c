import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadOffice } from '../../src/config/load.ts';
import { problemList } from '../../src/text/config.ts';

/**
 * An office wrote its guideline by docs/own-guideline.md of the version before (04e3965): every provision in `coverage`, with
 * the rules that look at it. After the update the app has to start with it.
 */

const MIHON = new URL('./fixtures/mihon', import.meta.url).pathname;
const NAME = 'guidelines/mihon-line-2025-10-01.yaml';
const folder = mkdtempSync(join(tmpdir(), 'kessai-before-'));
afterAll(() => rmSync(folder, { recursive: true }));

const AS_IT_WAS = `coverage:
  第1条: informative
  第2条: { feature: 承認できるのは設定された発信管理者だけです。 }
  第2条の2: { rules: [content-category] }
  第2条の2(1): informative
  第2条の2(2): informative
  第2条の2(3): { human: 認めるかどうかは、発信管理者が判断します。 }
  第3条第1項: { rules: [author-dept] }
  第3条第2項: informative
  第3条第2項(1): { rules: [pii-mobile], human: 個人に関する情報かどうかは、発信管理者が判断します。 }
  第3条第2項(2): { rules: [date-weekday, date-invalid, placeholder] }
  第3条第2項(3): { rules: [halfwidth-kana, own-jargon] }
  第4条: citizens
`;

function problemsOf(change: (source: string) => string): readonly string[] {
  cpSync(MIHON, folder, { recursive: true });
  writeFileSync(join(folder, NAME), change(readFileSync(join(MIHON, NAME), 'utf8')));
  const loaded = loadOffice(join(folder, 'office.yaml'));
  return loaded.ok ? [] : problemList(loaded.problems).split('\n');
}

describe('見本町, after an update', () => {
  it('starts with the guideline that it wrote for the version before', () => {
    expect(problemsOf((source) => `${source.slice(0, source.indexOf('coverage:'))}${AS_IT_WAS}`)).toEqual([]);
  });

  it('starts with a rule of its own that had the examples which were asked for then', () => {
    const flagged = '      flagged: [{ text: 避難所を開きました。, fields: { department: 福祉課 } }]\n';
    expect(problemsOf((source) => source.replace(flagged, ''))).toEqual([]);
  });
});
