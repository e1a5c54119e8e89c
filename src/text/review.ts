import type { Level, WeightedLength } from '../guideline/types.ts';
import type { NamedEmoji } from './emoji-names.ts';
import { LEVEL_LABELS } from './findings.ts';

/** Small print that nobody reads to its end helps nobody. */
const MOST_EMOJI = 12;

/** The order in which findings are shown: what stops an approval first. */
export const LEVELS: readonly Level[] = ['block', 'waiver', 'warning', 'notice'];

const LEVEL_WORDS: Readonly<Record<Level, { readonly mark: string; readonly does: string }>> = {
  block: { mark: '🛑', does: '直すまで承認できません' },
  waiver: { mark: '📝', does: '承認には「必要と認める理由」の記入がいります' },
  warning: { mark: '⚠️', does: '承認のときに確認のチェックがいります' },
  notice: { mark: '💡', does: 'このままでも承認できます' },
};

export const reviewText = {
  /** @param open the decision is still to come, so it matters what the level asks for. */
  heading: (level: Level, count: number, open: boolean): string => {
    const { mark, does } = LEVEL_WORDS[level];
    return `${mark} ${LEVEL_LABELS[level]} ${count}件${open ? `（${does}）` : ''}`;
  },
  /** Silence of the rules is not compliance, so this never says 適合. */
  none: 'ルールで見つかった指摘はありません。内容が正しいかどうかは、人が確かめてください。',
  advice: (advice: string): string => `→ ${advice}`,
  more: (count: number): string => `指摘はあと${count}件あります。スレッドの「指摘の続き」を見てください。`,
  /** In the thread, after as many as anybody reads. */
  leftOut: (count: number): string =>
    `指摘がとても多いため、残りの${count}件はここに出していません。上の指摘を直すと、残りの指摘が出ます。すべての指摘は記録に残っています。`,
  /** At the last of a rule's findings that are listed. */
  others: (count: number): string => `ほか、同じルールの指摘が${count.toLocaleString('ja')}件`,
  continued: (part: number, parts: number): string => `指摘の続き ${part}/${parts}`,
  notChecked: (labels: readonly string[]): string => `何を見ていないか：${labels.join('、')}`,
  omitted: '…（中略）…',
  /** Shown in place of a character that has no form of its own. */
  invisible: (codePoint: number): string =>
    codePoint === 0x0a ? '⏎' : `⟦U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}⟧`,
  length: ({ weighted, max }: WeightedLength): string =>
    weighted <= max ? `文字数 ${weighted}/${max}` : `文字数 ${weighted}/${max}（${weighted - max}オーバー）`,
  /** Names of emoji that are easily mistaken. */
  emoji: (named: readonly NamedEmoji[]): string =>
    named.length === 0
      ? ''
      : `絵文字：${named
          .slice(0, MOST_EMOJI)
          .map(({ emoji, name }) => `${emoji} ${name}`)
          .join('、')}${named.length > MOST_EMOJI ? `、ほか${named.length - MOST_EMOJI}種類` : ''}`,
  noLimit: (characters: number): string => `文字数 ${characters}（上限の設定なし）`,
  urls: (urls: WeightedLength['urls']): string => {
    const first = urls[0];
    if (first === undefined) return '';
    if (urls.length > 3 && urls.every(({ counts }) => counts === first.counts))
      return `URL ${urls.length}件（長さによらず1件${first.counts}文字で数えます）`;
    if (urls.length > 3)
      return `URL ${urls.length}件で${urls.reduce((sum, { counts }) => sum + counts, 0)}文字と数えます`;
    return urls.map(({ url, counts }) => `${short(url)} は${counts}文字と数えます`).join('／');
  },
};

function short(url: string): string {
  return url.length <= 80 ? url : `${[...url].slice(0, 60).join('')}…`;
}
