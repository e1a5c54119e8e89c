import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftEvent, Person } from '../../src/draft/events.ts';
import type { Sight, Wanted } from '../../src/draft/find.ts';
import type { DraftStatus } from '../../src/draft/state.ts';
import type { FoundKey } from '../../src/usecases/ports.ts';
import { manager, staffA, staffB } from '../support/drafts.ts';
import { published, submittedEvent, takenDown } from '../support/posts.ts';
import { sampleEvents } from '../support/sample-events.ts';
import type { StoreHarness } from './draft-store.contract.ts';

/** Finding is a filter over all drafts there ever were; how a store comes by it is its own affair. */

const SHINAGAWA = 'shinagawa-x';
const TOSHIMA = 'toshima-piazza';

/** Pieces of texts, and how each reads when spelling makes no difference. */
const PIECES = [
  ['プール', 'ぷーる'],
  ['ﾌﾟｰﾙ', 'ぷーる'],
  ['ぷーる開き', 'ぷーる開き'],
  ['Library', 'library'],
  ['ＬＩＢＲＡＲＹ', 'library'],
  ['090-1111', '090-1111'],
  ['０９０ー１１１１', '090-1111'],
  ['"引用"', '"引用"'],
  ['\\u3042', '\\u3042'],
  ['絵😀文字', '絵😀文字'],
  ['が', 'が'],
  ['か\u3099', 'が'],
] as const;
type Piece = (typeof PIECES)[number];

interface Life {
  readonly account: string;
  readonly by: Person;
  readonly first: readonly Piece[];
  readonly second: readonly Piece[] | null;
  readonly fate: 'submitted' | 'returned' | 'rejected' | 'withdrawn' | 'published' | 'takenDown';
  readonly minute: number;
  readonly closedIn: string | null;
}

interface Question {
  readonly words: readonly Piece[];
  readonly number: string | null;
  readonly person: string | null;
  readonly account: string | null;
  readonly month: string | null;
  readonly status: DraftStatus | null;
  readonly since: number | null;
  readonly concerns: Wanted['concerns'];
  readonly sight: Sight;
  readonly limit: number;
}

const pieces = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 3 });
const account = fc.constantFrom(SHINAGAWA, TOSHIMA);
const MONTHS = ['2026-01', '2026-02', '2026-03'] as const;
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });

const life: fc.Arbitrary<Life> = fc.record({
  account,
  by: fc.constantFrom(staffA, staffB),
  first: pieces,
  second: maybe(pieces),
  fate: fc.constantFrom('submitted', 'returned', 'rejected', 'withdrawn', 'published', 'takenDown'),
  minute: fc.nat(120_000),
  closedIn: maybe(fc.constantFrom(...MONTHS)),
});
const some = <T>(...values: readonly T[]) =>
  fc.constantFrom<readonly T[]>([], ...values.map((value) => [value]), values);
const question: fc.Arbitrary<Question> = fc.record({
  words: fc.array(fc.constantFrom(...PIECES), { maxLength: 2 }),
  number: maybe(fc.constantFrom('d1', 'D', '-2', 'x')),
  person: maybe(fc.constantFrom('職員', '職員a', 'Ｂ', '課長')),
  account: maybe(account),
  month: maybe(fc.constantFrom(...MONTHS)),
  status: maybe(fc.constantFrom('submitted', 'rejected', 'published')),
  since: maybe(fc.nat(120_000)),
  concerns: maybe(fc.record({ userId: fc.constantFrom(staffA.id, staffB.id), accounts: some(SHINAGAWA, TOSHIMA) })),
  sight: fc.record({
    userId: fc.constantFrom(staffA.id, staffB.id, 'U0GUEST001'),
    here: some(SHINAGAWA, TOSHIMA),
    decides: some(SHINAGAWA, TOSHIMA),
  }),
  limit: fc.integer({ min: 1, max: 4 }),
});

