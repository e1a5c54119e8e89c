import type { WeekdaySign } from './date-mention.ts';

/** A line that ends with a weekday as a table's cell does: most texts have none. */
const MAY_BE_ROW = /(?:^|[\t|│, ])[( [「]?[月火水木金土日](?:曜日?)?(?:・?祝)?[)\]」]?[ \t|│,]{0,8}(?:\n|$)/u;
/** Longest line of a table that is read. */
const LONGEST = 300;
const BETWEEN_CELLS = /[\t|│]|,(?!\d{3})/u;
/** |---|---| between the head of a table and its rows. */
const RULER = /^[|:+ \t-]{3,}$/u;
const WEEKDAY = /^[([「]?([月火水木金土日])(?:曜日?)?(?:・?祝)?[)\]」]?$/u;
const NO_DAY = /^[-ー〜]?$/u;
const LABEL = /^曜日?$/u;
/** One date and nothing after it; not the end of a range. */
const DATED =
  /^(?:[^〜~-]{0,12}[^\d〜~・,、.-])?(?:\d{1,2}月 ?\d{1,2}日|\d{1,2}日|(?:\d{4}[./])?\d{1,2}[./]\d{1,2}|\d{4}-\d{2}-\d{2})$/u;
const SIGNS = '日月火水木金土';

interface Cell {
  readonly text: string;
  /** Where its last letter ends in the whole text. */
  readonly end: number;
}

/** By the place where a date ends: the weekday that stands in the same column one row below or above. */
export type WeekdaysInRows = ReadonlyMap<number, WeekdaySign>;

const NONE: WeekdaysInRows = new Map();

/**
 * Tables that have the dates in one row and the weekdays in the next one, or in the one before: pasted with tabs, bars or
 * commas, or set with blanks.
 * @param text normalised copy. Takes time linear in its length.
 */
export function weekdaysInRows(text: string): WeekdaysInRows {
  if (!text.includes('\n') || !MAY_BE_ROW.test(text)) return NONE;
  const found = new Map<number, WeekdaySign>();
  let before: { readonly line: string; readonly start: number } | undefined;
  let start = 0;
  for (const line of text.split('\n')) {
    const here = { line, start };
    start += line.length + 1;
    if (RULER.test(line)) continue;
    const paired =
      before !== undefined &&
      before.line.length <= LONGEST &&
      line.length <= LONGEST &&
      (pair(before, here, found) || pair(here, before, found));
    // A row of weekdays belongs to one row of dates.
    before = paired ? undefined : here;
  }
  return found;
}

interface Line {
  readonly line: string;
  readonly start: number;
}

function pair(dates: Line, weekdays: Line, found: Map<number, WeekdaySign>): boolean {
  if (!/\d/u.test(dates.line) || !/[月火水木金土日]/u.test(weekdays.line)) return false;
  const table = BETWEEN_CELLS.test(dates.line);
  const days = cellsOf(weekdays, BETWEEN_CELLS.test(weekdays.line));
  if (!isWeekdayRow(days)) return false;
  const dated = cellsOf(dates, table);
  const dateCells = dated.filter(({ text }) => DATED.test(text));
  const dayCells = days.filter(({ text }) => WEEKDAY.test(text));
  const columns = table && dated.length === days.length;
  if (dateCells.length === 0 || (!columns && dateCells.length !== dayCells.length)) return false;
  const pairs = columns
    ? dated.map((cell, index) => [cell, days[index]])
    : dateCells.map((cell, index) => [cell, dayCells[index]]);
  for (const [date, day] of pairs) {
    const sign = WEEKDAY.exec(day?.text ?? '')?.[1];
    // No letter can be exchanged from here: between the two stand the other dates.
    if (date !== undefined && sign !== undefined && DATED.test(date.text)) {
      found.set(date.end, { weekday: SIGNS.indexOf(sign), at: -1 });
    }
  }
  return true;
}

/** Nothing but weekdays, with a word before them or not; one by itself only under that word. */
function isWeekdayRow(cells: readonly Cell[]): boolean {
  const [first, ...others] = cells;
  if (first === undefined || !others.every(({ text }) => WEEKDAY.test(text) || NO_DAY.test(text))) return false;
  const count = cells.filter(({ text }) => WEEKDAY.test(text)).length;
  return count >= 2 || (count === 1 && LABEL.test(first.text));
}

/** The cells of a line; a bar at its beginning or end makes none. */
function cellsOf({ line, start }: Line, table: boolean): readonly Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  const outer = /^\s*[|│]/u.exec(line)?.[0].length ?? 0;
  const inner = line.slice(outer).replace(/[|│]\s*$/u, '');
  for (const piece of inner.split(table ? BETWEEN_CELLS : / +/u)) {
    const from = table ? at : inner.indexOf(piece, at);
    const text = piece.trim();
    at = from + piece.length + (table ? 1 : 0);
    if (!table && text === '') continue;
    cells.push({ text, end: start + outer + from + piece.trimEnd().length });
  }
  return cells;
}
