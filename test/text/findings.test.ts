import { describe, expect, it } from 'vitest';
import type { Finding, Level } from '../../src/guideline/types.ts';
import { LEVELS } from '../../src/guideline/types.ts';
import {
  findingMessage,
  LEVEL_LABELS,
  NOT_CHECKED_CODES,
  notCheckedLabel,
  RULE_TEXTS,
  ruleName,
} from '../../src/text/findings.ts';
import { checkX, shippedEditions } from '../guideline/support.ts';

const rules = shippedEditions().flatMap(({ rules: own }) => own);

function finding(ruleId: string, code: string): Finding {
  return { ruleId, code, level: 'warning', citations: [], params: { reason: '確かめる語です。' } };
}

describe('what is said about a finding', () => {
  it('exists for every code that a rule can give', () => {
    const silent = rules.flatMap(({ id, codes }) =>
      codes.filter((code) => RULE_TEXTS[id]?.codes[code] === undefined).map((code) => `${id}/${code}`),
    );
    expect(silent).toEqual([]);
  });

  it('exists only for codes that some rule gives', () => {
    const known = new Map(rules.map(({ id, codes }) => [id, codes]));
    const idle = Object.entries(RULE_TEXTS).flatMap(([id, { codes }]) =>
      Object.keys(codes)
        .filter((code) => known.get(id)?.includes(code) !== true)
        .map((code) => `${id}/${code}`),
    );
    expect(idle).toEqual([]);
  });

  it('says what is the case and what to do, in whole sentences', () => {
    for (const { id, codes } of rules) {
      for (const code of codes) {
        const { title, message, advice } = findingMessage(finding(id, code));
        expect(title).not.toBe('');
        expect(message).toMatch(/[。」]$/u);
        expect(advice).toMatch(/。$/u);
        expect(`${message}${advice}`).not.toMatch(/undefined|NaN|null/u);
      }
    }
  });

  it('asks for a reason only where the level needs one, and never sends anybody to an approval that is refused', () => {
    for (const { id, codes } of rules) {
      for (const code of codes) {
        const advised = (level: Level) => findingMessage({ ...finding(id, code), level }).advice;
        for (const level of LEVELS) {
          expect(advised(level), `${id}/${code} ${level}`).toMatch(/。$/u);
          if (level !== 'waiver') expect(advised(level), `${id}/${code} ${level}`).not.toContain('理由');
        }
        expect(advised('block'), `${id}/${code}`).not.toContain('運営管理者');
        expect(advised('notice'), `${id}/${code}`).not.toContain('運営管理者');
      }
    }
    const insult = (level: Level) => findingMessage({ ...finding('insult', 'listed'), level }).advice;
    expect(new Set(LEVELS.map(insult)).size).toBe(LEVELS.length);
    expect(insult('waiver')).toContain('理由');
  });

  it('tells a reused flyer', () => {
    const found = checkX('12月5日（金）に開催します。')[0];
    expect(found && findingMessage(found).message).toBe(
      '12月5日は土曜日です（金曜日ではありません）。昨年の12月5日は金曜日でした。昨年の原稿の使い回しではありませんか。',
    );
  });

  it('has words for a rule that only an office’s own edition has', () => {
    expect(
      findingMessage({ ...finding('own-rule', 'listed'), quote: '例', params: { reason: '課の決まりです。' } }),
    ).toEqual({
      title: 'この課の確認事項',
      message: '「例」：課の決まりです。',
      advice: '書き方を確かめてください。',
      brief: 'この課の確認事項',
    });
    expect(ruleName('own-rule')).toBe('own-rule');
  });

  it('names each level and everything that was not looked at', () => {
    expect(Object.values(LEVEL_LABELS)).toEqual(['要修正', '要認定', '要確認', '参考']);
    for (const edition of shippedEditions()) {
      for (const code of edition.notChecked) expect(NOT_CHECKED_CODES).toContain(code);
    }
    for (const code of NOT_CHECKED_CODES) expect(notCheckedLabel(code)).not.toBe(code);
  });
});
