import { expect, it } from 'vitest';
import { doAct } from '../../src/usecases/do-act.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { manager, staffA, text } from '../support/drafts.ts';
import { approve, makeWorld, publishedIn, statusOf } from '../support/world.ts';

/** Two cards with the same words: the manager finds one post on X, and gives its address for the card that is not known. */
it('the address of another draft’s post is refused, or removing this one would take that one’s post down', async () => {
  const world = makeWorld();
  await publishedIn(world);
  world.publisher.answer = { outcome: 'unknown', cause: 'no-answer' };
  const second = await submitDraft(world, {
    accountId: 'shinagawa-x',
    text,
    fields: {},
    by: staffA,
    delivery: 'command-2',
  });
  if (!second.ok) throw new Error(second.refusal.code);
  const { id } = second.draft;
  await approve(world, id, 'approve-2');
  await world.duties.idle();
  expect(await statusOf(world, id)).toBe('outcomeUnknown');

  const url = 'https://x.com/shinagawacity/status/101';
  const said = await doAct(world, 'confirmPublished', { draftId: id, by: manager, delivery: 'seen', url });
  expect(said).toMatchObject({ ok: false, refusal: { code: 'url-of-another' } });
  expect(await statusOf(world, id)).toBe('outcomeUnknown');
});
