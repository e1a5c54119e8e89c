import { describe, expect, it } from 'vitest';
import { findingKey } from '../../src/guideline/finding-key.ts';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import type { DraftFields } from '../../src/guideline/types.ts';
import { formOf } from '../../src/usecases/check-text.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { SHINAGAWA, shippedEditions } from '../guideline/support.ts';
import { staffA } from '../support/drafts.ts';
import { makeWorld } from '../support/world.ts';

/** 氏名掲載の同意: somebody is named, and has said yes to it. */
const TEXT = '講師の伊藤健一さんをお招きします。';

function office(levels: Partial<typeof SHINAGAWA>['levels'] = {}) {
  const world = makeWorld({ settings: { ...SHINAGAWA, levels } });
  Object.assign(world, { guidelines: makeGuidelines(shippedEditions()) });
  return {
    world,
    draft: (fields: DraftFields) =>
      submitDraft(world, { accountId: 'shinagawa-x', text: TEXT, fields, by: staffA, delivery: 'command-1' }),
  };
}

const found = (outcome: Awaited<ReturnType<ReturnType<typeof office>['draft']>>): readonly string[] =>
  (outcome.draft?.revisions[0].review.findings ?? []).map(findingKey);

describe('氏名掲載の同意', () => {
  it('answers what was found of the name, and stays with the draft', async () => {
    expect(found(await office().draft({}))).toEqual([expect.stringContaining('pii-name')]);
    const given = { namedPersonsConsent: true, consentNote: '伊藤氏に11月20日に電話で確認' };
    const asked = await office().draft(given);
    expect(found(asked)).toEqual([]);
    expect(asked.draft?.revisions[0].fields).toMatchObject(given);
  });

  it('without saying who consented and when it is none', async () => {
    for (const consentNote of [undefined, '', ' 　']) {
      const fields = { namedPersonsConsent: true, ...(consentNote === undefined ? {} : { consentNote }) };
      expect(await office().draft(fields)).toMatchObject({ ok: false, refusal: { code: 'consent-unsaid' } });
    }
  });

  it('what is written beside an empty tick answers nothing', async () => {
    const outcome = await office().draft({ namedPersonsConsent: false, consentNote: 'まだ聞いていません' });
    expect(found(outcome)).toEqual([expect.stringContaining('pii-name')]);
  });

  it('is an answer to the rules on names only, and to none that the office has switched off', () => {
    expect(formOf(office().world, 'shinagawa-x').consent).toEqual(['pii-birthdate', 'pii-name']);
    expect(formOf(office({ 'pii-name': 'off' }).world, 'shinagawa-x').consent).toEqual(['pii-birthdate']);
  });
});
