import { TEAM } from '../../seed.ts';
import type { SlackCore } from '../core.ts';
import { SlackError } from '../errors.ts';
import type { User } from '../state.ts';
import { type Methods, page } from './method.ts';

function member(user: User) {
  return {
    id: user.id,
    team_id: TEAM.id,
    name: user.name,
    deleted: user.deleted,
    real_name: user.displayName,
    tz: 'Asia/Tokyo',
    tz_label: 'Japan Standard Time',
    tz_offset: 32_400,
    profile: {
      title: user.title,
      real_name: user.displayName,
      real_name_normalized: user.displayName,
      display_name: user.displayName,
      display_name_normalized: user.displayName,
      team: TEAM.id,
    },
    is_admin: false,
    is_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.isBot,
    is_app_user: false,
    updated: 0,
  };
}

function onPaidPlan(core: SlackCore): void {
  if (core.settings.plan === 'free') throw new SlackError('plan_upgrade_required');
}

export const peopleMethods: Methods = {
  'users.info': {
    token: 'bot',
    scope: 'users:read',
    run: (args, { core }) => ({ user: member(core.user(args.string('user'))) }),
  },
  'users.list': {
    token: 'bot',
    scope: 'users:read',
    run: (args, { core }) => {
      const { items, next } = page([...core.state.users.values()], args, 1_000);
      return { members: items.map(member), cache_ts: 0, response_metadata: { next_cursor: next } };
    },
  },
  'usergroups.list': {
    token: 'bot',
    scope: 'usergroups:read',
    run: (args, { core }) => {
      onPaidPlan(core);
      const groups = [...core.state.usergroups.values()].map((group) => ({
        id: group.id,
        team_id: TEAM.id,
        is_usergroup: true,
        name: group.name,
        description: '',
        handle: group.handle,
        is_external: false,
        date_delete: 0,
        ...(args.boolean('include_users') ? { users: group.users } : {}),
        ...(args.boolean('include_count') ? { user_count: group.users.length } : {}),
      }));
      return { usergroups: groups };
    },
  },
  'usergroups.users.list': {
    token: 'bot',
    scope: 'usergroups:read',
    run: (args, { core }) => {
      onPaidPlan(core);
      const group = core.state.usergroups.get(args.required('usergroup'));
      if (!group) throw new SlackError('no_such_subteam');
      // Slack takes people who left out of their groups.
      return { users: group.users.filter((id) => !core.state.users.get(id)?.deleted) };
    },
  },
};
