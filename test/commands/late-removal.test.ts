import { expect, it } from 'vitest';
import { doAct } from '../../src/usecases/do-act.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { manager } from '../support/drafts.ts';
import { HeldTime } from '../support/held-time.ts';
import { startListening } from '../support/listening.ts';
import { until } from '../support/until.ts';
import { publishedIn } from '../support/world.ts';

/**
 * 削除の結果不明: one manager says まだ残っていました and orders the removal once more; the other one's まだ残っていました, asked for by
 * the card of the first removal, comes after that.
 */
it('「まだ残っていました」 of the first removal does not end the second', async () => {
  const office = await startListening();
  const { world } = office;
  const time = new HeldTime();
  Object.assign(world, { pause: async () => undefined });
  Object.assign(world.roster, { now: [PEOPLE.prManager, PEOPLE.staffB] });
  const id = await publishedIn(world);
  Object.assign(world, { pause: time.pause });
  world.publisher.removal = { outcome: 'unknown', cause: 'no-answer' };
  const by = (delivery: string) => ({ draftId: id, by: manager, delivery });
  await doAct(world, 'takeDown', { ...by('down-1'), reason: '会場が変わったため' });
  await time.pass(1_000);
  const card = await office.card(id);
  await doAct(world, 'confirmNotRemoved', by('not-1'));
  await time.pass(1_000);
  await doAct(world, 'takeDown', { ...by('down-2'), reason: '会場が変わったため' });
  await time.pass(1_000);
  const second = { status: 'removalUnknown', removal: { number: 2 } };
  expect(await loadDraft(world, id)).toMatchObject(second);

  await office.people.press(PEOPLE.staffB, card, 'confirmNotRemoved');
  await until(
    async () =>
      office.privately(PEOPLE.staffB, SHINAGAWA).length > 0 ||
      (await loadDraft(world, id))?.status !== 'removalUnknown',
  );
  expect(await loadDraft(world, id)).toMatchObject(second);
});
