import { z } from 'zod';
import { allMatches } from '../matching/pattern.ts';
import { meantFor } from '../text/radicals.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/**
 * Characters that one maker's machines have, and radicals that pass for ideographs. Circled numbers and Roman numerals are
 * left out: they are in JIS X 0213 and in daily use.
 */
const PLATFORM =
  /[\u2027\u2116\u2121\u213b\u2e80-\u2fd5\u3200-\u321e\u3220-\u3243\u3280-\u3298\u329a-\u32b0\u32c0-\u32ff\u3300-\u33ff]{1,200}/gu;
/** 外字: what stands there only the machine that wrote it knows. */
const PRIVATE = /[\ue000-\uf8ff\u{f0000}-\u{10fffd}]{1,200}/gu;
/** Marks of the fonts Symbol and Wingdings, in which Word sets the dots of its lists. */
const LIST_MARKS = /^[\uf0b7\uf0a7\uf06c\uf06e\uf0d8\uf076]+$/u;

export const platformChar = defineKind({
  codes: ['platform', 'private'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ text, everyday }): readonly Hit[] => {
      if (everyday) return [];
      const plain = (run: string) => [...run].map((char) => meantFor(char) ?? char.normalize('NFKC')).join('');
      const dots = (run: string) => (LIST_MARKS.test(run) ? '・'.repeat(run.length) : run);
      return [...found('platform', PLATFORM, text, plain), ...found('private', PRIVATE, text, dots)];
    },
});

function found(code: string, pattern: RegExp, text: string, mend: (run: string) => string): readonly Hit[] {
  return allMatches(pattern, text).map(({ 0: run, index }) => {
    const mended = mend(run);
    return {
      code,
      at: { start: index, end: index + run.length },
      params: { plain: mended },
      ...(mended === run ? {} : { replacement: mended }),
    };
  });
}
