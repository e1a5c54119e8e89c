import { diffChars } from 'diff';

/** Edits beyond this many characters make another text of it; what comparing takes grows with their square. */
const MOST_EDITS = 200;
/** Changes nearer than this are one place to whoever reads. */
const NEAR = 2;

/** In how many places a text was changed; null where it is too much to be called places. */
export function changedPlaces(before: string, after: string): number | null {
  const changes = diffChars(before, after, { maxEditLength: MOST_EDITS });
  if (changes === undefined) return null;
  let places = 0;
  let kept = Number.POSITIVE_INFINITY;
  for (const { value, added, removed } of changes) {
    if (!added && !removed) {
      kept = value.length;
      continue;
    }
    if (kept > NEAR) places += 1;
    kept = 0;
  }
  return places;
}
