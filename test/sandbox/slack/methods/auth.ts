import { TEAM } from '../../seed.ts';
import type { Methods } from './method.ts';

export const authMethods: Methods = {
  'auth.test': {
    token: 'bot',
    scope: null,
    run: (_args, { core: { settings } }) => ({
      url: TEAM.url,
      team: TEAM.name,
      user: 'kessai',
      team_id: TEAM.id,
      user_id: TEAM.botUser,
      bot_id: TEAM.botId,
      ...(settings.organisation === null ? {} : { enterprise_id: settings.organisation }),
      is_enterprise_install: settings.organisationInstall,
    }),
  },
  'apps.connections.open': {
    token: 'app',
    scope: null,
    run: (_args, world) => ({ url: world.openConnection() }),
  },
};
