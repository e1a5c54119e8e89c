import { afterEach, describe, expect, it } from 'vitest';
import { cardText } from '../../src/text/card.ts';
import { removalFailedText, removalUnknownText } from '../../src/text/publishing.ts';
import { faultText, refusalText } from '../../src/text/refusals.ts';
import { STATUS_WORDS } from '../../src/text/words.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { sharedOffice } from '../support/kessai.ts';
import { TOLD } from '../support/told.ts';
import { account as SHINAGAWA_X } from '../support/world.ts';

const { staffA, staffB, prManager, civicManager } = PEOPLE;
const office = sharedOffice();
const NOT_MANAGER = refusalText(
  { code: 'not-manager', action: 'takeDown', managers: [prManager] },
  { managerTitle: '戦略広報課長' },
);

afterEach(() => {
  expect(office().sandbox.slack.mistakes()).toEqual([]);
});

describe('だれが押したか', () => {
  it.each([
    ['drafter', staffA],
    ['another section', staffB],
    ['manager of another account', civicManager],
  ])(
    'the %s cannot approve: a private answer names who may, and the thread says nothing of a slip',
    async (_who, user) => {
      const { people, sandbox } = office();
      const card = await people.post(staffA, SHINAGAWA, `権限の確認です（${user}）。`);
      await people.press(user, card, 'approve');
      await people.toldPrivately(user, SHINAGAWA, '戦略広報課長');
      expect(sandbox.slack.as(user).modal()).toBeUndefined();
      expect(await people.cardSays(card, '承認待ち')).toContain('[承認する]');
      await people.returnDraft(prManager, card, '次の行が出れば、前の行は出そろっています。');
      expect(await people.threadSays(card, '出そろっています')).not.toContain('承認する');
    },
  );

  it('the manager cannot approve what the manager wrote', async () => {
    const { people, sandbox } = office();
    const text = '課長が自分で書いた文です。';
    const card = await people.post(prManager, SHINAGAWA, text);
    await people.press(prManager, card, 'approve');
    await people.toldPrivately(
      prManager,
      SHINAGAWA,
      refusalText({ code: 'self-approval', action: 'approve', managers: [] }, { managerTitle: '戦略広報課長' }),
    );
    expect(sandbox.x.createCount(text)).toBe(0);
    await people.threadSays(card, TOLD.ownDraft);
  });

  it('only the drafter edits and withdraws', async () => {
    const { people } = office();
    const card = await people.post(staffA, SHINAGAWA, '取り下げる文です。');
    await people.press(staffB, card, 'withdraw');
    await people.toldPrivately(staffB, SHINAGAWA, '職員A');
    await people.press(staffA, card, 'withdraw');
    expect(await people.cardSays(card, cardText.withdrawn)).not.toContain('[承認する]');
  });
});

describe('同時に、二重に、古いカードで', () => {
  it('the same approval sent twice posts once', async () => {
    const { people, sandbox } = office();
    const text = '二重に押しても1回だけの文です。';
    const card = await people.post(staffA, SHINAGAWA, text);
    await people.press(prManager, card, 'approve');
    const manager = sandbox.slack.as(prManager);
    await sandbox.waitFor(() => manager.modal());
    const first = await manager.submit();
    await people.cardSays(card, '公開済み');
    const delivery = first.delivery;
    if (delivery === null) throw new Error('the submission was delivered');
    await sandbox.slack.redeliver(delivery.id);
    expect(sandbox.x.createCount(text)).toBe(1);
    expect(people.lines(card).filter((line) => line.includes(TOLD.approved))).toHaveLength(1);
  });

  it('the second of two managers’ forms is told who decided, gets the reason back, and can submit nothing more', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '課長が二つの画面で見ている文です。');
    await people.press(prManager, card, 'return');
    const manager = sandbox.slack.as(prManager);
    await sandbox.waitFor(() => manager.modal());
    await people.press(staffA, card, 'withdraw');
    await people.cardSays(card, cardText.withdrawn);
    await manager.submit({ reason: '書きかけの理由' });
    await sandbox.waitFor(() => manager.readModal().includes(`「${STATUS_WORDS.withdrawn.label}」`));
    expect(manager.readModal()).toContain('職員A');
    expect(manager.readModal()).toContain('書きかけの理由');
    expect(manager.modal()?.submit ?? null).toBeNull();
    await manager.close({ all: true });
  });

  it('a form submitted twice makes one card', async () => {
    const { people, sandbox } = office();
    await people.openForm(staffA, SHINAGAWA);
    const staff = sandbox.slack.as(staffA);
    await staff.fill({ 'text.0': '二度押された画面の文です。' });
    await Promise.allSettled([staff.submit(), staff.submit()]);
    const cards = () => people.cards(SHINAGAWA).filter((card) => card.includes('二度押された画面の文です。'));
    await sandbox.waitFor(() => cards().length > 0);
    const last = await people.post(staffA, SHINAGAWA, '二度押しの次の文です。');
    await people.threadSays(last, TOLD.submitted);
    expect(cards()).toHaveLength(1);
  });

  it('a click on a card that is behind is told who did what, and nothing else happens', async () => {
    const { people, sandbox } = office();
    const text = '古いカードの文です。';
    const card = await people.post(staffA, SHINAGAWA, text);
    const stale = sandbox.slack.message(SHINAGAWA, card.ts);
    if (stale === undefined) throw new Error('the card is there');
    const old = structuredClone(stale);
    await people.approve(prManager, card);
    await people.cardSays(card, '公開済み');
    await sandbox.slack.as(prManager).click(card, 'draft.approve', { stale: old });
    const told = await people.toldPrivately(prManager, SHINAGAWA, '公開済み');
    expect(told).toMatch(/\d+月\d+日/);
    expect(sandbox.x.createCount(text)).toBe(1);
  });

  it('an approval form that was open while the draft changed does not approve the new text', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '課長が見ていた文です。');
    await people.press(prManager, card, 'approve');
    const manager = sandbox.slack.as(prManager);
    await sandbox.waitFor(() => manager.modal());
    await people.edit(staffA, card, '課長が見ていない文です。');
    await people.cardSays(card, '第2版');
    await manager.submit();
    await sandbox.waitFor(() => manager.readModal().includes('第2版'));
    expect(sandbox.x.createCount('課長が見ていない文です。')).toBe(0);
    expect(sandbox.x.createCount('課長が見ていた文です。')).toBe(0);
    await manager.close({ all: true });
  });

  it('a command that Slack delivers again makes no second card', async () => {
    const { sandbox, people } = office();
    const text = '再配達される文です。';
    const result = await sandbox.slack.as(staffA).command(SHINAGAWA, '/post', text);
    const cards = () =>
      sandbox.slack.messages(SHINAGAWA).filter((message) => sandbox.slack.readMessage(message).includes(text));
    const card = await sandbox.waitFor(() => cards()[0]);
    if (result.delivery === null) throw new Error('the command was delivered');
    await sandbox.slack.redeliver(result.delivery.id);
    await people.post(staffA, SHINAGAWA, 'その次の文です。');
    expect(cards()).toHaveLength(1);
    await people.threadSays({ channel: SHINAGAWA, ts: card.ts }, TOLD.submitted);
  });
});

