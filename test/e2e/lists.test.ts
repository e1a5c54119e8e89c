import { expect, it } from 'vitest';
import { queueText } from '../../src/text/lists.ts';
import { daysAhead } from '../sandbox/dates.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { sharedOffice } from '../support/kessai.ts';
import { TOLD } from '../support/told.ts';

const { staffA, prManager } = PEOPLE;
const GENERAL = 'C0GENERAL';
const office = sharedOffice();

it.each([
  ['ヘルプ', '/post'],
  ['help', '/post'],
  ['要領', '品川区公式X(エックス)運用要領'],
  ['guideline', '第5条'],
  ['承認待ち', queueText.title(0)],
  ['履歴', '履歴'],
])('/post %s answers in private', async (word, expected) => {
  const { people, sandbox } = office();
  const staff = sandbox.slack.as(staffA);
  const before = staff.ephemerals(SHINAGAWA).length;
  await staff.command(SHINAGAWA, '/post', word);
  await sandbox.waitFor(() => staff.ephemerals(SHINAGAWA).length > before);
  await people.toldPrivately(staffA, SHINAGAWA, expected);
  expect(sandbox.slack.messages(SHINAGAWA)).toEqual([]);
});

it('the queue shows what waits, the history what went out, with the way to the post and to the thread', async () => {
  const { people, sandbox } = office();
  const card = await people.post(staffA, SHINAGAWA, '履歴にのる文です。');
  await people.post(staffA, SHINAGAWA, 'まだ待っている文です。');
  await people.approve(prManager, card);
  await people.threadSays(card, 'status/');

  await sandbox.slack.as(prManager).command(SHINAGAWA, '/post', 'queue');
  const queue = await people.toldPrivately(prManager, SHINAGAWA, 'まだ待っている文です。');
  expect(queue).not.toContain('履歴にのる文です。');
  await sandbox.slack.as(staffA).command(SHINAGAWA, '/post', 'history');
  const history = await people.toldPrivately(staffA, SHINAGAWA, '履歴にのる文です。');
  expect(history).toContain('https://x.com/shinagawacity/status/');
  expect(history).toContain(`https://kessai-demo.slack.com/archives/${SHINAGAWA}/p${card.ts.replace('.', '')}`);
});

it('outside the accounts’ channels the queue shows nobody another’s unpublished text', async () => {
  const { people, sandbox } = office();
  const text = 'よそのチャンネルでは見えない文です。';
  await people.post(staffA, SHINAGAWA, text);
  for (const [user, sees] of [
    [PEOPLE.staffD, false],
    [staffA, true],
    [prManager, true],
  ] as const) {
    await sandbox.slack.as(user).command(GENERAL, '/post', '承認待ち');
    const answer = await people.toldPrivately(user, GENERAL, sees ? text : queueText.title(0));
    expect(answer.includes(text)).toBe(sees);
  }
});

it('the App Home of the manager lists what waits for a decision', async () => {
  const { people, sandbox } = office();
  await people.post(staffA, SHINAGAWA, 'ホームで待つ文です。');
  await sandbox.slack.as(prManager).openHome();
  await sandbox.waitFor(() => sandbox.slack.as(prManager).readHome().includes('ホームで待つ文です。'));
});

it('older posts are on the next page', async () => {
  const { people, sandbox } = office();
  for (let number = 1; number <= 11; number += 1) {
    const card = await people.post(staffA, SHINAGAWA, `投稿その${number}です。`);
    await people.approve(prManager, card);
    await people.cardSays(card, '公開済み');
  }
  const staff = sandbox.slack.as(staffA);
  await staff.command(SHINAGAWA, '/post', '履歴');
  const first = await people.toldPrivately(staffA, SHINAGAWA, '投稿その11です。');
  expect(first).not.toContain('投稿その1です。');
  const list = staff.ephemerals(SHINAGAWA).at(-1);
  if (list === undefined) throw new Error('the list is there');
  await staff.click({ channel: SHINAGAWA, ts: list.ts }, 'history.older');
  await people.toldPrivately(staffA, SHINAGAWA, '投稿その1です。');
});

it('/post 要領 shows how often each rule fired this month', async () => {
  const { people, sandbox } = office();
  const day = daysAhead(sandbox.now(), 30);
  const staff = sandbox.slack.as(staffA);
  const fired = async () => {
    await staff.command(SHINAGAWA, '/post', '要領');
    await people.toldPrivately(staffA, SHINAGAWA, '第1条');
    let shown = '';
    for (;;) {
      const page = staff.ephemerals(SHINAGAWA).at(-1);
      if (page === undefined) throw new Error('the guideline is there');
      const reading = sandbox.slack.readMessage(page);
      shown += reading;
      if (!reading.includes('次のページ')) break;
      await staff.click({ channel: SHINAGAWA, ts: page.ts }, 'guideline.next');
      const number = Number(/(\d+)\/\d+ページ/.exec(reading)?.[1]);
      await people.toldPrivately(staffA, SHINAGAWA, `${number + 1}/`);
    }
    return Number(/今月の指摘：[^\n]*日付と曜日 (\d+)件/.exec(shown)?.[1] ?? 0);
  };
  const before = await fired();
  await people.post(staffA, SHINAGAWA, `説明会は${day.day}（${day.wrongWeekday}）です。`);
  expect(await fired()).toBe(before + 1);
});

it('a card that was deleted comes back when somebody asks for the queue, with its whole story', async () => {
  const { people, sandbox } = office();
  const text = 'カードを消されても戻る文です。';
  const card = await people.post(staffA, SHINAGAWA, text);
  await people.threadSays(card, TOLD.submitted);
  sandbox.slack.deleteMessage(SHINAGAWA, card.ts);
  await sandbox.slack.as(prManager).command(SHINAGAWA, '/post', '承認待ち');
  const again = await sandbox.waitFor(() =>
    sandbox.slack
      .messages(SHINAGAWA)
      .find((message) => message.ts !== card.ts && sandbox.slack.readMessage(message).includes(text)),
  );
  await people.threadSays({ channel: SHINAGAWA, ts: again.ts }, TOLD.submitted);
  expect((await people.approve(prManager, { channel: SHINAGAWA, ts: again.ts })).outcome).toBe('acknowledged');
});

it('when the app is not in the channel, the author is told what to do, and the card comes after the invitation', async () => {
  const { people, sandbox } = office();
  const text = '招待を待つ文です。';
  sandbox.slack.removeFromChannel(SHINAGAWA);
  await sandbox.slack.as(staffA).command(SHINAGAWA, '/post', text);
  await people.toldPrivately(staffA, SHINAGAWA, '/invite @Kessai');
  sandbox.slack.addToChannel(SHINAGAWA);
  await sandbox.waitFor(
    () => sandbox.slack.messages(SHINAGAWA).find((message) => sandbox.slack.readMessage(message).includes(text)),
    { timeoutMs: 10_000 },
  );
});
