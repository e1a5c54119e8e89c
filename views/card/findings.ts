import type { KnownBlock } from '@slack/types';
import { citationKey, citationLabel } from '../../src/guideline/citation.ts';
import { countFindings, type LevelCounts } from '../../src/guideline/count-findings.ts';
import type { Citation, Finding, Level } from '../../src/guideline/types.ts';
import { findingMessage } from '../../src/text/findings.ts';
import { LEVELS, reviewText } from '../../src/text/review.ts';
import { jsonLength } from '../kit/limits.ts';
import type { RichPart } from '../kit/rich.ts';
import { bold, quote, richText, runs, section } from '../kit/rich.ts';

/** Findings that say the same thing, shown as one with all their words. */
export interface FindingEntry {
  readonly level: Level;
  readonly ruleId: string;
  readonly title: string;
  readonly message: string;
  readonly advice: string;
  /** A few words for a line. */
  readonly brief: string;
  readonly citations: readonly Citation[];
  readonly words: readonly string[];
  /** What it stands for; never empty. */
  readonly findings: readonly Finding[];
  /** How many findings it stands for, those included that are counted only. */
  readonly count: number;
  /** How many of them are counted only. */
  readonly more: number;
}

/** What of a review an entry needs; the provisions of an older revision may be missing. */
export type Provisions = Readonly<Record<string, string>>;

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** Words of one entry; a rule that hits a thousand times is spread over several entries. */
const WORDS_BUDGET = 900;
const LONGEST_WORDS = 80;
/** Sentences quote the draft; a quoted passage must not push everything else off the card. */
const LONGEST_SENTENCE = 400;

/** All findings in the order of their levels, equal ones together. */
export function findingEntries(findings: readonly Finding[]): FindingEntry[] {
  return LEVELS.flatMap((level) => {
    const groups = new Map<string, [Finding, ...Finding[]]>();
    for (const finding of findings) {
      if (finding.level !== level) continue;
      const key = JSON.stringify([finding.ruleId, finding.code, findingMessage(finding), finding.citations]);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [finding]);
      else group.push(finding);
    }
    return [...groups.values()].flatMap(entriesOf);
  });
}

function entriesOf(group: readonly [Finding, ...Finding[]]): FindingEntry[] {
  const [first] = group;
  const { title, message, advice, brief } = findingMessage(first);
  const base = {
    level: first.level,
    ruleId: first.ruleId,
    title: visible(title, LONGEST_SENTENCE),
    message: visible(message, LONGEST_SENTENCE),
    advice: visible(advice, LONGEST_SENTENCE),
    brief: visible(brief, LONGEST_WORDS),
    citations: first.citations,
  };
  const chunks: { words: string[]; findings: Finding[] }[] = [{ words: [], findings: [] }];
  let spent = 0;
  for (const finding of group) {
    const words = finding.quote === undefined || finding.quote === '' ? [] : [visible(finding.quote, LONGEST_WORDS)];
    const price = words.reduce((sum, word) => sum + word.length + 100, 0);
    if (spent > 0 && spent + price > WORDS_BUDGET) {
      chunks.push({ words: [], findings: [] });
      spent = 0;
    }
    chunks.at(-1)?.words.push(...words);
    chunks.at(-1)?.findings.push(finding);
    spent += price;
  }
  return chunks.map((chunk) => {
    const count = countFindings(chunk.findings);
    return { ...base, ...chunk, count, more: count - chunk.findings.length };
  });
}

/** As a reader can tell it: characters without a form get a visible name, a long passage is shown by its two ends. */
export function visible(text: string, longest: number): string {
  // Nearly always: nothing to name, nothing to leave out.
  if (text.length <= longest && text.search(FORMLESS) < 0) return text;
  // Of a passage that is shown by its ends, only the ends need be looked at.
  if (text.length > 2 * longest) return bothEnds(text.slice(0, longest), text.slice(-longest), longest);
  const characters = nameable(text);
  return characters.length <= longest ? characters.join('') : bothEnds(text, text, longest);
}

