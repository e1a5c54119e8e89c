import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { makeRoster } from '../../src/slack/roster.ts';
import { ScriptedRoster } from '../support/doubles.ts';
import { describeRoster } from './roster.contract.ts';

describeRoster('of Slack', () => {
  let users: readonly string[] | null = null;
  let closed: readonly string[] | null = [];
  const client = new webApi.WebClient('xoxb-1', {
    retryConfig: { retries: 0 },
    fetch: async (input, init) => {
      const about = new URLSearchParams(String(init?.body ?? '')).get('user');
      const known = String(input).endsWith('users.info') ? closed : users;
      if (known === null) return Response.json({ ok: false, error: 'missing_scope' });
      return Response.json({
        ok: true,
        ...(about === null ? { users } : { user: { deleted: known.includes(about) } }),
      });
    },
  });
  const clock = { now: () => new Date('2026-11-21T05:00:00Z') };
  return {
    roster: makeRoster(client, clock, pino({ level: 'silent' })),
    group: (now) => {
      users = now;
    },
    closed: (now) => {
      closed = now;
    },
  };
});

describeRoster('scripted', () => {
  const roster = new ScriptedRoster();
  return {
    roster,
    group: (users) => (users === null ? roster.groups.delete('S0KACHO') : roster.groups.set('S0KACHO', users)),
    closed: (users) => {
      roster.closed = users;
    },
  };
});
