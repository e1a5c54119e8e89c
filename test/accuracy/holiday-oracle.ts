/**
 * Holidays worked out from 国民の祝日に関する法律, with its amendments and the special acts for 2019 to 2021. The checker
 * looks them up in a published table instead. Valid for 2000 to 2027.
 */
export function holidaysByLaw(first: number, last: number): ReadonlySet<string> {
  const holidays = new Set<string>();
  for (let year = first; year <= last; year += 1) {
    const named = new Set(namedDays(year).map((day) => iso(day)));
    for (const day of named) holidays.add(day);
    for (const day of substitutes(named, year)) holidays.add(day);
    for (const day of sandwiched(named, year)) holidays.add(day);
  }
  return holidays;
}

const DAY_MS = 86_400_000;
const at = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / DAY_MS;
const iso = (days: number): string => new Date(days * DAY_MS).toISOString().slice(0, 10);
/** 0 is Sunday. 1 January 1970 was a Thursday. */
const weekdayOf = (days: number): number => (days + 4) % 7;

/** The nth Monday of a month (第2条 since the ハッピーマンデー amendments). */
function nthMonday(year: number, month: number, nth: number): number {
  const first = at(year, month, 1);
  return first + ((8 - weekdayOf(first)) % 7) + (nth - 1) * 7;
}

/** The usual approximation to the equinoxes that the 国立天文台 announces, for 1980 to 2099. */
function equinox(year: number, base: number): number {
  return Math.floor(base + 0.242194 * (year - 1980) - Math.floor((year - 1980) / 4));
}

/** 第2条, in the wording of each year. */
function namedDays(year: number): readonly number[] {
  const games = GAMES[year];
  return [
    at(year, 1, 1),
    nthMonday(year, 1, 2),
    at(year, 2, 11),
    ...(year >= 2020 ? [at(year, 2, 23)] : []),
    at(year, 3, equinox(year, 20.8431)),
    at(year, 4, 29),
    at(year, 5, 3),
    // みどりの日 moved here in 2007; before, 4 May was a holiday only between two others.
    ...(year >= 2007 ? [at(year, 5, 4)] : []),
    at(year, 5, 5),
    ...(games?.sea ?? (year >= 2003 ? [nthMonday(year, 7, 3)] : [at(year, 7, 20)])),
    ...(games?.mountain ?? (year >= 2016 ? [at(year, 8, 11)] : [])),
    year >= 2003 ? nthMonday(year, 9, 3) : at(year, 9, 15),
    at(year, 9, equinox(year, 23.2488)),
    ...(games?.sport ?? [nthMonday(year, 10, 2)]),
    at(year, 11, 3),
    at(year, 11, 23),
    ...(year <= 2018 ? [at(year, 12, 23)] : []),
    // 天皇の即位の日及び即位礼正殿の儀の行われる日を休日とする法律
    ...(year === 2019 ? [at(2019, 5, 1), at(2019, 10, 22)] : []),
  ];
}

/** 東京オリンピック・パラリンピック特別措置法: three days moved in each of two years. */
const GAMES: Readonly<Record<number, Readonly<Record<'sea' | 'mountain' | 'sport', readonly number[]>>>> = {
  2020: { sea: [at(2020, 7, 23)], sport: [at(2020, 7, 24)], mountain: [at(2020, 8, 10)] },
  2021: { sea: [at(2021, 7, 22)], sport: [at(2021, 7, 23)], mountain: [at(2021, 8, 8)] },
};

/** 第3条第2項: the day after a Sunday holiday, since 2007 the next day that is none. */
function substitutes(named: ReadonlySet<string>, year: number): readonly string[] {
  return [...named].flatMap((holiday) => {
    const day = Date.parse(holiday) / DAY_MS;
    if (weekdayOf(day) !== 0) return [];
    let next = day + 1;
    while (year >= 2007 && named.has(iso(next))) next += 1;
    return [iso(next)];
  });
}

/** 第3条第3項: a day between two holidays. Until 2006 neither a Sunday nor a substitute. */
function sandwiched(named: ReadonlySet<string>, year: number): readonly string[] {
  const days: string[] = [];
  for (let day = at(year, 1, 2); day < at(year, 12, 31); day += 1) {
    const between = named.has(iso(day - 1)) && named.has(iso(day + 1)) && !named.has(iso(day));
    const old = year < 2007 && (weekdayOf(day) === 0 || (named.has(iso(day - 1)) && weekdayOf(day - 1) === 0));
    if (between && !old) days.push(iso(day));
  }
  return days;
}
