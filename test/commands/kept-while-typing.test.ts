import { describe, expect, it } from 'vitest';
import { slipIn } from '../../commands/slips.ts';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { formText } from '../../src/text/forms.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { finding, review } from '../support/drafts.ts';
import { type Listening, startListening } from '../support/listening.ts';
import { until } from '../support/until.ts';
import { submitted } from '../support/world.ts';

/** What somebody types in the form is theirs, whatever the app is doing meanwhile and whatever it takes the words for. */

const { staffA, prManager } = PEOPLE;
const BODY = `${FIELDS.text}.0`;
const words = formText.draft;

async function closed(office: Listening): Promise<void> {
  await office.sandbox.slack.as(staffA).close();
  await until(() => office.inbox.held().length === 0);
}

/** Makes the next チェック wait. @returns what lets it go on. */
function slowCheck(office: Listening): { readonly begun: () => boolean; readonly goOn: () => void } {
  let begun = false;
  let goOn: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  Object.assign(office.world.guidelines, {
    review: async () => {
      begun = true;
      await gate;
      return office.world.findings;
    },
  });
  return { begun: () => begun, goOn };
}

/** The form was to be drawn again, and what was asked for after that has been answered. */
async function answered(office: Listening): Promise<void> {
  await office.sandbox.waitFor(() => office.sandbox.slack.calls('views.update').length > 0);
  for (const list of ['ヘルプ', '履歴']) {
    const answers = office.privately(staffA).length;
    await office.sandbox.slack.as(staffA).command(SHINAGAWA, '/post', list);
    await office.sandbox.waitFor(() => office.privately(staffA).length > answers);
  }
}

describe('a post that begins like a search', () => {
  it.each([
    '検索・予約がスマートフォンでできます。',
    '検索、予約、延長の手続きを1つの画面でできるようにしました。図書館の新しいサイトをお使いください。',
    '探す・見つける 区の子育てひろば',
  ])('「%s」 comes back when the form is closed', async (post) => {
    const office = await startListening();
    await office.people.openForm(staffA, SHINAGAWA);
    await office.sandbox.slack.as(staffA).fill({ [BODY]: post });
    await closed(office);
    expect(office.privately(staffA).join('\n')).toContain(post);
  });

  it('is asked about only while it is short', () => {
    expect(slipIn('検索：区の施設を地図から')).toMatchObject({ show: 'find' });
    expect(slipIn(`検索：${'区の施設を地図からさがせます。'.repeat(2)}`)).toBeNull();
  });
});

describe('what is typed while チェック runs', () => {
  it('stays in the form, which then says that it is not checked', async () => {
    const office = await startListening();
    const staff = office.sandbox.slack.as(staffA);
    await office.people.openForm(staffA, SHINAGAWA);
    await staff.fill({ [BODY]: '図書館は12月1日に開きます。' });
    const check = slowCheck(office);
    await staff.click('modal', ACTIONS.check);
    await until(check.begun);
    await staff.fill({ [BODY]: '図書館は12月1日に開きます。開館は9時です。' });
    const before = staff.modal()?.hash;
    check.goOn();
    await office.sandbox.waitFor(() => staff.modal()?.hash !== before);
    expect(staff.readModal()).toContain('開館は9時です。');
    expect(staff.readModal()).not.toContain(`${words.checked}：`);
    expect(staff.readModal()).toContain('もう一度「チェック」');
    await closed(office);
    expect(office.privately(staffA).join('\n')).toContain('開館は9時です。');
  });

  it('comes back once, and as it was last, when the form is closed before the result', async () => {
    const office = await startListening();
    const staff = office.sandbox.slack.as(staffA);
    await office.people.openForm(staffA, SHINAGAWA);
    await staff.fill({ [BODY]: '書きかけの文' });
    const check = slowCheck(office);
    await staff.click('modal', ACTIONS.check);
    await until(check.begun);
    await staff.fill({ [BODY]: '書きかけの文の続きです。' });
    await staff.close();
    await office.sandbox.waitFor(() => office.privately(staffA).some((said) => said.includes('続きです。')));
    check.goOn();
    await answered(office);
    expect(office.privately(staffA).filter((said) => said.includes('書きかけの文'))).toHaveLength(1);
  });

  it('is in the record, and comes back to nobody, when the form is sent before the result', async () => {
    const office = await startListening();
    const staff = office.sandbox.slack.as(staffA);
    await office.people.openForm(staffA, SHINAGAWA);
    await staff.fill({ [BODY]: '送った文です。' });
    const check = slowCheck(office);
    await staff.click('modal', ACTIONS.check);
    await until(check.begun);
    Object.assign(office.world.guidelines, { review: async () => office.world.findings });
    await office.people.submit(staffA);
    await until(async () => (await office.world.store.openIds()).length === 1);
    check.goOn();
    await answered(office);
    expect(office.privately(staffA).join('\n')).not.toContain('送った文です。');
  });
});

