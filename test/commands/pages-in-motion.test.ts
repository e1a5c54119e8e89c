import { expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/action-ids.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { type Listening, startListening, waiting } from '../support/listening.ts';
import { submittedEvent } from '../support/posts.ts';
import { sampleEvents } from '../support/sample-events.ts';
import { account } from '../support/world.ts';

/** A list is turned while what stands in it is decided: ten are dealt with, and the next ten are wanted. */

const { prManager } = PEOPLE;

/** The list as it stands, once it is another than before. */
async function nextList(office: Listening, before: string): Promise<{ readonly ts: string; readonly blocks: string }> {
  const chief = office.sandbox.slack.as(prManager);
  return office.sandbox.waitFor(() => {
    const message = chief.ephemerals(SHINAGAWA).at(-1);
    const blocks = JSON.stringify(message?.blocks ?? null);
    return message !== undefined && blocks !== before && { ts: message.ts, blocks };
  });
}

const among = (ids: readonly string[], { blocks }: { readonly blocks: string }): readonly string[] =>
  ids.filter((id) => blocks.includes(id));

it('after the first ten were decided, the next page begins with the eleventh', async () => {
  const office = await startListening();
  const ids = await waiting(office, 25);
  const chief = office.sandbox.slack.as(prManager);
  await chief.command(SHINAGAWA, '/post', '承認待ち');
  const first = await nextList(office, 'null');
  const decided = among(ids, first);
  expect(decided).toHaveLength(10);
  for (const id of decided) await office.world.store.append(id, 1, [sampleEvents.DraftWithdrawn]);

  await chief.click({ channel: SHINAGAWA, ts: first.ts }, ACTIONS.queueOlder);
  const second = await nextList(office, first.blocks);
  await chief.click({ channel: SHINAGAWA, ts: second.ts }, ACTIONS.queueOlder);
  const third = await nextList(office, second.blocks);
  const seen = new Set([...decided, ...among(ids, second), ...among(ids, third)]);
  expect(ids.filter((id) => !seen.has(id))).toEqual([]);
});

it('what has come meanwhile pushes nothing off the page: the way back leads to what was there, and then to it', async () => {
  const office = await startListening();
  const ids = await waiting(office, 25);
  const chief = office.sandbox.slack.as(prManager);
  await chief.command(SHINAGAWA, '/post', '承認待ち');
  const first = await nextList(office, 'null');
  const event = { ...submittedEvent(account.id), at: '2026-11-21T04:59:00.000Z' };
  for (const id of ['20261121-NEWS0001', '20261121-NEWS0002'])
    if (event.type === 'DraftSubmitted') await office.world.store.append(id, 0, [{ ...event, draftId: id }]);

  await chief.click({ channel: SHINAGAWA, ts: first.ts }, ACTIONS.queueOlder);
  const second = await nextList(office, first.blocks);
  expect(among(among(ids, first), second)).toEqual([]);
  await chief.click({ channel: SHINAGAWA, ts: second.ts }, ACTIONS.queueNewer);
  const back = await nextList(office, second.blocks);
  expect(among(ids, back)).toEqual(among(ids, first));
  await chief.click({ channel: SHINAGAWA, ts: back.ts }, ACTIONS.queueNewer);
  const top = await nextList(office, back.blocks);
  expect(among(['20261121-NEWS0001', '20261121-NEWS0002'], top)).toHaveLength(2);
});
