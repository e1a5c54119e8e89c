import { RETURN_LABELS, type ReturnLabel } from '../acts/return.ts';
import { japanTime, plannedTime } from './time.ts';
import { EMERGENCY, revisionWord, said } from './words.ts';

/** More than this many links or hashtags nobody counts on a line. */
const MOST_MADE = 6;

const inShort = (made: readonly string[]): readonly string[] =>
  made.length <= MOST_MADE ? made : [...made.slice(0, MOST_MADE), `ほか${made.length - MOST_MADE}`];

export const cardText = {
  header: (parts: readonly string[]): string => parts.join('｜'),
  status: (mark: string, label: string, emergency: boolean): string =>
    `${emergency ? `${EMERGENCY} ` : ''}${mark} ${label}`,
  notification: (status: string, account: string, text: string | null): string =>
    text === null ? `【${status}】${account}` : `【${status}】${account}：${text}`,

  /** 職員A（戦略広報課）・第1版・全角50字 */
  people: (parts: readonly string[]): string => parts.join('・'),
  drafter: (name: string, department: string | undefined): string => `${name}（${department ?? '起案課の記入なし'}）`,
  lastAuthor: (name: string): string => `この版は${name}`,
  firstDrafter: (name: string): string => `はじめの起案：${name}`,
  category: (item: string, label: string | undefined): string =>
    label === undefined ? `区分：(${item})` : `区分：(${item}) ${label}`,
  reuse: 'この文で起案',
  priorApproval: '事前に判断を得ている',
  corrects: (id: string): string => `訂正（元の起案：${id}）`,
  reported: (name: string, reason: string): string => `⚠️ ${name}から誤りの報告があります：${reason}`,
  reportedLong: (name: string): string => `⚠️ ${name}から誤りの報告があります。内容は、スレッドをお読みください。`,
  corrected: (ids: readonly string[]): string => `訂正の起案：${ids.join('、')}`,
  slot: (slot: string): string => `公開予約：${plannedTime(slot)}`,
  consent: (note: string): string => `氏名掲載の同意：${note}`,
  embargo: (until: string): string => `解禁：${plannedTime(until)}`,
  approvedBy: (name: string, at: string): string => `承認：${name} ${japanTime(at)}`,
  decidedBy: (name: string, at: string): string => `${name} ${japanTime(at)}`,
  /** @param before what led to it. @param places that changed; null where too many to count. */
  laterRevision: (number: number, before: string, places: number | null): string => {
    const changed = places === null ? '大きく変更' : places === 0 ? '本文は同じ' : `${places}か所を変更`;
    return `${revisionWord(number)}（${before}${changed}）`;
  },
  afterReturn: (why: string): string => `差戻し「${why}」の後、`,
  afterProposal: '修正案の後、',
  asProposed: (name: string): string => `${name}の修正案のとおり、`,
  revision: (number: number): string => revisionWord(number),
  cut: (text: string): string => `${text}…`,

  bodyBeginning: '本文の冒頭です。長いため、全文はスレッドの「本文 1」からお読みください。',

  /** Silence of the rules is not compliance, so this never says 適合, and says what nobody looked at. */
  clean: (notChecked: readonly string[]): string =>
    notChecked.length === 0 ? '自動チェックの指摘なし' : `自動チェックの指摘なし。${notChecked.join('・')}は未確認`,
  /** Words that belong to one finding, then what it is, then where it stands. */
  finding: (number: number): string => `${number} `,
  otherWords: (count: number): string => `ほか${count}か所`,
  moreFindings: (count: number): string => `ほか${count}件は、スレッドと決裁の画面にあります。`,
  notices: (count: number, names: readonly string[]): string => `💡 参考${count}：${names.join('、')}`,

  /** What X will make of the text where that is not what is written. */
  madeLink: (network: string, words: readonly string[]): string =>
    `${network}では「${words.join('」「')}」がリンクになります`,
  /** What the network will make of a text; the first few of each. */
  madeOnNetwork: (network: string, links: readonly string[], tags: readonly string[]): string =>
    links.length + tags.length === 0
      ? ''
      : `${network}でのリンクとハッシュタグ：${[...inShort(links), ...inShort(tags)].join('　')}`,
  urlCounts: (count: number, weighted: number): string =>
    `URLは${count}件とも長さによらず全角${Math.ceil(weighted / 2)}字と数えます`,

  /** The manager's own words, or what was chosen instead of them. */
  returnReason: (reason: string, labels: readonly ReturnLabel[]): string =>
    reason.trim() === '' ? labels.map((label) => RETURN_LABELS[label]).join('、') : reason,
  returned: (reason: string): string => `差戻しの理由：${reason}`,
  /** @param places that it changes; null where too many to count. */
  proposed: (name: string, places: number | null): string =>
    `${name}の修正案が届いています（${places === null ? '大きく変更' : `${places}か所を変更`}）。変わるところは、スレッドにあります。`,
  startsFromProposal: (name: string, reason: string): string =>
    `本文の欄には、${name}の修正案が入っています。前の版の本文はカードにあります。${reason === '' ? '' : `修正の理由：${reason}`}`,
  /** It came while the form stood open. */
  proposedMeanwhile: (name: string, reason: string): string =>
    said(
      `${name}の修正案が届いています。`,
      '本文の欄の文は、その前のものです。',
      '修正案を使うときは、この画面を閉じて、カードの「修正案のとおりにする」か「編集」を押してください。',
      `${reason === '' ? '' : `修正の理由：${reason}`}`,
    ),
  givenUp: (reason: string): string => `手動で掲載できなかったため、差戻し中です。理由：${reason}`,
  returnedLong: '差戻しの理由は、スレッドをお読みください。',
  approved: '承認されました。公開の処理に進みます。',
  scheduled: (slot: string, manual: boolean): string =>
    manual
      ? `承認されました。${plannedTime(slot)}に、掲載する文をスレッドに出します。`
      : `承認されました。${plannedTime(slot)}に公開します。`,
  approvedNotSent: '公開されていなかったことが確かめられました。承認は有効です。「公開をやり直す」で送れます。',
  publishing: '公開しています。そのままお待ちください。',
  handedOver: (network: string): string =>
    `スレッドの文をコピーして${network}に掲載し、終わったら「掲載しました」を押してください。`,
  published: (manual: boolean): string => (manual ? '掲載されました。' : '公開されました。'),
  unexpected: (attempt: number, network: string, manager: string): string =>
    said(
      `⚠️ ${attempt}回目の送信でできたとみられる投稿が、あとから見つかりました。`,
      '同じ投稿が二重に公開されているおそれがあります。',
      `${manager}は、${network}のアカウントと次の投稿を開いて確かめ、余分な投稿を${network}で削除してください。`,
    ),
  unexpectedNotSent: said(
    '公開されていないと確かめたあとに投稿が見つかったため、送るのを止めています。',
    '投稿を残すときは「公開されていました」を、送り直すときは「公開をやり直す」を押してください。',
  ),
  removing: '投稿を削除しています。そのままお待ちください。',
  removalHandedOver: (network: string): string =>
    `アプリからは削除できません。${network}を開いて投稿を手で削除し、終わったら「削除しました」を押してください。`,
  removedPress: '「削除しました」を押してください。',
  takenDown: '公開した後に削除しました。',
  rejected: (reason: string): string => `却下されました。理由：${reason}`,
  rejectedLong: '却下されました。理由は、スレッドをお読みください。',
  withdrawn: '起案者が取り下げました。',
  expired:
    '公開の予約の時刻までに承認されなかったため、公開せずに終わりました。出すときは、「この文で起案」を押してください。',
  expiredLate: said(
    '公開の予約の時刻に送れなかったため、公開せずに終わりました。',
    'あとから出すことはありません。',
    '出すときは、「この文で起案」を押してください。',
  ),
  openPost: '投稿を開く',
  openAccount: (network: string): string => `${network}のアカウントを開いて確かめる`,
  restInThread: (beginning: string): string => `${beginning}…（続きはスレッド）`,
  urlInThread: '投稿のURLは、スレッドをお読みください。',

  /** 20261201-ZPNPXKVY｜要領 令和8年4月1日版｜確認していない事項：事実、画像 */
  smallPrint: (id: string, effectiveFrom: string, notChecked: readonly string[]): string =>
    [
      id,
      effectiveFrom === '' ? '' : `要領 ${effectiveFrom}版`,
      notChecked.length === 0 ? '' : `確認していない事項：${notChecked.join('、')}`,
    ]
      .filter((part) => part !== '')
      .join('｜'),
  wordingUnchecked: '書き方（再確認できませんでした）',
};
