import type { Person } from '../../src/draft/events.ts';
import type { Account } from '../../src/usecases/ports.ts';

/** Only what is an id for certain becomes a mention; anything else stays silent rather than pinging by accident. */
const USER_ID = /^[UW][A-Z0-9]{2,20}$/;
const GROUP_ID = /^S[A-Z0-9]{2,20}$/;
/** A mention calls people; more than this is a group's business. */
const MOST_USERS = 100;

/** @returns mrkdwn that calls the managers; null where none is configured by id. */
export function managerMention(account: Account, call: string): string | null {
  const { users, group } = account.manager.people;
  const called = [
    ...users
      .filter((id) => USER_ID.test(id))
      .slice(0, MOST_USERS)
      .map((id) => `<@${id}>`),
    ...(group !== null && GROUP_ID.test(group) ? [`<!subteam^${group}>`] : []),
  ];
  return called.length === 0 ? null : `${called.join(' ')} ${call}`;
}

/** @returns mrkdwn that calls the drafter; null when the id is not one of Slack's. */
export function drafterMention(drafter: Person, call: string): string | null {
  return USER_ID.test(drafter.id) ? `<@${drafter.id}> ${call}` : null;
}
