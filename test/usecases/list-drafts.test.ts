import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DraftEvent } from '../../src/draft/events.ts';
import { placeInList } from '../../src/draft/groups.ts';
import type { DraftFields, Level } from '../../src/guideline/types.ts';
import type { World } from '../../src/usecases/act.ts';
import { listForPerson, listHistory, listQueue, type QueueTurn } from '../../src/usecases/list-drafts.ts';
import { isWithinReach } from '../../src/usecases/sight.ts';
import { finding, manager, review, staffA, staffB } from '../support/drafts.ts';
import { published, submittedEvent, takenDown } from '../support/posts.ts';
import { sampleEvents } from '../support/sample-events.ts';
import { account, makeWorld, type TestWorld } from '../support/world.ts';

const SHINAGAWA = 'shinagawa-x';
const TOSHIMA = 'toshima-piazza';
const HERE = 'C0SHINAGAWA';
const ELSEWHERE = 'C0GENERAL';
const LATER = '2026-07-03T00:00:00.000Z';
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
  (await listQueue(in_, { userId, channel }, { from: 0, limit: 40 })).entries.map(({ summary }) => summary.id).sort();

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

  it('elsewhere: nobody is a manager while Slack does not say who is', async () => {
    const unknown = { ...world, roster: { members: async () => null, anyActive: async () => null } };
    expect(await queue(manager.id, ELSEWHERE, unknown)).toEqual([]);
    expect(await queue(staffA.id, ELSEWHERE, unknown)).toEqual(['by-a']);
  });

  it('on the Home tab: what this person decides on, and their own', async () => {
    expect(await home(manager.id)).toEqual({ tasks: ['by-a decide', 'by-b decide'], waiting: [] });
    expect(await home(staffB.id)).toEqual({ tasks: [], waiting: ['by-b', 'civic'] });
    expect(await home(guest)).toEqual({ tasks: [], waiting: [] });
  });
});

const MOST = { tasks: 40, waiting: 40, finished: 5 };

async function home(userId: string) {
  const { tasks, waiting } = await listForPerson(world, userId, MOST);
  return {
    tasks: tasks.entries.map(({ summary, task }) => `${summary.id} ${task}`).sort(),
    waiting: waiting.entries.map(({ summary }) => summary.id).sort(),
  };
}

/** A text of 職員A on which the check has found something of this level. */
const flagged = (level: Level, more: Partial<DraftFields> = {}): DraftEvent => ({
  ...sampleEvents.DraftSubmitted,
  by: staffA,
  fields: more,
  review: review(finding(level)),
});

describe('what a person has to do', () => {
  const at = '2026-07-01T00:30:00.000Z';
  const sent = published(SHINAGAWA, at).slice(0, 3);

  it.each<[what: string, events: readonly DraftEvent[], manager: string | null, drafter: string | null]>([
    ['decide', [flagged('warning')], 'decide', null],
    ['mend what blocks, before the manager sees it', [flagged('block')], null, 'mend'],
    ['mend what was returned', [flagged('notice'), sampleEvents.DraftReturned], null, 'mend'],
    ['post by hand', [...sent, { type: 'HandedOver', at, by: 'system', attempt: 1 }], null, 'post'],
    [
      'look what became of it',
      [...sent, { type: 'OutcomeUnknown', at, by: 'system', attempt: 1, cause: 'no-answer' }],
      'confirm',
      null,
    ],
    [
      'have it sent again, or mend it',
      [...sent, { type: 'PublishFailed', at, by: 'system', attempt: 1, failure: { kind: 'rejected', detail: 'x' } }],
      'retry',
      'mend',
    ],
    ['wait while it is sent', sent, null, null],
    [
      'have it sent after all, or not',
      [
        ...sent,
        { type: 'OutcomeUnknown', at, by: 'system', attempt: 1, cause: 'no-answer' },
        { type: 'ConfirmedNotPublished', at, by: manager, attempt: 1 },
      ],
      'retry',
      null,
    ],
  ])('%s', async (_what, events, forManager, forDrafter) => {
    await record('this', ...events.map((event) => (event.type === 'DraftSubmitted' ? by(staffA, event) : event)));
    const task = async (userId: string) =>
      (await home(userId)).tasks.find((each) => each.startsWith('this '))?.slice('this '.length) ?? null;
    expect([await task(manager.id), await task(staffA.id)]).toEqual([forManager, forDrafter]);
    const all = [
      ...(await home(staffA.id)).waiting,
      ...(await home(staffA.id)).tasks.map((each) => each.split(' ')[0]),
    ];
    expect(all).toContain('this');
  });

  it('never to decide on what they wrote themselves, unless the office says so', async () => {
    await record('own', by(manager, submittedEvent(SHINAGAWA)));
    expect((await home(manager.id)).waiting).toEqual(['own']);
    const [first, ...rest] = world.office.accounts;
    if (first === undefined) throw new Error('an account');
    world = { ...world, office: { ...world.office, accounts: [{ ...first, selfApproval: true }, ...rest] } };
    expect((await home(manager.id)).tasks).toContain('own decide');
  });

  it('has at its end what came to an end in the last weeks, for whoever wrote it or decided', async () => {
    const late = '2026-11-20T00:00:00.000Z';
    await record('old', ...published(SHINAGAWA, '2026-07-01T00:00:00.000Z'));
    await record('new', ...published(SHINAGAWA, late));
    await record('no', submittedEvent(SHINAGAWA, late), {
      type: 'DraftRejected',
      at: late,
      by: manager,
      reason: '理由',
    });
    for (const [id, month] of [
      ['old', '2026-07'],
      ['new', '2026-11'],
    ] as const)
      await world.store.close(id, month);
    const finished = async (userId: string) =>
      (await listForPerson(world, userId, MOST)).finished.map(
        ({ summary }) => `${summary.id} ${summary.decidedBy?.name}`,
      );
    expect(await finished(manager.id)).toEqual(['no 戦略広報課長', 'new 戦略広報課長']);
    expect(await finished(staffA.id)).toEqual(['no 戦略広報課長', 'new 戦略広報課長']);
    expect(await finished(staffB.id)).toEqual([]);
  });
});

