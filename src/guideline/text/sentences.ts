const ENDS = '。！!？?\n';
/** Longest sentence that is looked at on either side; keeps hostile text linear. */
const REACH = 120;

/** The sentence around a place of the normalised copy, with its closing mark. */
export function sentenceAround(text: string, start: number, end: number): string {
  return sentenceBefore(text, start) + text.slice(start, end) + sentenceAfter(text, end);
}

/** From the beginning of the sentence up to the place. */
export function sentenceBefore(text: string, start: number): string {
  let from = start;
  while (from > 0 && start - from < REACH && !isEnd(text, from - 1)) from -= 1;
  return text.slice(from, start);
}

/** From the place to the end of the sentence, with its closing mark. */
export function sentenceAfter(text: string, end: number): string {
  let to = end;
  while (to < text.length && to - end < REACH && !isEnd(text, to)) to += 1;
  return text.slice(end, to + 1);
}

/** A closing mark, or the blank after an emoji that stands for one: 咲きました🌹 見に来てください。 */
function isEnd(text: string, at: number): boolean {
  if (ENDS.includes(text.charAt(at))) return true;
  if (text.charAt(at) !== ' ') return false;
  const before = text.charCodeAt(at - 1);
  return (before >= 0xdc00 && before <= 0xdfff) || (before >= 0x2600 && before <= 0x27bf);
}
