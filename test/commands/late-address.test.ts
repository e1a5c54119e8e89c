import { expect, it } from 'vitest';
import { contentHash } from '../../src/draft/content.ts';
import { FIELDS } from '../../src/slack/action-ids.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { PEOPLE } from '../sandbox/office.ts';
import { manager, staffA } from '../support/drafts.ts';
import { startListening } from '../support/listening.ts';
import { until } from '../support/until.ts';
import { approve, ScriptedPublisher, statusOf, submitted } from '../support/world.ts';

const MENDED = '日程を直した、図書館の再開のお知らせです。';

/**
 * PIAZZA: 職員A has 「掲載しました」 open and copies the address. Meanwhile the manager sends the text back, it is mended, approved
 * and handed over anew. Then 職員A sends the form, with the address of the post of the first version.
 */
it('the address of the first version’s post does not make the second version 公開済み', async () => {
  const office = await startListening();
  const { world } = office;
  const byHand = new ScriptedPublisher(false);
  Object.assign(world, { pause: async () => undefined, publisherOf: () => byHand });
  const { id } = await submitted(world);
  await approve(world, id);
  await world.duties.idle();
  expect(await statusOf(world, id)).toBe('handedOver');
  const card = await office.card(id);
  await office.people.press(PEOPLE.staffA, card, 'confirmManualPost');
  await office.sandbox.waitFor(() => office.sandbox.slack.as(PEOPLE.staffA).modal(), { what: 'the form' });

  await doAct(world, 'giveUpManualPost', { draftId: id, by: manager, delivery: 'up', reason: '日程に誤りがあります' });
  const edit = { draftId: id, by: staffA, delivery: 'edit', expectedRevision: 1, text: MENDED, fields: {} };
  expect(await reviseDraft(world, edit)).toMatchObject({ ok: true });
  const decided = { draftId: id, by: manager, delivery: 'approve-2', expectedRevision: 2 };
  const hash = contentHash({ accountId: 'shinagawa-x', text: MENDED });
  await approveDraft(world, { ...decided, contentHash: hash, necessities: [], acknowledged: [] });
  await world.duties.idle();
  expect(await statusOf(world, id)).toBe('handedOver');

  await office.people.submit(PEOPLE.staffA, { [FIELDS.url]: 'https://www.piazza-life.com/posts/1' });
  await until(() => office.inbox.held().length === 0);
  expect(await loadDraft(world, id)).toMatchObject({ status: 'handedOver' });
});
