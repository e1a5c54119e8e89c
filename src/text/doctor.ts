import type { PublishFailure } from '../draft/events.ts';
import type { ProxyTrouble } from '../network/proxy.ts';
import { organisationWords, proxyWords, reasonWords, socketWords, unreachableRemedy } from './network.ts';
import { japanTimeWithYear } from './time.ts';

/** What `npm run doctor` says on the terminal. */

/** One line of the examination; `remedy` only where something is to be done. */
export interface Diagnosis {
  readonly message: string;
  readonly remedy: string | null;
}

const well = (message: string): Diagnosis => ({ message, remedy: null });
const ill = (message: string, remedy: string): Diagnosis => ({ message, remedy });

export const subjectText = {
  settings: '設定',
  secretFile: '.env の権限',
  botToken: 'Slackのトークン',
  scopes: 'Slackの権限',
  connection: 'Slackとの接続',
  proxy: '外への道（プロキシ）',
  channel: (account: string) => `${account} のチャンネル`,
  managers: (account: string) => `${account} の運営管理者`,
  drafters: (account: string) => `${account} の起案者`,
  departments: '課と名前の一覧',
  keys: (account: string) => `${account} の鍵`,
  clock: (service: string) => `時計（${service}との差）`,
  folder: 'データのフォルダー',
  write: 'データの書き込み',
  space: 'ディスクの空き',
  holder: 'データの使用',
  unreadable: '読めないファイル',
  guideline: (account: string) => `${account} の要領`,
  blocks: (sample: string) => `Slackの表示検査（${sample}）`,
} as const;

export const sampleText = {
  text: '7月1日（水）10時から、しながわ中央公園で防災フェアを開きます。\nhttps://www.city.shinagawa.tokyo.jp/',
  drafter: '職員A',
  card: 'カード',
  thread: 'スレッド',
  approval: '承認の画面',
  draft: '起案の画面',
} as const;

/** Slack's error names, and what they come from. */
const SLACK_REMEDIES: Readonly<Record<string, string>> = {
  invalid_auth: '管理画面「OAuth & Permissions」の Bot User OAuth Token を、コピーし直してください。',
  not_authed: '管理画面「OAuth & Permissions」の Bot User OAuth Token を、コピーし直してください。',
  account_inactive:
    'アプリがワークスペースから外されています。管理画面「Install App」で入れ直し、トークンをコピーし直してください。',
  token_revoked: 'トークンは取り消されています。管理画面「Install App」で入れ直し、トークンをコピーし直してください。',
  token_expired: 'トークンの期限が切れています。管理画面でトークンの期限を切り、入れ直してください。',
  missing_scope: '管理画面「OAuth & Permissions」で権限を足し、アプリを入れ直してください。',
  not_allowed_token_type: 'トークンの種類が違います。xoxb- と xapp- を取り違えていないか確かめてください。',
  plan_upgrade_required:
    'このワークスペースのプランでは、ユーザーグループを使えません。office.yaml の group を、users（メンバーID）に書き換えてください。',
};

