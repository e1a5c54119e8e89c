import type { Finding, TextRange } from '../types.ts';

/** Rules on spelling and style: a name is written as its owner writes it. */
const STYLE: ReadonlySet<string> = new Set([
  'term-style',
  'ra-nuki',
  'repeated-word',
  'halfwidth-kana',
  'fullwidth-alnum',
  'platform-char',
]);

/** Drops what the style rules found within one of the office's proper nouns (`CheckSettings.properNouns`). */
export function spareNames(
  findings: readonly Finding[],
  text: string,
  names: readonly string[] = [],
): readonly Finding[] {
  if (names.length === 0 || !findings.some(({ ruleId }) => STYLE.has(ruleId))) return findings;
  const spots = names.flatMap((name) => placesOf(name.trim(), text));
  if (spots.length === 0) return findings;
  return findings.filter(
    ({ ruleId, range }) =>
      !STYLE.has(ruleId) ||
      range === undefined ||
      !spots.some(({ start, end }) => start <= range.start && range.end <= end),
  );
}

function placesOf(name: string, text: string): readonly TextRange[] {
  const places: TextRange[] = [];
  if (name === '') return places;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    places.push({ start: at, end: at + name.length });
  }
  return places;
}
