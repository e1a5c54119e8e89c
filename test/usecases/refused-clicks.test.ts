import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/draft/content.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { content, staffA, staffB, text } from '../support/drafts.ts';
import { makeWorld, submitted, type TestWorld } from '../support/world.ts';

const bystander = staffB;

async function refusals(world: TestWorld, id: string): Promise<readonly string[]> {
  const events = (await world.store.load(id))?.events ?? [];
  return events.flatMap((event) => (event.type === 'AttemptRefused' ? [`${event.action} ${event.code}`] : []));
}

describe('取下げ by its drafter', () => {
  it('asks nobody who the manager is: it works while the user groups do not answer', async () => {
    const world = makeWorld();
    const { id } = await submitted(world);
    world.roster.members = () => Promise.reject(new Error('the roster was asked'));
    const withdrawn = await doAct(world, 'withdraw', { draftId: id, by: staffA, delivery: 'a', expectedRevision: 1 });
    expect(withdrawn).toMatchObject({ ok: true, draft: { status: 'withdrawn' } });
  });
});

describe('決裁の権限のない職員が何度も押す', () => {
  const clicked = (world: TestWorld, draftId: string, delivery: string, expectedRevision = 1) =>
    approveDraft(world, {
      draftId,
      by: bystander,
      delivery,
      expectedRevision,
      contentHash: contentHash(content),
      necessities: [],
      acknowledged: [],
    });

  it('is answered each time, and stands in the record once', async () => {
    const world = makeWorld();
    const { id } = await submitted(world);
    for (let click = 0; click < 50; click += 1) {
      expect(await clicked(world, id, `click-${click}`)).toMatchObject({ ok: false, refusal: { code: 'not-manager' } });
    }
    expect(await refusals(world, id)).toEqual(['approve not-manager']);
  });

  it('stands there once more for another act, and for another version of the text', async () => {
    const world = makeWorld();
    const { id } = await submitted(world);
    const reject = (delivery: string) =>
      doAct(world, 'reject', { draftId: id, by: bystander, delivery, expectedRevision: 1, reason: '理由' });
    await clicked(world, id, 'a');
    await reject('b');
    await reject('c');
    const outcome = await reviseDraft(world, {
      draftId: id,
      by: staffA,
      delivery: 'd',
      expectedRevision: 1,
      text: `${text}お知らせです。`,
      fields: {},
    });
    expect(outcome.ok).toBe(true);
    await clicked(world, id, 'e', 2);
    await clicked(world, id, 'f', 2);
    expect(await refusals(world, id)).toEqual(['approve not-manager', 'reject not-manager', 'approve not-manager']);
  });
});
