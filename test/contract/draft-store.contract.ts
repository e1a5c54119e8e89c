import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { DraftEvent } from '../../src/draft/events.ts';
import type { DraftStore, ThreadState } from '../../src/usecases/ports.ts';
import { everyEvent } from '../support/every-event.ts';
import { sampleEvents } from '../support/sample-events.ts';

/** One store under test. `reopen` is a restart: undefined for a store that forgets. */
export interface StoreHarness {
  readonly store: DraftStore;
  reopen?(): Promise<DraftStore>;
  dispose(): Promise<void>;
}

const submitted = sampleEvents.DraftSubmitted;
const approved = sampleEvents.DraftApproved;
const withdrawn = sampleEvents.DraftWithdrawn;
const thread: ThreadState = {
  channel: 'C0SHINAGAWA',
  cardTs: '1782866400.000100',
  shown: 1,
  told: 1,
  parts: 0,
  inDoubt: false,
};

/** What every DraftStore promises, whatever it is made of. */
export function describeDraftStore(name: string, open: () => Promise<StoreHarness>): void {
  describe(`DraftStore: ${name}`, () => {
    const harnesses: StoreHarness[] = [];
    const given = async (): Promise<StoreHarness> => {
      const harness = await open();
      harnesses.push(harness);
      return harness;
    };
    afterEach(async () => {
      for (const harness of harnesses.splice(0)) await harness.dispose();
    });

    it('knows nothing of a draft that was never written', async () => {
      const { store } = await given();
      expect(await store.load('nobody')).toBeUndefined();
      expect(await store.loadThread('nobody')).toBeUndefined();
      expect(await store.openIds()).toEqual([]);
      expect(await store.closedMonths()).toEqual([]);
      expect(await store.closedIn('2026-07')).toEqual([]);
    });

    it('keeps every kind of event as it was given, in order, also over a restart', async () => {
      const harness = await given();
      const events = everyEvent();
      expect(await harness.store.append('d1', 0, events)).toEqual({ ok: true, version: events.length });
      const expected = { id: 'd1', version: events.length, events };
      expect(await harness.store.load('d1')).toEqual(expected);
      if (harness.reopen) expect(await (await harness.reopen()).load('d1')).toEqual(expected);
    });

    it('keeps every character of a text', async () => {
      const { store } = await given();
      await fc.assert(
        fc.asyncProperty(fc.uuid(), fc.string({ unit: 'binary', maxLength: 400 }), async (id, text) => {
          const event: DraftEvent = { ...submitted, content: { ...submitted.content, text } };
          await store.append(id, 0, [event]);
          expect((await store.load(id))?.events).toEqual([event]);
        }),
        { numRuns: 30 },
      );
    });

    it('tells the one who comes second which version was first, and changes nothing', async () => {
      const { store } = await given();
      await store.append('d1', 0, [submitted]);
      expect(await store.append('d1', 0, [withdrawn])).toEqual({ ok: false, conflict: 1 });
      expect(await store.append('d1', 2, [withdrawn])).toEqual({ ok: false, conflict: 1 });
      expect(await store.append('d2', 1, [withdrawn])).toEqual({ ok: false, conflict: 0 });
      expect((await store.load('d1'))?.events).toEqual([submitted]);
      expect(await store.load('d2')).toBeUndefined();
    });

    it('lets exactly one of many simultaneous decisions win', async () => {
      const { store } = await given();
      await store.append('d1', 0, [submitted]);
      const results = await Promise.all(Array.from({ length: 12 }, () => store.append('d1', 1, [approved])));
      expect(results.filter(({ ok }) => ok)).toEqual([{ ok: true, version: 2 }]);
      expect((await store.load('d1'))?.version).toBe(2);
    });

    it('lists open drafts by their ids and forgets them there once they are closed', async () => {
      const { store } = await given();
      for (const id of ['b', 'c', 'a']) await store.append(id, 0, [submitted]);
      await store.close('b', '2026-07');
      expect(await store.openIds()).toEqual(['a', 'c']);
      expect((await store.closedIn('2026-07')).map(({ id }) => id)).toEqual(['b']);
      expect(await store.load('b')).toEqual({ id: 'b', version: 1, events: [submitted] });
    });

    it('lists months newest first and the drafts of a month by their ids', async () => {
      const { store } = await given();
      for (const [id, month] of [
        ['a', '2025-12'],
        ['c', '2026-02'],
        ['b', '2026-02'],
        ['d', '2026-01'],
      ] as const) {
        await store.append(id, 0, [submitted]);
        await store.close(id, month);
      }
      expect(await store.closedMonths()).toEqual(['2026-02', '2026-01', '2025-12']);
      expect((await store.closedIn('2026-02')).map(({ id }) => id)).toEqual(['b', 'c']);
    });

    it('closes once: a second time changes nothing', async () => {
      const { store } = await given();
      await store.append('d1', 0, [submitted]);
      await store.close('d1', '2026-07');
      await store.close('d1', '2026-08');
      expect(await store.closedMonths()).toEqual(['2026-07']);
    });

    it('leaves open what has grown beyond the version that was to be closed', async () => {
      const { store } = await given();
      await store.append('d1', 0, [submitted]);
      await store.append('d1', 1, [approved]);
      await store.close('d1', '2026-07', 1);
      expect(await store.openIds()).toEqual(['d1']);
      await store.close('d1', '2026-07', 2);
      expect(await store.openIds()).toEqual([]);
    });

    it('opens a closed draft again when something is added to it, and can close it in another month', async () => {
      const { store } = await given();
      await store.append('d1', 0, [submitted]);
      await store.saveThread('d1', thread);
      await store.close('d1', '2026-07');
      expect(await store.append('d1', 1, [sampleEvents.PostTakenDown])).toEqual({ ok: true, version: 2 });
      expect(await store.openIds()).toEqual(['d1']);
      expect(await store.closedIn('2026-07')).toEqual([]);
      expect(await store.closedMonths()).toEqual([]);
      expect(await store.loadThread('d1')).toEqual(thread);
      await store.close('d1', '2026-06');
      expect((await store.closedIn('2026-06')).map(({ version }) => version)).toEqual([2]);
      expect(await store.openIds()).toEqual([]);
    });

    it('leaves a closed draft where it is when the decision came too late', async () => {
      const { store } = await given();
      await store.append('d1', 0, [submitted]);
      await store.close('d1', '2026-07');
      expect(await store.append('d1', 0, [approved])).toEqual({ ok: false, conflict: 1 });
      expect(await store.openIds()).toEqual([]);
    });

    it('keeps where the thread stands, open or closed, without touching the record', async () => {
      const harness = await given();
      const { store } = harness;
      await store.append('d1', 0, [submitted]);
      expect(await store.loadThread('d1')).toBeUndefined();
      await store.saveThread('d1', thread);
      await store.close('d1', '2026-07');
      await store.saveThread('d1', { ...thread, told: 2 });
      expect(await store.loadThread('d1')).toEqual({ ...thread, told: 2 });
      expect(await store.openIds()).toEqual([]);
      expect((await store.load('d1'))?.version).toBe(1);
      if (harness.reopen) expect(await (await harness.reopen()).loadThread('d1')).toEqual({ ...thread, told: 2 });
    });

    it('loses neither event nor thread when both are written at the same time', async () => {
      const { store } = await given();
      await store.append('d1', 0, [submitted]);
      await Promise.all(
        Array.from({ length: 10 }, (_, told) => [
          store.saveThread('d1', { ...thread, told }),
          store.append('d1', told + 1, [approved]),
        ]).flat(),
      );
      expect((await store.load('d1'))?.version).toBe(11);
      expect(await store.loadThread('d1')).toEqual({ ...thread, told: 9 });
    });

    it('refuses ids that are none, and months that are none', async () => {
      const { store } = await given();
      for (const id of ['', '../open/d1', 'a/b', 'a.b', 'a b', 'あ', 'a\u0000', 'x'.repeat(41), 'CON:']) {
        await expect(store.load(id)).rejects.toMatchObject({ code: 'bad-id' });
        await expect(store.append(id, 0, [submitted])).rejects.toMatchObject({ code: 'bad-id' });
        await expect(store.saveThread(id, thread)).rejects.toMatchObject({ code: 'bad-id' });
      }
      await store.append('d1', 0, [submitted]);
      for (const month of ['', '2026', '2026-13', '2026-7', '../open', '2026-07/..'])
        await expect(store.close('d1', month)).rejects.toMatchObject({ code: 'bad-month' });
      expect(await store.openIds()).toEqual(['d1']);
    });

    it('says so when a draft to be closed or told does not exist', async () => {
      const { store } = await given();
      await expect(store.close('nobody', '2026-07')).rejects.toMatchObject({ code: 'not-found' });
      await expect(store.saveThread('nobody', thread)).rejects.toMatchObject({ code: 'not-found' });
    });

    it('does what a simple model does, whatever is asked of it in whatever order', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
          const harness = await open();
          try {
            await followModel(harness, acts);
          } finally {
            await harness.dispose();
          }
        }),
        { numRuns: 25 },
      );
    });
  });
}

