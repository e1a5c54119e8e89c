import { describe, expect, it } from 'vitest';
import { searchOf, slipIn, topicOf } from '../../commands/slips.ts';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { findText } from '../../src/text/find.ts';
import { formText } from '../../src/text/forms.ts';
import { helpText } from '../../src/text/help.ts';
import { queueText } from '../../src/text/lists.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { startListening } from '../support/listening.ts';
import { submitted } from '../support/world.ts';

/** Somebody types after `/post` and means a list; or begins a post with the very same word. */

const { staffA } = PEOPLE;
const words = formText.draft.slip;
const BODY = `${FIELDS.text}.0`;

describe('what asks for a list at once', () => {
  it.each([
    ['承認待ち', 'queue'],
    [' 履歴 ', 'history'],
    ['HELP', 'help'],
    ['要領', 'guideline'],
  ])('「%s」', (typed, topic) => {
    expect(topicOf(typed)).toBe(topic);
  });

  it.each([
    ['検索', ''],
    ['検索 図書館', '図書館'],
    ['検索 公園', '公園'],
    ['検索　公園　工事', '公園　工事'],
    ['search park', 'park'],
  ])('「%s」', (typed, sought) => {
    expect(searchOf(typed)).toBe(sought);
  });
});

describe('what is asked about', () => {
  it.each([
    ['承認待ち一覧', 'queue'],
    ['承認待ちの一覧を見せて', 'queue'],
    ['承認待', 'queue'],
    ['しょうにんまち', 'queue'],
    ['「承認待ち」', 'queue'],
    ['ｑｕｅｕｅ', 'queue'],
    ['queue list', 'queue'],
    ['/post 承認待ち', 'queue'],
    ['履歴。', 'history'],
    ['履歴を見る', 'history'],
    ['履歴を教えてください', 'history'],
    ['りれき', 'history'],
    ['show history', 'history'],
    ['要領です', 'guideline'],
    ['要領？', 'guideline'],
    ['guidelines', 'guideline'],
    ['ヘルプ。', 'help'],
    ['ﾍﾙﾌﾟ', 'help'],
    ['へるぷ', 'help'],
    ['help me!', 'help'],
    ['使い方', 'help'],
    ['使い方を教えて', 'help'],
    ['？', 'help'],
    ['?', 'help'],
    ['検索…', 'find'],
    ['検索したい', 'find'],
    ['検索画面', 'find'],
  ])('「%s」', (typed, show) => {
    expect(slipIn(typed)).toMatchObject({ show, words: '', number: '', short: false });
  });

  it.each([
    ['検索：公園の工事', '公園の工事'],
    ['検索「公園」', '公園'],
    ['検索公園の工事', '公園の工事'],
    ['検索防災訓練', '防災訓練'],
  ])('「%s」 looks for 「%s」', (typed, sought) => {
    expect(slipIn(typed)).toMatchObject({ show: 'find', words: sought });
  });

  it.each([
    '20261121-7K2MQ9TB',
    '２０２６１１２１－７Ｋ２ＭＱ９ＴＢ',
    '番号：20261121-7k2mq9tb',
    '「20261121-7K2MQ9TB」',
  ])('「%s」, a number of a draft', (typed) => {
    expect(slipIn(typed)).toMatchObject({ show: 'find', number: '20261121-7K2MQ9TB' });
  });

  it.each(['20261201-ABCDEFGH', '20261201-7O2LMQ9I'])('「%s」, without a digit behind the day or misread', (typed) => {
    expect(slipIn(typed)).toMatchObject({ show: 'find', number: typed });
  });

  it('the end of a number', () => {
    expect(slipIn('7K2MQ9TB')).toMatchObject({ show: 'find', number: '7K2MQ9TB' });
  });

  it.each(['あ', 'OK', 'テスト', '休館', '🌸🌸🌸🌸🌸🌸', '……', '了解！！！！'])(
    '「%s」, because it is so short',
    (typed) => {
      expect(slipIn(typed)?.short).toBe(true);
    },
  );
});

