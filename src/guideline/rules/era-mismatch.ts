import { z } from 'zod';
import { exists } from '../calendar/civil.ts';
import type { Era } from '../calendar/eras.ts';
import { eraHasDay, eraHasYear, eraYearLabel, eraYearOfDay, findEra, westernYear } from '../calendar/eras.ts';
import { numberOf } from '../calendar/find-dates.ts';
import type { ResolvedDate } from '../calendar/resolve-dates.ts';
import type { Subject } from '../subject.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** Years ahead from which a full date of the present era is more likely a slip than a plan: 令和31年1月10日. */
const FAR_YEARS = 20;

/** 和暦 and 西暦 that contradict each other, and years or days that an era never had. */
export const eraMismatch = defineKind({
  codes: ['pair', 'no-year', 'no-day', 'far'],
  params: z.strictObject({}),
  detector: () => (subject) => {
    const pairs = contradictions(subject);
    const years = impossibleYears(subject);
    const days = subject.dates.flatMap((resolved) => impossibleDay(resolved, subject) ?? []);
    return [...pairs, ...years, ...days];
  },
});

const ERA = '(?:明治|大正|昭和|平成|令和)|(?<![A-Za-z])[MTSHR]\\.?';
const NUMBER = '元|\\d{1,3}|[一二三四五六七八九十]{1,3}';
const CLOSE = '(?:[)\\]](?: ?年度?)?)?';
const WESTERN = '(?:1[89]|20|21)\\d{2}';
const BETWEEN = ' ?[(\\[/=] ?(?:西暦|和暦)? ?';
const ERA_FIRST = new RegExp(
  `(?<era>${ERA}) ?(?<year>${NUMBER})(?: ?年(?<fiscal>度)?)?${BETWEEN}(?<western>${WESTERN})(?!\\d)(?: ?年(?<westernFiscal>度)?)?${CLOSE}`,
  'gu',
);
const WESTERN_FIRST = new RegExp(
  `(?<![\\d.-])(?<western>${WESTERN})(?: ?年(?<westernFiscal>度)?)?${BETWEEN}(?<era>${ERA}) ?(?<year>${NUMBER})(?![\\d.])(?: ?年(?<fiscal>度)?)?${CLOSE}`,
  'gu',
);

function contradictions({ normal }: Subject): readonly Hit[] {
  return [ERA_FIRST, WESTERN_FIRST].flatMap((pattern) =>
    [...normal.text.matchAll(pattern)].flatMap((match): readonly Hit[] => {
      const { era: name = '', year: number = '', western = '', fiscal, westernFiscal } = match.groups ?? {};
      const era = findEra(name.replace('.', ''));
      // Without 年 on either side the two numbers may have nothing to do with each other.
      if (era === undefined || !match[0].includes('年')) return [];
      // A fiscal year runs into the next: 令和7年度(2026年3月).
      const ahead = Number(western) - westernYear(era, yearOf(number));
      if (ahead === 0) return [];
      if (fiscal !== westernFiscal && ahead === (fiscal === undefined ? -1 : 1)) return [];
      const right = eraYearLabel(Number(western));
      return [
        {
          code: 'pair',
          at: normal.toWritten(match.index, match.index + match[0].length),
          params: {
            written: `${era.name}${number}年`,
            writtenWestern: westernYear(era, yearOf(number)),
            western: Number(western),
            right: right ?? null,
          },
        },
      ];
    }),
  );
}

const ERA_YEAR = new RegExp(
  `(?<era>明治|大正|昭和|平成|令和|(?<![A-Za-z\\d])[MTSHR](?=\\d)) ?(?<year>${NUMBER}) ?年(?<fiscal>度?)`,
  'gu',
);

function impossibleYears({ normal }: Subject): readonly Hit[] {
  return [...normal.text.matchAll(ERA_YEAR)].flatMap((match): readonly Hit[] => {
    const { era: name = '', year: number = '', fiscal } = match.groups ?? {};
    const era = findEra(name);
    const year = yearOf(number);
    // 昭和100年 is an anniversary.
    if (era === undefined || eraHasYear(era, year) || (year >= 100 && year % 50 === 0)) return [];
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

function impossibleDay({ mention, date }: ResolvedDate, { normal, today }: Subject): Hit | undefined {
  const { year } = mention;
  if (year?.kind !== 'era' || !eraHasYear(year.era, year.eraYear) || !exists(date)) return undefined;
  const at = normal.toWritten(mention.start, mention.end);
  const written = `${year.era.name}${year.eraYear === 1 ? '元' : year.eraYear}年${date.month}月${date.day}日`;
  if (!eraHasDay(year.era, date)) {
    const right = eraYearOfDay(date);
    return { code: 'no-day', at, params: { written, right: right === undefined ? null : right } };
  }
  if (year.era.last === null && date.year - Number(today.slice(0, 4)) >= FAR_YEARS) {
    return { code: 'far', at, params: { written, western: date.year } };
  }
  return undefined;
}

function yearOf(number: string): number {
  return number === '元' ? 1 : numberOf(number);
}

function lastOf(era: Era): string | null {
  if (era.last === null) return null;
  return `${era.name}${era.last.year - era.first.year + 1}年${era.last.month}月${era.last.day}日`;
}
