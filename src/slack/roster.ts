import type { WebClient } from '@slack/web-api';
import type { Clock, People, Roster } from '../usecases/ports.ts';
import type { Log } from './log.ts';
import { slackFault } from './slack-faults.ts';

/** The method is limited to about 20 calls a minute: enough for decisions, not for every list and form. */
const FRESH_MS = 60_000;

/** People named by id, and the members of a Slack user group (paid plans). Fails closed. */
export function makeRoster(client: WebClient, clock: Clock, log: Log): Roster {
  const cache = new Map<string, { readonly at: number; readonly users: readonly string[] }>();
  const activity = new Map<string, { readonly at: number; readonly active: boolean }>();
  const asking = new Map<string, Promise<readonly string[] | null>>();
  /** Slack's limit is on the method, whatever the group: until then it is asked for none. */
  let held = { since: 0, until: 0 };

  async function groupMembers(group: string, when: 'now' | 'recent'): Promise<readonly string[] | null> {
    const known = cache.get(group);
    const now = clock.now().getTime();
    if (when === 'recent' && known !== undefined && isFresh(known, now)) return known.users;
    // The clock may have been set back: then it is asked rather than held for good.
    if (now >= held.since && now < held.until) return null;
    // A list of ten accounts with one group is one question; a decision never rests on one asked before it.
    const underWay = asking.get(group);
    if (when === 'recent' && underWay !== undefined) return underWay;
    const answer = ask(group, now).finally(() => {
      if (asking.get(group) === answer) asking.delete(group);
    });
    asking.set(group, answer);
    return answer;
  }

  async function ask(group: string, now: number): Promise<readonly string[] | null> {
    try {
      const answer = await client.usergroups.users.list({ usergroup: group });
      const users = answer.users ?? [];
      cache.set(group, { at: now, users });
      return users;
    } catch (error) {
      const wait = retryAfter(error);
      if (wait > 0) held = { since: now, until: now + wait };
      log.warn({ err: error, group, wait }, 'user group cannot be read');
      return null;
    }
  }

  async function isActive(user: string): Promise<boolean | null> {
    const now = clock.now().getTime();
    const known = activity.get(user);
    if (known !== undefined && isFresh(known, now)) return known.active;
    const active = await askAbout(user);
    if (active !== null) activity.set(user, { at: now, active });
    return active;
  }

  async function askAbout(user: string): Promise<boolean | null> {
    try {
      const answer = await client.users.info({ user });
      return answer.user?.deleted !== true;
    } catch (error) {
      if (isUnknownUser(error)) return false;
      log.warn({ err: error, user }, 'it cannot be seen whether somebody is still in the workspace');
      return null;
    }
  }

  return {
    async members(people: People, when) {
      if (people.group === null) return people.users;
      const members = await groupMembers(people.group, when);
      if (members === null) return people.users.length === 0 ? null : people.users;
      return [...new Set([...people.users, ...members])];
    },
    async anyActive(users) {
      const answers: (boolean | null)[] = [];
      for (const user of users) {
        const active = await isActive(user);
        if (active === true) return true;
        answers.push(active);
      }
      return answers.includes(null) ? null : false;
    },
  };
}

/** A clock that was set back makes nothing fresh for hours. */
function isFresh({ at }: { readonly at: number }, now: number): boolean {
  return now - at >= 0 && now - at < FRESH_MS;
}

function isUnknownUser(error: unknown): boolean {
  try {
    const fault = slackFault(error);
    return fault.kind === 'refused' && fault.error === 'user_not_found';
  } catch {
    return false;
  }
}

function retryAfter(error: unknown): number {
  try {
    const fault = slackFault(error);
    return fault.kind === 'rate-limited' ? fault.retryAfterMs : 0;
  } catch {
    return 0;
  }
}