describe('what is a post', () => {
  it.each([
    '',
    '履歴書の書き方講座を開きます。',
    '履歴を公開します。',
    '履歴書講座のお知らせ',
    '要領よく学ぶ講座',
    '要領を改正しました。',
    '要領の一覧を公開しました。',
    '承認待ちの方へのお知らせです。',
    '承認待ちの件数が減りました',
    'ヘルプマークを配布しています。',
    'helpdeskを開きます',
    'ヘルプデスクを見てください',
    '使い方教室を開きます',
    '検索機能を新しくしました。',
    '検索サイトのご案内',
    '検索結果が正しく出ない不具合を直しました。',
    '検索のしかたを変えました',
    '検索して見つからないときは、お電話ください。',
    '検索公園まつりを開きます。ぜひお越しください。',
    '20261121',
    '20261201-20261225',
    '2026年11月21日 開館',
    '休館します',
    'queue lineをご確認ください',
    '承認待ち\n窓口が混み合っています。',
    'https://www.city.shinagawa.tokyo.jp/',
    'constructor',
    '__proto__',
    '🎉'.repeat(60),
  ])('「%s」', (typed) => {
    expect(slipIn(typed)).toBeNull();
    expect(topicOf(typed)).toBeUndefined();
  });
});

describe('a slip after /post', () => {
  it('is no draft: the form asks, with the text in it, and a button shows the list above it', async () => {
    const office = await startListening();
    await submitted(office.world);
    await office.people.openForm(staffA, SHINAGAWA, '承認待ち一覧');
    const staff = office.sandbox.slack.as(staffA);
    expect(staff.readModal()).toContain(words.meant(words.command.queue, ''));
    expect(staff.readModal()).toContain('承認待ち一覧');
    await staff.click('modal', ACTIONS.meant);
    await office.sandbox.waitFor(() => staff.readModal().includes(queueText.title(1)));
    await staff.close();
    expect(staff.readModal()).toContain('承認待ち一覧');
    expect(await office.world.store.openIds()).toHaveLength(1);
    expect(office.sandbox.slack.mistakes()).toEqual([]);
  });

  it('that is what the author wants to post goes out with one press', async () => {
    const office = await startListening();
    await office.people.openForm(staffA, SHINAGAWA, '休館');
    expect(office.sandbox.slack.readModal(staffA)).toContain(words.short);
    await office.people.submit(staffA);
    await office.sandbox.waitFor(async () => (await office.world.store.openIds()).length === 1);
  });

  it('a number leads to the form of 検索 with the number in it', async () => {
    const office = await startListening();
    await office.people.openForm(staffA, SHINAGAWA, '20261121-7K2MQ9TB');
    const staff = office.sandbox.slack.as(staffA);
    await staff.click('modal', ACTIONS.meant);
    await office.sandbox.waitFor(() => staff.readModal().includes(findText.about));
    expect(staff.readModal()).toContain('20261121-7K2MQ9TB');
  });

  it('a question mark leads to the help', async () => {
    const office = await startListening();
    await office.people.openForm(staffA, SHINAGAWA, '？');
    const staff = office.sandbox.slack.as(staffA);
    await staff.click('modal', ACTIONS.meant);
    await office.sandbox.waitFor(() => staff.readModal().includes(helpText.title));
  });

  it('is asked about no more once a post stands in its place', async () => {
    const office = await startListening();
    await office.people.openForm(staffA, SHINAGAWA, '履歴。');
    const staff = office.sandbox.slack.as(staffA);
    await staff.fill({ [BODY]: '履歴書の書き方講座を開きます。' });
    await staff.click('modal', ACTIONS.check);
    await office.sandbox.waitFor(() => staff.readModal().includes(formText.draft.checked));
    expect(staff.readModal()).not.toContain(words.meant(words.command.history, ''));
  });
});
