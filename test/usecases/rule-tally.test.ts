import { describe, expect, it, vi } from 'vitest';
import type { Finding } from '../../src/guideline/types.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { tallyRules } from '../../src/usecases/rule-tally.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { finding, review, staffA, text } from '../support/drafts.ts';
import { makeWorld, type TestWorld } from '../support/world.ts';

const weekday = finding('block', 0, 'date-weekday');
const mention = finding('warning', 2, 'mention');
const ACCOUNT = 'shinagawa-x';
const DAY = 24 * 3_600_000;

async function drafted(world: TestWorld, delivery: string, ...findings: readonly Finding[]): Promise<string> {
  world.findings = review(...findings);
  const outcome = await submitDraft(world, { accountId: ACCOUNT, text, fields: {}, by: staffA, delivery });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.draft.id;
}

describe('今月の指摘', () => {
  it('counts each finding of each revision, of living and of closed drafts', async () => {
    const world = makeWorld();
    const id = await drafted(world, 'a', weekday, finding('block', 5, 'date-weekday'), mention);
    world.findings = review(mention);
    await reviseDraft(world, {
      draftId: id,
      by: staffA,
      delivery: 'b',
      expectedRevision: 1,
      text: `${text}。`,
      fields: {},
    });
    await world.store.close(await drafted(world, 'c', weekday), '2026-11');
    expect(await tallyRules(world, ACCOUNT)).toEqual({ 'date-weekday': 3, mention: 2 });
  });

  it('leaves out last month, also of a draft that is still open or was closed this month', async () => {
    const world = makeWorld();
    await drafted(world, 'open', weekday);
    const closed = await drafted(world, 'closed', weekday);
    world.later(10 * DAY);
    await world.store.close(closed, '2026-12');
    await drafted(world, 'new', mention);
    expect(await tallyRules(world, ACCOUNT)).toEqual({ mention: 1 });
  });

  it('counts what the slower checks found', async () => {
    const world = makeWorld();
    const id = await drafted(world, 'a', weekday);
    const dead = finding('warning', 1, 'url-dead');
    const checked = { type: 'LinksChecked', at: world.clock.now().toISOString(), by: 'system', revision: 1 } as const;
    await world.store.append(id, 1, [{ ...checked, results: [], findings: [dead] }]);
    expect(await tallyRules(world, ACCOUNT)).toEqual({ 'date-weekday': 1, 'url-dead': 1 });
  });

  it('goes by the month in Japan', async () => {
    const world = makeWorld();
    world.later(Date.parse('2026-11-30T15:00:00.000Z') - world.clock.now().getTime()); // midnight in Japan
    await drafted(world, 'a', weekday);
    world.later(DAY);
    expect(await tallyRules(world, ACCOUNT)).toEqual({ 'date-weekday': 1 });
  });

  it('counts for each account on its own, and reads no draft', async () => {
    const world = makeWorld();
    await drafted(world, 'a', weekday);
    const load = vi.spyOn(world.store, 'load');
    expect(await tallyRules(world, 'another')).toEqual({});
    expect(await tallyRules(world, ACCOUNT)).toEqual({ 'date-weekday': 1 });
    expect(load).not.toHaveBeenCalled();
  });
});
