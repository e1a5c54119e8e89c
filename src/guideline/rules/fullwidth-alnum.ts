import { charKind } from './char-kind.ts';

/** １２月１２日: full-width letters and digits; one finding for a date or a word, not for each run. */
export const fullwidthAlnum = charKind(
  'fullwidth',
  /[０-９Ａ-Ｚａ-ｚ]{1,200}(?:[^\s。、「」（）()！？・][０-９Ａ-Ｚａ-ｚ]{1,200}){0,20}/gu,
  (text) => text.replace(/[０-９Ａ-Ｚａ-ｚ]/gu, (char) => char.normalize('NFKC')),
);
