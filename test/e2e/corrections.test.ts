import { afterEach, describe, expect, it } from 'vitest';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { formText } from '../../src/text/forms.ts';
import { threadText } from '../../src/text/thread.ts';
import { type CardPlace, PEOPLE, SHINAGAWA, TOSHIMA } from '../sandbox/office.ts';
import { sharedOffice } from '../support/kessai.ts';

/** The hall was wrong, and somebody sees it when the post is up. */

const { staffA, staffB, staffD, prManager, civicManager } = PEOPLE;
const TEXT = `${FIELDS.text}.0`;
const office = sharedOffice();

afterEach(async () => {
  const { slack } = office().sandbox;
  expect(slack.mistakes()).toEqual([]);
  for (const user of [staffA, staffB, staffD, prManager])
    if (slack.as(user).modal()) await slack.as(user).close({ all: true });
});

/** A card's own number stands last. */
const numberOf = (shown: string): string => shown.match(/20\d{6}-[0-9A-Z]{8}/gu)?.at(-1) ?? '';

async function formSays(user: string, words: string): Promise<string> {
  const person = office().sandbox.slack.as(user);
  return office().sandbox.waitFor(() => person.modal() && person.readModal().includes(words) && person.readModal(), {
    what: `a form with 「${words}」`,
  });
}

async function report(card: CardPlace, reason: string): Promise<void> {
  const { people } = office();
  await people.press(staffB, card, 'reportError');
  await formSays(staffB, '誤りの内容');
  await people.submit(staffB, { [FIELDS.reason]: reason });
}

async function remove(card: CardPlace, by: string): Promise<void> {
  const { people } = office();
  await people.press(by, card, 'takeDown');
  await formSays(by, '削除の理由');
  await people.submit(by, { [FIELDS.reason]: '会場の誤り' });
}

describe('誤りの報告と訂正（品川区公式X）', () => {
  it('anybody reports, the manager is called and removes it, and the correction names the post', async () => {
    const { people, sandbox } = office();
    const wrong = '【講座】会場は第1会議室です。訂正の話です。';
    const card = await people.post(staffA, SHINAGAWA, wrong);
    const original = numberOf(await people.cardSays(card, '承認待ち'));
    await people.approve(prManager, card, '必要です');
    await people.cardSays(card, '公開済み');
    await report(card, '会場は第2会議室です。');
    expect(await people.cardSays(card, '誤りの報告')).toContain('会場は第2会議室です。');
    await people.threadSays(card, threadText.errorReported);
    const line = sandbox.slack
      .thread(card.channel, card.ts)
      .find((each) => sandbox.slack.readMessage(each).includes(threadText.errorReported));
    expect(line && sandbox.slack.pings(line).users).toEqual([prManager]);

    // Two presses: the button, and 「削除する」 in the form, which has the reason in it.
    await sandbox.slack.as(prManager).click(card, ACTIONS.takeDown);
    expect(await formSays(prManager, '削除の理由')).toContain('会場は第2会議室です。');
    await people.submit(prManager);
    await people.cardSays(card, '削除済み');
    expect(sandbox.x.posts().some(({ text }) => text === wrong)).toBe(false);
    await people.threadSays(card, threadText.correctAfter);

    await people.press(staffA, card, 'correct');
    expect(await formSays(staffA, formText.draft.correcting(original, true))).toContain(`【訂正】${wrong}`);
    await people.submit(staffA, { [TEXT]: '【訂正】講座の会場は第2会議室です。' });
    const shown = await sandbox.waitFor(() =>
      people.cards(SHINAGAWA).find((each) => each.includes(cardText.corrects(original))),
    );
    expect(await people.cardSays(card, cardText.corrected([numberOf(shown)]))).toContain('削除済み');
    await people.threadSays(card, numberOf(shown));
  });
});

describe('訂正（豊島区 第6条第2項）', () => {
  it('waits for the removal of the post, and goes to the manager by itself when that is done', async () => {
    const { people, sandbox } = office();
    const card = await people.postByForm(staffD, TOSHIMA, { [TEXT]: '会場は第1会議室です。', 'categories.0': ['1'] });
    await people.cardSays(card, '承認待ち');
    await people.approve(civicManager, card);
    await people.cardSays(card, '手動掲載待ち');
    await people.press(staffD, card, 'confirmManualPost');
    await formSays(staffD, formText.url);
    await people.submit(staffD, { [FIELDS.url]: 'https://www.piazza-life.com/posts/1' });
    await people.cardSays(card, '公開済み');

    await people.press(staffD, card, 'correct');
    await formSays(staffD, '【訂正】会場は第1会議室です。');
    await people.submit(staffD, { [TEXT]: '【訂正】会場は第2会議室です。', 'categories.0': ['1'] });
    const waiting = () =>
      sandbox.slack.messages(TOSHIMA).find((each) => sandbox.slack.readMessage(each).includes('第2会議室'));
    const found = await sandbox.waitFor(waiting);
    const correction = { channel: TOSHIMA, ts: found.ts };
    expect(await people.cardSays(correction, '修正待ち')).toContain('第6条2項');

    await remove(card, civicManager);
    await people.cardSays(card, '手動削除待ち');
    await people.press(civicManager, card, 'confirmManualRemoval');
    await people.cardSays(card, '削除済み');
    await people.cardSays(correction, '承認待ち');
    await people.threadSays(correction, '確かめ直しました');
    await people.approve(civicManager, correction);
    await people.cardSays(correction, '手動掲載待ち');
  });
});