export const doctorText = {
  usage: [
    '使い方:',
    '  npm run doctor              設定、Slack、X、データの置き場所を確かめます。何も変えません',
    '    --online                  カードと画面の見本を、Slackの検査（blocks.validate）にも通します',
    '    --json                    結果を1つのJSONで出します',
    '  npm run doctor -- --clear-lock',
    '                              動いていないKessaiが残した「使っている」というしるしを消します',
  ].join('\n'),
  unknownOption: (option: string) => `「${option}」という指定はありません。`,
  remedy: (remedy: string) => `直し方: ${remedy}`,
  sum: (bad: number, skipped: number) =>
    [
      bad === 0 ? '直すところはありません。' : `直すところが${bad}件あります。`,
      skipped === 0 ? '' : `確かめなかったものが${skipped}件あります（–）。`,
    ].join(''),

  settingsRead: (accounts: number) => well(`直すところはありません（アカウント${accounts}件）。`),
  settingWrong: (where: string, message: string, remedy: string) => ill(`${where} ${message}`, remedy),
  settingsFirst: () => well('設定が直ってから確かめます。'),
  secretFileClosed: () => well('ほかの利用者からは読めません。'),
  secretFileOpen: () => ill('ほかの利用者からも読めます。', 'chmod 600 .env を実行してください。'),

  refused: (code: string) =>
    ill(
      `Slackに断られました（${code}）。`,
      SLACK_REMEDIES[code] ?? 'Slackの管理画面で、アプリの状態を確かめてください。',
    ),
  unreachable: (what: string, code: string) =>
    ill(`${what}につながりません（${reasonWords(code)}）。`, unreachableRemedy(code)),
  proxied: (trouble: ProxyTrouble) => ill(...proxyWords(trouble)),
  noSocket: (host: string, code: string) => ill(...socketWords(host, code)),
  organisation: () => ill(...organisationWords),
  straightOut: () => well('プロキシを使わず、直接つなぎます。'),
  throughProxy: (proxy: string, hosts: readonly string[]) => well(`${hosts.join('、')} へは、${proxy} を通ります。`),
  afterToken: () => well('トークンが使えるようになってから確かめます。'),
  botToken: (team: string, user: string) =>
    well(`ワークスペース「${team}」のボット ${user} として受け付けられました。`),
  scopesGiven: (count: number) => well(`要るものが${count}件ともあります。`),
  scopesMissing: (missing: readonly string[]) =>
    ill(
      `足りません: ${missing.join('、')}`,
      '管理画面「OAuth & Permissions」で足すか、manifest.json を貼り直して、アプリを入れ直してください。',
    ),
  scopesUnknown: () => well('Slackが権限の一覧を返さないので、確かめられません。'),
  scopeNeeded: (scope: string) => well(`${scope} の権限がないので、確かめられません。`),
  socketOpens: () => well('アプリレベルトークンで、ソケットモードの接続（WebSocket）が開きました。'),
  appTokenRefused: (code: string) =>
    ill(
      `アプリレベルトークンが断られました（${code}）。`,
      '管理画面「Basic Information」の「App-Level Tokens」で connections:write の権限を付けて作り直し、「Socket Mode」を有効にしてください。',
    ),
  httpMode: (port: number) =>
    well(`HTTPで受けます（ポート ${port}）。署名シークレットが正しいかは、Slackから届いたときに分かります。`),

  channelGood: (name: string) => well(`#${name} にボットが入っています。`),
  channelUnknown: (id: string) =>
    ill(
      `チャンネル ${id} が見つかりません。`,
      'office.yaml の channel のIDを確かめてください。非公開のチャンネルなら、/invite @Kessai でボットを招いてください。',
    ),
  channelWithoutBot: (name: string) =>
    ill(`#${name} にボットが入っていません。`, 'チャンネルで /invite @Kessai と打って、ボットを招いてください。'),
  channelArchived: (name: string) =>
    ill(
      `#${name} はアーカイブされています。`,
      'チャンネルをアーカイブから戻すか、office.yaml の channel を書き換えてください。',
    ),

  peopleGood: (names: readonly string[]) =>
    well(`${names.slice(0, 3).join('、')}${names.length > 3 ? ` ほか${names.length - 3}人` : ''}`),
  everybody: () => well('ワークスペースのだれでも起案できます。'),
  userUnknown: (id: string) =>
    ill(`${id} という人はいません。`, 'プロフィールの「メンバーIDをコピー」で確かめて、office.yaml を直してください。'),
  userGone: (id: string, name: string) =>
    ill(`${id}（${name}）は、いま使われていません。`, '後任の人のメンバーIDに書き換えてください。'),
  groupUnknown: (id: string) =>
    ill(`ユーザーグループ ${id} が見つかりません。`, 'グループのメニュー「グループIDをコピー」で確かめてください。'),
  groupEmpty: (id: string) =>
    ill(`ユーザーグループ ${id} に、だれもいません。`, 'Slackの側で、グループに人を入れてください。'),

  keysGood: (username: string) => well(`@${username} の鍵です。投稿できます。`),
  keysGoodAsFar: (username: string) => well(`@${username} の鍵です。`),
  keysReadOnly: (username: string, service: string) =>
    ill(
      `@${username} の鍵ですが、読み取りしかできません。`,
      `${service}の開発者画面で権限を Read and write にしてから、Access Token を発行し直してください。`,
    ),
  keysRefused: (failure: PublishFailure, keys: ServiceKeys) => keysFailure(failure, keys),
  postedByHand: () => well('手で掲載するアカウントなので、鍵は要りません。'),

  clockRight: (seconds: number) => well(`${seconds}秒以内です。`),
  clockWrong: (seconds: number) =>
    ill(
      seconds > 0
        ? `このサーバーの時計が、${seconds}秒遅れています。`
        : `このサーバーの時計が、${-seconds}秒進んでいます。`,
      'NTP（chrony や systemd-timesyncd）で時刻を合わせてください。ずれると、署名の確認や日付の指摘を誤ります。',
    ),
  clockUnknown: () => well('時刻が返らないので、確かめられません。'),

  folderThere: (folder: string) => well(`${folder} があります。`),
  folderFar: (folder: string, kind: string) =>
    ill(
      `${folder} は、ネットワーク越しの置き場所（${kind}）です。2つ目の起動を防ぐしるしと、停電のあとに残ることを、当てにできません。`,
      'サーバーの中のディスクを KESSAI_DATA に書いてください。控えは、ネットワーク越しでかまいません。',
    ),
  folderToCome: (folder: string) => well(`${folder} はまだありません。はじめて起動したときに作られます。`),
  folderOpen: (folder: string) =>
    ill(`${folder} は、ほかの利用者からも読めます。`, `chmod 700 ${folder} を実行してください。`),
  writes: (milliseconds: number) => well(`書いて、ディスクまで届きました（fsync、${milliseconds}ミリ秒）。`),
  writesNot: (code: string) =>
    ill(
      `書けません（${code}）。`,
      code === 'ENOSPC'
        ? 'ディスクに空きを作ってください。'
        : 'フォルダーの持ち主と権限、ディスクが読み取り専用でないかを確かめてください。',
    ),
  space: (megabytes: number) => well(`${roomy(megabytes)}空いています。`),
  spaceShort: (megabytes: number) =>
    ill(
      `残りが${roomy(megabytes)}しかありません。`,
      'ディスクに空きを作ってください。書けないと、起案も決裁も止まります。',
    ),
  filesShort: (files: number) =>
    ill(`作れるファイルが、あと${files}個しかありません。`, '要らないファイルを消すか、別のディスクに移してください。'),
  running: (pid: number, host: string) => well(`アプリが動いています（${host} の ${pid} 番のプロセス）。`),
  left: (pid: number, host: string, since: Date) =>
    ill(
      `${claimed(pid, host, since)}というしるしがあります。いまも動いているかは、ここからは分かりません。`,
      `${host} で動いていれば、そのままにしてください。もう動いていなければ、npm run doctor -- --clear-lock を実行してください。`,
    ),
  cleared: (pid: number, host: string, since: Date) =>
    `${claimed(pid, host, since)}というしるしを消しました。起動できます。もし ${host} でまだ動いていれば、そちらは1秒ほどで止まります。`,
  clearsNot: (pid: number, host: string, since: Date) =>
    `${claimed(pid, host, since)}ところで、いまも動いています。しるしは消しませんでした。そちらを止めてください。`,
  nothingToClear: (folder: string) =>
    `データのフォルダー ${folder} を、どのプロセスも使っていません。何も消していません。`,
  clearFailed: (folder: string, code: string) =>
    `データのフォルダー ${folder} のしるしを消せません（${code}）。アプリを動かす利用者か、管理者として実行してください。`,
  free: () => well('いま、どのプロセスも使っていません。'),
  allReadable: () => well('ありません。'),
  someUnreadable: (count: number) =>
    ill(
      `${count}件あります。`,
      'データのフォルダーの unreadable/ を見て、控えから同じ名前のファイルを戻し、元のファイルを別の場所に移してください。',
    ),
  notLooked: (code: string) => well(`調べられませんでした（${code}）。`),

  inForce: (title: string, from: string) => well(`「${title}」（${from}）が使われます。`),
  noneInForce: (family: string) =>
    ill(
      `要領「${family}」には、きょう施行されている版がありません。`,
      '施行日が過ぎた版を、要領のフォルダーに置いてください。',
    ),

  blocksGood: () => well('Slackが受け付けました。'),
  blocksBad: (problems: readonly string[]) =>
    ill(`Slackが受け付けません: ${problems.join(' / ')}`, 'この行を添えて、アプリの開発元に知らせてください。'),
  blocksNotAsked: () => well('--online を付けると確かめます。'),
} as const;

