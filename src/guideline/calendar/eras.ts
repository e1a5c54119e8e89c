import type { CivilDate } from './civil.ts';
import { dayNumber } from './civil.ts';

export interface Era {
  readonly name: string;
  /** Letter of abbreviated dates: R8.12.5. */
  readonly letter: string;
  readonly first: CivilDate;
  /** Last day; null for the era that has not ended. */
  readonly last: CivilDate | null;
}

/**
 * 皇室典範特例法・元号法 and the ordinances on each change of era; Meiji by the year only, its calendar was another.
 * Until 大正 a new era began in the middle of a day, which people count as the last of the old one just as well.
 */
const ERAS: readonly Era[] = [
  { name: '明治', letter: 'M', first: { year: 1868, month: 1, day: 25 }, last: { year: 1912, month: 7, day: 30 } },
  { name: '大正', letter: 'T', first: { year: 1912, month: 7, day: 30 }, last: { year: 1926, month: 12, day: 25 } },
  { name: '昭和', letter: 'S', first: { year: 1926, month: 12, day: 25 }, last: { year: 1989, month: 1, day: 7 } },
  { name: '平成', letter: 'H', first: { year: 1989, month: 1, day: 8 }, last: { year: 2019, month: 4, day: 30 } },
  { name: '令和', letter: 'R', first: { year: 2019, month: 5, day: 1 }, last: null },
];

/** Their names, for patterns. */
export const ERA_NAMES = ERAS.map(({ name }) => name).join('|');

/** @param written 令和, 令 or R */
export function findEra(written: string): Era | undefined {
  return ERAS.find(({ name, letter }) => name === written || letter === written || name.charAt(0) === written);
}

/** Western year of a year of an era, also of one that the era never reached: 平成36年 is 2024. */
export function westernYear(era: Era, eraYear: number): number {
  return era.first.year + eraYear - 1;
}

/** True when some day of that year of the era was or may come to be. */
export function eraHasYear(era: Era, eraYear: number): boolean {
  return eraYear >= 1 && (era.last === null || westernYear(era, eraYear) <= era.last.year);
}

/** True when the existing day lies within the era. */
export function eraHasDay(era: Era, date: CivilDate): boolean {
  const day = dayNumber(date);
  return day >= dayNumber(era.first) && (era.last === null || day <= dayNumber(era.last));
}

/** 令和8年 for 2026; in a year of change the later era. Undefined before 明治. */
export function eraYearLabel(year: number): string | undefined {
  const era = ERAS.findLast(({ first }) => first.year <= year);
  if (era === undefined) return undefined;
  const eraYear = year - era.first.year + 1;
  return `${era.name}${eraYear === 1 ? '元' : eraYear}年`;
}

/** 令和8年 for a day in 2026, by the day. */
export function eraYearOfDay(date: CivilDate): string | undefined {
  const era = ERAS.findLast((candidate) => eraHasDay(candidate, date));
  if (era === undefined) return undefined;
  const eraYear = date.year - era.first.year + 1;
  return `${era.name}${eraYear === 1 ? '元' : eraYear}年`;
}
