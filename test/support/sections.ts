import { doAct } from '../../src/usecases/do-act.ts';
import type { Account } from '../../src/usecases/ports.ts';
import { manager, staffA, staffB } from './drafts.ts';
import { makeWorld, type TestWorld } from './world.ts';

/** An office whose register knows two sections, and a draft that goes from hand to hand between them. */

export const staffC = { id: 'U0KOHO002', name: '職員C' };
export const staffD = { id: 'U0KOHO003', name: '職員D' };

/** Three of 戦略広報課 and its chief, one of 防災課. */
export function office(account: Partial<Account> = {}): TestWorld {
  const world = makeWorld(account);
  const departments = [
    { name: '戦略広報課', members: [staffA.id, staffC.id, staffD.id, manager.id] },
    { name: '防災課', members: [staffB.id] },
  ];
  return Object.assign(world, { office: { ...world.office, departments } });
}

/** 引き継いで編集, of the first version as it was drafted. */
export const take = (world: TestWorld, draftId: string, by: typeof staffA) =>
  doAct(world, 'takeOver', { draftId, by, delivery: `take ${by.id}`, expectedRevision: 1 });