describe('what is typed in the form of 決裁', () => {
  it('is there again when the outcome is chosen that it was typed for, and comes back when the form is closed', async () => {
    const office = await startListening();
    office.world.findings = review(finding('waiver', 3));
    const { id } = await submitted(office.world);
    const chief = office.sandbox.slack.as(prManager);
    await office.people.press(prManager, await office.card(id), 'return');
    await office.sandbox.waitFor(() => chief.modal());
    await chief.fill({ [FIELDS.reason]: '日付を原典で確かめてください。' });
    for (const outcome of ['approve', 'return', 'approve'] as const) {
      const before = chief.modal()?.hash;
      await chief.choose('modal', ACTIONS.outcome, outcome);
      await office.sandbox.waitFor(() => chief.modal()?.hash !== before);
      if (outcome === 'return') expect(chief.readModal()).toContain('日付を原典で確かめてください。');
      else await chief.fill({ [FIELDS.necessity]: '本人に確かめました。' });
    }
    await chief.close();
    await until(() => office.inbox.held().length === 0);
    const told = office.privately(prManager).join('\n');
    expect(told).toContain('日付を原典で確かめてください。');
    expect(told).toContain('本人に確かめました。');
  });

  it('while it is drawn for another outcome, stands in the form that is drawn', async () => {
    const office = await startListening();
    const { id } = await submitted(office.world);
    const chief = office.sandbox.slack.as(prManager);
    await office.people.press(prManager, await office.card(id), 'return');
    await office.sandbox.waitFor(() => chief.modal());
    await chief.fill({ [FIELDS.reason]: '日付を' });
    const check = slowCheck(office);
    const before = chief.modal()?.hash;
    await chief.choose('modal', ACTIONS.outcome, 'reject');
    await until(check.begun);
    await chief.fill({ [FIELDS.reason]: '日付を原典で確かめてください。' });
    check.goOn();
    await office.sandbox.waitFor(() => chief.modal()?.hash !== before);
    expect(chief.readModal()).toContain('日付を原典で確かめてください。');
    expect(chief.modal()?.submit?.text).toBe(formText.decision.submit.reject);
  });
});

describe('a list that was asked for above a form', () => {
  it('leads on to a draft, and the form with what was typed is still there', async () => {
    const office = await startListening();
    const { id } = await submitted(office.world);
    await office.world.store.saveThread(id, {
      ...{ channel: SHINAGAWA, cardTs: '1.1', shown: 1, told: 1, parts: 0, inDoubt: false },
    });
    const chief = office.sandbox.slack.as(prManager);
    await chief.command(SHINAGAWA, '/post', '承認待ち一覧');
    await office.sandbox.waitFor(() => chief.modal());
    await chief.fill({ [BODY]: '課長が書きかけた、大切な文です。' });
    await chief.click('modal', ACTIONS.meant);
    await office.sandbox.waitFor(() => chief.readModal().includes('処理中の起案'));
    await chief.click('modal', ACTIONS.decide);
    await office.sandbox.waitFor(() => chief.modal()?.title?.text === formText.decision.title);
    await chief.close();
    await chief.close();
    expect(chief.readModal()).toContain('課長が書きかけた、大切な文です。');
  });
});
