import { z } from 'zod';
import { daysInMonth, exists } from '../calendar/civil.ts';
import type { Era } from '../calendar/eras.ts';
import { eraHasDay, eraHasYear, eraYearLabel, eraYearOfDay, findEra, westernYear } from '../calendar/eras.ts';
import { numberOf } from '../calendar/find-dates.ts';
import type { ResolvedDate } from '../calendar/resolve-dates.ts';
import { Pattern } from '../matching/pattern.ts';
import type { Subject } from '../subject.ts';
import { isQuotedAsWrong } from '../text/quoted.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** 和暦 and 西暦 that contradict each other, and years or days that an era never had. */
export const eraMismatch = defineKind({
  codes: ['pair', 'fiscal', 'no-year', 'no-day'],
  params: z.strictObject({}),
  detector: () => (subject) => {
    const pairs = contradictions(subject);
    const years = [...impossibleYears(subject), ...impossibleMonths(subject)];
    const days = subject.dates.flatMap((resolved) => impossibleDay(resolved, subject) ?? []);
    return [...pairs, ...years, ...days];
  },
});

const ERA = '(?:明治|大正|昭和|平成|令和)|(?<![A-Za-z])[MTSHR]\\.?';
const NUMBER = '元|\\d{1,3}|[一二三四五六七八九十]{1,3}';
const CLOSE = '(?:[)\\]](?: ?年度?)?)?';
const WESTERN = '(?:1[89]|20|21)\\d{2}';
const BETWEEN = ' ?(?:[(\\[/=] ?(?:西暦|和暦)?|(?:は|、)?(?:西暦|和暦|元号)(?:では?|だと|の)、?) ?';
const ERA_FIRST = new Pattern(
  new RegExp(
    `(?<era>${ERA}) ?(?<year>${NUMBER})(?: ?年(?<fiscal>度)?)?${BETWEEN}(?<western>${WESTERN})(?!\\d)(?: ?年(?<westernFiscal>度)?)?${CLOSE}`,
    'gu',
  ),
);
const WESTERN_FIRST = new Pattern(
  new RegExp(
    `(?<![\\d.-])(?<western>${WESTERN})(?: ?年(?<westernFiscal>度)?)?${BETWEEN}(?<era>${ERA}) ?(?<year>${NUMBER})(?![\\d.])(?: ?年(?<fiscal>度)?)?${CLOSE}`,
    'gu',
  ),
);

/** 令和6年度決算(2025年度): a word between the two, which then both are fiscal years. */
const FISCAL_APART = new Pattern(
  new RegExp(
    `(?<era>${ERA}) ?(?<year>${NUMBER}) ?年(?<fiscal>度)の?[\\p{Script=Han}]{1,8} ?[(](?<western>${WESTERN}) ?年(?<westernFiscal>度)[)]`,
    'gu',
  ),
);

function contradictions({ normal }: Subject): readonly Hit[] {
  return [ERA_FIRST, WESTERN_FIRST, FISCAL_APART].flatMap((pattern) =>
    pattern.matches(normal).flatMap((match): readonly Hit[] => {
      const { era: name = '', year: number = '', western = '', fiscal, westernFiscal } = match.groups ?? {};
      const era = findEra(name.replace('.', ''));
      // Without 年 on either side the two numbers may have nothing to do with each other.
      if (era === undefined || !match[0].includes('年')) return [];
      // A fiscal year runs into the next: 令和7年度(2026年3月).
      const ahead = Number(western) - westernYear(era, yearOf(number));
      const month = fiscal !== undefined && westernFiscal === undefined ? monthBehind(normal.text, match) : undefined;
      const at = normal.toWritten(match.index, match.index + match[0].length);
      const writtenWestern = westernYear(era, yearOf(number));
      if (month !== undefined) {
        const fiscalYear = month < 4 ? Number(western) - 1 : Number(western);
        if (fiscalYear === writtenWestern) return [];
        const written = `${era.name}${number}年度`;
        const right = `${eraYearLabel(fiscalYear) ?? ''}度`;
        return [{ code: 'fiscal', at, params: { written, writtenWestern, western: Number(western), month, right } }];
      }
      if (ahead === 0) return [];
      if (fiscal !== westernFiscal && ahead === (fiscal === undefined ? -1 : 1)) return [];
      const right = eraYearLabel(Number(western)) ?? null;
      const written = `${era.name}${number}年`;
      return [{ code: 'pair', at, params: { written, writtenWestern, western: Number(western), right } }];
    }),
  );
}

const MONTH_BEHIND = /^ ?(1[0-2]|[1-9]) ?月 ?[)\]]/u;

/** 令和6年度(2025年5月): the month tells which fiscal year the western year is of. */
function monthBehind(text: string, match: RegExpExecArray): number | undefined {
  const end = match.index + match[0].length;
  const month = MONTH_BEHIND.exec(text.slice(end, end + 8))?.[1];
  return month === undefined ? undefined : Number(month);
}

const ERA_YEAR = new Pattern(
  new RegExp(
    `(?<era>明治|大正|昭和|平成|令和|(?<![A-Za-z\\d])[MTSHR](?=\\d)) ?(?<year>${NUMBER}) ?年(?<fiscal>度?)`,
    'gu',
  ),
);

