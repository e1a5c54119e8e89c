import type { State } from '../draft/groups.ts';

/** 検索: the form, and what was found. */

export const STATE_WORDS: Readonly<Record<State, string>> = {
  submitted: '承認待ち',
  returned: '差戻し中',
  underWay: '承認済み・公開や削除の処理中',
  byHand: '手動の掲載・削除待ち',
  trouble: '公開失敗・結果不明',
  published: '公開済み',
  takenDown: '削除済み',
  rejected: '却下',
  withdrawn: '取下げ',
  expired: '期限切れ',
};

/** What somebody looks for, for a sentence; null where it does not matter. */
interface Criteria {
  readonly words: string | null;
  readonly number: string | null;
  readonly person: string | null;
  readonly account: string | null;
  readonly month: string | null;
  readonly state: string | null;
}

export const findText = {
  open: 'さがす',
  formTitle: '起案をさがす',
  submit: 'さがす',
  about: '書いたところだけで絞り込みます。却下・取下げになったもの、直す前の文もさがします。',
  words: '文の中の語',
  wordsHint: 'いくつか書くときは、間を空けます。全角と半角、大文字と小文字、ひらがなとカタカナは区別しません。',
  number: '番号（後ろの何文字かでもかまいません）',
  person: '起案者か決裁者の名前（一部でもかまいません）',
  account: 'アカウント',
  month: '起案した月',
  monthPlaceholder: '例：2026年11月、令和8年11月',
  monthProblem: '「2026年11月」か「令和8年11月」のように書いてください。',
  state: '状態',
  any: '指定しない',
  searching: 'さがしています。少しお待ちください。',
  title: 'さがした結果',
  criteria: ({ words, number, person, account, month, state }: Criteria): string => {
    const parts = [
      words === null ? '' : `「${words}」`,
      number === null ? '' : `番号「${number}」`,
      person === null ? '' : `名前「${person}」`,
      account ?? '',
      month === null ? '' : `${month}の起案`,
      state ?? '',
    ].filter((part) => part !== '');
    return `条件：${parts.length === 0 ? 'なし（新しいものから）' : parts.join('｜')}`;
  },
  none: 'この条件に合う起案はありません。言い方を変えるか、条件を減らしてください。',
  noneYet: 'ここまでには、ありません。「さらに前をさがす」を押すと、もっと前の起案をさがします。',
  noMore: 'これより前にはありません。',
  further: 'さらに前をさがす',
  change: '条件を変える',
  /** @param revision null for the newest. */
  spot: (revision: string | null): string => (revision === null ? '本文：' : `${revision}の本文：`),
  people: (drafter: string, decider: string | null): string =>
    decider === null ? `起案：${drafter}` : `起案：${drafter}｜決裁：${decider}`,
  /** @param since when it came to its state. */
  dates: (submitted: string, since: string): string => `${submitted}起案｜${since}更新`,
  openCard: 'カードと経緯を開く',
  openPost: '投稿を開く',
};
