import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { DraftEvent } from '../../src/draft/events.ts';
import { summaryOf } from '../../src/store/summary-of.ts';
import type { PostKey, Summary, ThreadState } from '../../src/usecases/ports.ts';
import { published, submittedEvent, takenDown } from '../support/posts.ts';
import { sampleEvents } from '../support/sample-events.ts';
import type { StoreHarness } from './draft-store.contract.ts';

const SHINAGAWA = 'shinagawa-x';
const TOSHIMA = 'toshima-piazza';
const thread: ThreadState = { channel: 'C1', cardTs: '1.1', shown: 1, told: 1, parts: 0, inDoubt: false };

/** What every store's summaries promise: they are what a recount of the record would give. */
export function describeSummaries(name: string, open: () => Promise<StoreHarness>): void {
  describe(`Summaries: ${name}`, () => {
    const harnesses: StoreHarness[] = [];
    const given = async (): Promise<StoreHarness> => {
      const harness = await open();
      harnesses.push(harness);
      return harness;
    };
    afterEach(async () => {
      for (const harness of harnesses.splice(0)) await harness.dispose();
    });
    const ids = async ({ store }: Pick<StoreHarness, 'store'>, before: PostKey | null = null, limit = 10) =>
      (await store.summaries.published({ accountId: SHINAGAWA, before, limit, takenDown: true })).posts.map(
        ({ id }) => id,
      );

    it('tell of an open draft what lists and figures need, and how far its thread is behind', async () => {
      const { store } = await given();
      await store.append('d1', 0, [submittedEvent(SHINAGAWA, '2026-07-01T00:30:00.000Z')]);
      await store.saveThread('d1', { ...thread, shown: 0, told: 0 });
      await store.append('d1', 1, [{ ...sampleEvents.DraftReturned, at: '2026-07-01T01:00:00.000Z' }]);
      const [summary] = (await store.summaries.open()).drafts;
      expect(summary).toMatchObject({
        id: 'd1',
        version: 2,
        accountId: SHINAGAWA,
        status: 'returned',
        drafter: sampleEvents.DraftSubmitted.by,
        revision: 1,
        submittedAt: '2026-07-01T00:30:00.000Z',
        changedAt: '2026-07-01T01:00:00.000Z',
        settledAt: null,
        post: null,
        words: expect.stringContaining('区民プールを開きます。 詳しくは'),
        emergency: false,
        findings: { block: 0, waiver: 0, warning: 1, notice: 0 },
        place: { channel: 'C1', cardTs: '1.1' },
        behindSince: '2026-07-01T00:30:00.000Z',
      });
      await store.saveThread('d1', { ...thread, shown: 2, told: 2 });
      expect((await store.summaries.open()).drafts).toMatchObject([{ behindSince: null }]);
    });

    it('name an open draft whose record cannot be, and let it hide no other', async () => {
      const { store } = await given();
      await store.append('bad', 0, [sampleEvents.DraftApproved]);
      await store.append('good', 0, [submittedEvent(SHINAGAWA)]);
      const { drafts, unreadable } = await store.summaries.open();
      expect(drafts.map(({ id }) => id)).toEqual(['good']);
      expect(unreadable).toEqual(['bad']);
    });

    it('give what was published newest first, also after an old post was taken down months later', async () => {
      const harness = await given();
      const { store } = harness;
      for (const [id, at, month] of [
        ['may', '2026-05-10T00:00:00.000Z', '2026-05'],
        ['july', '2026-07-10T00:00:00.000Z', '2026-07'],
        ['june', '2026-06-10T00:00:00.000Z', '2026-06'],
      ] as const) {
        await store.append(id, 0, published(SHINAGAWA, at));
        await store.close(id, month);
      }
      await store.append('open', 0, published(SHINAGAWA, '2026-06-20T00:00:00.000Z'));
      await store.append('other', 0, published(TOSHIMA, '2026-06-25T00:00:00.000Z'));
      await store.append('waiting', 0, [submittedEvent(SHINAGAWA)]);
      expect(await ids(harness)).toEqual(['july', 'open', 'june', 'may']);
      await store.append('may', 4, [takenDown('2026-11-30T00:00:00.000Z')]);
      expect(await ids(harness)).toEqual(['july', 'open', 'june', 'may']);
      await store.close('may', '2026-11');
      expect(await ids(harness)).toEqual(['july', 'open', 'june', 'may']);
      const restarted = (await harness.reopen?.()) ?? store;
      expect(await ids({ store: restarted })).toEqual(['july', 'open', 'june', 'may']);
      const { posts } = await restarted.summaries.published({
        accountId: SHINAGAWA,
        before: null,
        limit: 9,
        takenDown: false,
      });
      expect(posts.map(({ id }) => id)).toEqual(['july', 'open', 'june']);
    });

    it('turn pages by where the last one ended: each post once, and the last page says so', async () => {
      const harness = await given();
      const { store } = harness;
      const at = (number: number) => `2026-0${1 + (number % 3)}-01T00:0${number}:00.000Z`;
      for (let number = 0; number < 8; number += 1) {
        await store.append(`d${number}`, 0, published(SHINAGAWA, at(number)));
        if (number !== 4) await store.close(`d${number}`, `2026-0${1 + ((number * 7) % 5)}`);
      }
      const seen: string[] = [];
      let before: PostKey | null = null;
      for (let more = true; more; ) {
        const page = await store.summaries.published({ accountId: SHINAGAWA, before, limit: 3, takenDown: true });
        seen.push(...page.posts.map(({ id }) => id));
        ({ more } = page);
        const last: Summary | undefined = page.posts.at(-1);
        before = last?.post == null ? null : { id: last.id, publishedAt: last.post.publishedAt };
      }
      const all = Array.from({ length: 8 }, (_, number) => number);
      expect(seen).toEqual(all.sort((one, other) => (at(one) < at(other) ? 1 : -1)).map((number) => `d${number}`));
    });

    it('count what fired in a month, of open and closed drafts, wherever they lie', async () => {
      const harness = await given();
      const { store } = harness;
      await store.append('open', 0, [submittedEvent(SHINAGAWA, '2026-07-01T00:00:00.000Z')]);
      await store.append('closed', 0, [
        submittedEvent(SHINAGAWA, '2026-07-31T14:59:00.000Z'),
        sampleEvents.DraftWithdrawn,
      ]);
      await store.close('closed', '2026-08');
      await store.append('august', 0, [submittedEvent(SHINAGAWA, '2026-07-31T15:00:00.000Z')]);
      await store.append('other', 0, [submittedEvent(TOSHIMA, '2026-07-01T00:00:00.000Z')]);
      const counts = async (each: StoreHarness['store']) =>
        Promise.all(['2026-07', '2026-08', '2026-09'].map((month) => each.summaries.tally(SHINAGAWA, month)));
      expect(await counts(store)).toEqual([{ 'date-weekday': 2 }, { 'date-weekday': 1 }, {}]);
      if (harness.reopen)
        expect(await counts(await harness.reopen())).toEqual([{ 'date-weekday': 2 }, { 'date-weekday': 1 }, {}]);
    });

    it('are what a recount of the record gives, whatever was done in whatever order', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
          const harness = await open();
          try {
            await live(harness, acts);
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
  | {
      readonly do: 'submit' | 'publish' | 'takeDown' | 'refuse' | 'tell' | 'ask';
      readonly id: string;
      readonly minute: number;
    }
  | { readonly do: 'close'; readonly id: string; readonly month: string }
  | { readonly do: 'restart' };

const id = fc.constantFrom('a', 'b', 'c', 'd');
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('submit', 'submit', 'publish', 'publish', 'takeDown', 'refuse', 'tell', 'ask'),
      id,
      minute: fc.nat(200_000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('close' as const),
      id,
      month: fc.constantFrom('2026-01', '2026-02', '2026-03'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

/** Does what is possible of it, and holds the summaries against the record at every question and at the end. */
async function live(harness: StoreHarness, acts: readonly Act[]): Promise<void> {
  let { store } = harness;
  const ids = ['a', 'b', 'c', 'd'];
  const accountOf = (each: string): string => (each < 'c' ? SHINAGAWA : TOSHIMA);
  const compare = async (): Promise<void> => {
    const openIds = new Set(await store.openIds());
    const all: Summary[] = [];
    for (const each of ids) {
      const stored = await store.load(each);
      const summary = stored && summaryOf(each, stored.events, await store.loadThread(each));
      if (summary != null) all.push(summary);
    }
    const { drafts, unreadable } = await store.summaries.open();
    expect(unreadable).toEqual([]);
    expect(drafts.toSorted(byId)).toEqual(all.filter((each) => openIds.has(each.id)));
    for (const accountId of [SHINAGAWA, TOSHIMA]) {
      const posts = all
        .filter((each) => each.accountId === accountId && each.post !== null)
        .sort((one, other) => (postKey(one) < postKey(other) ? 1 : -1));
      const query = { accountId, before: null, limit: 3, takenDown: true };
      expect(await store.summaries.published(query)).toEqual({ posts: posts.slice(0, 3), more: posts.length > 3 });
      for (const month of ['2026-01', '2026-02', '2026-05'])
        expect(await store.summaries.tally(accountId, month)).toEqual(
          all
            .filter((each) => each.accountId === accountId)
            .reduce<Record<string, number>>((sum, { found }) => {
              for (const [ruleId, count] of Object.entries(found[month] ?? {}))
                sum[ruleId] = (sum[ruleId] ?? 0) + count;
              return sum;
            }, {}),
        );
    }
  };
  for (const step of acts) {
    if (step.do === 'restart') {
      store = (await harness.reopen?.()) ?? store;
      continue;
    }
    const stored = await store.load(step.id);
    const version = stored?.version ?? 0;
    if (step.do === 'close') {
      if (stored !== undefined) await store.close(step.id, step.month);
      continue;
    }
    const at = new Date(Date.parse('2026-01-01T00:00:00.000Z') + step.minute * 60_000).toISOString();
    const last = stored?.events.at(-1)?.type;
    const add = (...events: readonly DraftEvent[]) => store.append(step.id, version, events);
    if (step.do === 'ask') await compare();
    else if (step.do === 'submit' && stored === undefined) await add(submittedEvent(accountOf(step.id), at));
    else if (step.do === 'publish' && stored === undefined) await add(...published(accountOf(step.id), at));
    else if (step.do === 'takeDown' && last === 'PostPublished') await add(takenDown(at));
    else if (step.do === 'refuse' && stored !== undefined) await add({ ...sampleEvents.AttemptRefused, at });
    else if (step.do === 'tell' && stored !== undefined) await store.saveThread(step.id, { ...thread, told: version });
  }
  await compare();
}

function byId(one: Summary, other: Summary): number {
  return one.id < other.id ? -1 : 1;
}

function postKey({ id: draftId, post }: Summary): string {
  return `${post?.publishedAt} ${draftId}`;
}
