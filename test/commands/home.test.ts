import { expect, it } from 'vitest';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { homeText } from '../../src/text/help.ts';
import { queueText } from '../../src/text/lists.ts';
import { refusalText } from '../../src/text/refusals.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { type Listening, startListening, waiting } from '../support/listening.ts';
import { sampleEvents } from '../support/sample-events.ts';

const { staffA, staffD, prManager } = PEOPLE;
const GENERAL = 'C0GENERAL';

async function homeOf(office: Listening, user: string, says: string): Promise<string> {
  const person = office.sandbox.slack.as(user);
  await person.openHome();
  return office.sandbox.waitFor(() => person.readHome().includes(says) && person.readHome());
}

it('eight drafts that wait for the manager are on their Home at once, each with its button', async () => {
  const office = await startListening();
  const ids = await waiting(office, 8);
  const home = await homeOf(office, prManager, homeText.tasks(8));
  expect(home.split(`[${queueText.decide}]`)).toHaveLength(9);
  const blocks = JSON.stringify(office.sandbox.slack.as(prManager).home());
  for (const id of ids) expect(blocks).toContain(id);
});

it('what the drafter has mended from their Home is gone from it', async () => {
  const office = await startListening();
  const [id = ''] = await waiting(office, 1);
  await office.world.store.append(id, 1, [sampleEvents.DraftReturned]);
  await homeOf(office, staffA, homeText.tasks(1));
  const staff = office.sandbox.slack.as(staffA);
  await staff.click('home', ACTIONS.revise);
  await office.sandbox.waitFor(() => staff.modal());
  await staff.submit({ [`${FIELDS.text}.0`]: '直した文です。' });
  await office.sandbox.waitFor(() => staff.readHome().includes(homeText.tasks(0)));
  expect(staff.readHome()).toContain('戦略広報課長の決裁待ち');
});

it('from a list elsewhere the drafter reaches their own draft; with its address alone a stranger does not', async () => {
  const office = await startListening();
  const [id = ''] = await waiting(office, 1);
  await office.world.store.append(id, 1, [sampleEvents.DraftReturned]);
  const staff = office.sandbox.slack.as(staffA);
  await staff.command(GENERAL, '/post', '承認待ち');
  const list = await office.sandbox.waitFor(() => staff.ephemerals(GENERAL).at(-1));
  await staff.click({ channel: GENERAL, ts: list.ts }, ACTIONS.revise);
  await office.sandbox.waitFor(() => staff.modal());
  const click = office.sandbox.slack.deliveries().findLast(({ payload }) => payload.type === 'block_actions');
  const user = { ...(click?.payload.user as object), id: staffD };
  await office.sandbox.slack.deliverRaw('interactive', { ...click?.payload, user, trigger_id: 'forged' });
  const stranger = office.sandbox.slack.as(staffD);
  await office.sandbox.waitFor(() =>
    office.privately(staffA, GENERAL).some((said) => said.includes(refusalText({ code: 'not-found' }))),
  );
  expect(stranger.modal()).toBeUndefined();
});

it('all of 125 drafts are reached, ten a page, and no card is drawn for it', async () => {
  const office = await startListening();
  const ids = await waiting(office, 125);
  const manager = office.sandbox.slack.as(prManager);
  await manager.command(SHINAGAWA, '/post', '承認待ち');
  const seen = new Set<string>();
  let last = '';
  for (let turns = 0; ; turns += 1) {
    const list = await office.sandbox.waitFor(() => {
      const message = manager.ephemerals(SHINAGAWA).at(-1);
      return message !== undefined && JSON.stringify(message.blocks) !== last && message;
    });
    last = JSON.stringify(list.blocks);
    for (const id of ids) if (last.includes(id)) seen.add(id);
    if (!office.sandbox.slack.readMessage(list).includes('次の10件')) {
      expect(turns).toBe(12);
      break;
    }
    await manager.click({ channel: SHINAGAWA, ts: list.ts }, ACTIONS.queueOlder);
  }
  expect(seen.size).toBe(125);
  expect(office.sandbox.slack.messages(SHINAGAWA)).toEqual([]);
});
