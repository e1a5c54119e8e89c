import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mendsOf } from '../../src/guideline/mend.ts';
import type { Finding } from '../../src/guideline/types.ts';
import { formText } from '../../src/text/forms.ts';
import { type DraftFormModel, draftForm } from '../../views/form/draft-form.ts';
import { readMendButton } from '../../views/form/reading.ts';
import { anyScene } from './any-text.ts';
import { describe as described, finding, reviewOf, shinagawa } from './office.ts';
import { aloud, buttonsOf } from './reading-aloud.ts';
import { slackTakesView } from './slack-takes.ts';

const text = '説明会は12月5日（金）です。電話０３。';
const weekday: Finding = { ...finding('block', 'date-weekday', [4, 12], text), replacement: '12月5日（土）' };
const digits: Finding = { ...finding('notice', 'fullwidth-alnum', [17, 19], text), replacement: '03' };
const stop: Finding = { ...finding('notice', 'halfwidth-kana', [19, 20], text), replacement: '' };

function form(findings: readonly Finding[], overrides: Partial<DraftFormModel> = {}) {
  return draftForm({
    mode: { kind: 'new' },
    accounts: [shinagawa],
    accountId: shinagawa.id,
    text,
    departments: [],
    fields: {},
    form: { categories: [], emergency: false, priorApproval: false, targets: [] },
    review: described(reviewOf(overrides.text ?? text, findings)),
    problem: null,
    nonce: 'n1',
    channel: null,
    ...overrides,
  });
}

const mendButtons = (view: { readonly blocks: readonly unknown[] }) =>
  buttonsOf(view.blocks).filter(({ action_id: id }) => String(id).startsWith('form.mend.'));

describe('直す in the form', () => {
  it('stands above the text, with the words before and after', () => {
    const shown = aloud(form([weekday, digits]).blocks);
    expect(shown).toContain('「12月5日（金）」→「12月5日（土）」直す');
    expect(shown.indexOf('→「12月5日（土）」')).toBeLessThan(shown.indexOf(formText.draft.text(1, 1)));
  });

  it('shows what stands around short words, and says of removed ones that they go', () => {
    const shown = aloud(form([digits, stop]).blocks);
    expect(shown).toContain('「）です。電話０３。」→「）です。電話03。」');
    expect(shown).toContain('「す。電話０３。」→「す。電話０３」');
  });

  it('carries the address of the place', () => {
    const values = mendButtons(form([weekday, digits])).map(({ value }) => readMendButton(String(value)));
    expect(values).toEqual(mendsOf(text, [weekday, digits]).map(({ address }) => address));
  });

  it('offers まとめて直す only for several places that are mere form', () => {
    expect(aloud(form([weekday, digits]).blocks)).not.toContain('まとめて');
    expect(aloud(form([weekday, digits, stop]).blocks)).toContain('参考の2か所をまとめて直す');
  });

  it('offers nothing for a finding that a person has to think about', () => {
    expect(mendButtons(form([finding('warning', 'mention', [4, 12], text)]))).toEqual([]);
  });

  it('says how many more there are when there are very many', () => {
    const long = '０'.repeat(40);
    const many = [...long].map((_, at) => ({
      ...finding('notice', 'fullwidth-alnum', [at, at + 1], long),
      replacement: '0',
    }));
    const view = form(many, { text: long });
    slackTakesView(view);
    expect(aloud(view.blocks)).toContain(`あと${40 - mendButtons(view).length}か所`);
  });

  it('is within Slack’s limits for any text', () => {
    fc.assert(
      fc.property(anyScene, fc.string(), (scene, replacement) => {
        const findings = scene.findings.map((one) => ({ ...one, replacement }));
        slackTakesView(form(findings, { text: scene.text, done: '直しました。' }));
      }),
      { numRuns: 100 },
    );
  });
});