describe('from where a button reaches a draft', () => {
  it('in another account’s channel from nowhere; elsewhere their own, and what they decide on', async () => {
    await world.store.saveThread('by-a', {
      ...{ channel: HERE, cardTs: '1.1', shown: 1, told: 1, parts: 0, inDoubt: false },
    });
    const reach = (userId: string, channel: string | null) => isWithinReach(world, 'by-a', { userId, channel });
    expect(await reach(staffA.id, 'C0TOSHIMA')).toBe(false);
    expect(await reach(manager.id, 'C0TOSHIMA')).toBe(false);
    expect(await reach(staffA.id, ELSEWHERE)).toBe(true);
    expect(await reach(manager.id, ELSEWHERE)).toBe(true);
    expect(await reach(guest, HERE)).toBe(true);
    expect(await reach(guest, null)).toBe(false);
  });

  it('while its card is still on the way, from its account’s channel, and elsewhere as any other', async () => {
    const reach = (userId: string, channel: string | null) => isWithinReach(world, 'by-b', { userId, channel });
    expect(await reach(guest, HERE)).toBe(true);
    expect(await reach(guest, ELSEWHERE)).toBe(false);
    expect(await reach(guest, 'C0TOSHIMA')).toBe(false);
    expect(await reach(staffB.id, null)).toBe(true);
  });
});

describe('the order of the list', () => {
  it('is by what is needed, then the newest need; every draft is on some page', async () => {
    for (const id of ['by-a', 'by-b']) await world.store.close(id, '2026-07');
    const [emergency, clean] = [flagged('notice', { emergency: true }), flagged('notice')];
    await record('returned', clean, sampleEvents.DraftReturned);
    await record('blocked', flagged('block', { emergency: true }));
    await record('reasons', flagged('waiver'));
    await record('clean', clean);
    await record('later', { ...clean, at: '2026-07-02T00:00:00.000Z' });
    await record('emergency', emergency);
    const ids: string[] = [];
    for (let turn: QueueTurn = { from: 0 }; ; ) {
      const page = await listQueue(world, { userId: guest, channel: HERE }, { ...turn, limit: 2 });
      ids.push(...page.entries.map(({ summary }) => summary.id));
      const last = page.entries.at(-1);
      if (last === undefined || ids.length >= page.total) break;
      turn = { after: placeInList(last.summary) };
    }
    expect(ids).toEqual(['emergency', 'later', 'clean', 'reasons', 'blocked', 'returned']);
  });

  it('has what is urgent first among what waits for the same, however old it is', async () => {
    for (const id of ['by-a', 'by-b']) await world.store.close(id, '2026-07');
    const [calm, urgent] = [flagged('notice'), flagged('notice', { emergency: true })];
    for (const id of ['newer', 'newest'])
      await record(id, { ...calm, at: LATER }, { ...sampleEvents.DraftReturned, at: LATER });
    await record('urgent', urgent, sampleEvents.DraftReturned);
    const { entries } = await listQueue(world, { userId: guest, channel: HERE }, { from: 0, limit: 9 });
    expect(entries.map(({ summary }) => summary.id)).toEqual(['urgent', 'newest', 'newer']);
  });

  it('has no room for accounts that the office has no more: each page is full, and they are not counted', async () => {
    world = { ...world, office: { ...world.office, accounts: [account] } };
    for (const id of ['gone-1', 'gone-2']) await record(id, by(staffB, { ...submittedEvent(TOSHIMA), at: LATER }));
    const page = await listQueue(world, { userId: staffB.id, channel: ELSEWHERE }, { from: 0, limit: 1 });
    expect(page).toMatchObject({ total: 1, entries: [{ summary: { id: 'by-b' } }] });
  });
});

describe('the history', () => {
  it('shows elsewhere what is public, and never what was taken down, withdrawn or waits', async () => {
    await record('public', ...published(SHINAGAWA, '2026-07-01T00:00:00.000Z'));
    await record('down', ...published(SHINAGAWA, '2026-07-02T00:00:00.000Z'), takenDown('2026-07-03T00:00:00.000Z'));
    const history = async (channel: string) =>
      (await listHistory(world, SHINAGAWA, { channel }, { before: null, limit: 10 })).posts.map(({ id }) => id);
    expect(await history(HERE)).toEqual(['down', 'public']);
    expect(await history(ELSEWHERE)).toEqual(['public']);
  });
});

describe('a list', () => {
  it('reads no draft, and says how many there are', async () => {
    for (let number = 0; number < 60; number += 1)
      await record(`more-${number}`, by(staffA, submittedEvent(SHINAGAWA)));
    const load = vi.spyOn(world.store, 'load');
    const { tasks } = await listForPerson(world, manager.id, { ...MOST, tasks: 5 });
    expect(tasks).toMatchObject({ total: 62, entries: { length: 5 } });
    expect(load).not.toHaveBeenCalled();
  });
});
