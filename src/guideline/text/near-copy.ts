/** What two texts have in common to count as one: nine of ten pairs of neighbouring letters. */
const ALIKE = 0.9;
/** Of shorter texts only the same is a copy. */
const SHORTEST = 12;

/**
 * Would a reader take these for the same post? Blanks, signs and widths do not matter; another number does: a notice that
 * comes every month differs in its date.
 */
export function isNearCopy(one: string, other: string, least: number = ALIKE): boolean {
  const [a, b] = [keyOf(one), keyOf(other)];
  if (a === b) return a !== '';
  if (Math.min(a.length, b.length) < SHORTEST || digitsOf(a) !== digitsOf(b)) return false;
  if (Math.min(a.length, b.length) < (2 * least - 1) * Math.max(a.length, b.length)) return false;
  return shared(a, b) >= least;
}

const keyOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** 第2回 and 第二回 alike. */
const digitsOf = (key: string): string => key.replaceAll(/[^\p{N}〇一二三四五六七八九十百千]/gu, '');

/** Share of the pairs of neighbouring letters that both have (Dice). */
function shared(a: string, b: string): number {
  const left = new Map<string, number>();
  for (let at = 1; at < a.length; at += 1) {
    const pair = a.slice(at - 1, at + 1);
    left.set(pair, (left.get(pair) ?? 0) + 1);
  }
  let both = 0;
  for (let at = 1; at < b.length; at += 1) {
    const pair = b.slice(at - 1, at + 1);
    const count = left.get(pair) ?? 0;
    if (count === 0) continue;
    both += 1;
    left.set(pair, count - 1);
  }
  return (2 * both) / (a.length + b.length - 2);
}
