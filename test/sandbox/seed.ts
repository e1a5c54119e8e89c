/** The example office. Its ids are those of the shipped `office.example.yaml`. */

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

export const USERS: readonly SeedUser[] = [
  { id: 'U0KOHO001', name: 'shokuin-a', displayName: '職員A', title: '戦略広報課' },
  { id: 'U0KOHO002', name: 'shokuin-c', displayName: '職員C', title: '戦略広報課' },
  { id: 'U0KOHO100', name: 'koho-kacho', displayName: '戦略広報課長', title: '運営管理者' },
  { id: 'U0KOHO101', name: 'koho-hosa', displayName: '戦略広報課長補佐', title: '戦略広報課' },
  { id: 'U0BOSAI01', name: 'shokuin-b', displayName: '職員B', title: '防災課' },
  { id: 'U0KUMIN01', name: 'shokuin-d', displayName: '職員D', title: '区民活動推進課' },
  { id: 'U0KUMIN100', name: 'kumin-kacho', displayName: '区民活動推進課長', title: '運営管理者' },
  { id: 'U0BUNKA01', name: 'shokuin-e', displayName: '職員E', title: '文化観光課' },
];

export const CHANNELS: readonly { readonly id: string; readonly name: string }[] = [
  { id: 'C0SHINAGAWA', name: '品川区公式x' },
  { id: 'C0TOSHIMA', name: '豊島区piazza' },
  { id: 'C0GENERAL', name: '庁内連絡' },
];

export const USERGROUPS: readonly {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
}[] = [
  { id: 'S0KOHOKACHO', handle: 'koho-kacho', name: '戦略広報課長', users: ['U0KOHO100'] },
  { id: 'S0KUMINKACHO', handle: 'kumin-kacho', name: '区民活動推進課長', users: ['U0KUMIN100'] },
];

export const X_ACCOUNTS: readonly { readonly id: string; readonly username: string; readonly name: string }[] = [
  { id: '100000000000000001', username: 'shinagawacity', name: '品川区' },
  /** Somebody else's account, for the wrong-account guard. */
  { id: '100000000000000002', username: 'another_account', name: '別のアカウント' },
];

/** What the manifest asks for, and what the doctor and the catching-up of threads need. */
export const SCOPES: readonly string[] = [
  'commands',
  'chat:write',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'files:read',
  'usergroups:read',
  'users:read',
];
