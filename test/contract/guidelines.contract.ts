import { describe, expect, it } from 'vitest';
import { citationKey } from '../../src/guideline/citation.ts';
import type { Account, Guidelines } from '../../src/usecases/ports.ts';

/** Guidelines, an account under one of them, and a text of which a rule has something to say. */
export interface GuidelinesHarness {
  readonly guidelines: Guidelines;
  readonly account: Account;
  readonly text: string;
}

const TODAY = '2026-11-21';

/** What the use cases rely on, whatever guideline an office has. */
export function describeGuidelines(name: string, open: () => GuidelinesHarness): void {
  describe(`Guidelines: ${name}`, () => {
    const review = ({ guidelines, account, text }: GuidelinesHarness) =>
      guidelines.review(account, { accountId: account.id, text }, {}, TODAY);

    it('find something, and quote the very words', async () => {
      const harness = open();
      const { findings } = await review(harness);
      expect(findings.length).toBeGreaterThan(0);
      for (const { range, quote } of findings)
        if (range !== undefined) expect(harness.text.slice(range.start, range.end)).toBe(quote);
    });

    it('say the same of the same text', async () => {
      const harness = open();
      expect(await review(harness)).toEqual(await review(harness));
    });

    it('name the edition in force, and describe a check under it without changing it', async () => {
      const harness = open();
      const found = await review(harness);
      const edition = harness.guidelines.edition(harness.account, TODAY);
      expect(found.edition).toBe(edition.id);
      const described = harness.guidelines.describe(found);
      expect(described).toMatchObject({ ...found, editionTitle: edition.title });
      for (const citation of found.findings.flatMap(({ citations }) => citations))
        if (citation.kind === 'provision') expect(described.provisions[citationKey(citation)]).toBeTruthy();
    });

    it('know where a rule stands, and that it stands nowhere', async () => {
      const harness = open();
      const [first] = (await review(harness)).findings;
      const { guidelines, account } = harness;
      expect(guidelines.citationsOf(account, first?.ruleId ?? '', TODAY)).toEqual(first?.citations);
      expect(guidelines.citationsOf(account, 'no-such-rule', TODAY)).toBeNull();
    });

    it('show what was found also after its edition is gone', async () => {
      const harness = open();
      const old = { ...(await review(harness)), edition: 'gone-2019-04-01' };
      expect(harness.guidelines.describe(old)).toMatchObject(old);
    });

    it('say what they ask of an author', () => {
      const { guidelines, account } = open();
      const { categories } = guidelines.form(account, TODAY);
      expect(new Set(categories.map(({ item }) => item)).size).toBe(categories.length);
    });
  });
}
