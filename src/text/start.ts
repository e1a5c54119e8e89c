import type { ProxyTrouble } from '../network/proxy.ts';
import { organisationWords, proxyWords, socketWords, unreachableRemedy, type Words } from './network.ts';
import { japanTimeWithYear } from './time.ts';
import { said } from './words.ts';

/** Why the app cannot start, or not go on, although its settings are well-formed. The operator reads it on the terminal. */
export type StartFault =
  | {
      readonly kind: 'locked';
      readonly folder: string;
      readonly pid: number;
      readonly host: string;
      readonly since: Date;
      /** False when nobody here can tell. */
      readonly lives: boolean;
    }
  /** Not at the start: the app ends because of it. */
  | { readonly kind: 'lock-lost'; readonly folder: string }
  | { readonly kind: 'folder'; readonly folder: string; readonly code: string }
  | { readonly kind: 'port'; readonly port: number; readonly code: string }
  | { readonly kind: 'slack-refused'; readonly error: string }
  | { readonly kind: 'slack-unreachable'; readonly url: string; readonly detail: string }
  /** The way to `host` ends at the office's proxy. */
  | { readonly kind: 'proxy'; readonly host: string; readonly trouble: ProxyTrouble }
  /** Slack answers, but the connection on which it would deliver cannot be had. */
  | { readonly kind: 'slack-socket'; readonly host: string; readonly detail: string }
  /** The bot token is one for a whole Enterprise Grid organisation. */
  | { readonly kind: 'organisation' };

export function startText(fault: StartFault): string {
  const [what, remedy] = startWords(fault);
  const headline = fault.kind === 'lock-lost' ? '止まりました。' : '起動できません。';
  return `${headline}\n\n   ${what}\n   → ${remedy}`;
}

export function startWords(fault: StartFault): Words {
  switch (fault.kind) {
    case 'locked':
      return lockedWords(fault);
    case 'lock-lost':
      return [
        `データフォルダー ${fault.folder} のしるし（lock/）が、消されたか、ほかのKessaiのものになっています。`,
        said(
          '2つのKessaiが同じ投稿を送らないように、何も送らずに止まりました。',
          'フォルダーを使うものが1つだけであることを確かめて、起動し直してください。',
        ),
      ];
    case 'folder':
      return [`データフォルダー ${fault.folder} を使えません（${fault.code}）。`, folderRemedy(fault.code)];
    case 'port':
      return [
        fault.code === 'EADDRINUSE'
          ? `ポート ${fault.port} は、ほかのプログラムが使っています。`
          : `ポート ${fault.port} を開けません（${fault.code}）。`,
        'PORT に、空いている1024以上の番号を書いてください。前に置いたTLSの転送先と、同じ番号にします。',
      ];
    case 'slack-refused':
      return [`Slackに断られました（${fault.error}）。`, slackRemedy(fault.error)];
    case 'slack-unreachable':
      return [
        `Slackにつながりません（${fault.url}、${fault.detail}）。`,
        `${unreachableRemedy(fault.detail)}アプリは、つながるまで起動をやり直す設定（systemdの Restart など）で動かせます。`,
      ];
    case 'proxy': {
      const [what, remedy] = proxyWords(fault.trouble);
      return [`${fault.host} に行けません。${what}`, remedy];
    }
    case 'slack-socket':
      return socketWords(fault.host, fault.detail);
    case 'organisation':
      return organisationWords;
  }
}

function lockedWords({ folder, pid, host, since, lives }: Extract<StartFault, { kind: 'locked' }>) {
  const from = japanTimeWithYear(since.toISOString());
  return lives
    ? ([
        `データフォルダー ${folder} は、ほかのKessai（${host} のプロセス ${pid}、${from} から）が使っています。`,
        'そちらを止めてから、もう一度起動してください。1つのフォルダーを使えるのは、1つのKessaiだけです。',
      ] as const)
    : ([
        said(
          `データフォルダー ${folder} に、${host} のプロセス ${pid} が ${from} から使っている、というしるしがあります。`,
          'いまも動いているかは、ここからは分かりません。',
        ),
        said(
          `${host} で動いていれば、止めてください。`,
          'もう動いていないとき（サーバーの名前を変えた、移した、コンテナを作り直した）は、npm run doctor -- --clear-lock でしるしを消してから、起動してください。',
        ),
      ] as const);
}

function folderRemedy(code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'アプリを動かす利用者が、このフォルダーを読み書きできるようにしてください。';
    case 'EROFS':
      return '書き込めない場所です。書き込める場所を KESSAI_DATA に書いてください。';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'フォルダーではなくファイルを指しています。フォルダーのパスを KESSAI_DATA に書いてください。';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'ディスクに空きがありません。空きを作ってください。サービスとして動かしていれば、空きができたときに、自動で起動します。';
    case 'EIO':
      return said(
        'ディスクの読み書きに失敗しました。',
        'ディスクと、そのつなぎを確かめてください。',
        'サービスとして動かしていれば、自動で起動をやり直します。',
      );
    default:
      return 'KESSAI_DATA のパスを確かめ、npm run doctor で詳しく調べてください。';
  }
}

function slackRemedy(error: string): string {
  switch (error) {
    case 'invalid_auth':
    case 'not_authed':
    case 'token_revoked':
    case 'token_expired':
    case 'account_inactive':
      return said(
        'SLACK_BOT_TOKEN と SLACK_APP_TOKEN を、Slackのアプリの設定の画面からコピーし直してください。',
        'アプリがワークスペースに入っているかも確かめてください。',
      );
    case 'missing_scope':
    case 'not_allowed_token_type':
      return said(
        'トークンの権限が足りません。',
        'manifest.json のとおりに権限を付けて、アプリを入れ直してください。',
        'SLACK_APP_TOKEN には connections:write が必要です。',
      );
    default:
      return 'npm run doctor で、トークン、権限、チャンネルを調べてください。';
  }
}
