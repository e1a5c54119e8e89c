import { expect, it } from 'vitest';
import { probe } from '../../src/usecases/probe.ts';
import { manager } from '../support/drafts.ts';
import { eventTypes, makeWorld, submitted } from '../support/world.ts';

/** 4月1日: the new chief was put into the user group half a minute ago, after the old one had looked at the list. */
it('whoever is the manager now is not refused, and not put on record as somebody without authority', async () => {
  const world = makeWorld();
  const { id } = await submitted(world);
  Object.assign(world.roster, { before: ['U0KOHO099'], now: [manager.id] });
  const click = { action: 'approve', draftId: id, by: manager, delivery: 'click', expectedRevision: 1 } as const;
  expect(await probe(world, click)).toMatchObject({ ok: true });
  expect(await eventTypes(world, id)).not.toContain('AttemptRefused');
});
