import { z } from 'zod';
import type { Searched } from '../matching/pattern.ts';
import { Pattern, possibleAmong } from '../matching/pattern.ts';
import { patternSource } from '../matching/patterns.ts';
import { normalise } from '../text/normalise.ts';
import { REPORTED } from '../text/quoted.ts';
import { sentenceAround } from '../text/sentences.ts';
import type { TextRange } from '../types.ts';
import { LEVELS } from '../types.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

const entry = z
  .strictObject({
    /** A word as it stands, or */
    word: z.string().min(1).optional(),
    /** a pattern over the normalised copy. */
    pattern: patternSource.optional(),
    /** `term`: a word for what the guideline itself defines, which another provision may govern than the rest of the list. */
    code: z.enum(['listed', 'term']).default('listed'),
    /** How much it weighs, where that is not the rule's level. */
    level: z.enum(LEVELS).optional(),
    /** Why it is listed, for whoever wants to switch it off. */
    reason: z.string().min(1),
    /** What to write instead, where there is one answer; $1 stands for the pattern's first group. */
    instead: z.string().optional(),
  })
  .refine(({ word, pattern }) => (word === undefined) !== (pattern === undefined), {
    message: 'word か pattern のどちらか一方を書いてください。',
  });

type Code = 'listed' | 'term' | 'own';
/** What is said of a listed word. */
type Told = Pick<z.output<typeof entry>, 'code' | 'reason' | 'instead' | 'level'>;

/** Listed words, except where they are part of a listed harmless phrase. Each comes with its reason. */
export const wordList = defineKind({
  codes: ['listed', 'term', 'own'],
  ownWords: ['add', 'except'],
  params: z.strictObject({
    words: z.array(entry).min(1),
    /** Patterns of phrases in which a listed word means something else. */
    except: z.array(patternSource).default([]),
    /** Whether words that the post only reports are left alone (`REPORTED`). */
    spareReported: z.boolean().default(false),
    /** Patterns that, anywhere in the same sentence, make a listed word harmless. */
    unless: z.array(patternSource).default([]),
    /** Patterns that, anywhere in the text, make every listed word harmless. */
    unlessText: z.array(patternSource).default([]),
    /** Whether a draft that is marked as an emergency (緊急) may have the words. */
    spareEmergency: z.boolean().default(false),
  }),
  detector: ({ words, except, spareReported, unless, unlessText, spareEmergency }) => {
    const listed = words.map(({ word, pattern, ...entry }) => ({
      ...entry,
      pattern: patternOf(pattern ?? literal(word ?? '')),
    }));
    const numbers = Pattern.numbersOf(listed.map(({ pattern }) => pattern));
    const harmless = (spareReported ? [...except, REPORTED] : except).map(patternOf);
    const excusing = unless.map((pattern) => new RegExp(pattern, 'iu'));
    const excusingAll = unlessText.map((pattern) => new RegExp(pattern, 'iu'));
    return (subject, { add, except: spared }) => {
      const { normal } = subject;
      const possible = possibleAmong(numbers, normal).flatMap((at) => listed[at] ?? []);
      const added = ownPatterns(add);
      const hits: Hit[] = [];
      if (possible.length === 0 && added.length === 0) return hits;
      if (spareEmergency && subject.fields.emergency === true) return hits;
      if (excusingAll.some((pattern) => pattern.test(normal.text))) return hits;
      const excused = new Excused(normal, () => [...harmless, ...ownPatterns(spared)]);
      const push = (
        match: RegExpMatchArray,
        { code, reason, instead, level }: Omit<Told, 'code'> & { readonly code: Code },
      ) => {
        const start = match.index ?? 0;
        const end = start + match[0].length;
        if (end === start || excused.covers(start, end)) return;
        if (excusing.length > 0) {
          const sentence = sentenceAround(normal.text, start, end);
          if (excusing.some((pattern) => pattern.test(sentence))) return;
        }
        const at = normal.toWritten(start, end);
        // What the copy folded (full-width letters, joiners) cannot be put back by exchanging it.
        const asWritten = subject.text.slice(at.start, at.end) === match[0];
        hits.push({
          code,
          at,
          params: { word: match[0], reason },
          ...(level === undefined ? {} : { level }),
          ...(instead === undefined || !asWritten ? {} : { replacement: instead.replace('$1', match[1] ?? '') }),
        });
      };
      for (const entry of possible) {
        for (const match of entry.pattern.matches(normal)) push(match, entry);
      }
      for (const pattern of added) {
        for (const match of pattern.matches(normal)) push(match, { code: 'own', reason: '' });
      }
      return hits;
    };
  },
});

/** The office's lists are read once and then the same for every draft. */
const OWN_PATTERNS = new WeakMap<readonly string[], readonly Pattern[]>();

function ownPatterns(words: readonly string[]): readonly Pattern[] {
  const known = OWN_PATTERNS.get(words);
  if (known !== undefined) return known;
  const patterns = words
    .map((word) => literal(word.trim()))
    .filter((word) => word !== '')
    .map(patternOf);
  OWN_PATTERNS.set(words, patterns);
  return patterns;
}

/** Ranges of harmless phrases, looked for only when a listed word is there at all. */
class Excused {
  readonly #text: Searched;
  readonly #phrases: () => readonly Pattern[];
  /** By start; `end` is the furthest end of this and all before. */
  #ranges: readonly TextRange[] | undefined;

  constructor(text: Searched, phrases: () => readonly Pattern[]) {
    this.#text = text;
    this.#phrases = phrases;
  }

  #find(): readonly TextRange[] {
    const ranges = this.#phrases()
      .flatMap((phrase) => phrase.matches(this.#text))
      .map((match) => ({ start: match.index, end: match.index + match[0].length }))
      .sort((a, b) => a.start - b.start);
    let furthest = 0;
    return ranges.map(({ start, end }) => {
      furthest = Math.max(furthest, end);
      return { start, end: furthest };
    });
  }

  covers(start: number, end: number): boolean {
    this.#ranges ??= this.#find();
    const ranges = this.#ranges;
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return (ranges[low - 1]?.end ?? -1) >= end;
  }
}

/** The editions share most of their lists; what their patterns need is read once. */
const KNOWN = new Map<string, Pattern>();

function patternOf(source: string): Pattern {
  const known = KNOWN.get(source) ?? new Pattern(new RegExp(source, 'giu'));
  KNOWN.set(source, known);
  return known;
}

/** A word as a pattern over the normalised copy. */
export function literal(word: string): string {
  return normalise(word).text.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');
}
