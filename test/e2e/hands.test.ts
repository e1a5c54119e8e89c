import { afterEach, describe, expect, it } from 'vitest';
import { ACTS } from '../../src/acts/index.ts';
import { FIELDS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { formText } from '../../src/text/forms.ts';
import { refusalText } from '../../src/text/refusals.ts';
import { threadText } from '../../src/text/thread.ts';
import { type CardPlace, PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { sharedOffice } from '../support/kessai.ts';

/** 職員A is ill, or the chief sees at once what it should say. */

const { staffA, staffB, prManager } = PEOPLE;
const staffC = 'U0KOHO002';
const TEXT = `${FIELDS.text}.0`;
const office = sharedOffice();

afterEach(() => {
  expect(office().sandbox.slack.mistakes()).toEqual([]);
});

afterEach(async () => {
  const { slack } = office().sandbox;
  for (const user of [staffA, staffC, prManager]) if (slack.as(user).modal()) await slack.as(user).close({ all: true });
});

const formFor = (user: string, title: string) => {
  const person = office().sandbox.slack.as(user);
  return office().sandbox.waitFor(() => person.modal()?.title?.text === title && person.readModal(), { what: title });
};

const pinged = ({ channel, ts }: CardPlace, words: string): readonly string[] => {
  const { slack } = office().sandbox;
  const lines = slack.thread(channel, ts).filter((line) => slack.readMessage(line).includes(words));
  return lines.flatMap((line) => slack.pings(line).users);
};

/** 修正案を送る, with this text. */
async function propose(card: CardPlace, text: string, reason = ''): Promise<void> {
  const { people } = office();
  await people.press(prManager, card, 'propose');
  await formFor(prManager, ACTS.propose.button);
  await people.submit(prManager, { [TEXT]: text, ...(reason === '' ? {} : { [FIELDS.reason]: reason }) });
}

describe('引き継いで編集', () => {
  it('a colleague takes it over and edits at once; whoever had it is told, and the chief approves', async () => {
    const { people, sandbox } = office();
    const text = '図書館を再開しました。引き継ぎの起案です。';
    const card = await people.post(staffA, SHINAGAWA, text);
    await people.press(staffC, card, 'takeOver');
    const form = await formFor(staffC, formText.draft.editTitle(1));
    expect(form).toContain(formText.draft.takenOver);
    expect(form).toContain(text);
    await people.threadSays(card, '職員Aの起案を引き継ぎました');
    expect(pinged(card, '引き継ぎました')).toEqual([staffA]);
    await people.submit(staffC, { [TEXT]: `${text}開館は9時です。` });
    const shown = await people.cardSays(card, '第2版');
    expect(shown).toContain('職員C（戦略広報課）');
    expect(shown).toContain(cardText.firstDrafter('職員A'));
    await people.press(staffA, card, 'revise');
    await people.toldPrivately(staffA, SHINAGAWA, '起案者の職員C');
    await people.approve(prManager, card);
    await people.cardSays(card, '公開済み');
    expect(sandbox.x.createCount(`${text}開館は9時です。`)).toBe(1);
    await people.threadSays(card, threadText.publishedAt('').trim());
    expect(pinged(card, threadText.publishedAt(''))).toEqual([staffC]);
  });

  it('somebody of another section is told so, kindly and alone; the card stays as it is', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '防災課の職員が見ている文です。');
    await people.press(staffB, card, 'takeOver');
    await people.toldPrivately(
      staffB,
      SHINAGAWA,
      refusalText({ code: 'not-colleague', action: 'takeOver' }, { drafter: '職員A' }),
    );
    expect(sandbox.slack.as(staffB).modal()).toBeUndefined();
    await people.press(staffA, card, 'takeOver');
    await people.toldPrivately(staffA, SHINAGAWA, refusalText({ code: 'own-draft' }));
    expect(await people.cardSays(card, '職員A（戦略広報課）')).not.toContain(cardText.firstDrafter(''));
    expect(people.lines(card).join('')).not.toContain('引き継');
  });

  it('a chief who takes it over has to leave the decision to another', async () => {
    const { people, sandbox } = office();
    const text = '課長が引き継いだ文です。';
    const card = await people.post(staffA, SHINAGAWA, text);
    await people.press(prManager, card, 'takeOver');
    await formFor(prManager, formText.draft.editTitle(1));
    await sandbox.slack.as(prManager).close();
    await people.cardSays(card, '戦略広報課長（戦略広報課）');
    await people.threadSays(card, '決裁できる人がいません');
    await people.press(prManager, card, 'approve');
    await people.toldPrivately(prManager, SHINAGAWA, '自分では承認できません');
    expect(sandbox.x.createCount(text)).toBe(0);
  });

  it('what the former drafter was typing comes back to them', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '二人が同時に直す文です。');
    await people.press(staffA, card, 'revise');
    await formFor(staffA, formText.draft.editTitle(1));
    await people.press(staffC, card, 'takeOver');
    await formFor(staffC, formText.draft.editTitle(1));
    await sandbox.slack.as(staffC).close();
    await people.submit(staffA, { [TEXT]: '書きかけの文です。' });
    const kept = await sandbox.waitFor(() => {
      const form = sandbox.slack.readModal(staffA);
      return form.includes('起案者だけが使えます') && form;
    });
    expect(kept).toContain('書きかけの文です。');
    await sandbox.slack.as(staffA).close({ all: true });
  });
});

