import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIONS_ON_DRAFT, ACTS } from '../../src/acts/index.ts';
import { contentHash } from '../../src/draft/content.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import { notCheckedLabel } from '../../src/text/findings.ts';
import { formText } from '../../src/text/forms.ts';
import { reviewText } from '../../src/text/review.ts';
import { actForm } from '../../views/form/act-form.ts';
import { approvalForm, approvalTarget } from '../../views/form/approval-form.ts';
import { type DraftFormModel, draftForm } from '../../views/form/draft-form.ts';
import { readActForm, readApprovalForm, readDraftForm } from '../../views/form/reading.ts';
import { anyScene, anyText } from './any-text.ts';
import {
  ACCURACY,
  DRAFT_ID,
  describe as described,
  finding,
  inStatus,
  reviewOf,
  shinagawa,
  toshima,
  view,
} from './office.ts';
import { activeElements, aloud, mrkdwnOf, untouched } from './reading-aloud.ts';
import { slackTakesView } from './slack-takes.ts';

const text = '12月18日（木）に図書館を開きます。';

const model: DraftFormModel = {
  mode: { kind: 'new' },
  accounts: [shinagawa, toshima],
  accountId: 'toshima-piazza',
  text,
  departments: ['戦略広報課', '防災課', '区民活動推進課'],
  fields: { department: '防災課', categories: ['2'], emergency: true, priorApproval: false },
  form: {
    categories: [
      { item: '1', label: '区政連絡会や町会活動に関する情報等のうち、区民等に周知すべき情報。' },
      { item: '2', label: '豊島区のホームページ更新情報。' },
      { item: '3', label: 'その他、運営管理者が適当と認める情報。' },
    ],
    emergency: true,
    priorApproval: true,
  },
  review: null,
  problem: null,
  nonce: 'n1',
  channel: 'C0TOSHIMA',
};

/** The form as Slack gives it back when nobody touched it. */
const returned = (form: { private_metadata?: string; blocks: readonly unknown[] }) => ({
  private_metadata: form.private_metadata ?? '',
  state: { values: untouched(form.blocks) },
});

