import { expect, it } from 'vitest';
import { ACTS } from '../../src/acts/index.ts';
import { confirmForm } from '../../src/slack/action-ids.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { PEOPLE } from '../sandbox/office.ts';
import { startListening } from '../support/listening.ts';
import { until } from '../support/until.ts';
import { submitted } from '../support/world.ts';

/** 職員A is ill. Two colleagues see it at the same moment. */

const { staffA, staffB, prManager } = PEOPLE;
const staffC = 'U0KOHO002';

it('who confirms second takes nothing from the one who was first, and is told who has it now', async () => {
  const office = await startListening();
  const departments = [{ name: '戦略広報課', members: [staffA, staffB, staffC, prManager] }];
  Object.assign(office.world, { office: { ...office.world.office, departments } });
  const { id } = await submitted(office.world);
  const card = await office.card(id);
  const { slack } = office.sandbox;
  for (const user of [staffC, staffB]) {
    const value = JSON.stringify({ action: 'takeOver', draftId: id, revision: 1, stage: 0 });
    await slack.as(user).choose(card, 'draft.more', value);
    await office.sandbox.waitFor(() => slack.as(user).modal()?.callback_id === confirmForm(ACTS.takeOver.id));
  }
  await office.people.submit(staffC);
  await office.people.submit(staffB);
  await until(() => office.inbox.held().length === 0);
  expect((await loadDraft(office.world, id))?.drafter.id).toBe(staffC);
  expect(slack.readModal(staffB)).not.toContain('引き継ぎました。');
});
