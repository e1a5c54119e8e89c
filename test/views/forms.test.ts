import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIONS_ON_DRAFT, ACTS } from '../../src/acts/index.ts';
import { contentHash } from '../../src/draft/content.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import type { Citation } from '../../src/guideline/types.ts';
import { cardText } from '../../src/text/card.ts';
import { notCheckedLabel } from '../../src/text/findings.ts';
import { formText } from '../../src/text/forms.ts';
import { reviewText } from '../../src/text/review.ts';
import { actForm } from '../../views/form/act-form.ts';
import { decisionForm, OUTCOMES } from '../../views/form/decision-form.ts';
import { type DraftFormModel, draftForm } from '../../views/form/draft-form.ts';
import { askedOf, questions } from '../../views/form/questions.ts';
import { acknowledgedBy, necessityOf, readActForm, readDecisionForm, readDraftForm } from '../../views/form/reading.ts';
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
    targets: [],
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
    const none = { categories: [], emergency: false, priorApproval: false, targets: [] };
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
      files: [],
      nonce: 'n1',
      channel: 'C0TOSHIMA',
    });
  });

  it('loses nothing of what the form does not show when a draft is edited', () => {
    const edited: DraftFormModel = {
      ...model,
      mode: { kind: 'edit', draftId: DRAFT_ID, revision: 3 },
      fields: { department: '前にあった課', correctionOf: { draftId: '20261120-AAAAAAAA' } },
      form: { categories: [], emergency: false, priorApproval: false, targets: [] },
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

  it('says in one line how much was found and how long it is, before the first question', () => {
    const long = 'あ'.repeat(248);
    const found = (['block', 'block', 'waiver', 'notice'] as const).map((level, at) =>
      finding(level, `rule-${at}`, [at, at + 1], long),
    );
    const [first] = draftForm({
      ...model,
      text: long,
      accountId: shinagawa.id,
      review: described(reviewOf(long, found)),
    }).blocks;
    expect(aloud([first])).toContain('チェックの結果：🛑2 📝1 💡1｜全角248字（108字多い）');
    expect(aloud(draftForm({ ...model, review: described(reviewOf(text, [])) }).blocks)).toContain(
      `チェックの結果：${cardText.clean([])}｜`,
    );
  });

  it('asks for the account alone until one is chosen', () => {
    const form = draftForm({ ...model, accountId: null });
    slackTakesView(form);
    expect(aloud(form.blocks)).not.toContain(formText.draft.department);
    expect(aloud(form.blocks)).not.toContain(formText.draft.check);
    expect(readDraftForm(returned(form))).toMatchObject({ accountId: null, text });
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

describe('the decision form', () => {
  const options = { nonce: 'n1', problem: null, outcome: 'approve' } as const;
  const phone = finding('waiver', 'pii-mobile', [0, 3], text);
  const weekday = finding('warning', 'date-weekday', [0, 9], text);
  const words = formText.decision;
  const inputsOf = (form: { readonly blocks: readonly { readonly type: string }[] }) =>
    form.blocks.filter(({ type }) => type === 'input');

  it('with nothing to ask names the account, repeats the text and says what happens: one tap decides', () => {
    const form = decisionForm(view({ text }), options);
    const shown = aloud(form.blocks);
    expect(shown).toContain(words.naming('品川区公式X', 'X'));
    expect(shown).toContain(text);
    expect(shown).toContain(cardText.clean([]));
    expect(shown).toContain(words.willPublish);
    expect(form.submit?.text).toBe(words.submit.approve);
    expect(readDecisionForm(returned(form))).toMatchObject({ outcome: 'approve' });
    expect(inputsOf(form)).toHaveLength(1);
  });

  it('says of a network without an API that the text is handed over', () => {
    const form = decisionForm(view({ text, account: toshima }), options);
    expect(form.submit?.text).toBe(words.submitManual);
    expect(aloud(form.blocks)).toContain(words.willHandOver);
  });

  it('asks one reason for all that needs one, and a tick for what is only to be looked at', () => {
    const other = finding('waiver', 'pii-name', [10, 12], text);
    const form = decisionForm(view({ text, findings: [weekday, phone, other] }), options);
    expect(inputsOf(form)).toHaveLength(4);
    expect(aloud(form.blocks)).toContain(ACCURACY);
    const answers = readDecisionForm(returned(form));
    expect(necessityOf(answers, [weekday, phone, other])).toEqual([]);
    expect(acknowledgedBy(answers, [weekday, phone, other])).toEqual([]);
  });

  it('speaks of necessity only where the guideline does', () => {
    const asked = (citation: Citation) =>
      aloud(decisionForm(view({ text, findings: [{ ...phone, citations: [citation] }] }), options).blocks);
    expect(asked({ kind: 'provision', article: '5', paragraph: 3 })).toContain(words.necessity);
    const accuracy = asked({ kind: 'provision', article: '5', paragraph: 2, item: '4' });
    expect(accuracy).toContain(words.reason);
    expect(accuracy).not.toContain(words.necessity);
  });

  it('gives back what was chosen and typed, as one reason for each finding, and the ticks', () => {
    const drawn = decisionForm(view({ text, findings: [weekday, phone] }), {
      ...options,
      grounds: ['consent', 'other'],
      necessity: '学校に確かめました。',
      ticked: questions([weekday, phone]).map(({ id }) => id),
    });
    const answers = readDecisionForm(returned(drawn));
    expect(necessityOf(answers, [weekday, phone])).toEqual([
      { findingKey: findingKey(phone), reason: `${words.grounds.consent}。学校に確かめました。` },
    ]);
    expect(acknowledgedBy(answers, [weekday, phone])).toEqual([findingKey(weekday)]);
    expect(answers.target).toEqual({
      draftId: DRAFT_ID,
      revision: 1,
      contentHash: contentHash({ accountId: 'shinagawa-x', text }),
      stage: 0,
      nonce: 'n1',
      channel: 'C0SHINAGAWA',
      asked: askedOf([weekday, phone]),
    });
  });

  it('asks of a return or a rejection its reason, and gives it back with its labels', () => {
    for (const outcome of ['return', 'reject'] as const) {
      const form = decisionForm(view({ text }), { ...options, outcome, reason: '曜日', labels: ['date'] });
      expect(form.submit?.text).toBe(words.submit[outcome]);
      expect(aloud(form.blocks)).not.toContain(words.willPublish);
      const labels = outcome === 'return' ? ['date'] : [];
      expect(readDecisionForm(returned(form))).toMatchObject({ outcome, reason: '曜日', labels });
    }
  });

  it('shows on top why it reopens', () => {
    const form = decisionForm(view({ text, findings: [phone] }), { ...options, problem: '足りません。' });
    expect(aloud(form.blocks.slice(0, 1))).toBe('⚠️ 足りません。');
  });

  it('drawn again for another choice, it is still about the text that was shown first', () => {
    const first = decisionForm(view({ text }), options);
    const { target } = readDecisionForm(returned(first));
    const again = decisionForm(view({ text: 'ほかの本文' }), { ...options, outcome: 'return', target });
    expect(readDecisionForm(returned(again)).target).toEqual(target);
  });

  it('offers no approval while something has to be mended', () => {
    const blocked = view({ text, findings: [finding('block', 'date-invalid', [0, 3], text), phone] });
    const form = decisionForm(blocked, options);
    expect(readDecisionForm(returned(form)).outcome).toBe('return');
    expect(aloud(form.blocks)).toContain(words.blocked(1));
    expect(JSON.stringify(form.blocks)).not.toContain('"value":"approve"');
    slackTakesView(form);
  });

  it('asks once for a kind of finding when there are too many, and answers for each of them', () => {
    const long = '090-1234-5678、'.repeat(60);
    const findings = [...long.matchAll(/090-1234-5678/g)].map(({ index }) =>
      finding('warning', 'pii-mobile', [index, index + 13], long),
    );
    const ticked = questions(findings).map(({ id }) => id);
    const form = decisionForm(view({ text: long, findings }), { ...options, ticked });
    slackTakesView(form);
    expect(ticked).toHaveLength(1);
    expect(acknowledgedBy(readDecisionForm(returned(form)), findings)).toEqual(findings.map(findingKey));
  });

  it('stays one form with findings of a hundred kinds', () => {
    const many = Array.from({ length: 100 }, (_, i) =>
      finding(i % 2 === 0 ? 'waiver' : 'warning', `own-${i}`, [0, 3], text),
    );
    slackTakesView(decisionForm(view({ text, findings: many }), options));
  });

  it('is within the limits for any text and findings, and calls nobody', () => {
    fc.assert(
      fc.property(anyScene, fc.constantFrom(...OUTCOMES), ({ text: any, findings }, outcome) => {
        for (const asked of [findings, findings.filter(({ level }) => level !== 'block')]) {
          const form = decisionForm(view({ text: any, findings: asked }), {
            ...options,
            outcome,
            problem: any.slice(0, 300),
          });
          slackTakesView(form);
          expect(mrkdwnOf(form.blocks)).toEqual([]);
          expect(activeElements(form.blocks)).toEqual([]);
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