describe('削除', () => {
  it('the manager takes a post down with a reason; the text stays on the card, and nobody else may', async () => {
    const { people, sandbox } = office();
    const text = 'あとで削除する文です。';
    const card = await people.post(staffA, SHINAGAWA, text);
    await people.approve(prManager, card);
    await people.cardSays(card, '公開済み');
    await people.press(staffA, card, 'takeDown');
    await people.toldPrivately(staffA, SHINAGAWA, NOT_MANAGER);
    await people.press(prManager, card, 'takeDown');
    await sandbox.waitFor(() => sandbox.slack.as(prManager).modal());
    await people.submit(prManager, { reason: '会場が変わったため' });
    await people.cardSays(card, '削除済み');
    expect(sandbox.x.posts().some((post) => post.text === text)).toBe(false);
    expect(await people.threadSays(card, '会場が変わったため')).toContain('削除');
  });

  it('a deletion that X refused leaves the post as published and says so; the next one takes it down', async () => {
    const { people, sandbox } = office();
    const text = '削除を断られる文です。';
    const card = await people.post(staffA, SHINAGAWA, text);
    await people.approve(prManager, card);
    await people.cardSays(card, '公開済み');
    const manager = sandbox.slack.as(prManager);
    const takeDown = async () => {
      await people.press(prManager, card, 'takeDown');
      await sandbox.waitFor(() => manager.modal());
      await people.submit(prManager, { reason: '日付の誤りのため' });
    };
    sandbox.faults.add({
      service: 'x',
      operation: 'tweets.delete',
      effect: { kind: 'problem', problem: 'unauthorized' },
    });
    await takeDown();
    const refused = await people.cardSays(card, removalFailedText({ kind: 'not-authenticated' }, 'X').what);
    expect(refused).toContain('/ 削除する');
    expect(sandbox.x.posts().some((post) => post.text === text)).toBe(true);
    await takeDown();
    await people.cardSays(card, '削除済み');
    expect(await people.threadSays(card, TOLD.takenDown)).toContain('日付の誤りのため');
  });

  it('a deletion that X did not answer is said to be unknown and asked for once more', async () => {
    const { people, sandbox } = office();
    const text = '削除の返事がない文です。';
    const card = await people.post(staffA, SHINAGAWA, text);
    await people.approve(prManager, card);
    await people.cardSays(card, '公開済み');
    sandbox.faults.add({ service: 'x', operation: 'tweets.delete', effect: { kind: 'html', status: 503 } });
    await people.press(prManager, card, 'takeDown');
    await sandbox.waitFor(() => sandbox.slack.as(prManager).modal());
    await people.submit(prManager, { reason: '日付の誤りのため' });
    await people.threadSays(card, removalUnknownText('server-error', SHINAGAWA_X, true).what);
    await people.cardSays(card, '削除済み');
    expect(sandbox.x.posts().some((post) => post.text === text)).toBe(false);
  });
});

it('a button that this version does not know is answered, not ignored', async () => {
  const { people, sandbox } = office();
  const card = await people.post(staffA, SHINAGAWA, '古い版のボタンの文です。');
  await sandbox.waitFor(() => sandbox.slack.message(SHINAGAWA, card.ts));
  const old = structuredClone(sandbox.slack.message(SHINAGAWA, card.ts));
  if (old === undefined) throw new Error('the card is there');
  const stale = JSON.parse(JSON.stringify(old).replace('"draft.approve"', '"draft.endorse"'));
  await sandbox.slack.as(prManager).click(card, 'draft.endorse', { stale });
  await people.toldPrivately(prManager, SHINAGAWA, faultText.oldButton);
});
