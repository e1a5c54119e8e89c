import type { CivilDate } from './civil.ts';
import { ERA_NAMES, findEra, westernYear } from './eras.ts';

const HINT =
  /(一昨年|おととし|その前の年|昨年|去年|前年|今年|本年|来年|明年)(度?)(?:の今(?:ごろ|頃|時分)|は|の|、|\()(?:(?!その前の年)[^。\n昨去今本来明]){0,20}$/u;
const AGO = /(\d{1,3})年前の[^。\n]{0,12}$/u;
const YEAR = `(?:(?<era>${ERA_NAMES})(?<number>元|\\d{1,2})|(?<!\\d)(?<western>\\d{4})) ?年`;
const FISCAL = new RegExp(`${YEAR}度[^。\\n]{0,24}$`, 'u');
/** 令和3年(2021年)は124年ぶりに…, 令和7年も…: what was or will be in that year. */
const TOPIC = new RegExp(`${YEAR}(?:\\([^)\\n]{1,8}\\))?に?[はも][^。\\n]{0,24}$`, 'u');
/** 昭和19年8月、…八月二十五日(金): a year with the same month. */
const MONTH_NAMED = new RegExp(`${YEAR}(?<month>\\d{1,2})月(?! ?\\d)`, 'gu');
const MONTH_REACH = 100;
/** 令和8年度 会議日程: a heading over dates of that fiscal year. */
const SCHEDULE = new RegExp(`${YEAR}度[^。\\n]{0,20}(?:日程|予定|計画|スケジュール|カレンダー|年間|一覧)`, 'u');
const SCHEDULE_REACH = 400;
/** 昭和2年の恐慌、…39年10月10日: the era was named before. */
const BARE_YEAR = /(?<![\d年〜-])(\d{1,2})年の?$/u;
const LAST_ERA = new RegExp(`(?<era>${ERA_NAMES})(?!.*(?:${ERA_NAMES}))`, 'su');
/** 令和9年6月から令和10年5月まで: a span of months. */
const MONTHS_REACH = 200;
/** Words for a year, counted from the present one. */
export const RELATIVE_YEARS: Readonly<Record<string, number>> = {
  一昨年: -2,
  おととし: -2,
  その前の年: -2,
  昨年: -1,
  去年: -1,
  前年: -1,
  今年: 0,
  本年: 0,
  来年: 1,
  明年: 1,
  再来年: 2,
};

/**
 * Years that are named before a date: 昨年の訓練は12月5日(金)に….
 * @param text normalised copy
 * @param start of the date
 * @param month of the date
 * @returns candidates, the plainest first; none where no year is named.
 */
export function namedYears(text: string, start: number, month: number, now: CivilDate): readonly number[] {
  const long = text.slice(Math.max(0, start - SCHEDULE_REACH), start);
  if (!long.includes('年')) return [];
  const before = long.slice(-40);
  const inFiscal = (year: number) => (month >= 4 ? year : year + 1);
  const years: number[] = [];
  const [, word, fiscalWord] = HINT.exec(before) ?? [];
  if (word !== undefined) {
    const year = now.year + (RELATIVE_YEARS[word] ?? 0);
    // 昨年度は2月7日: fiscal years begin in April.
    years.push(fiscalWord === '度' ? inFiscal(year - (now.month < 4 ? 1 : 0)) : year);
  }
  const ago = AGO.exec(before)?.[1];
  if (ago !== undefined) years.push(now.year - Number(ago));
  const topic = yearOf(TOPIC.exec(before));
  if (topic !== undefined) years.push(topic);
  for (const fiscal of [FISCAL.exec(before), long.includes('年度') ? SCHEDULE.exec(long) : null]) {
    const year = yearOf(fiscal);
    if (year !== undefined) years.push(inFiscal(year));
  }
  const bare = BARE_YEAR.exec(before)?.[1];
  const era = bare === undefined ? undefined : findEra(LAST_ERA.exec(long.slice(-MONTHS_REACH))?.groups?.era ?? '');
  if (era !== undefined) years.push(westernYear(era, Number(bare)));
  return [...years, ...namedMonths(long.slice(-MONTHS_REACH), month)];
}

/** Years in which that month is named, or lies between two that are. */
function namedMonths(before: string, month: number): readonly number[] {
  const named = [...before.matchAll(MONTH_NAMED)].flatMap((match) => {
    const year = yearOf(match);
    return year === undefined ? [] : [{ year, month: Number(match.groups?.month), at: match.index }];
  });
  return named.flatMap((to, index) => {
    if (to.month === month) return before.length - to.at <= MONTH_REACH ? [to.year] : [];
    const from = named[index - 1];
    if (from === undefined) return [];
    return [from.year, to.year].filter(
      (year) => year * 12 + month > from.year * 12 + from.month && year * 12 + month < to.year * 12 + to.month,
    );
  });
}

function yearOf(match: RegExpMatchArray | null): number | undefined {
  const { era: name, number, western } = match?.groups ?? {};
  if (western !== undefined) return Number(western);
  const era = name === undefined ? undefined : findEra(name);
  return era === undefined ? undefined : westernYear(era, number === '元' ? 1 : Number(number));
}
