import { describe, expect, it } from 'vitest';
import { RETURN_LABELS } from '../../src/acts/return.ts';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { formText } from '../../src/text/forms.ts';
import { homeText } from '../../src/text/help.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { PEOPLE, SHINAGAWA, TOSHIMA } from '../sandbox/office.ts';
import { finding, manager, review, text } from '../support/drafts.ts';
import { type Listening, startListening } from '../support/listening.ts';
import { until } from '../support/until.ts';
import { account, submitted } from '../support/world.ts';

const { staffA, staffB, prManager } = PEOPLE;
const GENERAL = 'C0GENERAL';
const BODY = `${FIELDS.text}.0`;
const TEXT = '図書館は12月1日に開きます。';
const words = formText.draft;

const toshima = {
  ...account,
  id: 'toshima-piazza',
  name: '豊島区区民活動推進課公式ピアッツァ',
  channel: TOSHIMA,
  settings: { ...account.settings, departments: ['区民活動推進課'] },
};

async function returned(office: Listening, id: string, reason: string): Promise<void> {
  const given = { draftId: id, by: manager, delivery: 'returned', expectedRevision: 1 };
  expect((await doAct(office.world, 'return', { ...given, reason, labels: ['date'] })).ok).toBe(true);
}

async function editing(office: Listening, id: string): Promise<void> {
  await office.people.press(staffA, await office.card(id), 'revise');
  await office.sandbox.waitFor(() => office.sandbox.slack.as(staffA).modal());
}

/** Closes the form, and waits until the app is done with it. */
async function closed(office: Listening, user: string = staffA): Promise<void> {
  await office.sandbox.slack.as(user).close();
  await until(() => office.inbox.held().length === 0);
}

/** Does the form show an account as chosen? */
const isChosen = (office: Listening, user: string): boolean =>
  JSON.stringify(office.sandbox.slack.as(user).modal()).includes('"initial_option"');

const told = (office: Listening, said: string, user: string = staffA): Promise<string> =>
  office.sandbox.waitFor(() => office.privately(user).find((each) => each.includes(said)) ?? false, {
    what: `「${said}」 for ${user} alone`,
  });

describe('the form of a draft', () => {
  it('says what was found before the text, and the provisions after it', async () => {
    const office = await startListening();
    office.world.findings = review(finding('block', 1), finding('warning', 2));
    await office.people.openForm(staffA, SHINAGAWA);
    const staff = office.sandbox.slack.as(staffA);
    await staff.fill({ [BODY]: TEXT });
    await staff.click('modal', ACTIONS.check);
    await office.sandbox.waitFor(() => staff.readModal().includes(words.checked));
    const shown = staff.readModal();
    expect(shown).toContain('チェックの結果：🛑1 ⚠️1｜');
    expect(shown.indexOf(words.checked)).toBeLessThan(shown.indexOf(TEXT));
    expect(shown.indexOf('条文')).toBeGreaterThan(shown.indexOf(TEXT));
    await closed(office);
  });

  it('begins with why the draft was sent back, also after チェック', async () => {
    const office = await startListening();
    const { id } = await submitted(office.world);
    await returned(office, id, '曜日が違います。木曜日です。');
    await editing(office, id);
    const staff = office.sandbox.slack.as(staffA);
    const why = cardText.returned('曜日が違います。木曜日です。');
    expect(staff.readModal().indexOf(why)).toBeLessThan(staff.readModal().indexOf(text));
    expect(staff.modal()?.submit?.text).toBe('第2版として出す');
    await staff.click('modal', ACTIONS.check);
    await office.sandbox.waitFor(() => staff.readModal().includes(words.checked));
    expect(staff.readModal()).toContain(why);
  });

  it('begins with the label of a return without any words', async () => {
    const office = await startListening();
    const { id } = await submitted(office.world);
    await returned(office, id, '');
    await editing(office, id);
    expect(office.sandbox.slack.readModal(staffA)).toContain(cardText.returned(RETURN_LABELS.date));
  });
});

describe('which account it is for', () => {
  it('is asked of whoever begins on the Home and could write for another', async () => {
    const office = await startListening({ accounts: [account, toshima] });
    const staff = office.sandbox.slack.as(staffB);
    await staff.openHome();
    await office.sandbox.waitFor(() => staff.readHome().includes(homeText.start));
    await staff.click('home', ACTIONS.startDraft);
    await office.sandbox.waitFor(() => staff.modal());
    expect(JSON.stringify(staff.modal())).toContain(words.accountPlaceholder);
    expect(isChosen(office, staffB)).toBe(false);
  });

  it('is asked where it could be another, before all other questions, and the text stays', async () => {
    const office = await startListening({ accounts: [account, toshima] });
    await office.people.openForm(staffB, GENERAL, TEXT);
    const staff = office.sandbox.slack.as(staffB);
    expect(JSON.stringify(staff.modal())).toContain(words.accountPlaceholder);
    expect(isChosen(office, staffB)).toBe(false);
    expect(staff.readModal()).not.toContain(words.department);
    expect((await staff.submit()).outcome).toBe('incomplete');
    await staff.choose('modal', ACTIONS.chooseAccount, toshima.id);
    await office.sandbox.waitFor(() => staff.readModal().includes(words.department));
    expect(staff.readModal()).toContain(TEXT);
  });

  it('is the one of the author’s own section', async () => {
    const office = await startListening({ accounts: [toshima, account] });
    await office.people.openForm(staffA, GENERAL, TEXT);
    expect(isChosen(office, staffA)).toBe(true);
    await office.people.submit(staffA);
    await until(async () => (await office.world.store.openIds()).length === 1);
    const [id = ''] = await office.world.store.openIds();
    expect((await office.world.store.load(id))?.events[0]).toMatchObject({ content: { accountId: account.id } });
  });

  it('is the channel’s only one, whoever writes there', async () => {
    const office = await startListening({ accounts: [{ ...account, channel: SHINAGAWA }, toshima] });
    await office.people.openForm(staffB, TOSHIMA);
    expect(isChosen(office, staffB)).toBe(true);
  });
});

