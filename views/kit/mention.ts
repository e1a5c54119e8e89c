import type { RichTextElement } from '@slack/types';
import type { Person } from '../../src/draft/events.ts';
import type { Account } from '../../src/usecases/ports.ts';
import { runs } from './rich.ts';

/** Whom a message calls: ids of ours only, so that nothing a person wrote can call anybody. */
export interface Called {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

/** Only what is an id for certain becomes a mention; anything else stays silent rather than pinging by accident. */
const USER_ID = /^[UW][A-Z0-9]{2,20}$/;
const GROUP_ID = /^S[A-Z0-9]{2,20}$/;
/** A mention calls people; more than this is a group's business. */
const MOST_USERS = 100;

/** The managers as they are configured; a group is called as a whole. */
export function managersOf({ manager }: Account): Called {
  const { users, group } = manager.people;
  return { users, groups: group === null ? [] : [group] };
}

export function person({ id }: Person): Called {
  return { users: [id], groups: [] };
}

/** Both, and whoever is in both once. */
export function together(a: Called, b: Called): Called {
  return { users: [...new Set([...a.users, ...b.users])], groups: [...new Set([...a.groups, ...b.groups])] };
}

export function without({ users, groups }: Called, left: readonly string[]): Called {
  return { users: users.filter((id) => !left.includes(id)), groups };
}

/** Those whom Slack can call; null where there is nobody. */
export function callable({ users, groups }: Called): Called | null {
  const ids = users.filter((id) => USER_ID.test(id)).slice(0, MOST_USERS);
  const groupIds = groups.filter((id) => GROUP_ID.test(id));
  return ids.length + groupIds.length === 0 ? null : { users: ids, groups: groupIds };
}

/** In a message's blocks, with a blank after each. */
export function mentionRuns({ users, groups }: Called): RichTextElement[] {
  return [
    ...users.map((id): RichTextElement => ({ type: 'user', user_id: id })),
    ...groups.map((id): RichTextElement => ({ type: 'usergroup', usergroup_id: id })),
  ].flatMap((mention) => [mention, ...runs(' ')]);
}

/** In the line that a phone shows. */
export function mentionWords({ users, groups }: Called): string {
  return [...users.map((id) => `<@${id}>`), ...groups.map((id) => `<!subteam^${id}>`)].join(' ');
}
