import type { PublishFailure, UnknownCause } from '../draft/events.ts';
import type { EarlierPost } from '../draft/shapes.ts';
import { reasonWords } from './network.ts';
import { japanTime, monthAndDay } from './time.ts';
import { said } from './words.ts';

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
        next: `少し待ってから、${RETRY}続くときは、情報システム担当に知らせてください（${reasonWords(failure.detail)}）。`,
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
        what: '時間どおりに公開を始められなかったため（アプリの停止や記録の不調）、公開を見合わせました。投稿は送っていません。',
        next: `今から公開してよい内容か確かめて、よければ${RETRY}`,
      };
    case 'new-findings':
      return {
        what: said(
          `予約の時刻に確かめ直したところ、承認のときになかった指摘が${failure.count}件あったため、公開を止めました。`,
          '投稿は送っていません。',
        ),
        next: '指摘を確かめて公開するときは「もう一度公開する」を、直すときは「編集」を押してください。',
      };
    case 'media-refused':
      return {
        what: `${network}が、${failure.number}枚目の画像を受け付けませんでした（${failure.detail}）。投稿は送っていません。`,
        next: `少し待ってから${RETRY}それでも断られるときは、「編集」で画像を付け直してください。`,
      };
    case 'media-missing':
      return {
        what: `${failure.number}枚目の画像が、承認されたものと同じかどうかを確かめられません。投稿は送っていません。`,
        next: '「編集」で画像を付け直し、もう一度承認を受けてください。情報システム担当にも知らせてください。',
      };
    case 'alt-refused':
      return {
        what: `${network}が、${failure.number}枚目の代替テキストを受け付けませんでした（${failure.detail}）。投稿は送っていません。`,
        next: '「編集」で代替テキストを短くするなど直し、もう一度承認を受けてください。',
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

/** Of the account: its network, and what its guideline calls who decides. */
interface Place {
  readonly network: string;
  readonly manager: { readonly title: string };
}

/** @param earlier a post with the same text that was out before. */
export function unknownText(
  cause: UnknownCause,
  { network, manager: { title } }: Place,
  earlier?: EarlierPost | null,
): Outcome {
  const look = said(
    '二重に出さないため、自動では送り直しません。',
    'アプリが数分のあいだアカウントの投稿一覧を調べます。',
    `見つからないときは、${title}が${network}を開いて確かめ、「公開されていました」か「公開されていませんでした」を押してください。`,
  );
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
        what:
          earlier == null
            ? `${network}が「同じ内容の投稿がある」と答えました。先の送信で、もう公開されているかもしれません。`
            : `${network}が「同じ内容の投稿がある」と答えました。${monthAndDay(earlier.on)}に公開した同じ文の投稿（${earlier.url}）のことかもしれません。`,
        next: look,
      };
    case 'restart':
      return { what: '公開の途中でアプリが止まったため、公開されたかどうか分かりません。', next: look };
  }
}

/** The network said no to a removal. The post may harm while it is up, so each says how to go on by hand. */
export function removalFailedText(failure: PublishFailure, network: string): Outcome {
  const up = '投稿はまだ公開されています。';
  const byHand = `急ぐときは、${network}を開いて手で削除してください。`;
  const again = 'もう一度「削除する」を押してください。';
  switch (failure.kind) {
    case 'unreachable':
      return {
        what: `${network}につながらず、削除できませんでした。${up}`,
        next: `少し待ってから、${again}続くときは、情報システム担当に知らせてください（${reasonWords(failure.detail)}）。${byHand}`,
      };
    case 'rate-limited':
      return {
        what: `${network}の削除の回数の上限に達し、削除できませんでした。${up}`,
        next:
          failure.resetsAt === null
            ? `時間をおいて、${again}${byHand}`
            : `${japanTime(failure.resetsAt)}より後に、${again}${byHand}`,
      };
    case 'not-authenticated':
    case 'wrong-account':
      return {
        what: `${network}の認証が通らず、削除できませんでした。${up}`,
        next: `情報システム担当に、鍵とトークンを確かめるよう伝えてください。直ったら、${again}${byHand}`,
      };
    case 'not-permitted':
    case 'no-credit':
      return {
        what: `${network}が、このアプリからの削除を許しませんでした。${up}`,
        next: `情報システム担当に、アプリの権限と利用枠を確かめるよう伝えてください。${byHand}`,
      };
    case 'rejected':
      return {
        what: `${network}が削除を受け付けませんでした（${failure.detail}）。${up}`,
        next: `${network}を開いて投稿を確かめ、残っていたら手で削除してください。`,
      };
    case 'content-changed':
    case 'not-started':
    case 'new-findings':
    case 'media-refused':
    case 'media-missing':
    case 'alt-refused':
      return { what: `削除できませんでした。${up}`, next: `${again}${byHand}` };
  }
}

export function removalUnknownText(
  cause: UnknownCause,
  { network, manager: { title } }: Place,
  asking: boolean,
): Outcome {
  const answer = `${title}が${network}を開いて確かめ、「削除されていました」「まだ残っていました」「もう一度削除する」のどれかを押してください。`;
  const next = asking ? `アプリが数分のあいだ、削除をもう一度頼みます。急ぐときは、${answer}` : answer;
  switch (cause) {
    case 'no-answer':
      return { what: `${network}から時間内に返事がなく、削除できたかどうか分かりません。`, next };
    case 'connection-cut':
      return { what: `削除の途中で${network}との接続が切れ、削除できたかどうか分かりません。`, next };
    case 'server-error':
      return { what: `${network}の側でエラーがあり、削除できたかどうか分かりません。`, next };
    case 'unreadable-answer':
    case 'duplicate':
      return { what: `${network}の返事が読めず、削除できたかどうか分かりません。`, next };
    case 'restart':
      return { what: '削除の途中でアプリが止まったため、削除できたかどうか分かりません。', next };
  }
}
