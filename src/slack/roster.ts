import type { WebClient } from '@slack/web-api';
import type { Clock, People, Roster } from '../usecases/ports.ts';
import type { Log } from './log.ts';

/** The method is limited to about 20 calls a minute: enough for decisions, not for every list and form. */
const FRESH_MS = 60_000;

/** People named by id, and the members of a Slack user group (paid plans). Fails closed. */
export function makeRoster(client: WebClient, clock: Clock, log: Log): Roster {
  const cache = new Map<string, { readonly at: number; readonly users: readonly string[] }>();

  async function groupMembers(group: string, when: 'now' | 'recent'): Promise<readonly string[] | null> {
    const known = cache.get(group);
    const now = clock.now().getTime();
    if (when === 'recent' && known !== undefined && now - known.at >= 0 && now - known.at < FRESH_MS)
      return known.users;
    try {
      const answer = await client.usergroups.users.list({ usergroup: group });
      const users = answer.users ?? [];
      cache.set(group, { at: now, users });
      return users;
    } catch (error) {
      log.warn({ err: error, group }, 'user group cannot be read');
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
  };
}
