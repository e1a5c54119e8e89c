import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

/** A server stands anywhere; a slot is one moment, and is said in Japanese time. */

const ZONES = ['UTC', 'Asia/Tokyo', 'America/New_York'] as const;

/** Around the end of a month, of a February, of a year, and where New York sets its clocks. */
const SLOTS = [
  '2026-11-30T14:59:59.000Z',
  '2026-11-30T15:00:00.000Z',
  '2027-02-28T15:00:00.000Z',
  '2026-12-31T14:59:59.000Z',
  '2026-12-31T15:00:00.000Z',
  '2027-01-01T04:59:59.000Z',
  '2026-11-01T05:30:00.000Z',
  '2027-03-14T07:30:00.000Z',
];

const PROGRAM = `
import { nextBeforeSlot, reminderAt, slotProblem } from './src/draft/slot.ts';
import { contentHash } from './src/draft/content.ts';
import { japanClock, japanDayWord, plannedTime } from './src/text/time.ts';
import { japanDay } from './src/usecases/japan-time.ts';
const at = (slot, minutes) => new Date(Date.parse(slot) - minutes * 60_000).toISOString();
const told = ${JSON.stringify(SLOTS)}.map((slot) => {
  const content = { accountId: 'shinagawa-x', text: '開館のお知らせ', slot };
  const waiting = (reminded) => ({
    revisions: [{ number: 1, at: at(slot, 600), content, ...(reminded === undefined ? {} : { reminded }) }],
  });
  return {
    says: plannedTime(slot),
    day: japanDay(new Date(slot)),
    inCalendar: [japanDayWord(slot), japanClock(slot)],
    hash: contentHash(content),
    duties: [undefined, 60, 15].map((reminded) => nextBeforeSlot(waiting(reminded))),
    reminders: [61, 60, 15, 0].map((minutes) => reminderAt(slot, at(slot, minutes))),
    problems: [1, 0, 600_000].map((minutes) => slotProblem(slot, at(slot, minutes))),
  };
});
console.log(JSON.stringify(told));
`;

const ROOT = new URL('../..', import.meta.url).pathname;

async function toldIn(zone: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', PROGRAM],
    { cwd: ROOT, env: { PATH: process.env.PATH, TZ: zone } },
  );
  return JSON.parse(stdout);
}

describe('a server in another zone', () => {
  it('has the same slots, the same words and the same reminders, also at the end of a month and of a year', async () => {
    const [utc, ...others] = await Promise.all(ZONES.map(toldIn));
    for (const other of others) expect(other).toEqual(utc);
    expect(utc).toHaveLength(SLOTS.length);
    expect(utc).toMatchObject({
      0: { says: '11月30日(月) 23:59（日本時間）', day: '2026-11-30' },
      1: { says: '12月1日(火) 00:00（日本時間）', day: '2026-12-01' },
      2: { says: '3月1日(月) 00:00（日本時間）', day: '2027-03-01' },
      3: { says: '12月31日(木) 23:59（日本時間）', day: '2026-12-31' },
      4: {
        says: '1月1日(金) 00:00（日本時間）',
        day: '2027-01-01',
        inCalendar: ['1月1日(金)', '00:00'],
        duties: [
          { what: 'remind', from: '2026-12-31T14:00:00.000Z' },
          { what: 'remind', from: '2026-12-31T14:45:00.000Z' },
          { what: 'expire', from: '2026-12-31T15:00:00.000Z' },
        ],
        reminders: [null, 60, 15, null],
        problems: [null, 'slot-passed', 'slot-too-far'],
      },
    });
  }, 60_000);
});