describe('the draft form', () => {
  it('asks what the guideline asks, and nothing else', () => {
    const piazza = aloud(draftForm(model).blocks);
    expect(piazza).toContain(formText.draft.categories(1, 1));
    expect(piazza).toContain(formText.draft.emergency);
    expect(piazza).toContain(formText.draft.check);
    const none = { categories: [], emergency: false, priorApproval: false };
    const x = aloud(draftForm({ ...model, accountId: 'shinagawa-x', form: none }).blocks);
    expect(x).not.toContain(formText.draft.categories(1, 1));
    expect(x).not.toContain(formText.draft.emergency);
    expect(x).toContain(formText.draft.department);
  });

  it('comes back as it was drawn', () => {
    expect(readDraftForm(returned(draftForm(model)))).toEqual({
      mode: { kind: 'new' },
      accountId: 'toshima-piazza',
      text,
      fields: model.fields,
      nonce: 'n1',
      channel: 'C0TOSHIMA',
    });
  });

  it('loses nothing of what the form does not show when a draft is edited', () => {
    const edited: DraftFormModel = {
      ...model,
      mode: { kind: 'edit', draftId: DRAFT_ID, revision: 3 },
      fields: { department: '前にあった課', inReplyTo: 'https://x.com/a/status/1', quoteOf: '2' },
      form: { categories: [], emergency: false, priorApproval: false },
    };
    const answers = readDraftForm(returned(draftForm(edited)));
    expect(answers).toMatchObject({ mode: edited.mode, accountId: 'toshima-piazza', fields: edited.fields });
  });

  it('shows on top why a submission failed, with the text still in it', () => {
    const form = draftForm({ ...model, problem: '本文が長すぎます。' });
    expect(aloud(form.blocks.slice(0, 1))).toBe('⚠️ 本文が長すぎます。');
    expect(readDraftForm(returned(form)).text).toBe(text);
  });

  it('shows findings with their provisions after チェック', () => {
    const review = described(reviewOf(text, [finding('block', 'date-weekday', [0, 9], text)]));
    const shown = aloud(draftForm({ ...model, review }).blocks);
    expect(shown).toContain(reviewText.heading('block', 1, true));
    expect(shown).toContain(ACCURACY);
    expect(shown).toContain(reviewText.notChecked(review.notChecked.map(notCheckedLabel)));
  });

  it('redraws with other block ids, because Slack keeps what it showed under the same', () => {
    const ids = (nonce: string) => Object.keys(untouched(draftForm({ ...model, nonce }).blocks));
    expect(ids('n1').filter((id) => ids('n2').includes(id))).toEqual([]);
  });

  it('offers as many departments as a ward has', () => {
    const departments = Array.from({ length: 250 }, (_, i) => `第${i}課`);
    const form = draftForm({ ...model, departments, fields: { department: '第170課' } });
    slackTakesView(form);
    expect(readDraftForm(returned(form)).fields.department).toBe('第170課');
  });

  it('holds and gives back any text', () => {
    fc.assert(
      fc.property(anyScene, fc.boolean(), (scene, checked) => {
        const review = checked ? described(reviewOf(scene.text, scene.findings)) : null;
        const form = draftForm({ ...model, text: scene.text, review, problem: scene.text.slice(0, 500) });
        slackTakesView(form);
        expect(readDraftForm(returned(form)).text).toBe(scene.text);
        expect(mrkdwnOf(form.blocks)).toEqual([]);
        expect(activeElements(form.blocks)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['40,000 characters', 'あ'.repeat(40_000)],
    ['a break just where an input ends', `${'あ'.repeat(2_399)}\n\n\n${'い'.repeat(2_400)}\n`],
    ['only line breaks at the end', `あ${'\n'.repeat(9_000)}`],
  ])('holds and gives back %s', (_, long) => {
    const form = draftForm({ ...model, text: long });
    slackTakesView(form);
    expect(readDraftForm(returned(form)).text).toBe(long);
  });
});

describe('the approval form', () => {
  const options = { nonce: 'n1', problem: null, reasons: {} };
  const phone = finding('waiver', 'pii-mobile', [0, 3], text);
  const weekday = finding('warning', 'date-weekday', [0, 9], text);

  it('with nothing to ask names the account, repeats the text and says what happens', () => {
    const form = approvalForm(view({ text }), options);
    const shown = aloud(form.blocks);
    expect(shown).toContain(formText.approval.naming('品川区公式X', 'X'));
    expect(shown).toContain(text);
    expect(shown).toContain(formText.approval.willPublish);
    expect(form.submit?.text).toBe(formText.approval.submit);
    expect(untouched(form.blocks)).toEqual({});
  });

  it('says of a network without an API that the text is handed over', () => {
    const form = approvalForm(view({ text, account: toshima }), options);
    expect(form.submit?.text).toBe(formText.approval.submitManual);
    expect(aloud(form.blocks)).toContain(formText.approval.willHandOver);
  });

  it('asks for each waiver a reason and for each warning a tick, and insists on both', () => {
    const form = approvalForm(view({ text, findings: [weekday, phone] }), options);
    const inputs = form.blocks.filter(({ type }) => type === 'input');
    expect(inputs).toHaveLength(2);
    for (const input of inputs) expect(input).not.toMatchObject({ optional: true });
    const shown = aloud(form.blocks);
    expect(shown).toContain(formText.approval.necessity(''));
    expect(shown).toContain(ACCURACY);
    expect(readApprovalForm(returned(form), [weekday, phone])).toMatchObject({ necessities: [], acknowledged: [] });
  });

  it('gives back reasons and ticks by finding', () => {
    const form = approvalForm(view({ text, findings: [weekday, phone] }), options);
    const values = untouched(form.blocks);
    for (const elements of Object.values(values)) {
      if ('necessity' in elements) elements.necessity = { type: 'plain_text_input', value: '同意を得ています。' };
      if ('tick' in elements) elements.tick = { type: 'checkboxes', selected_options: [{ value: 'yes' }] };
    }
    const answers = readApprovalForm({ private_metadata: form.private_metadata ?? '', state: { values } }, [
      weekday,
      phone,
    ]);
    expect(answers.necessities).toEqual([{ findingKey: findingKey(phone), reason: '同意を得ています。' }]);
    expect(answers.acknowledged).toEqual([findingKey(weekday)]);
    expect(answers.target).toEqual({
      draftId: DRAFT_ID,
      revision: 1,
      contentHash: contentHash({ accountId: 'shinagawa-x', text }),
      stage: 0,
      nonce: 'n1',
      channel: 'C0SHINAGAWA',
    });
    expect(approvalTarget(form.private_metadata ?? '')).toEqual(answers.target);
  });

  it('shows reasons again when it reopens', () => {
    const reasons = { [findingKey(phone)]: '  同意を\n得ています。' };
    const form = approvalForm(view({ text, findings: [phone] }), { nonce: 'n2', problem: '足りません。', reasons });
    expect(aloud(form.blocks.slice(0, 1))).toBe('⚠️ 足りません。');
    expect(readApprovalForm(returned(form), [phone]).necessities).toEqual([
      { findingKey: findingKey(phone), reason: '  同意を\n得ています。' },
    ]);
  });

  it('cannot be submitted while something has to be mended', () => {
    const form = approvalForm(
      view({ text, findings: [finding('block', 'date-invalid', [0, 3], text), phone] }),
      options,
    );
    expect(form.submit).toBeUndefined();
    expect(aloud(form.blocks)).toContain(formText.approval.blocked(1));
    slackTakesView(form);
  });

  it('asks once for a kind of finding when there are too many, and answers for each of them', () => {
    const long = '090-1234-5678、'.repeat(60);
    const findings = [...long.matchAll(/090-1234-5678/g)].map(({ index }) =>
      finding('waiver', 'pii-mobile', [index, index + 13], long),
    );
    const reasons = { [findingKey(findings[0] ?? phone)]: '事業者の番号です。' };
    const form = approvalForm(view({ text: long, findings }), { ...options, reasons });
    slackTakesView(form);
    expect(form.blocks.filter(({ type }) => type === 'input')).toHaveLength(1);
    const { necessities } = readApprovalForm(returned(form), findings);
    expect(necessities.map(({ findingKey: key }) => key)).toEqual(findings.map(findingKey));
  });

  it('stays one form with findings of a hundred kinds', () => {
    const many = Array.from({ length: 100 }, (_, i) =>
      finding(i % 2 === 0 ? 'waiver' : 'warning', `own-${i}`, [0, 3], text),
    );
    const form = approvalForm(view({ text, findings: many }), options);
    slackTakesView(form);
    expect(form.blocks.filter(({ type }) => type === 'input')).toHaveLength(2);
  });

  it('is within the limits for any text and findings, and calls nobody', () => {
    fc.assert(
      fc.property(anyScene, ({ text: any, findings }) => {
        for (const asked of [findings, findings.filter(({ level }) => level !== 'block')]) {
          const form = approvalForm(view({ text: any, findings: asked }), { ...options, problem: any.slice(0, 300) });
          slackTakesView(form);
          expect(mrkdwnOf(form.blocks)).toEqual([]);
          expect(activeElements(form.blocks)).toEqual([]);
          if (form.submit !== undefined)
            expect(aloud(form.blocks).replaceAll('\n', '')).toContain(any.replaceAll('\n', ''));
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('the short forms', () => {
  const asking = (what: 'reason' | 'url') => ACTIONS_ON_DRAFT.filter((action) => ACTS[action].asks === what);

  it.each(asking('reason'))('%s asks for a reason and gives it back', (action) => {
    fc.assert(
      fc.property(anyText, (reason) => {
        const short = reason.slice(0, 2_000);
        const drawn = actForm(action, view({ text }), { nonce: 'n1', problem: short, reason: short });
        slackTakesView(drawn);
        expect(readActForm(returned(drawn))).toMatchObject({
          reason: short,
          target: { draftId: DRAFT_ID, revision: 1 },
        });
      }),
      { numRuns: 30 },
    );
  });

  it('差戻し gives back its labels', () => {
    const form = actForm('return', view({ text }), { nonce: 'n1', problem: null, labels: ['date', 'other'] });
    expect(readActForm(returned(form)).labels).toEqual(['date', 'other']);
  });

  it.each(asking('url'))('%s gives back the address, also a wrong one', (action) => {
    const shown = inStatus('handedOver', { text, account: toshima });
    for (const url of ['https://x.com/shinagawacity/status/1', 'よく分かりません']) {
      const drawn = actForm(action, shown, { nonce: 'n1', problem: null, url });
      slackTakesView(drawn);
      expect(readActForm(returned(drawn))).toMatchObject({ url, target: { draftId: DRAFT_ID } });
    }
  });

  it('a form that is not ours is refused', () => {
    expect(() => readActForm({ private_metadata: 'x', state: { values: {} } })).toThrow();
    expect(() => readDraftForm({ private_metadata: '{}', state: { values: {} } })).toThrow();
    expect(() => readActForm({ private_metadata: '', state: { values: null } })).toThrow();
  });
});
