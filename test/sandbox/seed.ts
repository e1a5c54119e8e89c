/** What the local Slack and X begin with. The example office's ids are those of the shipped `office.example.yaml`. */

export const TOKENS = {
  bot: 'xoxb-sandbox',
  app: 'xapp-sandbox',
  signingSecret: 'sandbox-secret',
  xKey: 'sandbox-key',
  xSecret: 'sandbox-secret',
  xToken: 'sandbox-token',
  xTokenSecret: 'sandbox-token-secret',
} as const;

export const TEAM = {
  id: 'T0KESSAI01',
  name: 'Kessaiデモ',
  domain: 'kessai-demo',
  url: 'https://kessai-demo.slack.com/',
  appId: 'A0KESSAI01',
  botUser: 'U0KESSAI',
  botId: 'B0KESSAI',
  botName: 'Kessai',
} as const;

export interface SeedUser {
  readonly id: string;
  /** Login name, ASCII. */
  readonly name: string;
  readonly displayName: string;
  readonly title: string;
}

export interface SeedChannel {
  readonly id: string;
  readonly name: string;
}

export interface SeedUsergroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
}

export interface SeedXAccount {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}

/** An official account: where its cards stand, and where its posts go. */
export interface SeedAccount {
  readonly name: string;
  /** What people call the network: X, PIAZZA … */
  readonly network: string;
  readonly channel: string;
  /** Users who decide. */
  readonly managers: readonly string[];
  /** On X; null where people post by hand. */
  readonly username: string | null;
}

/** Everybody and everything that is there before anything happens. */
export interface SeedOffice {
  /** The shipped example, for which the page has tasks to try. */
  readonly isExample: boolean;
  readonly users: readonly SeedUser[];
  readonly channels: readonly SeedChannel[];
  readonly usergroups: readonly SeedUsergroup[];
  readonly accounts: readonly SeedAccount[];
  readonly xAccounts: readonly SeedXAccount[];
  /** Whose keys X knows, by the beginning of their names in the environment. */
  readonly keys: readonly { readonly prefix: string; readonly username: string }[];
}

const USERS: readonly SeedUser[] = [
  { id: 'U0KOHO001', name: 'shokuin-a', displayName: '職員A', title: '戦略広報課' },
  { id: 'U0KOHO002', name: 'shokuin-c', displayName: '職員C', title: '戦略広報課' },
  { id: 'U0KOHO100', name: 'koho-kacho', displayName: '戦略広報課長', title: '運営管理者' },
  { id: 'U0KOHO101', name: 'koho-hosa', displayName: '戦略広報課長補佐', title: '戦略広報課' },
  { id: 'U0BOSAI01', name: 'shokuin-b', displayName: '職員B', title: '防災課' },
  { id: 'U0KUMIN01', name: 'shokuin-d', displayName: '職員D', title: '区民活動推進課' },
  { id: 'U0KUMIN100', name: 'kumin-kacho', displayName: '区民活動推進課長', title: '運営管理者' },
  { id: 'U0BUNKA01', name: 'shokuin-e', displayName: '職員E', title: '文化観光課' },
];

/** A channel that no account has. */
export const GENERAL: SeedChannel = { id: 'C0GENERAL', name: '庁内連絡' };

const CHANNELS: readonly SeedChannel[] = [
  { id: 'C0SHINAGAWA', name: '品川区公式x' },
  { id: 'C0TOSHIMA', name: '豊島区piazza' },
  GENERAL,
];

const USERGROUPS: readonly SeedUsergroup[] = [
  { id: 'S0KOHOKACHO', handle: 'koho-kacho', name: '戦略広報課長', users: ['U0KOHO100'] },
  { id: 'S0KUMINKACHO', handle: 'kumin-kacho', name: '区民活動推進課長', users: ['U0KUMIN100'] },
];

/** Somebody else's account, for the wrong-account guard. */
export const OTHER_X_ACCOUNT: SeedXAccount = {
  id: '100000000000000002',
  username: 'another_account',
  name: '別のアカウント',
};

export const EXAMPLE: SeedOffice = {
  isExample: true,
  users: USERS,
  channels: CHANNELS,
  usergroups: USERGROUPS,
  accounts: [
    {
      ...{ name: '品川区公式X', network: 'X', channel: 'C0SHINAGAWA' },
      ...{ managers: ['U0KOHO100'], username: 'shinagawacity' },
    },
    {
      ...{ name: '豊島区区民活動推進課公式ピアッツァ', network: 'PIAZZA', channel: 'C0TOSHIMA' },
      ...{ managers: ['U0KUMIN100'], username: null },
    },
  ],
  xAccounts: [{ id: '100000000000000001', username: 'shinagawacity', name: '品川区' }, OTHER_X_ACCOUNT],
  keys: [{ prefix: 'X', username: 'shinagawacity' }],
};

/** The keys that go by this beginning, as the app finds them in its environment. */
export function keysBehind(prefix: string) {
  const end = prefix === 'X' ? '' : `-${prefix}`;
  return {
    API_KEY: `${TOKENS.xKey}${end}`,
    API_SECRET: `${TOKENS.xSecret}${end}`,
    ACCESS_TOKEN: `${TOKENS.xToken}${end}`,
    ACCESS_SECRET: `${TOKENS.xTokenSecret}${end}`,
  } as const;
}

/** What the manifest asks for, and what the doctor and the catching-up of threads need. */
export const SCOPES: readonly string[] = [
  'commands',
  'chat:write',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'files:read',
  'files:write',
  'usergroups:read',
  'users:read',
];
