import { describe, expect, it } from 'vitest';
import { FIELDS } from '../../src/slack/action-ids.ts';
import { answerText, faultText, refusalText } from '../../src/text/refusals.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { type Listening, startListening } from '../support/listening.ts';
import { until } from '../support/until.ts';
import { account, submitted } from '../support/world.ts';

/** The office has installed the app without its messages tab: Slack lets it write to nobody's own conversation. */

const { staffA, prManager } = PEOPLE;
const TEXT = '電車の中で書いた、図書館の再開のお知らせです。';
const NOBODY = { drafters: { users: [], group: null } };
const NOT_ALLOWED = refusalText(
  { code: 'not-allowed-to-draft', accountId: account.id },
  { accountName: account.name, managerTitle: account.manager.title },
);

async function withoutTab(options: Parameters<typeof startListening>[0] = {}): Promise<Listening> {
  const office = await startListening(options);
  office.sandbox.slack.configure({ messagesTab: false });
  return office;
}

const arrival = {
  kind: 'draft',
  accountId: account.id,
  channel: null,
  text: TEXT,
  fields: {},
  by: { id: staffA, name: '職員A' },
  delivery: 'command-9',
  at: '2026-11-21T05:00:00.000Z',
} as const;

describe('Slackが本人あてのメッセージを断る', () => {
  it('a click on the Home tab is answered in a form in front of the person', async () => {
    const office = await withoutTab({ account: NOBODY });
    const { slack } = office.sandbox;
    await slack.as(staffA).openHome();
    await until(() => slack.as(staffA).home() !== undefined);
    await slack.as(staffA).click('home', 'home.start_draft');
    await until(() => slack.readModal(staffA).includes(NOT_ALLOWED));
    expect(slack.readModal(staffA)).toContain(answerText.title);
    expect(slack.calls('chat.postMessage').map(({ error }) => error)).toEqual(['messages_tab_disabled']);
    expect(slack.mistakes()).toEqual([]);
  });

  it('what is given back after a stop comes in the account’s channel, for its author alone', async () => {
    const office = await withoutTab({ account: NOBODY });
    expect(await office.finish(arrival)).toBe('given back');
    const [told] = office.privately(staffA);
    expect(told).toContain(NOT_ALLOWED);
    expect(told).toContain(TEXT);
    expect(office.inbox.held()).toEqual([]);
  });

  it('a very long text comes back whole, each piece once', async () => {
    const office = await withoutTab({ account: NOBODY });
    const long = Array.from({ length: 1_500 }, (_, line) => `${line}行目です。`).join('\n');
    await office.finish({ ...arrival, text: long });
    const told = office.privately(staffA).join('\n');
    expect(office.privately(staffA).length).toBeGreaterThan(1);
    for (const line of [0, 700, 1_499]) expect(told.split(`\n${line}行目です。`).length).toBe(2);
  });

  it('a reason of a form that was closed meanwhile comes back in the channel of the draft', async () => {
    const office = await withoutTab();
    const { id } = await submitted(office.world);
    const card = await office.card(id);
    await office.people.press(prManager, card, 'return');
    await until(() => office.sandbox.slack.as(prManager).modal() !== undefined);
    office.store.hang();
    await office.people.submit(prManager, { [FIELDS.reason]: '曜日が違います。' });
    await office.sandbox.slack.as(prManager).close();
    office.store.goOn('fails');
    await until(() => office.privately(prManager).length > 0);
    const [told] = office.privately(prManager);
    expect(told).toContain('曜日が違います。');
    expect(told).toContain(faultText.fault(''));
    await until(() => office.inbox.held().length === 0);
  });

  it('where nobody can be told at all, the text stays until the next start', async () => {
    const office = await withoutTab({ account: NOBODY });
    office.sandbox.slack.removeFromChannel(SHINAGAWA, staffA);
    await expect(office.finish(arrival)).rejects.toThrow('reached nobody');
    expect(office.inbox.held()).toMatchObject([{ text: TEXT }]);
  });
});

it('what is to be said after a form was sent has a form of its own, where nothing else is left', async () => {
  const office = await withoutTab();
  const { slack } = office.sandbox;
  Object.assign(office.world.threadLog, { told: async () => 'not_in_channel' });
  const stranger = PEOPLE.civicManager;
  slack.removeFromChannel(SHINAGAWA, stranger);
  await slack.as(stranger).openHome();
  await until(() => slack.as(stranger).home() !== undefined);
  await slack.as(stranger).click('home', 'home.start_draft');
  await until(() => slack.as(stranger).modal() !== undefined);
  await office.people.submit(stranger, { [`${FIELDS.text}.0`]: TEXT });
  await until(() => slack.readModal(stranger).includes(faultText.noCard(account.name, 'not_in_channel')));
  expect(slack.as(stranger).modal()?.title?.text).toBe(answerText.title);
});
