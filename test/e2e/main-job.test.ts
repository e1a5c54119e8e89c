import { afterEach, describe, expect, it } from 'vitest';
import { FIELDS } from '../../src/slack/action-ids.ts';
import { formText } from '../../src/text/forms.ts';
import { faultText, refusalText } from '../../src/text/refusals.ts';
import { reviewText } from '../../src/text/review.ts';
import { threadText } from '../../src/text/thread.ts';
import { daysAhead } from '../sandbox/dates.ts';
import { PEOPLE, SHINAGAWA, TOSHIMA } from '../sandbox/office.ts';
import { sharedOffice } from '../support/kessai.ts';
import { TOLD } from '../support/told.ts';
import { withAnyNumbers } from '../support/with-any-numbers.ts';

const { staffA, staffB, prManager, staffD, civicManager } = PEOPLE;
const office = sharedOffice();

afterEach(() => {
  expect(office().sandbox.slack.mistakes(), 'Slack must have nothing to complain about').toEqual([]);
});

describe('起案から公開まで', () => {
  it('a clean text is drafted, approved with one click more, and is on X once', async () => {
    const { people, sandbox } = office();
    const text = '図書館の開館時間をお知らせします。くわしくは区ホームページをご覧ください。';
    const card = await people.post(staffA, SHINAGAWA, text);
    await people.approve(prManager, card);
    const reading = await people.cardSays(card, '公開済み');
    expect(reading).not.toContain('[承認する]');
    expect(sandbox.x.posts().filter((post) => post.text === text)).toHaveLength(1);
    const thread = await people.threadSays(card, 'https://x.com/shinagawacity/status/');
    const places = [TOLD.submitted, TOLD.approved, TOLD.published].map((words) => thread.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('the card counts as X does, names what is wrong with its provision, and what nobody looked at', async () => {
    const { people, sandbox } = office();
    const day = daysAhead(sandbox.now(), 30);
    const url = 'https://www.city.shinagawa.tokyo.jp/long/path/that/counts/23';
    const card = await people.post(staffA, SHINAGAWA, `説明会は${day.day}（${day.wrongWeekday}）です。${url}`);
    const reading = await people.cardSays(card, '承認待ち');
    expect(reading).toMatch(withAnyNumbers(reviewText.length(18, 280)));
    expect(reading).toContain(`${day.weekday}曜日です〔第5条2項(4)〕`);
    expect(reading).toContain('確認していない事項：');
    expect(reading).not.toContain('適合');
    const told = await people.threadSays(card, `${day.day}は${day.weekday}曜日です`);
    expect(told).toContain('第5条第2項(4) 発信する情報は正確を期するとともに');
  });

  it('a returned draft calls its author, is revised, and the thread shows what changed', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '申込みは090-1111-2222へ。');
    await people.returnDraft(prManager, card, '電話番号を区の代表番号にしてください。');
    await people.threadSays(card, '電話番号を区の代表番号にしてください。');
    const lines = sandbox.slack.thread(SHINAGAWA, card.ts);
    expect(lines.some((line) => sandbox.slack.pings(line).users.includes(staffA))).toBe(true);
    expect(await people.cardSays(card, '差戻し中')).not.toContain('[承認する]');

    await people.edit(staffA, card, '申込みは区ホームページから。');
    const thread = await people.threadSays(card, '＋ 申込みは区ホームページから。');
    expect(thread).toContain('－ 申込みは090-1111-2222へ。');
    expect(await people.cardSays(card, '第2版')).toContain('承認待ち');
  });

  it('a waiver needs the manager’s written reason, which the thread then shows', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, 'フォロバします。どうぞよろしくお願いします。');
    await people.press(prManager, card, 'approve');
    await sandbox.waitFor(() => sandbox.slack.as(prManager).modal());
    await people.submit(prManager, { [FIELDS.grounds]: ['other'] });
    expect(sandbox.slack.as(prManager).readModal()).toMatch(
      withAnyNumbers(refusalText({ code: 'necessity-missing', findingKeys: ['1'] })),
    );
    await sandbox.slack.as(prManager).close();
    await people.approve(prManager, card, '連携協定にもとづくため必要と認める');
    await people.cardSays(card, '公開済み');
    expect(await people.threadSays(card, threadText.necessity(''))).toContain('連携協定にもとづくため必要と認める');
  });

  it('a text with an unfilled template cannot be approved, and the form says why', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '本日○時○分ころ、●●において訓練を行います。');
    await people.press(prManager, card, 'reject');
    await sandbox.waitFor(() => sandbox.slack.as(prManager).modal());
    expect(sandbox.slack.as(prManager).readModal()).toMatch(withAnyNumbers(formText.decision.blocked(1)));
    expect(sandbox.slack.as(prManager).modal()).toMatchObject({ submit: { text: formText.decision.submit.reject } });
    await sandbox.slack.as(prManager).close();
    expect(sandbox.x.createCount('本日○時○分ころ、●●において訓練を行います。')).toBe(0);
  });

  it('PIAZZA: category in the form, text handed over alone in a message, address reported', async () => {
    const { people, sandbox } = office();
    const text = '町会の掲示板に区政連絡会のお知らせを貼りました。';
    const card = await people.postByForm(staffD, TOSHIMA, { 'text.0': text, 'categories.0': ['1'] });
    await people.approve(civicManager, card);
    await people.cardSays(card, '手動掲載待ち');
    await sandbox.waitFor(() => people.lines(card).some((line) => line.split('\n').slice(1).join('\n') === text), {
      what: 'the text alone in a message',
    });
    await people.press(civicManager, card, 'confirmManualPost');
    await sandbox.waitFor(() => sandbox.slack.as(civicManager).modal());
    await people.submit(civicManager, { [FIELDS.url]: 'https://www.piazza-life.com/posts/1' });
    await people.cardSays(card, '公開済み');
  });

  it('PIAZZA: /post 本文 asks for the category, with the text in the form; with (2) it needs the ward’s link', async () => {
    const { people, sandbox } = office();
    const text = '町会カレンダーを配布します。';
    const staff = sandbox.slack.as(staffD);
    const before = sandbox.slack.messages(TOSHIMA).length;
    await people.openForm(staffD, TOSHIMA, text);
    const shown = staff.readModal();
    expect(shown.indexOf(formText.draft.categories(1, 1))).toBeLessThan(shown.indexOf(text));
    expect((await staff.submit()).outcome).toBe('incomplete');
    expect(sandbox.slack.messages(TOSHIMA)).toHaveLength(before);
    await staff.close();
    expect(await people.toldPrivately(staffD, TOSHIMA, text)).toContain(formText.closed.draft);
    const card = await people.postByForm(staffD, TOSHIMA, { 'categories.0': ['1'] }, text);
    expect(await people.cardSays(card, '承認待ち')).toContain(text);
    const linkless = await people.postByForm(staffD, TOSHIMA, { 'text.0': '新着情報です。', 'categories.0': ['2'] });
    expect(await people.cardSays(linkless, '要修正')).toContain('第5条(2)');
  });
});