describe('修正案', () => {
  it('the chief writes it, the drafter sees what changes and accepts with one press, the chief approves', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '図書館を再開しました。\nお待ちしています。');
    const better = '図書館を再開しました。開館は9時です。\nお待ちしています。';
    await propose(card, better, '時刻も書きましょう。');
    const asked = await people.cardSays(card, cardText.proposed('戦略広報課長', 1));
    expect(asked).toContain(`[${ACTS.acceptProposal.button}]`);
    expect(asked).toContain('時刻も書きましょう。');
    const told = await people.threadSays(card, threadText.proposedChanges(1, 1));
    expect(told).toContain('＋ 図書館を再開しました。開館は9時です。');
    expect(pinged(card, ACTS.propose.button.slice(0, 3))).toContain(staffA);
    await people.press(staffA, card, 'acceptProposal');
    expect(await people.cardSays(card, '第2版')).toContain(cardText.asProposed('戦略広報課長'));
    await people.threadSays(card, '職員Aが、戦略広報課長の修正案のとおり、第2版にしました。');
    await people.approve(prManager, card);
    await people.cardSays(card, '公開済み');
    await people.threadSays(card, threadText.ownProposal);
    expect(sandbox.x.createCount(better)).toBe(1);
  });

  it('the drafter edits it further: the form begins with the proposal', async () => {
    const { people } = office();
    const card = await people.post(staffA, SHINAGAWA, 'プールを開きます。');
    await propose(card, '来月からプールを開きます。');
    await people.cardSays(card, ACTS.acceptProposal.button);
    await people.press(staffA, card, 'revise');
    const form = await formFor(staffA, formText.draft.editTitle(1));
    expect(form).toContain('来月からプールを開きます。');
    expect(form).toContain(cardText.startsFromProposal('戦略広報課長', ''));
    await people.submit(staffA, { [TEXT]: '来月1日からプールを開きます。' });
    expect(await people.cardSays(card, '第2版')).toContain(cardText.afterProposal);
  });

  it('an unchanged text, and one for a version that is gone, come back in the form', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '窓口の時間が変わります。');
    const manager = sandbox.slack.as(prManager);
    await propose(card, '窓口の時間が変わります。');
    await sandbox.waitFor(() => manager.readModal().includes(refusalText({ code: 'text-unchanged' })));
    await people.edit(staffA, card, '来月から窓口の時間が変わります。');
    await people.cardSays(card, '第2版');
    await people.submit(prManager, { [TEXT]: '4月から窓口の時間が変わります。' });
    const again = await sandbox.waitFor(() => manager.readModal().includes('第2版') && manager.readModal());
    expect(again).toContain('4月から窓口の時間が変わります。');
    await people.submit(prManager);
    await people.cardSays(card, cardText.proposed('戦略広報課長', 1));
  });

  it('what the chief had written comes back when the form is closed; an untouched form leaves no word', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '閉じられる修正案の元の文です。');
    const manager = sandbox.slack.as(prManager);
    const told = () => manager.ephemerals(SHINAGAWA).length;
    const before = told();
    await people.press(prManager, card, 'propose');
    await formFor(prManager, ACTS.propose.button);
    await manager.close();
    await people.press(prManager, card, 'propose');
    await formFor(prManager, ACTS.propose.button);
    await manager.fill({ [TEXT]: '書きかけの修正案です。' });
    await manager.close();
    await people.toldPrivately(prManager, SHINAGAWA, '書きかけの修正案です。');
    expect(told()).toBe(before + 1);
  });

  it('only the drafter accepts', async () => {
    const { people } = office();
    const card = await people.post(staffA, SHINAGAWA, '受け入れるのは起案者です。');
    await propose(card, '受け入れるのは、起案者です。');
    await people.cardSays(card, ACTS.acceptProposal.button);
    await people.press(staffC, card, 'acceptProposal');
    await people.toldPrivately(staffC, SHINAGAWA, '起案者の職員A');
    await people.cardSays(card, '差戻し中');
  });
});
