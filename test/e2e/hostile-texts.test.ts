import { afterEach, describe, expect, it } from 'vitest';
import { PEOPLE, SHINAGAWA, TOSHIMA } from '../sandbox/office.ts';
import { sharedOffice } from '../support/kessai.ts';
import { TOLD } from '../support/told.ts';

const { staffA, prManager } = PEOPLE;
const office = sharedOffice();

afterEach(() => {
  expect(office().sandbox.slack.mistakes()).toEqual([]);
});

const texts: Readonly<Record<string, string>> = {
  'somebody who wants to call everybody': '<!channel> <!here> <@U0KOHO100> @everyone お知らせです',
  'Slack’s own marks': '*太字* _斜体_ ~取消~ `コード` ```塊``` >引用 <https://example.com|ここ> :warning:',
  'right-to-left marks': '\u202Eお知らせ\u202C と \u200F印',
  'fifty lines': Array.from({ length: 50 }, (_, line) => `${line + 1}行目`).join('\n'),
  'only emoji': '👨‍👩‍👧‍👦🇯🇵👍🏽'.repeat(60),
  'ampersands as they are': '「A&B」「<b>」「&amp;」',
};

describe('どんな文でもカードは出て、だれも呼ばれない', () => {
  it.each(Object.entries(texts))('%s', async (_name, text) => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, text);
    await people.threadSays(card, TOLD.submitted);
    const message = sandbox.slack.message(SHINAGAWA, card.ts);
    if (message === undefined) throw new Error('the card is there');
    const pings = sandbox.slack.pings(message);
    expect(pings.broadcasts).toEqual([]);
    expect(pings.users.filter((user) => user !== prManager)).toEqual([]);
    for (const line of sandbox.slack.thread(SHINAGAWA, card.ts))
      expect(sandbox.slack.pings(line).broadcasts).toEqual([]);
  });

  it.each([
    ['10,000 characters', 'あ'.repeat(10_000)],
    ['10,000 emoji', '🎉'.repeat(10_000)],
    ['one line of 3,000 characters', 'い'.repeat(3_000)],
  ])('a text of %s is shown whole, none of it cut', async (_name, text) => {
    const { people, sandbox } = office();
    const card = await people.postByForm(staffA, TOSHIMA, { 'categories.0': ['1'] }, text);
    const glyph = [...text][0] ?? '';
    const shown = () =>
      [...sandbox.slack.thread(TOSHIMA, card.ts)]
        .map((line) => sandbox.slack.readMessage(line).split(glyph).length - 1)
        .reduce((sum, count) => sum + count, 0);
    await sandbox.waitFor(() => shown() >= [...text].length, { timeoutMs: 15_000, what: 'all of the text' });
  });

  it('a text that is too long to be any post comes back whole to its author', async () => {
    const { sandbox, people } = office();
    const text = 'う'.repeat(40_001);
    await sandbox.slack.as(staffA).command(SHINAGAWA, '/post', text);
    await people.toldPrivately(staffA, SHINAGAWA, 'う');
    const returned = () =>
      sandbox.slack
        .as(staffA)
        .ephemerals(SHINAGAWA)
        .map((message) => sandbox.slack.readMessage(message).split('う').length - 1)
        .reduce((sum, count) => sum + count, 0);
    await sandbox.waitFor(() => returned() >= text.length, { what: 'the whole text' });
  });

  it('what is published is exactly what was typed', async () => {
    const { people, sandbox } = office();
    const text = '「A&B」と「<b>」、*強調*、:warning:ではない印です。';
    const card = await people.post(staffA, SHINAGAWA, text);
    await people.approve(prManager, card, '必要と認める');
    await people.cardSays(card, '公開済み');
    expect(
      sandbox.x.createRequests(text).length + sandbox.x.createRequests(text.replace(':warning:', '⚠️')).length,
    ).toBe(1);
  });
});