describe('a category that the guideline asks for', () => {
  it('is asked first, and /post 本文 waits for it with the text in the form', async () => {
    const office = await startListening();
    const categories = [{ item: '1', label: '区政連絡会や町会活動に関する情報' }];
    Object.assign(office.world.guidelines, {
      form: () => ({ categories, emergency: false, priorApproval: false, targets: [] }),
    });
    await office.people.openForm(staffA, SHINAGAWA, TEXT);
    const shown = office.sandbox.slack.readModal(staffA);
    expect(shown.indexOf(words.categories(1, 1))).toBeGreaterThan(-1);
    expect(shown.indexOf(words.categories(1, 1))).toBeLessThan(shown.indexOf(TEXT));
    expect(await office.world.store.openIds()).toEqual([]);
    await office.people.submit(staffA, { [`${FIELDS.categories}.0`]: ['1'] });
    await until(async () => (await office.world.store.openIds()).length === 1);
  });
});

describe('a form that is closed', () => {
  it('gives back what was typed in it, though Slack does not say it', async () => {
    const office = await startListening();
    await office.people.openForm(staffA, SHINAGAWA);
    await office.sandbox.slack.as(staffA).fill({ [BODY]: TEXT });
    await closed(office);
    expect(await told(office, TEXT)).toContain(formText.closed.draft);
    expect(office.sandbox.slack.mistakes()).toEqual([]);
  });

  it('gives back what it was opened with, and the text of the last チェック', async () => {
    const office = await startListening({ accounts: [account, toshima] });
    await office.people.openForm(staffB, GENERAL, TEXT);
    await office.sandbox.slack.as(staffB).close();
    await office.sandbox.waitFor(() => office.privately(staffB, GENERAL).some((each) => each.includes(TEXT)));
  });

  it('is silent where nothing was typed, where the draft has the text, and where it was a slip', async () => {
    const office = await startListening();
    const { id } = await submitted(office.world);
    await office.people.openForm(staffA, SHINAGAWA);
    await closed(office);
    await editing(office, id);
    await closed(office);
    await office.people.openForm(staffA, SHINAGAWA, '承認待ち一覧');
    await closed(office);
    expect(office.privately(staffA)).toEqual([]);
  });

  it('gives back an edited text that was changed', async () => {
    const office = await startListening();
    const { id } = await submitted(office.world);
    await editing(office, id);
    await office.sandbox.slack.as(staffA).fill({ [BODY]: `※${text}` });
    await closed(office);
    expect(await told(office, `※${text}`)).toContain(formText.closed.revision);
  });

  it('is silent when it was sent, also while the record is slow', async () => {
    const office = await startListening();
    await office.people.openForm(staffA, SHINAGAWA);
    office.store.hang();
    const sending = office.people.submit(staffA, { [BODY]: TEXT });
    await until(() => office.store.waiting > 0);
    await office.sandbox.slack.as(staffA).close();
    office.store.goOn('works');
    await sending;
    await until(() => office.inbox.held().length === 0);
    expect(office.privately(staffA).join()).not.toContain(TEXT);
    expect(await office.world.store.openIds()).toHaveLength(1);
  });

  it('waits in the inbox while Slack takes no private word', async () => {
    const office = await startListening();
    await office.people.openForm(staffA, SHINAGAWA);
    await office.sandbox.slack.as(staffA).fill({ [BODY]: TEXT });
    for (const operation of ['chat.postEphemeral', 'chat.postMessage'])
      office.sandbox.faults.add({ service: 'slack', operation, effect: { kind: 'html', status: 503 }, times: null });
    await office.sandbox.slack.as(staffA).close();
    await until(() => office.pauses.length > 0);
    expect(office.inbox.held()).toMatchObject([{ kind: 'words', text: TEXT }]);
    office.sandbox.faults.clear();
    office.goOn();
    await told(office, TEXT);
  });

  it('of a decision gives the reason back', async () => {
    const office = await startListening();
    const { id } = await submitted(office.world);
    await office.people.press(prManager, await office.card(id), 'return');
    await office.sandbox.waitFor(() => office.sandbox.slack.as(prManager).modal());
    await office.sandbox.slack.as(prManager).fill({ [FIELDS.reason]: '日付を原典で確かめてください。' });
    await closed(office, prManager);
    expect(await told(office, '日付を原典で確かめてください。', prManager)).toContain(formText.closed.words);
  });
});
