import type { LevelCounts } from '../guideline/count-findings.ts';
import type { Level } from '../guideline/types.ts';
import type { NamedEmoji } from './emoji-names.ts';
import { LEVEL_LABELS } from './findings.ts';
import { said } from './words.ts';

/** Small print that nobody reads to its end helps nobody. */
const MOST_EMOJI = 12;

/** The order in which findings are shown: what stops an approval first. */
export const LEVELS: readonly Level[] = ['block', 'waiver', 'warning', 'notice'];

const LEVEL_WORDS: Readonly<Record<Level, { readonly mark: string; readonly does: string }>> = {
  block: { mark: '🛑', does: '直すまで承認できません' },
  waiver: { mark: '📝', does: '承認には理由が必要です' },
  warning: { mark: '⚠️', does: '承認のときに確認が必要です' },
  notice: { mark: '💡', does: 'このままでも承認できます' },
};

export const reviewText = {
  /** @param open the decision is still to come, so it matters what the level asks for. */
  heading: (level: Level, count: number, open: boolean): string => {
    const { mark, does } = LEVEL_WORDS[level];
    return `${mark} ${LEVEL_LABELS[level]}${count}${open ? `（${does}）` : ''}`;
  },
  /** 要修正1・要認定3; empty for none. */
  counts: (counts: LevelCounts): string =>
    LEVELS.filter((level) => counts[level] > 0)
      .map((level) => `${LEVEL_LABELS[level]}${counts[level]}`)
      .join('・'),
  /** 🛑1 📝3; empty for none. */
  marks: (counts: LevelCounts): string =>
    LEVELS.filter((level) => counts[level] > 0)
      .map((level) => `${LEVEL_WORDS[level].mark}${counts[level]}`)
      .join(' '),
  /** Silence of the rules is not compliance, so this never says 適合. */
  none: 'ルールで見つかった指摘はありません。内容が正しいかどうかは、人が確かめてください。',
  cites: (labels: readonly string[]): string => `〔${labels.join('、')}〕`,
  advice: (advice: string): string => `→ ${advice}`,
  /** In the thread, after as many as anybody reads. */
  leftOut: (count: number): string =>
    said(
      `指摘がとても多いため、残りの${count}件はここに出していません。`,
      '上の指摘を直すと、残りの指摘が出ます。',
      'すべての指摘は記録に残っています。',
    ),
  /** At the last of a rule's findings that are listed. */
  others: (count: number): string => `ほか、同じルールの指摘が${count.toLocaleString('ja')}件`,
  /** In the thread: each finding with what to do and the provision's words. */
  details: (part: number, parts: number): string =>
    parts === 1 ? '指摘のくわしい内容' : `指摘のくわしい内容 ${part}/${parts}`,
  noneShort: '指摘なし',
  notChecked: (labels: readonly string[]): string =>
    labels.length === 0 ? '' : `確認していない事項：${labels.join('、')}`,
  omitted: '…（中略）…',
  /** Shown in place of a character that has no form of its own. */
  invisible: (codePoint: number): string =>
    codePoint === 0x0a ? '⏎' : `⟦U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}⟧`,
  /** As staff count, whose unit is a full-width character. @param weighted as X counts: twice that. */
  length: (weighted: number, max: number): string => {
    const [is, may] = [Math.ceil(weighted / 2), Math.floor(max / 2)];
    return weighted > max ? `全角${is}字（${is - may}字多い）` : `全角${is}字（上限${may}）`;
  },
  plainLength: (characters: number, max: number): string =>
    characters > max ? `${characters}字（${characters - max}字多い）` : `${characters}字（上限${max}）`,
  characters: (characters: number): string => `${characters}字`,
  /** Names of emoji that are easily mistaken. */
  emoji: (named: readonly NamedEmoji[]): string =>
    named.length === 0
      ? ''
      : `絵文字：${named
          .slice(0, MOST_EMOJI)
          .map(({ emoji, name }) => `${emoji} ${name}`)
          .join('、')}${named.length > MOST_EMOJI ? `、ほか${named.length - MOST_EMOJI}種類` : ''}`,
};
