import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { makeRoster } from '../../src/slack/roster.ts';

/** A Slack whose user group answers what the test says. */
function rosterOf(answers: readonly object[]) {
  let asked = 0;
  let now = Date.parse('2026-11-21T05:00:00Z');
  const client = new webApi.WebClient('xoxb-1', {
    retryConfig: { retries: 0 },
    fetch: async () => Response.json(answers[Math.min(asked++, answers.length - 1)]),
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

  it('is nobody when Slack does not say, except the people who are named by id', async () => {
    const { roster } = rosterOf([{ ok: false, error: 'plan_upgrade_required' }]);
    expect(await roster.members(group, 'now')).toBeNull();
    expect(await roster.members({ users: ['U0KOHO100'], group: 'S0KOHOKACHO' }, 'now')).toEqual(['U0KOHO100']);
  });
});
