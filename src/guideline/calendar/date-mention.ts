import type { Era } from './eras.ts';

/** The year of a date as it is written. */
export type WrittenYear =
  /** `or`: the year of the era written beside it, where the two contradict each other. */
  | { readonly kind: 'western'; readonly year: number; readonly or?: number }
  | { readonly kind: 'era'; readonly era: Era; readonly eraYear: number; readonly year: number }
  /** 昨年 is -1, 来年 is 1, counted from the day of publication. */
  | { readonly kind: 'relative'; readonly offset: number }
  /** 翌年 is 1, 同年 is 0, counted from the date before it. */
  | { readonly kind: 'following'; readonly offset: number };

export interface WeekdaySign {
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Offset of the one sign that names the day; -1 where no letter can be exchanged: an English word, one sign for several dates. */
  readonly at: number;
}

export interface HolidaySign {
  /** 祝, 振休, 休日 … as written. */
  readonly word: string;
  readonly at: number;
}

/** How a date hangs together with the date before it. */
export type Joint = 'range' | 'list' | 'loose' | null;

/** A date as found in a text. Offsets are into the normalised copy. */
export interface DateMention {
  readonly start: number;
  /** End of the date itself. */
  readonly end: number;
  /** End with the weekday, where one is written. */
  readonly spanEnd: number;
  readonly year: WrittenYear | null;
  /** Null where only the day is written: 6日(日). */
  readonly month: number | null;
  /** The month is not written with the day but was named earlier: 12月の休館日は7日(月). */
  readonly monthLent: boolean;
  /** Other months that it may be of: those beside the lent one in the head of a table. */
  readonly monthsBeside: readonly number[];
  readonly day: number;
  readonly weekday: WeekdaySign | null;
  readonly holidays: readonly HolidaySign[];
  readonly joint: Joint;
}
