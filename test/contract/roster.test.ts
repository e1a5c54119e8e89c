import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { makeRoster } from '../../src/slack/roster.ts';
import { ScriptedRoster } from '../support/doubles.ts';
import { describeRoster } from './roster.contract.ts';

describeRoster('of Slack', () => {
  let users: readonly string[] | null = null;
  const client = new webApi.WebClient('xoxb-1', {
    retryConfig: { retries: 0 },
    fetch: async () => Response.json(users === null ? { ok: false, error: 'missing_scope' } : { ok: true, users }),
  });
  const clock = { now: () => new Date('2026-11-21T05:00:00Z') };
  return {
    roster: makeRoster(client, clock, pino({ level: 'silent' })),
    group: (now) => {
      users = now;
    },
  };
});

describeRoster('scripted', () => {
  const roster = new ScriptedRoster();
  return {
    roster,
    group: (users) => (users === null ? roster.groups.delete('S0KACHO') : roster.groups.set('S0KACHO', users)),
  };
});
