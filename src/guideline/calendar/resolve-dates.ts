import type { CivilDate } from './civil.ts';
import { dayNumber, exists, fromDayNumber, parseIsoDate, weekdayOf } from './civil.ts';
import type { DateMention } from './date-mention.ts';
import { namedYears } from './named-years.ts';

/**
 * `written`: the year stands in the text, or was handed on from the date it is joined to.
 * `inferred`: the year (or the month) follows from the day of publication.
 */
export type Basis = 'written' | 'inferred';

export interface ResolvedDate {
  readonly mention: DateMention;
  /** The day that is most likely meant; it need not exist (2月30日). */
  readonly date: CivilDate;
  readonly basis: Basis;
  /** Other days that could be meant. A finding is certain only when none of these fits either. */
  readonly others: readonly CivilDate[];
}

const BEFORE_DAYS = 120;
const AFTER_DAYS = 245;
/** What is further away is told, not announced. */
const RECENT = 400;

/**
 * Gives each date its year: the written one, else the one within −120 … +245 days of the day of publication;
 * after a verb in the past the most recent one that has passed.
 * @param text normalised copy that the mentions were found in
 * @param today `YYYY-MM-DD`, day of publication in Japan
 */
export function resolveDates(text: string, mentions: readonly DateMention[], today: string): readonly ResolvedDate[] {
  const now = parseIsoDate(today);
  if (now === undefined) return [];
  const resolved: ResolvedDate[] = [];
  let history: CivilDate | undefined;
  /** Last date of these days, and whether one of years ago has come after it: that lends no month. */
  let recent: CivilDate | undefined;
  let told = false;
  for (const mention of mentions) {
    const next = resolve(text, mention, resolved.at(-1), now, history);
    if (next === undefined) continue;
    const month = told && (mention.month === null || mention.monthLent) ? recent : undefined;
    resolved.push(month === undefined ? next : { ...next, others: [...next.others, { ...month, day: mention.day }] });
    if (mention.year?.kind === 'western' || mention.year?.kind === 'era') history = next.date;
    told = Math.abs(dayNumber(next.date) - dayNumber(now)) > RECENT;
    if (!told) recent = next.date;
  }
  return resolved;
}

function resolve(
  text: string,
  mention: DateMention,
  previous: ResolvedDate | undefined,
  now: CivilDate,
  history: CivilDate | undefined,
): ResolvedDate | undefined {
  const { day, joint, year } = mention;
  if (year !== null && mention.month !== null) {
    const { month } = mention;
    if (year.kind === 'relative') {
      return { mention, date: { year: now.year + year.offset, month, day }, basis: 'inferred', others: [] };
    }
    if (year.kind === 'following') {
      const base = previous?.date.year ?? now.year;
      return { mention, date: { year: base + year.offset, month, day }, basis: 'inferred', others: [] };
    }
    const others = year.kind === 'western' && year.or !== undefined ? [{ year: year.or, month, day }] : [];
    return { mention, date: { year: year.year, month, day }, basis: 'written', others };
  }
  if (joint !== null && previous !== undefined) return joined(mention, previous, text, now);
  const found =
    mention.month === null
      ? monthless(mention, previous, now)
      : byWindow(text, mention, { month: mention.month, day }, now, history);
  const turned = mention.month === null || mention.monthLent ? afterTurn(text, mention, previous, now) : [];
  for (const month of mention.monthsBeside) {
    for (const year of windowYears(month, day, now)) turned.push({ year, month, day });
  }
  return turned.length === 0 ? found : { ...found, others: [...found.others, ...turned] };
}

const NEW_YEAR = /(?:元日|元旦|三が日|年明け|年始|新年|正月)[^。\n]{0,20}$/u;

/**
 * 12月28日まで、4日(月)から: where no month is written, a lower day may be of the month after; 元日 tells of January.
 * In a sentence of its own it may be of the present month, whatever month was named before.
 */
function afterTurn(
  text: string,
  { start, day }: DateMention,
  previous: ResolvedDate | undefined,
  now: CivilDate,
): CivilDate[] {
  // 12月28日〜4日、5日から: after a range that has turned the month, the day is of that month.
  const next: CivilDate[] = previous?.mention.joint === 'range' ? [{ ...previous.date, day }] : [];
  if (previous !== undefined && day < previous.date.day) next.push(nextMonth({ ...previous.date, day }));
  // 13日(月)荏原、14日(火)大井: of whatever month the day before it may be.
  if (previous?.mention.monthLent === true) next.push(...previous.others.map((other) => ({ ...other, day })));
  if (previous !== undefined && day >= now.day && text.slice(previous.mention.spanEnd, start).includes('。'))
    next.push({ ...now, day });
  if (!NEW_YEAR.test(text.slice(Math.max(0, start - 26), start))) return next;
  return [...next, { year: now.month === 1 ? now.year : now.year + 1, month: 1, day }];
}

