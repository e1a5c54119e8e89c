import { expect, it } from 'vitest';
import { doAct } from '../../src/usecases/do-act.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { manager } from '../support/drafts.ts';
import { HeldTime } from '../support/held-time.ts';
import { startListening } from '../support/listening.ts';
import { until } from '../support/until.ts';
import { approve, submitted } from '../support/world.ts';

/**
 * Two managers look at the same 結果不明. The first says 公開されていませんでした and sends once more, and again nobody knows. Only
 * then does the second press 「確かめました」 in the question that their telephone has shown since the first sending.
 */
it('「公開されていませんでした」 of the first sending says nothing of the second', async () => {
  const office = await startListening();
  const { world } = office;
  const time = new HeldTime();
  Object.assign(world, { pause: time.pause });
  Object.assign(world.roster, { now: [PEOPLE.prManager, PEOPLE.staffB] });
  world.publisher.answer = { outcome: 'unknown', cause: 'no-answer' };
  const { id } = await submitted(world);
  await approve(world, id);
  await time.pass(1_000);
  expect(await loadDraft(world, id)).toMatchObject({ status: 'outcomeUnknown', attempt: { number: 1 } });
  const card = await office.card(id);

  await office.people.press(PEOPLE.prManager, card, 'confirmNotPublished');
  await until(async () => (await loadDraft(world, id))?.status === 'approved');
  await doAct(world, 'retry', { draftId: id, by: manager, delivery: 'retry-1' });
  await time.pass(1_000);
  expect(await loadDraft(world, id)).toMatchObject({ status: 'outcomeUnknown', attempt: { number: 2 } });

  await office.people.press(PEOPLE.staffB, card, 'confirmNotPublished');
  await until(
    async () =>
      office.privately(PEOPLE.staffB, SHINAGAWA).length > 0 ||
      (await loadDraft(world, id))?.status !== 'outcomeUnknown',
  );
  expect(await loadDraft(world, id)).toMatchObject({ status: 'outcomeUnknown', attempt: { number: 2 } });
});
