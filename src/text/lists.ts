import type { ProvisionView } from '../guideline/types.ts';
import { ruleName } from './findings.ts';

export const queueText = {
  title: (count: number): string => (count === 0 ? '承認待ちの起案はありません。' : `終わっていない起案 ${count}件`),
  none: '新しく起案するには、「/post」に続けて本文を送ってください。',
  line: (drafter: string, revision: string, at: string): string => `${drafter}｜${revision}｜${at}起案`,
  more: (count: number): string => `ほかに${count}件あります。古いものから並べています。`,
  openCard: 'カードを開く',
};

export const historyText = {
  title: (account: string): string => `${account}の公開履歴`,
  none: 'この範囲に、公開した投稿はありません。',
  published: (at: string): string => `${at} 公開`,
  takenDown: '（削除済み）',
  openPost: '投稿を開く',
  openThread: '経緯を見る',
  people: (drafter: string, approver: string): string => `起案：${drafter}｜承認：${approver}`,
  newer: '新しいほうへ',
  older: '古いほうへ',
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
