import type { DraftFields } from '../guideline/types.ts';
import { japanTime } from './time.ts';
import { revisionWord } from './words.ts';

export const cardText = {
  header: (mark: string, status: string, account: string): string => `${mark} ${status}｜${account}`,
  notification: (status: string, account: string, text: string | null): string =>
    text === null ? `【${status}】${account}` : `【${status}】${account}：${text}`,

  body: '本文（公開されるのは、この文字のままです）',
  bodyBeginning: '本文の冒頭（長いため、全文はスレッドの「本文 1」からお読みください）',

  styleNotChecked: '⚠️ 書き方の二度見（textlint）はできませんでした。表記は人の目で確かめてください。',

  submitted: (manager: string): string => `${manager}の承認を待っています。`,
  returned: (reason: string): string => `差戻しの理由：${reason}`,
  givenUp: (reason: string): string => `手動で掲載できなかったため、差戻し中です。理由：${reason}`,
  returnedLong: '差戻しの理由は、スレッドをお読みください。',
  approved: '承認されました。このあと、公開の処理に進みます。',
  approvedNotSent: '公開されていなかったことが確かめられました。承認は有効です。「公開をやり直す」で送れます。',
  publishing: '公開しています。そのままお待ちください。',
  handedOver: (network: string): string =>
    `スレッドの文を写して${network}に掲載し、終わったら「掲載しました」を押してください。`,
  published: '公開されました。',
  unexpected: (attempt: number, network: string, title: string): string =>
    `⚠️ ${attempt}回目の送信でできた投稿が、あとから見つかりました。同じ投稿が二重に公開されているおそれがあります。${title}は、${network}のアカウントと次の投稿を開いて確かめ、余分な投稿を${network}で削除してください。`,
  unexpectedNotSent:
    '公開されていないと確かめたあとに投稿が見つかったため、送るのを止めています。投稿を残すときは「公開されていました」を、送り直すときは「公開をやり直す」を押してください。',
  removing: '投稿を削除しています。そのままお待ちください。',
  removalHandedOver: (network: string): string =>
    `アプリからは削除できません。${network}を開いて投稿を手で削除し、終わったら「削除しました」を押してください。`,
  takenDown: '公開した後に削除しました。',
  rejected: (reason: string): string => `却下されました。理由：${reason}`,
  rejectedLong: '却下されました。理由は、スレッドをお読みください。',
  withdrawn: '起案者が取り下げました。',
  expired: '期限までに承認されなかったため、公開せずに終わりました。',
  openPost: '投稿を開く',
  openAccount: (network: string): string => `${network}のアカウントを開いて確かめる`,
  restInThread: (beginning: string): string => `${beginning}…（続きはスレッド）`,
  urlInThread: '投稿のURLは、スレッドをお読みください。',

  drafter: (name: string, department: string | undefined): string =>
    `起案：${name}（${department ?? '起案課の記入なし'}）`,
  lastAuthor: (name: string): string => `この版の作成：${name}`,
  revision: (number: number): string => revisionWord(number),
  edition: (title: string, effectiveFrom: string): string =>
    `要領：${title}${effectiveFrom === '' ? '' : `（${effectiveFrom}施行）`}`,
  draftId: (id: string): string => `番号：${id}`,
  approvedBy: (name: string, at: string): string => `承認：${name} ${japanTime(at)}`,
  circumstances: (fields: DraftFields): readonly string[] => [
    ...(fields.categories === undefined || fields.categories.length === 0
      ? []
      : [`区分：${fields.categories.map((item) => `(${item})`).join('')}`]),
    ...(fields.emergency === true ? ['緊急の発信'] : []),
    ...(fields.priorApproval === true ? ['事前に判断を得ている'] : []),
  ],
};