function claimed(pid: number, host: string, since: Date): string {
  return `${host} の ${pid} 番のプロセスが ${japanTimeWithYear(since.toISOString())} から使っている`;
}

function roomy(megabytes: number): string {
  return megabytes >= 10_000 ? `${Math.floor(megabytes / 1_000)}GB` : `${megabytes}MB`;
}

interface ServiceKeys {
  readonly service: string;
  readonly names: readonly string[];
}

function keysFailure(failure: PublishFailure, { service, names }: ServiceKeys): Diagnosis {
  switch (failure.kind) {
    case 'unreachable':
      return doctorText.unreachable(service, failure.detail);
    case 'not-authenticated':
      return ill(
        `${service}の認証が通りません。`,
        `${names.length}つの鍵をコピーし直してください。発行し直した鍵は、${names.length}つともそろえます。サーバーの時計も確かめてください。`,
      );
    case 'not-permitted':
      return ill(
        `${service}が、このアプリを許していません（${failure.detail}）。`,
        `${service}の開発者画面で、アプリの権限（Read and write）とアカウントの状態を確かめてください。`,
      );
    case 'no-credit':
      return ill(
        `${service}の利用枠（クレジット）がありません。`,
        `${service}の開発者画面で、クレジットを足してください。`,
      );
    case 'rate-limited':
      return ill(`${service}の回数の上限に達しています。`, '15分ほど待ってから、もう一度実行してください。');
    case 'wrong-account':
      return ill(
        `鍵は @${failure.actual} のものです。office.yaml には @${failure.expected} とあります。`,
        `@${failure.expected} で${service}にログインした状態で、Access Token を発行し直してください。`,
      );
    case 'content-changed':
    case 'not-started':
    case 'new-findings':
    case 'media-refused':
    case 'media-missing':
    case 'alt-refused':
    case 'rejected':
      return ill(`${service}が答えを断りました。`, `${service}の開発者画面で、アプリの状態を確かめてください。`);
  }
}
