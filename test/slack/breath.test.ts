import { describe, expect, it } from 'vitest';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import { makeBreath } from '../../src/slack/breath.ts';
import { shippedEditions, TODAY } from '../guideline/support.ts';
import { account } from '../support/world.ts';

describe('long work is cut into slices', () => {
  it('gives others a turn where the last one is long ago, and none again at once', async () => {
    let now = 0;
    const { due } = makeBreath(() => now);
    const others: string[] = [];
    setImmediate(() => others.push('had a turn'));
    const first = due();
    expect(first).not.toBeNull();
    await first;
    expect(others).toEqual(['had a turn']);
    expect(due()).toBeNull();
    now += 1_000;
    expect(due()).not.toBeNull();
  });

  it('also while the rules look at one draft', async () => {
    const turns: number[] = [];
    let asked = 0;
    const guidelines = makeGuidelines(shippedEditions(), () => {
      asked += 1;
      if (asked % 10 !== 0) return null;
      return new Promise((resolve) => setImmediate(resolve)).then(() => void turns.push(asked));
    });
    const content = { accountId: account.id, text: '12月5日（金）に催します。' };
    const review = await guidelines.review(account, content, {}, TODAY);
    expect(review.findings.map(({ ruleId }) => ruleId)).toContain('date-weekday');
    expect(turns.length).toBeGreaterThan(1);
    // What is done with all findings is in pieces as well.
    const rules = shippedEditions().find(({ id }) => id === review.edition)?.rules.length;
    expect(asked).toBeGreaterThan(rules ?? Number.NaN);
    expect(review).toEqual(await makeGuidelines(shippedEditions()).review(account, content, {}, TODAY));
  });
});
