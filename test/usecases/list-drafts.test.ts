import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DraftEvent } from '../../src/draft/events.ts';
import type { World } from '../../src/usecases/act.ts';
import { listForPerson, listHistory, listQueue } from '../../src/usecases/list-drafts.ts';
import { manager, staffA, staffB } from '../support/drafts.ts';
import { published, submittedEvent, takenDown } from '../support/posts.ts';
import { sampleEvents } from '../support/sample-events.ts';
import { account, makeWorld, type TestWorld } from '../support/world.ts';

const SHINAGAWA = 'shinagawa-x';
const TOSHIMA = 'toshima-piazza';
const HERE = 'C0SHINAGAWA';
const ELSEWHERE = 'C0GENERAL';
const civicManager = 'U0KUMIN100';
const guest = 'U0GUEST001';

const by = (person: typeof staffA, event: DraftEvent): DraftEvent => ({ ...event, by: person });

/** A draft on record under its own id. */
function record(id: string, ...[first, ...events]: readonly DraftEvent[]): Promise<unknown> {
  if (first?.type !== 'DraftSubmitted') throw new Error('a record begins with its text');
  return world.store.append(id, 0, [{ ...first, draftId: id }, ...events]);
}

let world: TestWorld;
beforeEach(async () => {
  const base = makeWorld();
  const toshima = {
    ...account,
    id: TOSHIMA,
    name: '豊島区公式ピアッツァ',
    channel: 'C0TOSHIMA',
    manager: { title: '区民活動推進課長', people: { users: [civicManager], group: null } },
  };
  world = { ...base, office: { ...base.office, accounts: [account, toshima] } };
  await record('by-a', by(staffA, submittedEvent(SHINAGAWA)));
  await record('by-b', by(staffB, submittedEvent(SHINAGAWA)));
  await record('civic', by(staffB, submittedEvent(TOSHIMA)));
  await record('withdrawn', by(staffA, submittedEvent(SHINAGAWA)), sampleEvents.DraftWithdrawn);
});

const queue = async (userId: string, channel: string | null, in_: World = world) =>
  (await listQueue(in_, { userId, channel }, 40)).entries.map(({ view }) => view.draft.id);

describe('who sees what is not published yet', () => {
  it('in an account’s own channel: whoever is there sees what they see on its cards, and of no other account', async () => {
    for (const user of [staffA.id, manager.id, guest]) expect(await queue(user, HERE)).toEqual(['by-a', 'by-b']);
    expect(await queue(staffA.id, 'C0TOSHIMA')).toEqual(['civic']);
  });

  it.each([ELSEWHERE, null])(
    'elsewhere (%s): a guest sees nothing, staff their own, a manager what they decide on',
    async (channel) => {
      expect(await queue(guest, channel)).toEqual([]);
      expect(await queue(staffA.id, channel)).toEqual(['by-a']);
      expect(await queue(staffB.id, channel)).toEqual(['by-b', 'civic']);
      expect(await queue(manager.id, channel)).toEqual(['by-a', 'by-b']);
      expect(await queue(civicManager, channel)).toEqual(['civic']);
    },
  );

  it('elsewhere: who wrote a revision sees it as well', async () => {
    await world.store.append('by-a', 1, [by(staffB, sampleEvents.DraftRevised)]);
    expect(await queue(staffB.id, ELSEWHERE)).toEqual(['by-a', 'by-b', 'civic']);
    expect(await queue(staffA.id, ELSEWHERE)).toEqual(['by-a']);
  });

  it('elsewhere: nobody is a manager while Slack does not say who is', async () => {
    const unknown = { ...world, roster: { members: async () => null, anyActive: async () => null } };
    expect(await queue(manager.id, ELSEWHERE, unknown)).toEqual([]);
    expect(await queue(staffA.id, ELSEWHERE, unknown)).toEqual(['by-a']);
  });

  it('on the Home tab: what this person decides on, and their own', async () => {
    const home = async (userId: string) => {
      const { waiting, mine } = await listForPerson(world, userId, 40);
      return [waiting, mine].map(({ entries }) => entries.map(({ view }) => view.draft.id));
    };
    expect(await home(manager.id)).toEqual([['by-a', 'by-b'], []]);
    expect(await home(staffB.id)).toEqual([[], ['by-b', 'civic']]);
    expect(await home(guest)).toEqual([[], []]);
  });
});

describe('the history', () => {
  it('shows elsewhere what is public, and never what was taken down, withdrawn or waits', async () => {
    await record('public', ...published(SHINAGAWA, '2026-07-01T00:00:00.000Z'));
    await record('down', ...published(SHINAGAWA, '2026-07-02T00:00:00.000Z'), takenDown('2026-07-03T00:00:00.000Z'));
    const history = async (channel: string) =>
      (await listHistory(world, SHINAGAWA, { channel }, { before: null, limit: 10 })).entries.map(
        ({ view }) => view.draft.id,
      );
    expect(await history(HERE)).toEqual(['down', 'public']);
    expect(await history(ELSEWHERE)).toEqual(['public']);
  });
});

describe('a list', () => {
  it('reads no more drafts than it shows, and says how many there are', async () => {
    for (let number = 0; number < 60; number += 1)
      await record(`more-${number}`, by(staffA, submittedEvent(SHINAGAWA)));
    const load = vi.spyOn(world.store, 'load');
    const { waiting } = await listForPerson(world, manager.id, 5);
    expect(waiting).toMatchObject({ total: 62, entries: { length: 5 } });
    expect(load).toHaveBeenCalledTimes(5);
  });

  it('is not hidden by one draft that cannot be read', async () => {
    const load = world.store.load.bind(world.store);
    world.store.load = (id) => (id === 'by-a' ? Promise.reject(new Error('disk')) : load(id));
    expect(await queue(manager.id, HERE)).toEqual(['by-b']);
  });
});
