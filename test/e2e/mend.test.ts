import { afterEach, describe, expect, it } from 'vitest';
import { ruleName } from '../../src/text/findings.ts';
import { formText } from '../../src/text/forms.ts';
import { daysAhead } from '../sandbox/dates.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { sharedOffice } from '../support/kessai.ts';
import { withAnyNumbers } from '../support/with-any-numbers.ts';

const { staffA } = PEOPLE;
const office = sharedOffice();

afterEach(() => {
  expect(office().sandbox.slack.mistakes(), 'Slack must have nothing to complain about').toEqual([]);
});

const BODY = 'text.0';
const MEND_ALL = withAnyNumbers(formText.draft.mendAll(2));

/** The form of staff A with this text, checked. */
async function checked(text: string) {
  const { people, sandbox } = office();
  await people.openForm(staffA, SHINAGAWA);
  const staff = sandbox.slack.as(staffA);
  await staff.fill({ [BODY]: text });
  await staff.click('modal', 'form.check');
  await sandbox.waitFor(() => staff.readModal().includes(formText.draft.checked));
  return staff;
}

describe('ワンクリックで直す', () => {
  it('a wrong weekday is mended in the form and checked again, and the card has the mended text', async () => {
    const { people, sandbox } = office();
    const day = daysAhead(sandbox.now(), 30);
    const right = `${day.day}（${day.weekday}）`;
    const staff = await checked(`説明会は${day.day}（${day.wrongWeekday}）です。\n  2行目　`);
    expect(staff.readModal()).toContain(formText.draft.mendOffer(`${day.day}（${day.wrongWeekday}）`, right));
    await staff.click('modal', 'form.mend.0');
    await sandbox.waitFor(() => staff.readModal().includes(formText.draft.mended));
    expect(staff.readModal()).not.toContain(ruleName('date-weekday'));
    const before = sandbox.slack.messages(SHINAGAWA).length;
    await people.submit(staffA);
    const card = await sandbox.waitFor(() => sandbox.slack.messages(SHINAGAWA)[before]);
    expect(sandbox.slack.readMessage(card)).toContain(`説明会は${right}です。`);
  });

  it('a text that was edited meanwhile is not corrupted: what is typed stays and is checked', async () => {
    const { sandbox } = office();
    const day = daysAhead(sandbox.now(), 30);
    const staff = await checked(`説明会は${day.day}（${day.wrongWeekday}）です。`);
    await staff.fill({ [BODY]: '説明会は来月です。くわしくは後日お知らせします。' });
    await staff.click('modal', 'form.mend.0');
    await sandbox.waitFor(() => staff.readModal().includes(formText.draft.mendStale));
    expect(staff.readModal()).toContain('説明会は来月です。くわしくは後日お知らせします。');
    await staff.close();
  });

  it('words that were typed before the place are kept, and the place is still found', async () => {
    const { sandbox } = office();
    const day = daysAhead(sandbox.now(), 30);
    const wrong = `${day.day}（${day.wrongWeekday}）`;
    const staff = await checked(`説明会は${wrong}です。`);
    await staff.fill({ [BODY]: `【お知らせ】区民の皆さまへ。説明会は${wrong}です。ぜひご参加ください。` });
    await staff.click('modal', 'form.mend.0');
    const right = `【お知らせ】区民の皆さまへ。説明会は${day.day}（${day.weekday}）です。ぜひご参加ください。`;
    await sandbox.waitFor(() => staff.readModal().includes(right));
    await staff.close();
  });

  it('編集 offers it at once', async () => {
    const { people, sandbox } = office();
    const day = daysAhead(sandbox.now(), 30);
    const card = await people.post(staffA, SHINAGAWA, `説明会は${day.day}（${day.wrongWeekday}）です。`);
    await people.press(staffA, card, 'revise');
    const staff = sandbox.slack.as(staffA);
    await sandbox.waitFor(() => staff.modal());
    await staff.click('modal', 'form.mend.0');
    await sandbox.waitFor(() => staff.readModal().includes(formText.draft.mended));
    await people.submit(staffA);
    expect(await people.cardSays(card, '第2版')).toContain(`${day.day}（${day.weekday}）`);
  });

  it('mends in one go what is mere form, and nothing that was typed meanwhile without having been shown', async () => {
    const { sandbox } = office();
    const staff = await checked('ﾊﾞｽの時刻表を、ﾎｰﾑﾍﾟｰｼﾞで見られます。');
    expect(staff.readModal()).toMatch(MEND_ALL);
    await staff.click('modal', 'form.mend_all');
    await sandbox.waitFor(() => staff.readModal().includes('バスの時刻表を、ホームページで見られます。'));

    await staff.fill({ [BODY]: 'ﾊﾞｽとﾎｰﾑﾍﾟｰｼﾞ' });
    await staff.click('modal', 'form.check');
    await sandbox.waitFor(() => MEND_ALL.test(staff.readModal()));
    await staff.fill({ [BODY]: 'ﾊﾞｽとﾎｰﾑﾍﾟｰｼﾞとｶｰﾄﾞ' });
    await staff.click('modal', 'form.mend_all');
    await sandbox.waitFor(() => staff.readModal().includes(formText.draft.mendStale));
    expect(staff.readModal()).toContain('ﾊﾞｽとﾎｰﾑﾍﾟｰｼﾞとｶｰﾄﾞ');
    await staff.close();
  });
});
