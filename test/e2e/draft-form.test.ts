import { afterEach, describe, expect, it } from 'vitest';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { formText } from '../../src/text/forms.ts';
import { queueText } from '../../src/text/lists.ts';
import { PEOPLE, SHINAGAWA, TOSHIMA } from '../sandbox/office.ts';
import { sharedOffice } from '../support/kessai.ts';

/** 起案の画面: what staff see first, and what becomes of what they wrote. */

const { staffA, staffB, staffD, prManager } = PEOPLE;
const words = formText.draft;
const office = sharedOffice();

afterEach(async () => {
  const { slack } = office().sandbox;
  for (const user of Object.values(PEOPLE))
    if (slack.modals(user).length > 0) await slack.as(user).close({ all: true });
  expect(slack.mistakes(), 'Slack must have nothing to complain about').toEqual([]);
});

async function opened(user: string, channel: string, text = ''): Promise<string> {
  const { people, sandbox } = office();
  await people.openForm(user, channel, text);
  return sandbox.slack.as(user).readModal();
}

describe('what was written is not lost', () => {
  it('a form that is closed gives back what is in it, to its author alone', async () => {
    const { people, sandbox } = office();
    await opened(staffA, SHINAGAWA);
    const staff = sandbox.slack.as(staffA);
    await staff.fill({ [`${FIELDS.text}.0`]: '書きかけて閉じた文です。' });
    await staff.close();
    expect(await people.toldPrivately(staffA, SHINAGAWA, '書きかけて閉じた文です。')).toContain(words.closed);
    expect(people.cards(SHINAGAWA).join()).not.toContain('書きかけて閉じた文です。');
  });

  it('an edited text that was not changed is in the record, and is not given back', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '直さずに閉じる文です。');
    const staff = sandbox.slack.as(staffA);
    const before = staff.ephemerals(SHINAGAWA).length;
    await people.press(staffA, card, 'revise');
    await sandbox.waitFor(() => staff.modal());
    await staff.close();
    await opened(staffA, SHINAGAWA);
    await staff.fill({ [`${FIELDS.text}.0`]: 'そのあとで閉じた文です。' });
    await staff.close();
    await people.toldPrivately(staffA, SHINAGAWA, 'そのあとで閉じた文です。');
    expect(staff.ephemerals(SHINAGAWA)).toHaveLength(before + 1);
  });
});

describe('what a manager wrote is not lost', () => {
  it('a reason comes back when the decision form is closed, and nothing is decided', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '決裁の画面が閉じられる文です。');
    await people.press(prManager, card, 'return');
    const manager = sandbox.slack.as(prManager);
    await sandbox.waitFor(() => manager.modal());
    await manager.fill({ [FIELDS.reason]: '書きかけた理由です。' });
    await manager.close();
    const told = await people.toldPrivately(prManager, SHINAGAWA, '書きかけた理由です。');
    expect(told).toContain(formText.decision.closed);
    expect(await people.cardSays(card, '承認待ち')).toContain('[承認する]');
  });
});

describe('what the form knows, and what it asks', () => {
  it('no account is guessed: where several could be meant, it is chosen, and the text stays', async () => {
    const { sandbox } = office();
    const form = await opened(staffB, 'C0GENERAL', '防災無線の試験のお知らせです。');
    expect(form).not.toContain('《品川区公式X》');
    const staff = sandbox.slack.as(staffB);
    await staff.click('modal', ACTIONS.check);
    await sandbox.waitFor(() => staff.readModal().includes(words.noAccount));
    await staff.fill({ [ACTIONS.chooseAccount]: 'toshima-piazza' });
    await sandbox.waitFor(() => staff.readModal().includes(words.categories(1, 1)));
    expect(staff.readModal()).toContain('防災無線の試験のお知らせです。');
  });

  it('one’s own section’s account is chosen', async () => {
    expect(await opened(staffA, 'C0GENERAL')).toContain('《品川区公式X》');
  });

  it('where the guideline wants a category, /post with a text asks for it instead of making a draft that cannot be approved', async () => {
    const { people } = office();
    const before = people.cards(TOSHIMA).length;
    const form = await opened(staffD, TOSHIMA, '町会の掲示板を新しくしました。');
    expect(form).toContain('町会の掲示板を新しくしました。');
    expect(form.indexOf(words.categories(1, 1))).toBeLessThan(form.indexOf(words.text(1, 1)));
    expect(people.cards(TOSHIMA)).toHaveLength(before);
  });

  it('the result of チェック stands above the text', async () => {
    const { sandbox } = office();
    await opened(staffA, SHINAGAWA, 'お');
    const staff = sandbox.slack.as(staffA);
    await staff.fill({ [`${FIELDS.text}.0`]: '本日○時○分ころ、090-1111-2222へ。' });
    await staff.click('modal', ACTIONS.check);
    const shown = await sandbox.waitFor(() => staff.readModal().includes('🛑') && staff.readModal());
    expect(shown.indexOf('🛑')).toBeLessThan(shown.indexOf(words.text(1, 1)));
    expect(shown).toMatch(/🛑\d.*｜全角\d+字/u);
  });

  it('編集 begins with why the draft was returned', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '受付の期間を書き忘れた文です。');
    await people.returnDraft(prManager, card, '期間を書いてください。');
    await people.cardSays(card, '差戻し中');
    await people.press(staffA, card, 'revise');
    const staff = sandbox.slack.as(staffA);
    await sandbox.waitFor(() => staff.modal());
    const shown = staff.readModal();
    const why = cardText.returned('期間を書いてください。');
    expect(shown).toContain(why);
    expect(shown.indexOf(why)).toBeLessThan(shown.indexOf(words.text(1, 1)));
  });
});

describe('a slip', () => {
  it('becomes a question with the way to what was meant, and no draft', async () => {
    const { people, sandbox } = office();
    const before = people.cards(SHINAGAWA).length;
    const form = await opened(staffA, SHINAGAWA, '承認待ち一覧');
    expect(form).toContain(words.slips.queue.question);
    const staff = sandbox.slack.as(staffA);
    await staff.click('modal', ACTIONS.instead);
    await people.toldPrivately(staffA, SHINAGAWA, queueText.title(1).replace(/\d.*/u, ''));
    expect(people.cards(SHINAGAWA)).toHaveLength(before);
  });
});
