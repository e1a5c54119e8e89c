import { afterEach, describe, expect, it } from 'vitest';
import { FIELDS } from '../../src/slack/action-ids.ts';
import { threadText } from '../../src/text/thread.ts';
import { AppProcess } from '../sandbox/app-process.ts';
import { startSandbox } from '../sandbox/index.ts';
import { type CardPlace, OfficePeople, PEOPLE, SHINAGAWA, TOSHIMA } from '../sandbox/office.ts';
import { sharedOffice, startOffice } from '../support/kessai.ts';
import { TOLD } from '../support/told.ts';

/** Who is called in the course of a draft, as the local Slack counts it: nobody twice, nobody else, nobody left out. */

const { staffA, prManager, staffD, civicManager } = PEOPLE;
const office = sharedOffice();
const NAMES: Readonly<Record<string, string>> = {
  [staffA]: '職員A',
  [prManager]: '課長',
  [staffD]: '職員D',
  [civicManager]: '区民課長',
};

/** Everybody whom the lines under the card have called, in their order. */
function called({ slack }: Pick<ReturnType<typeof office>['sandbox'], 'slack'>, card: CardPlace): string[] {
  return slack
    .thread(card.channel, card.ts)
    .filter(({ ts }) => ts !== card.ts)
    .flatMap((line) => slack.pings(line).users.map((id) => NAMES[id] ?? id));
}

afterEach(() => {
  expect(office().sandbox.slack.mistakes()).toEqual([]);
});

describe('だれが、いつ呼ばれるか', () => {
  it('問題のない投稿：課長に1回、公開されたら職員に1回', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '図書館を再開しました。ご利用をお待ちしています。');
    await people.threadSays(card, '決裁をお願いします');
    await people.approve(prManager, card);
    await people.threadSays(card, TOLD.published);
    expect(called(sandbox, card)).toEqual(['課長', '職員A']);
    const lines = sandbox.slack.thread(SHINAGAWA, card.ts).slice(1);
    expect(lines[0]?.text).toContain('品川区公式X：図書館を再開しました。');
    expect(lines.at(-1)?.text).toContain('https://x.com/');
    expect(lines).toHaveLength(3);
  });

  it('直すところがある投稿：職員に1回、直したら課長に1回', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '本日○時○分から訓練を行います。');
    await people.threadSays(card, '直すところが');
    expect(called(sandbox, card)).toEqual(['職員A']);
    await people.edit(staffA, card, '本日から訓練を行います。');
    await people.threadSays(card, '第2版の決裁');
    expect(called(sandbox, card)).toEqual(['職員A', '課長']);
  });

  it('差し戻された投稿：職員に理由と、もう一度出したら課長に1回。取り下げには、だれも呼ばれない', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '窓口の時間が変わります。');
    await people.returnDraft(prManager, card, 'いつからかを書いてください。');
    await people.threadSays(card, 'いつからかを書いてください。');
    await people.edit(staffA, card, '来月から窓口の時間が変わります。');
    await people.threadSays(card, '第2版の決裁');
    await people.press(staffA, card, 'withdraw');
    await people.threadSays(card, '取り下げ');
    expect(called(sandbox, card)).toEqual(['課長', '職員A', '課長']);
  });

  it('手で載せる投稿：承認されたら職員に1回、載せたと報告した本人には何も来ない', async () => {
    const { people, sandbox } = office();
    const card = await people.postByForm(staffD, TOSHIMA, {
      'text.0': '町会の掲示板に区政連絡会の資料を貼りました。',
      'categories.0': ['1'],
    });
    await people.approve(civicManager, card);
    await people.threadSays(card, threadText.handedOver('PIAZZA', 1));
    await people.press(staffD, card, 'confirmManualPost');
    await sandbox.waitFor(() => sandbox.slack.as(staffD).modal());
    await people.submit(staffD, { [FIELDS.url]: 'https://www.piazza-life.com/posts/77' });
    await people.threadSays(card, 'posts/77');
    expect(called(sandbox, card)).toEqual(['区民課長', '職員D']);
  });

  it('Xが断った投稿：課長と職員に1回ずつ、まだ出ていないと', async () => {
    const { people, sandbox } = office();
    const text = '断られる投稿のお知らせです。';
    sandbox.faults.add({
      service: 'x',
      operation: 'tweets.create',
      effect: { kind: 'problem', problem: 'unauthorized' },
      textIncludes: text,
    });
    const card = await people.post(staffA, SHINAGAWA, text);
    await people.approve(prManager, card);
    await people.threadSays(card, threadText.failed);
    expect(called(sandbox, card)).toEqual(['課長', '課長', '職員A']);
  });
});

it('課長のSlackが停止されている：職員に、どうすればよいかが1回伝わる', async () => {
  const { people, sandbox } = await startOffice();
  sandbox.slack.deactivateUser(prManager);
  const card = await people.post(staffA, SHINAGAWA, '課長の異動の後に書いた文です。');
  await people.threadSays(card, '今の人に直すよう');
  expect(called(sandbox, card)).toEqual(['課長', '職員A']);
});

it('Slackが止まり、アプリが落ちても、同じ人を同じことで二度は呼ばない', { timeout: 90_000 }, async () => {
  const sandbox = await startSandbox({ ackTimeoutMs: 30_000 });
  const people = new OfficePeople(sandbox);
  const first = await AppProcess.start({ env: sandbox.env });
  const card = await people.post(staffA, SHINAGAWA, '停電の前に書いた文です。');
  await people.threadSays(card, '決裁をお願いします');
  // The answer to the next line is lost, so that nobody knows whether Slack has it.
  sandbox.faults.add({ service: 'slack', operation: 'chat.postMessage', effect: { kind: 'handledThenReset' } });
  await people.approve(prManager, card);
  await people.cardSays(card, '公開済み');
  await first.kill();
  const second = await AppProcess.start({ env: sandbox.env, dataFolder: first.dataFolder });
  try {
    await people.threadSays(card, TOLD.published);
    await people.post(staffA, SHINAGAWA, '停電の後に書いた文です。');
    expect(called(sandbox, card)).toEqual(['課長', '職員A']);
  } finally {
    await second.stop();
    await sandbox.stop();
  }
});
