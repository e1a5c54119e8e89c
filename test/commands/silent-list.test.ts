import { expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/action-ids.ts';
import { historyText } from '../../src/text/lists.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { startListening } from '../support/listening.ts';
import { published } from '../support/posts.ts';
import { account } from '../support/world.ts';

/** The office gives up an account, or gives it another id, and the app is started again; a list of before is still on the screen. */

it('turning the page of an account that is no more is answered', async () => {
  const office = await startListening();
  for (let day = 10; day < 22; day += 1)
    await office.world.store.append(`202610${day}-HISTORY1`, 0, published(account.id, `2026-10-${day}T00:00:00.000Z`));
  const staff = office.sandbox.slack.as(PEOPLE.staffA);
  await staff.command(SHINAGAWA, '/post', '履歴');
  const list = await office.sandbox.waitFor(() => staff.ephemerals(SHINAGAWA).at(-1));
  const before = office.privately(PEOPLE.staffA);
  expect(before.at(-1)).toContain(historyText.older);

  Object.assign(office.world, { office: { ...office.world.office, accounts: [{ ...account, id: 'other-x' }] } });
  await staff.click({ channel: SHINAGAWA, ts: list.ts }, ACTIONS.historyOlder);
  // Another question, which is answered after the first would have been.
  await staff.command(SHINAGAWA, '/post', 'ヘルプ');
  await office.sandbox.waitFor(() => office.privately(PEOPLE.staffA).some((each) => each.includes('使い方')));
  const after = office.privately(PEOPLE.staffA).filter((each) => !each.includes('使い方'));
  expect(after).not.toEqual(before);
});
