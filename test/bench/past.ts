import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { published, submittedEvent } from '../support/posts.ts';
import { sampleEvents } from '../support/sample-events.ts';
import { account } from '../support/world.ts';

/** Data folders with a past, written without the store's care, because only their being there matters. */

export const BUSY = 'shinagawa-x';
export const RARE = 'toshima-piazza';
const MONTHS = 60;
/** `makeWorld` lives in this month. */
const THIS_MONTH = '2026-11';

interface Written {
  readonly id: string;
  readonly month: string;
  readonly events: ReturnType<typeof published>;
}

/** Posts of the busy account over five years, and three of another among them; none at all when `count` is 0. */
export function makePast(folder: string, count: number): Promise<string> {
  const busy = Array.from({ length: count }, (_, number) => {
    const month = monthOf(number % MONTHS);
    const minute = Math.floor(number / MONTHS);
    const at = new Date(Date.parse(`${month}-02T00:00:00.000Z`) + minute * 60_000).toISOString();
    return { id: `closed-${number}`, month, events: published(BUSY, at) };
  });
  const rare = [5, 30, 55].map((nth) => ({
    id: `rare-${nth}`,
    month: monthOf(nth),
    events: published(RARE, `${monthOf(nth)}-03T00:00:00.000Z`),
  }));
  return write(folder, count === 0 ? [] : [...busy, ...rare]);
}

export function makeMonth(folder: string, count: number): Promise<string> {
  const at = (number: number) => new Date(Date.parse(`${THIS_MONTH}-01T00:00:00.000Z`) + number * 60_000).toISOString();
  return write(
    folder,
    Array.from({ length: count }, (_, number) => ({
      id: `month-${number}`,
      month: THIS_MONTH,
      events: published(BUSY, at(number)),
    })),
  );
}

/** Open drafts that are all told, and whose links were opened. */
export async function makeOpen(folder: string, count: number): Promise<string> {
  await mkdir(join(folder, 'open'), { recursive: true });
  const thread = { channel: account.channel, cardTs: '1782866400.000100', shown: 2, told: 2, parts: 0, inDoubt: false };
  await sideBySide(
    Array.from({ length: count }, (_, number) => `20261101-OPEN${number}`),
    (id) => {
      const events = [
        { ...submittedEvent(BUSY), draftId: id },
        { ...sampleEvents.LinksChecked, revision: 1 },
      ];
      return writeFile(join(folder, 'open', `${id}.json`), JSON.stringify({ schema: 1, id, events, thread }));
    },
  );
  return folder;
}

async function write(folder: string, drafts: readonly Written[]): Promise<string> {
  await mkdir(join(folder, 'closed'), { recursive: true });
  for (const month of new Set(drafts.map((draft) => draft.month))) await mkdir(join(folder, 'closed', month));
  await sideBySide(drafts, ({ id, month, events }) => {
    const [submitted, ...rest] = events;
    const document = { schema: 1, id, events: [{ ...submitted, draftId: id }, ...rest], thread: null };
    return writeFile(join(folder, 'closed', month, `${id}.json`), JSON.stringify(document));
  });
  return folder;
}

const AT_ONCE = 200;
async function sideBySide<T>(all: readonly T[], each: (one: T) => Promise<void>): Promise<void> {
  for (let first = 0; first < all.length; first += AT_ONCE)
    await Promise.all(all.slice(first, first + AT_ONCE).map(each));
}

function monthOf(nth: number): string {
  return `${2021 + Math.floor(nth / 12)}-${String((nth % 12) + 1).padStart(2, '0')}`;
}
