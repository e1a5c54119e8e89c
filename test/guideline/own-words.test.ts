import { describe, expect, it } from 'vitest';
import { RULE_KINDS } from '../../src/guideline/rules/registry.ts';
import { Subject } from '../../src/guideline/subject.ts';
import { SHINAGAWA, shippedEditions, TODAY } from './support.ts';

const TEXT = '会議は非公開です。担当：佐藤さん https://bit.ly/a https://example.com/b 03-3777-1111 12月5日（土）';

/** What the rules of a kind ask an office's own words for. */
function asked(kind: string): string[] {
  const looked = new Set<string>();
  const own = {
    get add() {
      looked.add('add');
      return ['庁内限り'];
    },
    get except() {
      looked.add('except');
      return ['起債'];
    },
  };
  for (const edition of shippedEditions()) {
    const subject = new Subject({ text: TEXT, fields: {} }, { today: TODAY, settings: SHINAGAWA }, edition);
    for (const rule of edition.rules) if (rule.kind === kind) rule.detect(subject, own);
  }
  return [...looked].sort();
}

describe('an office’s own words', () => {
  it.each(Object.entries(RULE_KINDS))('are read by the kind %s as it says of itself', (kind, { ownWords }) => {
    expect(asked(kind)).toEqual([...ownWords].sort());
  });
});