/** A date joined to the one before it: the same month and year, or the next where that would lead backwards. */
function joined(mention: DateMention, previous: ResolvedDate, text: string, now: CivilDate): ResolvedDate {
  const { day } = mention;
  const { date: before, basis } = previous;
  if (mention.month === null) {
    const same = { ...before, day };
    const next = nextMonth(same);
    const others = previous.others.map(({ year, month }) => ({ year, month, day }));
    // A range that seems to run backwards may go on into the next month; the weekday tells.
    if (mention.joint === 'range' && day < before.day && exists(next) && mention.weekday !== null) {
      if (weekdayOf(next) === mention.weekday.weekday) return { mention, date: next, basis, others };
    }
    return { mention, date: same, basis, others };
  }
  const { month } = mention;
  const same = { year: before.year, month, day };
  const later = { year: before.year + 1, month, day };
  const backwards = month < before.month || (month === before.month && day < before.day);
  const coming = besideLongAgo(mention, previous, same, now);
  if (coming !== undefined) return coming;
  // 12月29日〜1月3日 turns the year; 1月20日〜1月13日 would have to run for nearly a year, so it is a slip.
  const turnsYear =
    backwards && mention.joint === 'range' && reckon(later.year, month, day) - dayNumber(before) <= AFTER_DAYS;
  if (basis === 'written') {
    // A list need not ascend, and past the year's end it often goes on without a new year.
    return {
      mention,
      date: turnsYear ? later : same,
      basis,
      others: backwards && mention.joint !== 'range' ? [later] : [],
    };
  }
  if (mention.joint === 'range') {
    const others = previous.others.map(({ year }) => ({ year: turnsYear ? year + 1 : year, month, day }));
    return { mention, date: turnsYear ? later : same, basis, others };
  }
  return byWindow(text, mention, { month, day }, now, undefined);
}

/**
 * 東日本大震災(2011年3月11日(金))から、12月5日(土): beside a day of long ago stands one of these days, which its weekday tells.
 */
function besideLongAgo(
  mention: DateMention,
  previous: ResolvedDate,
  same: CivilDate,
  now: CivilDate,
): ResolvedDate | undefined {
  const { weekday } = mention;
  const longAgo = previous.basis === 'written' && dayNumber(now) - dayNumber(previous.date) > RECENT;
  if (!longAgo || weekday === null || !exists(same) || weekdayOf(same) === weekday.weekday) return undefined;
  const [year = now.year, ...asNear] = windowYears(same.month, same.day, now);
  return {
    mention,
    date: { ...same, year },
    basis: 'inferred',
    others: asNear.map((other) => ({ ...same, year: other })),
  };
}

/** Only the day is written and nothing before it names the month: the one that comes next, in doubt any near one. */
function monthless(mention: DateMention, previous: ResolvedDate | undefined, now: CivilDate): ResolvedDate {
  const { day } = mention;
  const base = previous?.date ?? now;
  const same = { year: base.year, month: base.month, day };
  const next = nextMonth(same);
  const passed = previous === undefined && day < now.day;
  const last = fromDayNumber(dayNumber({ year: base.year, month: base.month, day: 1 }) - 1);
  return {
    mention,
    date: passed ? next : same,
    basis: 'inferred',
    others: [passed ? same : next, { year: last.year, month: last.month, day }],
  };
}

function nextMonth({ year, month, day }: CivilDate): CivilDate {
  return month === 12 ? { year: year + 1, month: 1, day } : { year, month: month + 1, day };
}