const instant = (minute: number) => new Date(Date.parse('2026-01-01T00:00:00.000Z') + minute * 60_000).toISOString();
const written = (text: readonly Piece[]) => text.map(([said]) => said).join('\n');
const read = (text: readonly Piece[]) => text.map(([, plain]) => plain).join(' ');
const idOf = (nth: number) => `D1-${nth}`;

function eventsOf({ account: accountId, by, first, second, fate, minute }: Life): readonly DraftEvent[] {
  const at = instant(minute);
  const text = (event: DraftEvent, said: readonly Piece[]): DraftEvent =>
    event.type === 'DraftSubmitted' || event.type === 'DraftRevised'
      ? { ...event, by, content: { accountId, text: written(said) } }
      : event;
  const sending = published(accountId, at)
    .slice(1)
    .map((event) => (event.type === 'DraftApproved' ? { ...event, revision: second === null ? 1 : 2 } : event));
  const ends: Readonly<Record<Life['fate'], readonly DraftEvent[]>> = {
    submitted: [],
    returned: [{ ...sampleEvents.DraftReturned, at }],
    rejected: [{ type: 'DraftRejected', at, by: manager, reason: '理由' }],
    withdrawn: [{ ...sampleEvents.DraftWithdrawn, at }],
    published: sending,
    takenDown: [...sending, takenDown(at)],
  };
  return [
    text(submittedEvent(accountId, at), first),
    ...(second === null ? [] : [text({ ...sampleEvents.DraftRevised, at }, second)]),
    ...ends[fate],
  ];
}

/** Said once more in plain words, of all drafts. */
function isMeant(one: Life & { readonly id: string }, asked: Question): boolean {
  const { sight, concerns } = asked;
  const texts = [one.first, ...(one.second === null ? [] : [one.second])].map(read);
  const isPublic = one.fate === 'published';
  const all =
    sight.here.includes(one.account) ||
    (one.fate !== 'takenDown' && (sight.decides.includes(one.account) || one.by.id === sight.userId));
  if (!all && !isPublic) return false;
  const decided = ['rejected', 'published', 'takenDown'].includes(one.fate) ? manager.name : '';
  const around = `${one.id} ${one.by.name} ${decided}`.toLowerCase();
  const seen = [around, ...(all ? texts : texts.slice(-1))];
  const day = new Date(Date.parse(instant(one.minute)) + 9 * 3_600_000).toISOString();
  return (
    asked.words.every(([, plain]) => seen.some((text) => text.includes(plain))) &&
    (asked.number === null || one.id.toLowerCase().includes(asked.number.toLowerCase())) &&
    (asked.person === null ||
      `${one.by.name}/${decided}`.toLowerCase().includes(asked.person.normalize('NFKC').toLowerCase())) &&
    (asked.account === null || one.account === asked.account) &&
    (asked.month === null || day.startsWith(asked.month)) &&
    (asked.status === null || one.fate === asked.status) &&
    (asked.since === null || one.minute >= asked.since) &&
    (concerns === null || concerns.accounts.includes(one.account) || one.by.id === concerns.userId)
  );
}

function wantedOf({ words, number, person, account: only, month, status, since, concerns }: Question): Wanted {
  return {
    words: words.map(([said]) => said),
    number,
    person,
    accounts: only === null ? [SHINAGAWA, TOSHIMA] : [only],
    month,
    statuses: status === null ? null : [status],
    concerns,
    since: since === null ? null : instant(since),
  };
}

/** Every page to the last. */
async function findAll({ store }: Pick<StoreHarness, 'store'>, asked: Question): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let before: FoundKey | null = null; ; ) {
    const { wanted, sight, limit } = { ...asked, wanted: wantedOf(asked) };
    const page = await store.summaries.find({ wanted, sight, before, limit });
    expect(page.found.length).toBeLessThanOrEqual(limit);
    ids.push(...page.found.map(({ summary }) => summary.id));
    if (page.next === null) return ids;
    before = page.next;
  }
}

