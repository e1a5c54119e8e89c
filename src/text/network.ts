import type { ProxyTrouble } from '../network/proxy.ts';
import { said } from './words.ts';

/** What stands between this server and the outside, in the words of whoever runs it: what it is, and what to do. */
export type Words = readonly [what: string, remedy: string];

export function proxyWords({ proxy, why, wants }: ProxyTrouble): Words {
  if (why === '407') return passwordWords(proxy, wants);
  if (/^\d+$/u.test(why)) return [`プロキシ ${proxy} が、外への接続を断りました（${why}）。`, answerRemedy(why)];
  if (why === 'ENOTFOUND' || why === 'EAI_AGAIN')
    return [
      `プロキシ ${proxy} の名前が見つかりません（${why}）。`,
      'HTTPS_PROXY と HTTP_PROXY のホスト名と、このサーバーの名前解決（DNS）を確かめてください。',
    ];
  return [
    `プロキシ ${proxy} につながりません（${why}）。`,
    certificateRemedy(why) ??
      'HTTPS_PROXY と HTTP_PROXY のホスト名とポート番号、プロキシが動いているか、このサーバーからの接続が許されているかを確かめてください。',
  ];
}

function passwordWords(proxy: string, wants: string | null): Words {
  const basic = wants === null || /basic/iu.test(wants);
  return basic
    ? [
        `プロキシ ${proxy} が、利用者名とパスワードを受け付けません（407）。`,
        `HTTPS_PROXY に http://利用者名:パスワード@${proxy} の形で、正しい値を書いてください。記号は %40 のような形に書き換えます。`,
      ]
    : [
        `プロキシ ${proxy} は、${wants} 認証しか受け付けません（407）。`,
        'Kessaiが使えるのは Basic 認証です。このサーバーからの通信を、Basic 認証か認証なしで通すよう、プロキシの管理者に頼んでください。',
      ];
}

function answerRemedy(status: string): string {
  return status.startsWith('5')
    ? 'プロキシの側で、接続先の名前解決（DNS）と、プロキシから外への通信を確かめるよう、管理者に頼んでください。'
    : 'slack.com、*.slack.com（wss-primary.slack.com など）、api.x.com の443番への接続を許すよう、プロキシの管理者に頼んでください。';
}

/** A connection that could not be had where no proxy has said anything. @param code the system's name of what broke. */
export function unreachableRemedy(code: string): string {
  return (
    certificateRemedy(code) ??
    said(
      'サーバーから外へのHTTPSの通信（プロキシ、ファイアウォール、名前解決（DNS））を確かめてください。',
      'プロキシを通るなら、HTTPS_PROXY に書きます。',
    )
  );
}

/** A proxy that reads along shows a certificate of its own. */
function certificateRemedy(code: string): string | null {
  return /CERT|SELF_SIGNED|UNABLE_TO_/u.test(code)
    ? '通信を検査するプロキシがあるときは、その認証局の証明書（PEM）の場所を、環境変数 NODE_EXTRA_CA_CERTS に書いてください（.env では効きません）。'
    : null;
}

/** Slack gave an address for the connection, and the connection could not be had. */
export function socketWords(host: string, code: string): Words {
  return [
    `Slackの常時接続（WebSocket）を開けません（${host}、${code}）。`,
    certificateRemedy(code) ??
      'プロキシやファイアウォールが、wss-primary.slack.com と wss-backup.slack.com の443番への WebSocket を通し、途中で切らないかを確かめてください。',
  ];
}

/** A record's short name of why a service was not reached, for a card. */
export function reasonWords(detail: string): string {
  const [, why] = /^PROXY_(.+)$/u.exec(detail) ?? [];
  return why === undefined ? detail : `プロキシを通れません: ${why}`;
}

export const organisationWords: Words = [
  'このトークンは、組織全体（Enterprise Grid）へのインストールのものです。Kessaiは、1つのワークスペースへのインストールで動きます。',
  'Slackの管理画面で、使うワークスペースだけにインストールし、そのワークスペースの Bot User OAuth Token を SLACK_BOT_TOKEN に書いてください。',
];
