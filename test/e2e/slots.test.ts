import { addDays } from 'date-fns';
import { afterEach, describe, expect, it } from 'vitest';
import { FIELDS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { findingMessage } from '../../src/text/findings.ts';
import { formText } from '../../src/text/forms.ts';
import { calendarText, NEED_WORDS } from '../../src/text/lists.ts';
import { refusalText } from '../../src/text/refusals.ts';
import { plannedTime } from '../../src/text/time.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { sharedOffice } from '../support/kessai.ts';

/** A post that goes out at eight on a morning to come. */

const { staffA, prManager } = PEOPLE;
const TEXT = `${FIELDS.text}.0`;
const office = sharedOffice();

afterEach(() => {
  expect(office().sandbox.slack.mistakes()).toEqual([]);
});

/** Eight in the morning in Japan, so many days ahead. */
function eight(days: number): { readonly seconds: number; readonly words: string } {
  const day = addDays(office().sandbox.now(), days).toISOString().slice(0, 10);
  const slot = `${day}T23:00:00.000Z`;
  return { seconds: Date.parse(slot) / 1_000, words: plannedTime(slot) };
}

describe('公開の予約', () => {
  it('is asked for in the form, stands on the card and in the decision, and waits after the approval', async () => {
    const { people, sandbox } = office();
    const { seconds, words } = eight(3);
    const text = '図書館だよりの最新号を配布しています。';
    const before = sandbox.x.posts().length;
    const card = await people.postByForm(staffA, SHINAGAWA, { [TEXT]: text, [FIELDS.slot]: seconds });
    expect(await people.cardSays(card, '承認待ち')).toContain(`公開予約：${words}`);

    await people.press(prManager, card, 'approve');
    const chief = sandbox.slack.as(prManager);
    expect(await sandbox.waitFor(() => chief.modal() && chief.readModal())).toContain(
      formText.decision.willSchedule(new Date(seconds * 1_000).toISOString()),
    );
    await chief.close();
    await people.approve(prManager, card);
    expect(await people.cardSays(card, '予約済み')).toContain(`${words}に公開します`);
    const told = await people.threadSays(card, `${words}に公開の予約をしました`);
    expect(told).not.toContain('公開しました');
    expect(sandbox.x.posts()).toHaveLength(before);

    await sandbox.slack.as(staffA).command(SHINAGAWA, '/post', '承認待ち');
    const list = await people.toldPrivately(staffA, SHINAGAWA, NEED_WORDS.scheduled);
    expect(list).toContain(`${words}に公開`);
  });

  it('an edit finds the time as it was; another time is another version and needs another approval', async () => {
    const { people, sandbox } = office();
    const first = eight(4);
    const second = eight(5);
    const card = await people.postByForm(staffA, SHINAGAWA, {
      [TEXT]: '朝の予約の文です。',
      [FIELDS.slot]: first.seconds,
    });
    await people.cardSays(card, '承認待ち');
    await people.approve(prManager, card);
    await people.cardSays(card, '予約済み');
    await people.press(staffA, card, 'revise');
    const staff = sandbox.slack.as(staffA);
    const form = await sandbox.waitFor(() => staff.modal());
    expect(JSON.stringify(form)).toContain(`"initial_date_time":${first.seconds}`);
    await people.submit(staffA, { [FIELDS.slot]: second.seconds });
    expect(await people.cardSays(card, '第2版')).toContain(`公開予約：${second.words}`);
    await people.threadSays(card, `公開の予約：${first.words} → ${second.words}`);
    await people.press(prManager, card, 'approve');
    await sandbox.waitFor(() => sandbox.slack.as(prManager).modal());
    await sandbox.slack.as(prManager).close();
  });

  it('a time that has passed comes back with the form, and the text in it', async () => {
    const { people, sandbox } = office();
    const passed = eight(-3);
    await people.openForm(staffA, SHINAGAWA);
    await people.submit(staffA, { [TEXT]: '過ぎた予約の文です。', [FIELDS.slot]: passed.seconds });
    const staff = sandbox.slack.as(staffA);
    const slot = new Date(passed.seconds * 1_000).toISOString();
    const said = await sandbox.waitFor(
      () => staff.readModal().includes(refusalText({ code: 'slot-passed', slot })) && staff.readModal(),
    );
    expect(said).toContain('過ぎた予約の文です。');
    await staff.close();
  });

  it('the drafter takes a scheduled post back: nothing will go out', async () => {
    const { people, sandbox } = office();
    const { seconds } = eight(6);
    const card = await people.postByForm(staffA, SHINAGAWA, {
      [TEXT]: '取りやめる予約の文です。',
      [FIELDS.slot]: seconds,
    });
    await people.cardSays(card, '承認待ち');
    await people.approve(prManager, card);
    await people.cardSays(card, '予約済み');
    await people.press(staffA, card, 'withdraw');
    await people.cardSays(card, '⚪ 取下げ');
    // Wanted after all: the words come back in a form, the time does not.
    await people.press(staffA, card, 'reuse');
    const staff = sandbox.slack.as(staffA);
    const form = await sandbox.waitFor(() => staff.modal());
    expect(staff.readModal()).toContain('取りやめる予約の文です。');
    expect(JSON.stringify(form)).not.toContain('initial_date_time');
    const before = sandbox.slack.messages(SHINAGAWA).length;
    await people.submit(staffA);
    await sandbox.waitFor(() => sandbox.slack.messages(SHINAGAWA).length > before);
    await people.cardSays(card, '⚪ 取下げ');
  });
});

describe('解禁日時', () => {
  it('is asked for, stands on the card with its weekday, holds the post, and comes along into an edit and a new draft', async () => {
    const { people, sandbox } = office();
    const [free, slot] = [eight(9), eight(10)];
    const staff = sandbox.slack.as(staffA);
    const card = await people.postByForm(staffA, SHINAGAWA, {
      [TEXT]: '新しい図書館の名前が決まりました。',
      [FIELDS.embargo]: free.seconds,
    });
    const until = new Date(free.seconds * 1_000).toISOString();
    const { title } = findingMessage({
      ruleId: 'embargo',
      code: 'before',
      level: 'block',
      citations: [],
      params: { until },
    });
    expect(await people.cardSays(card, cardText.embargo(until))).toContain(title);
    await people.threadSays(card, `（${free.words}）`);
    await people.press(staffA, card, 'revise');
    const form = await sandbox.waitFor(() => staff.modal());
    expect(JSON.stringify(form)).toContain(`"initial_date_time":${free.seconds}`);
    await people.submit(staffA, { [FIELDS.slot]: slot.seconds });
    expect(await people.cardSays(card, '第2版')).not.toContain(title);
    await people.press(staffA, card, 'withdraw');
    await people.cardSays(card, '⚪ 取下げ');
    await people.press(staffA, card, 'reuse');
    const again = await sandbox.waitFor(() => staff.modal());
    expect(JSON.stringify(again)).toContain(`"initial_date_time":${free.seconds}`);
    await staff.close();
  });
});

describe('/post 予定', () => {
  it('shows what is to go out, day by day in Japanese time, approved or not', async () => {
    const { people, sandbox } = office();
    const [sooner, later] = [eight(7), eight(8)];
    await people.postByForm(staffA, SHINAGAWA, { [TEXT]: 'あとの日の予約の文です。', [FIELDS.slot]: later.seconds });
    const card = await people.postByForm(staffA, SHINAGAWA, {
      [TEXT]: 'さきの日の予約の文です。',
      [FIELDS.slot]: sooner.seconds,
    });
    await people.cardSays(card, '承認待ち');
    await people.approve(prManager, card);
    await people.cardSays(card, '予約済み');
    await sandbox.slack.as(staffA).command(SHINAGAWA, '/post', '予定');
    const said = await people.toldPrivately(staffA, SHINAGAWA, calendarText.how);
    const from = (words: string) => said.indexOf(words.split(' ')[0] ?? '');
    expect(from(sooner.words)).toBeGreaterThan(-1);
    const days = [said.slice(from(sooner.words), from(later.words)), said.slice(from(later.words))];
    expect(days[0]).toMatch(/08:00 予約済み.*さきの日/su);
    expect(days[1]).toMatch(/08:00 承認待ち.*あとの日/su);
  });
});
