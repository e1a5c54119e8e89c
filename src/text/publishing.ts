import type { PublishFailure, UnknownCause } from '../draft/events.ts';
import { japanTime } from './time.ts';

/** What happened on the way out, and what to do about it. */
export interface Outcome {
  readonly what: string;
  readonly next: string;
}

const RETRY = '「もう一度公開する」を押すと、同じ承認のまま送り直します。';

export function failureText(failure: PublishFailure, network: string): Outcome {
  switch (failure.kind) {
    case 'unreachable':
      return {
        what: `${network}につながりませんでした。投稿は送られていません。`,
        next: `少し待ってから、${RETRY}続くときは、情報システム担当に知らせてください（${failure.detail}）。`,
      };
    case 'not-authenticated':
      return {
        what: `${network}の認証が通りませんでした。投稿は送られていません。`,
        next: `情報システム担当に、${network}の鍵とトークンを確かめるよう伝えてください。直ったら${RETRY}`,
      };
    case 'not-permitted':
      return {
        what: `${network}が、このアプリからの投稿を許しませんでした。`,
        next: `情報システム担当に、アプリの権限（読み取りと書き込み）とアカウントの状態を確かめるよう伝えてください（${failure.detail}）。`,
      };
    case 'no-credit':
      return {
        what: `${network}の利用枠（クレジット）が足りず、投稿できませんでした。`,
        next: `契約の担当に、利用枠を足すよう伝えてください。足したら${RETRY}`,
      };
    case 'rate-limited':
      return {
        what: `${network}の投稿回数の上限${windowWord(failure.window)}に達し、投稿できませんでした。`,
        next:
          failure.resetsAt === null
            ? `時間をおいてから、${RETRY}`
            : `${japanTime(failure.resetsAt)}に上限が戻ります。それより後に、${RETRY}`,
      };
    case 'wrong-account':
      return {
        what: `つながっているアカウントが違います（設定は @${failure.expected}、つながっているのは @${failure.actual}）。投稿は送っていません。`,
        next: `別のアカウントから出さないために止めました。情報システム担当に、鍵の設定を直すよう伝えてください。直ったら${RETRY}`,
      };
    case 'content-changed':
      return {
        what: '承認された内容と、送ろうとした内容が違っていました。投稿は送っていません。',
        next: '「編集」で内容を確かめ、もう一度承認を受けてください。',
      };
    case 'not-started':
      return {
        what: '承認のあと、すぐに公開を始められなかったため（アプリの停止や記録の不調）、公開を見合わせました。投稿は送っていません。',
        next: `今から公開してよい内容か確かめて、よければ${RETRY}`,
      };
    case 'rejected':
      return {
        what: `${network}が投稿を受け付けませんでした（${failure.detail}）。`,
        next: '「編集」で直してもう一度承認を受けるか、「取下げ」にしてください。',
      };
  }
}

function windowWord(window: '15min' | '24h' | 'unknown'): string {
  return window === '15min' ? '（15分あたり）' : window === '24h' ? '（24時間あたり）' : '';
}

export function unknownText(cause: UnknownCause, network: string): Outcome {
  const look = `二重に出さないため、自動では送り直しません。アプリが数分のあいだアカウントの投稿一覧を調べます。見つからないときは、運営管理者が${network}を開いて確かめ、「公開されていました」か「公開されていませんでした」を押してください。`;
  switch (cause) {
    case 'no-answer':
      return { what: `${network}から時間内に返事がなく、公開されたかどうか分かりません。`, next: look };
    case 'connection-cut':
      return { what: `送信の途中で${network}との接続が切れ、公開されたかどうか分かりません。`, next: look };
    case 'server-error':
      return { what: `${network}の側でエラーがあり、公開されたかどうか分かりません。`, next: look };
    case 'unreadable-answer':
      return { what: `${network}の返事が途中で切れていて、公開されたかどうか分かりません。`, next: look };
    case 'duplicate':
      return {
        what: `${network}が「同じ内容の投稿がある」と答えました。先の送信で、もう公開されているかもしれません。`,
        next: look,
      };
    case 'restart':
      return { what: '公開の途中でアプリが止まったため、公開されたかどうか分かりません。', next: look };
  }
}

/** A deletion that was not confirmed. In every case a person has to look, because the post may harm while it is up. */
export function takeDownText(failure: PublishFailure): string {
  const byHand = '急ぐときは、アカウントを開いて手で削除してください。';
  switch (failure.kind) {
    case 'unreachable':
      return `返事がなかったため、削除できたかどうか分かりません（${failure.detail}）。アカウントを開いて確かめてください。残っていたら、もう一度「削除する」を押すか、手で削除してください。`;
    case 'rate-limited':
      return failure.resetsAt === null
        ? `削除の回数の上限に達したため、まだ公開されています。時間をおいてもう一度「削除する」を押してください。${byHand}`
        : `削除の回数の上限に達したため、まだ公開されています。${japanTime(failure.resetsAt)}より後に、もう一度「削除する」を押してください。${byHand}`;
    case 'not-authenticated':
    case 'wrong-account':
      return `認証が通らなかったため、まだ公開されています。情報システム担当に、鍵とトークンを確かめるよう伝えてください。${byHand}`;
    case 'not-permitted':
    case 'no-credit':
      return `このアプリからの削除が許されなかったため、まだ公開されています。情報システム担当に、アプリの権限と利用枠を確かめるよう伝えてください。${byHand}`;
    case 'rejected':
      return `削除が受け付けられませんでした（${failure.detail}）。アカウントを開いて確かめ、残っていたら手で削除してください。`;
    case 'content-changed':
    case 'not-started':
      return `削除できませんでした。アカウントを開いて確かめ、残っていたら手で削除してください。`;
  }
}
