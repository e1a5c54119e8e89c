import { charKind } from './char-kind.ts';

/**
 * Characters that one maker's machines have, radicals that pass for ideographs, and private ones.
 * Circled numbers and Roman numerals are left out: they are in JIS X 0213 and in daily use.
 */
export const platformChar = charKind(
  'platform',
  /[\u2116\u2121\u213b\u2e80-\u2fd5\u3200-\u321e\u3220-\u3243\u3280-\u3298\u329a-\u32b0\u32c0-\u32ff\u3300-\u33ff\ue000-\uf8ff\u{f0000}-\u{10fffd}]{1,200}/gu,
  (text) => text.normalize('NFKC'),
);