export function describeFind(name: string, open: () => Promise<StoreHarness>): void {
  describe(`Finding: ${name}`, () => {
    it('finds what a look through every draft would, each once, in pages, also after a start', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(life, { maxLength: 8 }),
          fc.array(question, { minLength: 4, maxLength: 4 }),
          async (lives, asked) => {
            const harness = await open();
            try {
              for (const [nth, one] of lives.entries()) {
                await harness.store.append(idOf(nth), 0, eventsOf(one));
                if (one.closedIn !== null) await harness.store.close(idOf(nth), one.closedIn);
              }
              const all = lives.map((one, nth) => ({ ...one, id: idOf(nth) }));
              const check = async (where: Pick<StoreHarness, 'store'>, which: readonly Question[]) => {
                for (const each of which)
                  expect([...(await findAll(where, each))].sort()).toEqual(
                    all.filter((one) => isMeant(one, each)).map(({ id }) => id),
                  );
              };
              await check(harness, asked);
              await check({ store: (await harness.reopen?.()) ?? harness.store }, asked);
            } finally {
              await harness.dispose();
            }
          },
        ),
        { numRuns: 40 },
      );
    });

    it('gives open drafts first, then the newest month, and in each what changed last', async () => {
      const harness = await open();
      const lives: readonly (readonly [Life['fate'], number, string | null])[] = [
        ['rejected', 5, '2026-01'],
        ['published', 4, '2026-02'],
        ['submitted', 1, null],
        ['withdrawn', 6, '2026-02'],
        ['returned', 2, null],
      ];
      const [first] = PIECES;
      for (const [nth, [fate, minute, closedIn]] of lives.entries()) {
        const one: Life = { account: SHINAGAWA, by: staffA, first: [first], second: null, fate, minute, closedIn };
        await harness.store.append(idOf(nth), 0, eventsOf(one));
        if (closedIn !== null) await harness.store.close(idOf(nth), closedIn);
      }
      const sight = { userId: staffA.id, here: [SHINAGAWA], decides: [] };
      const nothing = {
        number: null,
        person: null,
        account: null,
        month: null,
        status: null,
        since: null,
        concerns: null,
      };
      const found = await findAll(harness, { ...nothing, words: [first], sight, limit: 2 });
      await harness.dispose();
      expect(found).toEqual([4, 2, 3, 1, 0].map(idOf));
    });

    it('finds what was published, for a stranger, by the text that was, and by no earlier one', async () => {
      const harness = await open();
      const [first, , , second] = PIECES;
      const one: Life = {
        account: SHINAGAWA,
        by: staffA,
        first: [first],
        second: [second],
        fate: 'published',
        minute: 1,
        closedIn: null,
      };
      await harness.store.append(idOf(1), 0, eventsOf(one));
      const sight = { userId: staffB.id, here: [], decides: [] };
      const nothing = { number: null, person: null, account: null, month: null, status: null, since: null };
      const find = (word: Piece) => findAll(harness, { ...nothing, concerns: null, words: [word], sight, limit: 2 });
      const living = [await find(first), await find(second)];
      await harness.store.close(idOf(1), '2026-01');
      const closed = [await find(first), await find(second)];
      await harness.dispose();
      expect([living, closed]).toEqual([
        [[], [idOf(1)]],
        [[], [idOf(1)]],
      ]);
    });

    it('follows a draft that is taken up, changed and closed again', async () => {
      const harness = await open();
      const { store } = harness;
      const sight = { userId: staffA.id, here: [SHINAGAWA], decides: [] };
      const nothing = { number: null, person: null, account: null, month: null, since: null, concerns: null };
      const find = (status: DraftStatus | null) => findAll(harness, { ...nothing, words: [], status, sight, limit: 3 });
      await store.append('d1', 0, published(SHINAGAWA, instant(0)));
      await store.close('d1', '2026-01');
      expect(await find('published')).toEqual(['d1']);
      await store.append('d1', 4, [takenDown(instant(9))]);
      expect([await find('published'), await find('takenDown')]).toEqual([[], ['d1']]);
      await store.close('d1', '2026-01');
      expect([await find('published'), await find(null)]).toEqual([[], ['d1']]);
      await harness.dispose();
    });
  });
}
