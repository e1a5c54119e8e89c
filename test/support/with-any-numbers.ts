/** Finds a sentence of the text room whatever its numbers are; each number is a group. */
export function withAnyNumbers(sentence: string): RegExp {
  return new RegExp(sentence.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&').replaceAll(/\d[\d,]*/gu, '(\\d[\\d,]*)'), 'u');
}