function byWindow(
  text: string,
  mention: DateMention,
  { month, day }: { readonly month: number; readonly day: number },
  now: CivilDate,
  history: CivilDate | undefined,
): ResolvedDate {
  const [year = now.year, ...asNear] = windowYears(month, day, now);
  const candidate = { year, month, day };
  // A day just 245 days ahead is also just 120 days past.
  const others: CivilDate[] = asNear.map((other) => ({ year: other, month, day }));
  const sentence = restOfSentence(text, mention.spanEnd);
  const past = { year: latestPastYear(month, day, now), month, day };
  const tense = tenseOf(sentence);
  for (const hinted of [
    ...namedYears(text, mention.start, month, now),
    ...(mention.weekday === null ? [] : yearsSince(sentence, now)),
  ])
    others.push({ year: hinted, month, day });
  if (history !== undefined && dayNumber(now) - dayNumber(history) > BEFORE_DAYS) {
    const backwards = month < history.month || (month === history.month && day < history.day);
    others.push({ year: backwards ? history.year + 1 : history.year, month, day });
  }
  if (tense === 'past') {
    // 12月13日の教室は定員に達しました: what is told may be about a day to come; 12月5日に行いました is not.
    if (dayNumber(candidate) > dayNumber(now) && /^[のは]/u.test(sentence)) others.push(candidate);
    return { mention, date: past, basis: 'inferred', others };
  }
  if (tense === 'unclear') others.push(past);
  return { mention, date: candidate, basis: 'inferred', others };
}

/** The years in which the day lies within −120 … +245 days, usually one. Reckoned by 1 March where the day is 29 February. */
function windowYears(month: number, day: number, now: CivilDate): readonly number[] {
  const reach = (year: number) => reckon(year, month, day) - dayNumber(now);
  return [now.year, now.year + 1, now.year - 1].filter((year) => {
    const distance = reach(year);
    return distance >= -BEFORE_DAYS && distance <= AFTER_DAYS;
  });
}

function latestPastYear(month: number, day: number, now: CivilDate): number {
  let { year } = now;
  if (reckon(year, month, day) > dayNumber(now)) year -= 1;
  // The last 29 February was up to eight years ago.
  for (let back = 0; month === 2 && day === 29 && back < 8 && !exists({ year, month, day }); back += 1) year -= 1;
  return year;
}

/** Day number; a day that does not exist counts as the day its month would run over to. */
function reckon(year: number, month: number, day: number): number {
  return dayNumber({ year, month: Math.min(Math.max(month, 1), 12), day: 1 }) + day - 1;
}

/** 3月11日(金)に起きた東日本大震災から15年: so long ago, also where the day itself is still to come this year. */
const SINCE = /(?:から|以来|より)、?(?:まもなく|もうすぐ|ことしで|今年で|来年で|早く?も)?、?(\d{1,3})(?:年|周年)/u;
/** What everybody knows the day of, and what nobody writes the year of. */
const REMEMBERED: readonly (readonly [RegExp, number])[] = [
  [/東日本大震災|福島第一/u, 2011],
  [/阪神・?淡路/u, 1995],
  [/関東大震災/u, 1923],
  [/終戦|原爆|原子爆弾|東京大空襲|城南空襲/u, 1945],
  [/能登半島地震/u, 2024],
  [/熊本地震/u, 2016],
];

function yearsSince(sentence: string, now: CivilDate): readonly number[] {
  const since = SINCE.exec(sentence)?.[1];
  const told = since === undefined ? [] : [now.year - Number(since), now.year + 1 - Number(since)];
  return [...told, ...REMEMBERED.flatMap(([event, year]) => (event.test(sentence) ? [year] : []))];
}

/** Longest stretch after a date in which its verb is looked for. */
const REACH = 80;

function restOfSentence(text: string, from: number): string {
  const rest = text.slice(from, from + REACH);
  const end = /[。！!？?\n]/u.exec(rest)?.index ?? rest.length;
  return rest.slice(0, end);
}

const PAST = /(?:ました|でした|だった|(?:開催|実施|閉館|開館|終了|完成|誕生|発足|制定)済み?)/u;
/** Something that was done about a day which may still be to come: 12月5日の申込みを開始しました. */
const ABOUT =
  /予定|募集|申込|申し込|受付|決ま|決定|変更|延期|中止|なりました|お知らせ|公開|掲載|更新|始ま|開始|発売|配布|案内|準備|作成|できました|設け|向け|控え|迫|追加|発表|公表|改正|締切|まで|以降|から/u;

function tenseOf(sentence: string): 'past' | 'unclear' | 'open' {
  const verb = PAST.exec(sentence);
  if (verb === null) return 'open';
  // 12月23日は天皇誕生日でしたが、いまは平日; 12月24日だった締切を延ばします: what it was says nothing of the year.
  if (/^(?:でした|だった)(?:が|けれど)/u.test(sentence.slice(verb.index))) return 'unclear';
  if (/^だった(?:\p{Script=Han}|[^。\n]{0,8}(?:締切|期限|予定|会場|開始))/u.test(sentence)) return 'unclear';
  return ABOUT.test(sentence.slice(0, verb.index + verb[0].length)) ? 'unclear' : 'past';
}
