import type { Searched } from '../matching/pattern.ts';
import { Pattern } from '../matching/pattern.ts';

/** A time of day as found in a text. Offsets are into the normalised copy. */
export interface TimeMention {
  readonly start: number;
  readonly end: number;
  readonly written: string;
  readonly half: '午前' | '午後' | null;
  readonly hour: number;
  readonly minute: number;
  /** Minutes since midnight; null for a time that does not exist. */
  readonly minutes: number | null;
  /** 翌5:00 is a time of the next day. */
  readonly nextDay: boolean;
}

export interface TimeRange {
  readonly start: number;
  readonly end: number;
  readonly from: TimeMention;
  readonly to: TimeMention;
}

const TIME = new Pattern(
  /(?<next>翌(?:日|朝)?の?)?(?<half>午前|午後|AM|PM|am|pm|夜|朝)? ?(?<![\d./]|\d:)(?:(?<hour>\d{1,3})時(?!間|点|期|代|刻|給|速|差|限|短|制|計|々|折|節|事|化)(?:(?<half30>半)|(?<minute>\d{1,3})分)?|(?<h>\d{1,2}):(?<m>\d{2})(?![\d:])|(?<noon>正午))/gu,
);
/** A score, a scale, a ratio or the time of a run has the same shape as a time. */
const RATIO =
  /(?:縮尺|比率?|割合|スコア|得点|倍率|対|試合|勝|敗|希釈|アスペクト|記録|タイム|\d ?(?:km|m|キロ|メートル))[^。\n]{0,6}$/iu;
const RATIO_AFTER = /^ ?の?(?:割合|比|縮尺|縮小|倍率|スケール|[でに](?:希釈|薄め|うすめ|溶|割))/u;

export function findTimes(searched: Searched): readonly TimeMention[] {
  const { text } = searched;
  return TIME.matches(searched).flatMap((match) => {
    const g = match.groups ?? {};
    const hour = g.noon === undefined ? Number(g.hour ?? g.h) : 12;
    const minute = g.half30 === undefined ? Number(g.minute ?? g.m ?? 0) : 30;
    if (RATIO.test(text.slice(Math.max(0, match.index - 10), match.index))) return [];
    if (RATIO_AFTER.test(text.slice(match.index + match[0].length, match.index + match[0].length + 6))) return [];
    const half = halfOf(g.half);
    return [
      {
        start: match.index,
        end: match.index + match[0].length,
        written: match[0].trim(),
        half,
        hour,
        minute,
        minutes: minutesOf(half, hour, minute),
        nextDay: g.next !== undefined,
      },
    ];
  });
}

function halfOf(written: string | undefined): TimeMention['half'] {
  if (written === undefined || written === '夜' || written === '朝') return null;
  return /午後|pm/iu.test(written) ? '午後' : '午前';
}

/** 午後12時 and 午前12時 are both in use for noon; 24:00 is the end of the day. */
function minutesOf(half: TimeMention['half'], hour: number, minute: number): number | null {
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return null;
  if (half !== null && hour > 12) return null;
  const shifted = half === '午後' && hour < 12 ? hour + 12 : hour;
  return shifted * 60 + minute;
}

const JOINT = /^ ?(?:〜|~|-|から|より|→)(?: ?[^\S\n])? ?$/u;

/** Times joined by 〜 or から, the second with the half of the day that the first lends it. */
export function joinTimes(text: string, times: readonly TimeMention[]): readonly TimeRange[] {
  return times.flatMap((to, index): readonly TimeRange[] => {
    const from = times[index - 1];
    if (from === undefined || to.nextDay || !JOINT.test(text.slice(from.end, to.start))) return [];
    const lent = lend(from, to);
    if (lent === undefined) return [];
    return [{ start: from.start, end: to.end, from, to: lent }];
  });
}

/** 午後1時〜3時 is until 15時; 午前9時〜1時 says too little to judge. */
function lend(from: TimeMention, to: TimeMention): TimeMention | undefined {
  if (to.half !== null || from.half === null) return to;
  if (from.half === '午後') {
    // 午後7時〜21時 mixes both ways of counting; 21 is what it says.
    return to.hour > 12 ? to : { ...to, minutes: minutesOf('午後', to.hour, to.minute) };
  }
  return to.minutes !== null && from.minutes !== null && to.minutes < from.minutes ? undefined : to;
}