describe('書いたものは失われない', () => {
  it('the form checks on request and keeps what was typed', async () => {
    const { people, sandbox } = office();
    const day = daysAhead(sandbox.now(), 20);
    await people.openForm(staffA, SHINAGAWA);
    const staff = sandbox.slack.as(staffA);
    const text = `講座は${day.day}（${day.wrongWeekday}）です。\n  2行目　`;
    await staff.fill({ 'text.0': text });
    await staff.click('modal', 'form.check');
    await sandbox.waitFor(() => staff.readModal().includes(`${day.day}は${day.weekday}曜日です`));
    const card = sandbox.slack.messages(SHINAGAWA).length;
    await staff.submit();
    await sandbox.waitFor(() => sandbox.slack.messages(SHINAGAWA).length > card);
    const posted = sandbox.slack.messages(SHINAGAWA).at(-1);
    expect(posted && sandbox.slack.readMessage(posted)).toContain(`${day.day}（${day.wrongWeekday}）`);
  });

  it('an edit that changes nothing comes back with the text in the form', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '変わらない文です。');
    await people.press(staffA, card, 'revise');
    const staff = sandbox.slack.as(staffA);
    await sandbox.waitFor(() => staff.modal());
    await staff.submit();
    await sandbox.waitFor(() => staff.readModal().includes(refusalText({ code: 'text-unchanged' })));
    expect(staff.readModal()).toContain('変わらない文です。');
    await staff.close();
  });

  it('when Slack will not open the form in time, the text comes back', async () => {
    const { people, sandbox } = office();
    sandbox.faults.add({
      service: 'slack',
      operation: 'views.open',
      effect: { kind: 'error', error: 'expired_trigger_id' },
    });
    const text = '時間切れでも戻ってくる文です。';
    await sandbox.slack.as(staffA).command('C0GENERAL', '/post', text);
    expect(await people.toldPrivately(staffA, 'C0GENERAL', faultText.triggerExpired)).toContain(text);
  });

  it.each(['履歴を公開します。', 'constructor', '__proto__', 'helpdeskを開きます'])(
    '「%s」 is a text, not a list',
    async (text) => {
      const { people } = office();
      const card = await people.post(staffA, SHINAGAWA, text);
      expect(await people.cardSays(card, '承認待ち')).toContain(text);
    },
  );

  it('a message in the channel becomes a draft by the shortcut, links and marks as people saw them', async () => {
    const { people, sandbox } = office();
    const said = sandbox.slack.as(staffB).say(SHINAGAWA, '*大切* & <重要> https://www.city.shinagawa.tokyo.jp/');
    await people.draftFromMessage(staffA, SHINAGAWA, said.ts);
    const before = sandbox.slack.messages(SHINAGAWA).length;
    await people.submit(staffA);
    const posted = await sandbox.waitFor(() => sandbox.slack.messages(SHINAGAWA)[before]);
    expect(sandbox.slack.readMessage(posted)).toContain('*大切* & <重要> https://www.city.shinagawa.tokyo.jp/');
  });
});