function bothEnds(beginning: string, end: string, longest: number): string {
  const half = Math.floor(longest / 2);
  // Telling characters apart takes a hundred times what looking for something to name does.
  const units = (text: string) => [...(text.search(FORMLESS) < 0 ? text : nameable(text).join(''))];
  return `${units(beginning).slice(0, half).join('')}${reviewText.omitted}${units(end).slice(-half).join('')}`;
}

const nameable = (text: string): string[] =>
  [...graphemes.segment(text)].map(({ segment }) => (EMOJI.test(segment) ? segment : named(segment)));

/** Joiners and tags inside an emoji are part of what is seen. */
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
const FORMLESS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u{115f}\u{1160}\u{17b4}\u{17b5}\u{3164}\u{ffa0}]|\u{34f}/gu;

const named = (character: string): string =>
  character.replaceAll(FORMLESS, (formless) => reviewText.invisible(formless.codePointAt(0) ?? 0));

/** What of an entry is shown where. */
export interface EntryStyle {
  /** False for whoever decides and does not mend. */
  readonly advice?: boolean;
}

/**
 * One entry: title, the words, what it means, what to do, and the provision with its text.
 * @param quoted provisions that were already quoted above; they are named only. This one's are added to it.
 */
function entryParts(
  entry: FindingEntry,
  provisions: Provisions,
  quoted: Set<string>,
  { advice = true }: EntryStyle = {},
): RichPart[] {
  const words = entry.words.flatMap((word) => [...runs(' '), ...runs(word, { code: true })]);
  const cited = entry.citations.map((citation) => {
    const key = citationKey(citation);
    const text = quoted.has(key) ? undefined : provisions[key];
    quoted.add(key);
    return { label: citationLabel('', citation).trim(), text };
  });
  const named = cited.filter(({ text }) => text === undefined).map(({ label }) => label);
  const told = section(
    bold(`● ${entry.title}`),
    words,
    entry.more === 0 ? [] : runs(` ${reviewText.others(entry.more)}`),
    runs(`\n${entry.message}${named.length === 0 ? '' : reviewText.cites(named)}`),
    !advice || entry.advice === '' ? [] : runs(`\n${reviewText.advice(entry.advice)}`),
  );
  return [
    told,
    ...cited.flatMap(({ label, text }) => (text === undefined ? [] : [quote(bold(`${label} `), runs(text))])),
  ];
}

/** One rich_text block a level, with a heading that counts all findings of the level. */
export function entryBlocks(
  entries: readonly FindingEntry[],
  provisions: Provisions,
  counts: LevelCounts,
  style: EntryStyle = {},
): KnownBlock[] {
  const quoted = new Set<string>();
  return LEVELS.flatMap((level) => {
    const ofLevel = entries.filter((entry) => entry.level === level);
    if (ofLevel.length === 0) return [];
    const heading = section(bold(reviewText.heading(level, counts[level], true)));
    return [richText([heading, ...ofLevel.flatMap((entry) => entryParts(entry, provisions, quoted, style))])];
  });
}

/** What the heading of a level takes in JSON. */
const HEADING_COST = 240;

/** Splits entries into groups whose blocks each stay within a budget of JSON characters. */
export function packEntries(
  entries: readonly FindingEntry[],
  provisions: Provisions,
  budget: number,
): FindingEntry[][] {
  const groups: FindingEntry[][] = [[]];
  let spent = 0;
  for (const entry of entries) {
    const group = groups.at(-1) ?? [];
    // Measured as if its provisions stood nowhere yet: never less than it will take.
    const price = jsonLength(entryParts(entry, provisions, new Set()));
    const total = price + (group.at(-1)?.level === entry.level ? 0 : HEADING_COST);
    if (spent + total > budget && spent > 0) {
      groups.push([entry]);
      spent = price + HEADING_COST;
    } else {
      group.push(entry);
      spent += total;
    }
  }
  return groups;
}
