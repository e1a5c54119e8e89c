import { z } from 'zod';
import { normalise } from '../normalise.ts';
import { patternSource } from '../patterns.ts';
import { sentenceAround } from '../sentences.ts';
import type { Subject } from '../subject.ts';
import type { TextRange } from '../types.ts';
import type { Hit, OwnWords } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

const entry = z
  .strictObject({
    /** A word as it stands, or */
    word: z.string().min(1).optional(),
    /** a pattern over the normalised copy. */
    pattern: patternSource.optional(),
    /** Why it is listed, for whoever wants to switch it off. */
    reason: z.string().min(1),
    /** What to write instead, where there is one answer; $1 stands for the pattern's first group. */
    instead: z.string().optional(),
  })
  .refine(({ word, pattern }) => (word === undefined) !== (pattern === undefined), {
    message: 'word か pattern のどちらか一方を書いてください。',
  });

/** Listed words, except where they are part of a listed harmless phrase. Each comes with its reason. */
export const wordList = defineKind({
  codes: ['listed', 'own'],
  params: z.strictObject({
    words: z.array(entry).min(1),
    /** Patterns of phrases in which a listed word means something else. */
    except: z.array(patternSource).default([]),
    /** Patterns that, anywhere in the same sentence, make a listed word harmless. */
    unless: z.array(patternSource).default([]),
  }),
  detector: ({ words, except, unless }) => {
    const listed = words.map(({ word, pattern, reason, instead }) => ({
      pattern: new RegExp(pattern ?? literal(word ?? ''), 'giu'),
      reason,
      instead,
    }));
    const any = new RegExp(words.map(({ word, pattern }) => `(?:${pattern ?? literal(word ?? '')})`).join('|'), 'iu');
    const harmless = except.map((pattern) => new RegExp(pattern, 'giu'));
    const excusing = unless.map((pattern) => new RegExp(pattern, 'iu'));
    return (subject, own) => {
      const { text } = subject.normal;
      const hits: Hit[] = [];
      const found = any.test(text) || own.add.length > 0;
      if (!found) return hits;
      const excused = new Excused(text, [...harmless, ...own.except.map((word) => new RegExp(literal(word), 'giu'))]);
      const push = (code: string, match: RegExpMatchArray, reason: string, instead?: string) => {
        const start = match.index ?? 0;
        const end = start + match[0].length;
        if (end === start || excused.covers(start, end)) return;
        if (excusing.length > 0) {
          const sentence = sentenceAround(text, start, end);
          if (excusing.some((pattern) => pattern.test(sentence))) return;
        }
        const at = subject.normal.toWritten(start, end);
        // What the copy folded (full-width letters, joiners) cannot be put back by exchanging it.
        const asWritten = subject.text.slice(at.start, at.end) === match[0];
        hits.push({
          code,
          at,
          params: { word: match[0], reason },
          ...(instead === undefined || !asWritten ? {} : { replacement: instead.replace('$1', match[1] ?? '') }),
        });
      };
      for (const { pattern, reason, instead } of listed) {
        for (const match of text.matchAll(pattern)) push('listed', match, reason, instead);
      }
      for (const match of ownMatches(subject, own)) push('own', match, '');
      return hits;
    };
  },
});

function* ownMatches({ normal }: Subject, own: OwnWords): Generator<RegExpMatchArray> {
  for (const word of own.add) {
    const wanted = literal(word.trim());
    if (wanted !== '') yield* normal.text.matchAll(new RegExp(wanted, 'giu'));
  }
}

/** Ranges of harmless phrases, found only when a listed word is there at all. */
class Excused {
  /** By start; `end` is the furthest end of this and all before. */
  readonly #ranges: readonly TextRange[];

  constructor(text: string, phrases: readonly RegExp[]) {
    const ranges = phrases
      .flatMap((phrase) => [...text.matchAll(phrase)])
      .map((match) => ({ start: match.index, end: match.index + match[0].length }))
      .sort((a, b) => a.start - b.start);
    let furthest = 0;
    this.#ranges = ranges.map(({ start, end }) => {
      furthest = Math.max(furthest, end);
      return { start, end: furthest };
    });
  }

  covers(start: number, end: number): boolean {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ranges[middle]?.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return (this.#ranges[low - 1]?.end ?? -1) >= end;
  }
}

function literal(word: string): string {
  return normalise(word).text.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');
}
