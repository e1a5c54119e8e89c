import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { makeRoster } from '../../src/slack/roster.ts';

const LIMITED = {};

/** A Slack whose user group answers what the test says. */
function rosterOf(answers: readonly object[]) {
  let asked = 0;
  let now = Date.parse('2026-11-21T05:00:00Z');
  const client = new webApi.WebClient('xoxb-1', {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: async () => {
      const answer = answers[Math.min(asked++, answers.length - 1)];
      return answer === LIMITED
        ? new Response('', { status: 429, headers: { 'retry-after': '30' } })
        : Response.json(answer);
    },
  });
  const roster = makeRoster(client, { now: () => new Date(now) }, pino({ level: 'silent' }));
  return { roster, asked: () => asked, later: (milliseconds: number) => (now += milliseconds) };
}

const group = { users: [], group: 'S0KOHOKACHO' };

describe('who is in the user group', () => {
  it('is asked anew for a decision: a manager who left a second ago decides no more', async () => {
    const { roster } = rosterOf([
      { ok: true, users: ['U0KOHO100'] },
      { ok: true, users: ['U0KOHO200'] },
    ]);
    expect(await roster.members(group, 'now')).toEqual(['U0KOHO100']);
    expect(await roster.members(group, 'now')).toEqual(['U0KOHO200']);
  });

  it('is asked anew for a decision also while a list is asking: the manager left between the two questions', async () => {
    const { roster } = rosterOf([
      { ok: true, users: ['U0KOHO100'] },
      { ok: true, users: ['U0KOHO200'] },
    ]);
    const shown = roster.members(group, 'recent');
    const decides = roster.members(group, 'now');
    expect(await shown).toEqual(['U0KOHO100']);
    expect(await decides).toEqual(['U0KOHO200']);
  });

  it('is remembered for a minute where it is only shown', async () => {
    const { roster, asked, later } = rosterOf([{ ok: true, users: ['U0KOHO100'] }]);
    await roster.members(group, 'recent');
    later(59_000);
    await roster.members(group, 'recent');
    expect(asked()).toBe(1);
    later(1_000);
    await roster.members(group, 'recent');
    expect(asked()).toBe(2);
  });

  it('is not remembered for hours because the clock was set back', async () => {
    const { roster, later } = rosterOf([
      { ok: true, users: ['U0KOHO100'] },
      { ok: true, users: ['U0KOHO200'] },
    ]);
    await roster.members(group, 'recent');
    later(-2 * 60 * 60_000);
    expect(await roster.members(group, 'recent')).toEqual(['U0KOHO200']);
  });

  it('is asked for once by a list that names it ten times', async () => {
    const { roster, asked } = rosterOf([{ ok: true, users: ['U0KOHO100'] }]);
    const all = await Promise.all(Array.from({ length: 10 }, () => roster.members(group, 'recent')));
    expect(new Set(all.flat())).toEqual(new Set(['U0KOHO100']));
    expect(asked()).toBe(1);
  });

  it('is not asked for while Slack says that it is too much, and nobody decides meanwhile', async () => {
    const { roster, asked, later } = rosterOf([LIMITED, { ok: true, users: ['U0KOHO100'] }]);
    expect(await roster.members(group, 'now')).toBeNull();
    later(29_000);
    expect(await roster.members({ ...group, group: 'S0OTHER' }, 'now')).toBeNull();
    expect(asked()).toBe(1);
    later(1_000);
    expect(await roster.members(group, 'now')).toEqual(['U0KOHO100']);
  });

  it('is nobody when Slack does not say, except the people who are named by id', async () => {
    const { roster } = rosterOf([{ ok: false, error: 'plan_upgrade_required' }]);
    expect(await roster.members(group, 'now')).toBeNull();
    expect(await roster.members({ users: ['U0KOHO100'], group: 'S0KOHOKACHO' }, 'now')).toEqual(['U0KOHO100']);
  });
});
