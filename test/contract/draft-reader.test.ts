import { doAct } from '../../src/usecases/do-act.ts';
import { viewDraft } from '../../src/usecases/read-draft.ts';
import { staffA } from '../support/drafts.ts';
import { sampleEvents } from '../support/sample-events.ts';
import { makeWorld, submitted } from '../support/world.ts';
import { describeDraftReader } from './draft-reader.contract.ts';

describeDraftReader('of the record', async () => {
  const world = makeWorld();
  const { id } = await submitted(world);
  await doAct(world, 'withdraw', { draftId: id, by: staffA, delivery: 'b', expectedRevision: 1 });
  const { DraftSubmitted } = sampleEvents;
  if (DraftSubmitted.type !== 'DraftSubmitted') throw new Error('a sample is of its own type');
  const content = { ...DraftSubmitted.content, accountId: 'no-longer-there' };
  await world.store.append('orphan', 0, [{ ...DraftSubmitted, draftId: 'orphan', content }]);
  return { reader: { view: (draftId) => viewDraft(world, draftId) }, draftId: id, orphanId: 'orphan' };
});