function impossibleYears({ normal }: Subject): readonly Hit[] {
  return ERA_YEAR.matches(normal).flatMap((match): readonly Hit[] => {
    const { era: name = '', year: number = '', fiscal } = match.groups ?? {};
    const era = findEra(name);
    const year = yearOf(number);
    // 昭和100年 is an anniversary.
    if (era === undefined || eraHasYear(era, year) || (year >= 100 && year % 50 === 0)) return [];
    if (isQuotedAsWrong(normal.text, match.index, match.index + match[0].length)) return [];
    const western = westernYear(era, year);
    return [
      {
        code: 'no-year',
        at: normal.toWritten(match.index, match.index + match[0].length),
        params: {
          written: `${era.name}${number}年${fiscal ?? ''}`,
          ended: lastOf(era),
          right: year < 1 ? null : `${eraYearLabel(western) ?? ''}${fiscal ?? ''}`,
        },
      },
    ];
  });
}

const ERA_MONTH = new Pattern(
  new RegExp(
    `(?<era>明治|大正|昭和|平成|令和) ?(?<year>${NUMBER}) ?年 ?(?:[(](?:西暦)? ?${WESTERN} ?年?[)] ?)?(?<month>1[0-2]|[1-9]) ?月(?! ?[\\d一二三四五六七八九十])`,
    'gu',
  ),
);

/** 昭和64年2月: no day of that month lay within the era. */
function impossibleMonths({ normal }: Subject): readonly Hit[] {
  return ERA_MONTH.matches(normal).flatMap((match): readonly Hit[] => {
    const { era: name = '', year: number = '', month: written = '' } = match.groups ?? {};
    const era = findEra(name);
    if (era === undefined || !eraHasYear(era, yearOf(number))) return [];
    const year = westernYear(era, yearOf(number));
    const month = Number(written);
    const first = { year, month, day: 1 };
    const last = { year, month, day: daysInMonth(year, month) };
    if (eraHasDay(era, first) || eraHasDay(era, last)) return [];
    const at = normal.toWritten(match.index, match.index + match[0].length);
    return [{ code: 'no-day', at, params: { written: match[0], right: eraYearOfDay(first) ?? null } }];
  });
}

/** 2019年4月1日(令和元年): the year is right, the day was still 平成. */
const ERA_BEHIND = new RegExp(`^ ?[(]((?:明治|大正|昭和|平成|令和)) ?(${NUMBER}) ?年[)]`, 'u');

function impossibleDay(resolved: ResolvedDate, subject: Subject): Hit | undefined {
  const { mention, date } = resolved;
  const { normal } = subject;
  if (mention.year?.kind === 'western') return outsideNamedEra(resolved, subject);
  const { year } = mention;
  if (year?.kind !== 'era' || !exists(date)) return undefined;
  if (!eraHasYear(year.era, year.eraYear)) {
    // With 年 the year by itself has been found already.
    if (normal.text.slice(mention.start, mention.end).includes('年')) return undefined;
    const params = {
      written: `${year.era.name}${year.eraYear}年`,
      ended: lastOf(year.era),
      right: year.eraYear < 1 ? null : (eraYearOfDay(date) ?? null),
    };
    return { code: 'no-year', at: normal.toWritten(mention.start, mention.end), params };
  }
  const at = normal.toWritten(mention.start, mention.end);
  const written = `${year.era.name}${year.eraYear === 1 ? '元' : year.eraYear}年${date.month}月${date.day}日`;
  if (!eraHasDay(year.era, date)) {
    const right = eraYearOfDay(date);
    return { code: 'no-day', at, params: { written, right: right === undefined ? null : right } };
  }
  return undefined;
}

/** A western date with an era beside its year: 令和元年(2019年)4月1日 or 2019年4月1日(令和元年). */
function outsideNamedEra({ mention, date }: ResolvedDate, { normal }: Subject): Hit | undefined {
  if (!exists(date)) return undefined;
  const behind = ERA_BEHIND.exec(normal.text.slice(mention.end, mention.end + 16));
  const beside = /(明治|大正|昭和|平成|令和) ?(元|\d{1,3})/u.exec(normal.text.slice(mention.start, mention.end));
  const [whole = '', name = '', number = ''] = behind ?? beside ?? [];
  const era = findEra(name);
  if (era === undefined || eraHasDay(era, date)) return undefined;
  const same = westernYear(era, yearOf(number)) === date.year;
  // A wrong year beside the western one has been found as a pair.
  if (behind === null && !same) return undefined;
  const at = normal.toWritten(mention.start, behind === null ? mention.end : mention.end + whole.length);
  const written = `${name}${number}年${date.month}月${date.day}日`;
  return { code: 'no-day', at, params: { written, right: eraYearOfDay(date) ?? null } };
}

function yearOf(number: string): number {
  return number === '元' ? 1 : numberOf(number);
}

function lastOf(era: Era): string | null {
  if (era.last === null) return null;
  return `${era.name}${era.last.year - era.first.year + 1}年${era.last.month}月${era.last.day}日`;
}
