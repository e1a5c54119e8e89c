import { describe, expect, it } from 'vitest';
import { doAct } from '../../src/usecases/do-act.ts';
import { findDrafts } from '../../src/usecases/find-drafts.ts';
import { listForPerson } from '../../src/usecases/list-drafts.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { staffA } from '../support/drafts.ts';
import { makeWorld, submitted } from '../support/world.ts';

/** Unpublished texts are for the channel, for their drafter, and for those who decide. */

const staffC = { id: 'U0KOHO002', name: '職員C' };

describe('異動した職員', () => {
  it('finds outside the channel no text that a colleague wrote after taking the draft over', async () => {
    const world = makeWorld();
    const departments = [{ name: '戦略広報課', members: [staffC.id] }];
    const { id } = await submitted(world);
    Object.assign(world, { office: { ...world.office, departments } });
    await doAct(world, 'takeOver', { draftId: id, by: staffC, delivery: 't', expectedRevision: 1 });
    const later = '異動のあとに書かれた、まだ公開していない文です。';
    await reviseDraft(world, { draftId: id, by: staffC, delivery: 'r', expectedRevision: 1, text: later, fields: {} });
    const asked = { words: '異動のあと', number: '', person: '', month: null, state: null, accountId: null };
    const reader = { userId: staffA.id, channel: null };
    const { entries } = await findDrafts(world, reader, asked, { before: null, limit: 9 });
    const { waiting } = await listForPerson(world, staffA.id, { tasks: 9, waiting: 9, finished: 9 });
    expect(JSON.stringify([entries, waiting])).not.toContain('異動のあとに書かれた');
  });
});
