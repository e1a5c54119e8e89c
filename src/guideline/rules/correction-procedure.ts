import { z } from 'zod';
import { Pattern } from '../matching/pattern.ts';
import { patternSource } from '../matching/patterns.ts';
import { sentenceAround } from '../text/sentences.ts';
import { defineKind } from './rule-kind.ts';

/** A post that corrects another has to name it, and where the guideline says so the other has to be gone. */
export const correctionProcedure = defineKind({
  codes: ['no-original', 'not-deleted'],
  params: z.strictObject({
    /** 豊島 第6条第2項: the wrong post is deleted first. */
    deleteFirst: z.boolean(),
    /** Ways of saying that this is a correction. */
    signs: z.array(patternSource).min(1),
    /** Sentences in which 訂正 is the office's business: tax returns, registers. */
    unless: z.array(patternSource).default([]),
  }),
  detector: ({ deleteFirst, signs, unless }) => {
    const sign = new Pattern(new RegExp(signs.map((one) => `(?:${one})`).join('|'), 'giu'));
    const business = unless.map((one) => new RegExp(one, 'iu'));
    return ({ normal, fields }) => {
      const original = fields.correctionOf;
      const found = sign.matches(normal).find((match) => {
        const sentence = sentenceAround(normal.text, match.index, match.index + match[0].length);
        return !business.some((one) => one.test(sentence));
      });
      const at = found === undefined ? undefined : normal.toWritten(found.index, found.index + found[0].length);
      const hit = (code: string) => [at === undefined ? { code } : { code, at }];
      if (original === undefined) return at === undefined ? [] : hit('no-original');
      if (deleteFirst) return original.deleted === true ? [] : hit('not-deleted');
      return (original.url?.trim() ?? '') === '' ? hit('no-original') : [];
    };
  },
});