type Act =
  | { readonly do: 'append'; readonly id: string; readonly behind: number; readonly count: number }
  | { readonly do: 'saveThread'; readonly id: string; readonly told: number }
  | { readonly do: 'close'; readonly id: string; readonly month: string }
  | { readonly do: 'restart' };

const id = fc.constantFrom('a', 'b', 'C-3');
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      id,
      behind: fc.constantFrom(0, 0, 0, 1, -1),
      count: fc.nat(3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('saveThread' as const), id, told: fc.nat(9) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('close' as const),
      id,
      month: fc.constantFrom('2026-01', '2026-02', '2025-12'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

interface Known {
  events: readonly DraftEvent[];
  thread: ThreadState | undefined;
  month: string | undefined;
}

async function followModel(harness: StoreHarness, acts: readonly Act[]): Promise<void> {
  let { store } = harness;
  const model = new Map<string, Known>();
  let marks = 0;
  for (const step of acts) {
    if (step.do === 'restart') {
      store = (await harness.reopen?.()) ?? store;
      continue;
    }
    const known = model.get(step.id);
    switch (step.do) {
      case 'append': {
        const version = known?.events.length ?? 0;
        const events = Array.from({ length: step.count }, (_, nth) => ({
          ...approved,
          delivery: `mark-${marks}-${nth}`,
        }));
        marks += 1;
        const result = await store.append(step.id, version - step.behind, events);
        if (step.behind !== 0) {
          expect(result).toEqual({ ok: false, conflict: version });
        } else {
          expect(result).toEqual({ ok: true, version: version + events.length });
          if (events.length > 0)
            model.set(step.id, {
              events: [...(known?.events ?? []), ...events],
              thread: known?.thread,
              month: undefined,
            });
        }
        break;
      }
      case 'saveThread':
        if (known === undefined) {
          await expect(store.saveThread(step.id, thread)).rejects.toMatchObject({ code: 'not-found' });
        } else {
          known.thread = { ...thread, told: step.told };
          await store.saveThread(step.id, known.thread);
        }
        break;
      case 'close':
        if (known === undefined) {
          await expect(store.close(step.id, step.month)).rejects.toMatchObject({ code: 'not-found' });
        } else {
          known.month ??= step.month;
          await store.close(step.id, step.month);
        }
        break;
    }
  }
  const ids = [...model.keys()].sort();
  expect(await store.openIds()).toEqual(ids.filter((each) => model.get(each)?.month === undefined));
  const months = [...new Set([...model.values()].flatMap(({ month }) => month ?? []))].sort().reverse();
  expect(await store.closedMonths()).toEqual(months);
  for (const month of months)
    expect((await store.closedIn(month)).map((each) => each.id)).toEqual(
      ids.filter((each) => model.get(each)?.month === month),
    );
  for (const each of ids) {
    const known = model.get(each);
    expect((await store.load(each))?.events).toEqual(known?.events);
    expect(await store.loadThread(each)).toEqual(known?.thread);
  }
}
