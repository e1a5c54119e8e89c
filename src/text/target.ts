import { type Content, hasNoWords, isWordless, type Target, type TargetKind } from '../draft/content.ts';
import type { TargetSight } from '../draft/shapes.ts';
import { japanTimeWithYear } from './time.ts';
import { said } from './words.ts';

const KINDS: Readonly<Record<TargetKind, string>> = {
  reply: '返信',
  quote: '引用',
  repost: 'リポスト',
  like: 'いいね・スタンプ',
  follow: 'フォロー',
};

/** Of what is about somebody's post or account: in the form, on the card, in the thread. */
export const targetText = {
  kinds: KINDS,

  form: {
    kind: (kinds: readonly TargetKind[]): string => `${kinds.map((kind) => KINDS[kind]).join('・')}（するときだけ）`,
    none: 'しない',
    placeholder: '選ぶ',
    url: (kind: TargetKind): string => (kind === 'follow' ? '相手のアカウントのURL' : '相手の投稿のURL'),
    hint: (kind: TargetKind): string => {
      const copy = `相手の${kind === 'follow' ? 'アカウント' : '投稿'}を開いて、URLをコピーして入れてください。`;
      return hasNoWords(kind) ? `${copy}${KINDS[kind]}には本文を付けられないため、本文は空欄にします。` : copy;
    },
  },

  /** 返信先：https://… */
  about: ({ kind }: Target): string => {
    switch (kind) {
      case 'reply':
        return '返信先：';
      case 'quote':
        return '引用する投稿：';
      case 'repost':
        return 'リポストする投稿：';
      case 'like':
        return 'いいね・スタンプをする投稿：';
      case 'follow':
        return 'フォローするアカウント：';
    }
  },
  /** Whose post it is, and of when. */
  author: ({ author, name, postedAt }: Extract<TargetSight, { kind: 'shown' }>): string =>
    [name ?? '', author === null ? '' : `@${author}`, postedAt === null ? '' : japanTimeWithYear(postedAt)]
      .filter((part) => part !== '')
      .join('　') || '投稿者は分かりません',
  noWords: '（文のない投稿です）',
  /** Why there is nothing of it to read. */
  unseen: (sight: Exclude<TargetSight, { kind: 'shown' }>, network: string): string => {
    switch (sight.kind) {
      case 'gone':
        return `この投稿は、${network}に見つかりません。削除されたか、URLが違うおそれがあります。開いて確かめてください。`;
      case 'hidden':
        return 'この投稿は、公開の範囲が限られているため、アプリからは読めません。開いて確かめてください。';
      case 'not-allowed':
        return `${network}との契約により、アプリからは、この投稿を読めません。開いて確かめてください。`;
      case 'unreachable':
        return `${network}に何度か問い合わせましたが、この投稿を読めませんでした。開いて確かめてください。`;
    }
  },
  cut: (beginning: string): string => `${beginning}…`,
  /** The thread's line. */
  seen: (sight: TargetSight): string =>
    sight.kind === 'shown' ? '相手の投稿を読み取りました。' : '相手の投稿を読み取れませんでした。',
  changed: (target: Target | undefined): string =>
    target === undefined ? 'なし' : `${KINDS[target.kind]}（${target.url}）`,

  /** What a person does by hand after the approval. @param messages with the words to copy. */
  byHand: (kind: TargetKind, messages: number): string => {
    const copied = messages === 1 ? '下の文をコピーして' : `下の${messages}通の文を順に続けてコピーして`;
    const report = '終わったら、カードの「しました」を押してください。';
    switch (kind) {
      case 'reply':
        return `承認されました。次の投稿を開き、返信（コメント）として、${copied}掲載し、「掲載しました」を押してください。`;
      case 'quote':
        return `承認されました。次の投稿を開き、「引用」を選び、${copied}掲載し、「掲載しました」を押してください。`;
      case 'repost':
        return `承認されました。次の投稿を開き、「リポスト」を押してください。${report}`;
      case 'like':
        return `承認されました。次の投稿を開き、いいね（スタンプ）を押してください。${report}`;
      case 'follow':
        return `承認されました。次のアカウントを開き、「フォロー」を押してください。${report}`;
    }
  },
  byHandInShort: (kind: TargetKind, network: string): string => {
    switch (kind) {
      case 'reply':
      case 'quote':
        return said(
          `${network}で上の投稿を開き、スレッドの文をコピーして${KINDS[kind]}してください。`,
          '終わったら「掲載しました」を押してください。',
        );
      case 'repost':
      case 'like':
      case 'follow':
        return `${network}で上のURLを開き、${KINDS[kind]}をしてください。終わったら「しました」を押してください。`;
    }
  },
  done: (kind: TargetKind): string => `${KINDS[kind]}をしました。`,
  /** @param name of whoever did it by hand. */
  doneBy: (kind: TargetKind, name: string): string => `${name}が、${KINDS[kind]}をしたと報告しました。`,
  undoByHand: (kind: TargetKind, network: string, next: string): string =>
    `アプリからは取り消せません。${network}を開いて${KINDS[kind]}を手で取り消し、終わったら、${next}`,
  /** The beginning of a sentence on the draft: 「品川区公式X」（X）のリポストです。 */
  naming: (kind: TargetKind, account: string, network: string): string =>
    `「${account}」（${network}）の${KINDS[kind]}です。`,
};

/** The words of a draft, or what it is where it has none. */
export function shownWords(content: Content): string {
  return isWordless(content) ? `${targetText.about(content.target)}${content.target.url}` : content.text;
}
