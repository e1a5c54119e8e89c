import type { Need, Task } from '../draft/groups.ts';
import type { DraftSummary } from '../draft/summary.ts';
import type { ProvisionView } from '../guideline/types.ts';
import { ruleName } from './findings.ts';
import { reviewText } from './review.ts';
import { revisionWord } from './words.ts';

/** Under every list: lists begin with what is new. */
export const NEWER = '前の10件';
export const OLDER = '次の10件';

export const queueText = {
  title: (count: number): string => (count === 0 ? '処理中の起案はありません。' : `処理中の起案 ${count}件`),
  none: '新しく起案するには、「/post」に続けて本文を送ってください。',
  page: (from: number, to: number, total: number): string =>
    `${total}件のうち、${from}〜${to}件目です。急ぐもの、新しいものから並べています。`,
  /** @param at how long ago. @param next who has to do what; empty where a button says it. */
  line: (drafter: string, at: string, next: string): string => [drafter, at, next].filter(Boolean).join('｜'),
  openCard: 'カード',
  decide: '決裁する',
};

/** Above the drafts of a list that need the same. */
export const NEED_WORDS: Readonly<Record<Need, string>> = {
  emergency: '🚨 緊急',
  clean: '指摘なし',
  reasons: '理由や確認が必要',
  mending: '起案者が直すもの',
  trouble: '失敗・不明',
  byHand: '手動の掲載・削除待ち',
  returned: '差戻し中',
  underWay: '公開・削除の処理中',
};

/** What the reader has to do; empty where the button says it. */
export const TASK_WORDS: Readonly<Record<Task, string>> = {
  decide: '',
  mend: '直してください',
  post: '掲載して、報告してください',
  remove: '投稿を消して、報告してください',
  confirm: 'どうなったかを確かめてください',
  retry: 'やり直すかどうかを決めてください',
};

/** Whom a draft waits for. @param other the reader is such a manager, and may not decide this one. */
export function waitsFor({ status, stopped, findings }: DraftSummary, manager: string, other: boolean): string {
  switch (status) {
    case 'submitted':
      if (findings.block > 0) return '起案者の修正待ち';
      return `${other ? 'ほかの' : ''}${manager}の決裁待ち`;
    case 'returned':
      return '起案者の修正待ち';
    case 'publishFailed':
      return `起案者か${manager}の対応待ち`;
    case 'handedOver':
      return '起案者の手動掲載待ち';
    case 'removalHandedOver':
      return `${manager}の手動削除待ち`;
    case 'outcomeUnknown':
    case 'removalUnknown':
      return `${manager}の確認待ち`;
    default:
      return stopped ? `${manager}の判断待ち` : '処理中です';
  }
}

/** What strikes the eye about a draft, for its line in a list; empty for nothing. */
export function marksOf({ emergency, findings, revision }: DraftSummary): string {
  const marks = [emergency ? '緊急' : '', reviewText.counts(findings), revision > 1 ? revisionWord(revision) : ''];
  return marks.filter((mark) => mark !== '').join('・');
}

export const historyText = {
  title: (account: string): string => `${account}の公開履歴`,
  none: 'この範囲に、公開した投稿はありません。',
  published: (at: string): string => `${at} 公開`,
  takenDown: '（削除済み）',
  openPost: '投稿を開く',
  openThread: '経緯を見る',
  people: (drafter: string, approver: string): string => `起案：${drafter}｜承認：${approver}`,
  newer: NEWER,
  older: OLDER,
};

export const guidelineText = {
  title: (title: string, effectiveFrom: string): string => `${title}（${effectiveFrom}施行）`,
  account: (account: string): string => `${account}の起案は、この版で確かめています。`,
  page: (page: number, pages: number): string => `${page}/${pages}ページ`,
  back: '前のページ',
  next: '次のページ',
  rules: (ids: readonly string[]): string => `ルール：${ids.map(ruleName).join('、')}`,
  /** How often the rules fired on drafts of this month. @param counts only rules that did. */
  fired: (counts: readonly (readonly [ruleId: string, count: number])[]): string =>
    `今月の指摘：${counts.length === 0 ? 'なし' : counts.map(([id, count]) => `${ruleName(id)} ${count}件`).join('、')}`,
  coverage: ({ coverage, note }: ProvisionView): string => {
    switch (coverage) {
      case 'rule':
        return '';
      case 'feature':
        return note === null ? 'アプリの働きで守ります。' : `アプリの働きで守ります：${note}`;
      case 'human':
        return note === null ? '人が判断します。' : `人が判断します：${note}`;
      case 'citizens':
        return '利用者に向けた条項です。起案の確認には使いません。';
      case 'informative':
        return '';
    }
  },
};

/** The first words of a post, for a list that links to the whole. */
export function excerpt(text: string, longest = 60): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= longest ? line : `${characters.slice(0, longest).join('')}…`;
}
