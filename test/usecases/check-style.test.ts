import { describe, expect, it } from 'vitest';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import type { CheckSettings } from '../../src/guideline/types.ts';
import { checkStyle } from '../../src/usecases/check-style.ts';
import { viewDraft } from '../../src/usecases/read-draft.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { SHINAGAWA, shippedEditions } from '../guideline/support.ts';
import { ScriptedStyle, type ScriptedWord } from '../support/doubles.ts';
import { staffA } from '../support/drafts.ts';
import { makeWorld, type TestWorld } from '../support/world.ts';

const text = '窓口で食べれます。戸籍係まで。';
const ra: ScriptedWord = { word: '食べれ', ruleId: 'ra-nuki' };
const term: ScriptedWord = { word: '戸籍係', ruleId: 'term-style', replacement: '住民係' };

function office(
  words: readonly ScriptedWord[],
  settings: Partial<CheckSettings> = {},
): TestWorld & { readonly style: ScriptedStyle } {
  return {
    ...makeWorld({ settings: { ...SHINAGAWA, ...settings } }),
    guidelines: makeGuidelines(shippedEditions()),
    style: new ScriptedStyle(words),
  };
}

async function looked(world: TestWorld): Promise<string> {
  const outcome = await submitDraft(world, { accountId: 'shinagawa-x', text, fields: {}, by: staffA, delivery: 'a' });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  await checkStyle(world, outcome.draft.id);
  return outcome.draft.id;
}

const shown = async (world: TestWorld, id: string, ruleId: string) =>
  (await viewDraft(world, id))?.review.findings.filter((finding) => finding.ruleId === ruleId);

describe('書き方の再確認', () => {
  it('joins the draft’s findings as 参考, with what the rule stands on', async () => {
    const world = office([term]);
    const id = await looked(world);
    expect(await shown(world, id, 'term-style')).toMatchObject([
      { level: 'notice', quote: '戸籍係', replacement: '住民係', citations: [{ kind: 'standard' }] },
    ]);
  });

  it('does not say again what the office’s own rules said about the spot', async () => {
    const world = office([ra, term]);
    const id = await looked(world);
    expect(await shown(world, id, 'ra-nuki')).toHaveLength(1);
    const stored = (await world.store.load(id))?.events.at(-1);
    expect(stored).toMatchObject({ type: 'StyleChecked', findings: [{ ruleId: 'term-style' }] });
  });

  it('keeps quiet about a rule that the office has switched off, or that its guideline does not have', async () => {
    const off = office([term], { levels: { 'term-style': 'off' } });
    expect(await shown(off, await looked(off), 'term-style')).toEqual([]);
    const unknown = office([{ ...term, ruleId: 'no-such-rule' }]);
    expect(await shown(unknown, await looked(unknown), 'no-such-rule')).toEqual([]);
  });

  it('looks once at a revision, and not at all where the office wants no second look', async () => {
    const world = office([]);
    const id = await looked(world);
    await checkStyle(world, id);
    expect(world.style.looks).toEqual([text]);
    const without: TestWorld = { ...office([term]), style: null };
    const other = await looked(without);
    expect((await without.store.load(other))?.events).toHaveLength(1);
  });
});
