import type { DraftEvent } from './events.ts';
import type { DraftStatus } from './state.ts';
import { type DraftSummary, monthInJapan } from './summary.ts';

/** How drafts are found again, and by whom. Pure; a store asks it of each draft that may be meant. */

/** What is looked for: all of it has to be true of a draft. What is null or empty does not matter. */
export interface Wanted {
  /** As typed. Each stands in a text of the draft, in its number, or in the name of who drafted or decided it. */
  readonly words: readonly string[];
  /** The draft's number or a part of it. */
  readonly number: string | null;
  /** The name, or a part of it, of who drafted or decided. */
  readonly person: string | null;
  /** Ids; drafts of no other account are found. */
  readonly accounts: readonly string[];
  /** Month in Japan (`yyyy-mm`) of the first revision. */
  readonly month: string | null;
  readonly statuses: readonly DraftStatus[] | null;
  /** Written by this person, or for one of these accounts. */
  readonly concerns: { readonly userId: string; readonly accounts: readonly string[] } | null;
  /** Instant before which the status has not changed any more. */
  readonly since: string | null;
}

/** Who looks, and from where: what is not published is seen only where it belongs. */
export interface Sight {
  readonly userId: string;
  /** Accounts in whose channel they are. */
  readonly here: readonly string[];
  /** Accounts for which they decide. */
  readonly decides: readonly string[];
}

/**
 * How much of a draft somebody sees: all its texts, only what was published, or nothing. What was taken down, often for
 * what it said, is seen in the account's own channel only. Whose draft it once was sees what others see: a colleague has
 * written in it since.
 */
export function sightOn(
  { accountId, status, drafter, post }: Pick<DraftSummary, 'accountId' | 'status' | 'drafter' | 'post'>,
  { userId, here, decides }: Sight,
): 'all' | 'published' | 'nothing' {
  if (here.includes(accountId)) return 'all';
  if (status === 'takenDown') return 'nothing';
  if (decides.includes(accountId) || drafter.id === userId) return 'all';
  return post === null ? 'nothing' : 'published';
}

const HYPHENS = /[\u02d7\u058a\u2010-\u2015\u2043\u2212\u2796\u2e3a\u2e3b]/gu;
const WAVES = /[~∼∾〰]/gu;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const KATAKANA = /[ァ-ヶ]/gu;
const TO_HIRAGANA = 0x60;

/**
 * A text as it is compared: width, case, kind of kana, dashes and white space make no difference. More is alike here than
 * for the rules (guideline/text/normalise.ts), and there is no way back: it only has to be found.
 */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(INVISIBLE, '')
    .replaceAll(HYPHENS, '-')
    .replaceAll(WAVES, '\u301c')
    .replaceAll(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - TO_HIRAGANA))
    .replaceAll(/(?<=\d)[ー-](?=\d)/gu, '-')
    .replaceAll(/\s+/gu, ' ');
}

/** The words of a line that somebody typed, folded. */
function wordsIn(line: string): readonly string[] {
  return [...new Set(folded(line).split(' '))].filter((word) => word !== '');
}

/** Every text that a draft has had, oldest first. */
export function textsOf(events: readonly DraftEvent[]): readonly string[] {
  return events.flatMap((event) =>
    event.type === 'DraftSubmitted' || event.type === 'DraftRevised' ? [event.content.text] : [],
  );
}

/** What words are looked for in, folded: number and names, then each text, oldest first. */
export function searchable(
  { id, drafter, firstDrafter, decidedBy }: Pick<DraftSummary, 'id' | 'drafter' | 'firstDrafter' | 'decidedBy'>,
  texts: readonly string[],
): readonly string[] {
  const names = new Set([drafter, firstDrafter, decidedBy].map((one) => one?.name ?? ''));
  return [[id, ...names].join(' '), ...texts].map(folded);
}

export interface Search {
  /** Strings each of which stands in what is searchable of a draft that is found. */
  readonly needles: readonly string[];
  /** @param within see `searchable`; asked for only where the rest is true. */
  finds(summary: DraftSummary, within: () => readonly string[]): boolean;
}

/** A question made ready to be asked of many drafts. */
export function makeSearch(wanted: Wanted, sight: Sight): Search {
  const words = wanted.words.flatMap(wordsIn);
  const number = folded(wanted.number ?? '').trim();
  const person = folded(wanted.person ?? '').trim();
  const { statuses, month, concerns, since } = wanted;
  return {
    needles: [...words, number, person].filter((needle) => needle !== ''),
    finds(summary, within) {
      const { accountId, status, authors, submittedAt, changedAt } = summary;
      if (!wanted.accounts.includes(accountId)) return false;
      if (statuses !== null && !statuses.includes(status)) return false;
      if (month !== null && monthInJapan(submittedAt) !== month) return false;
      if (since !== null && changedAt < since) return false;
      if (concerns !== null && !concerns.accounts.includes(accountId) && !authors.includes(concerns.userId))
        return false;
      if (!folded(summary.id).includes(number)) return false;
      const { drafter, firstDrafter, decidedBy } = summary;
      if (![drafter, firstDrafter, decidedBy].some((one) => one !== null && folded(one.name).includes(person)))
        return false;
      const seen = sightOn(summary, sight);
      if (seen === 'nothing' || words.length === 0) return seen !== 'nothing';
      const all = within();
      const places = seen === 'all' ? all : [all[0] ?? '', all.at(-1) ?? ''];
      return words.every((word) => places.some((place) => place.includes(word)));
    },
  };
}

/** A spot of a text, with some of what stands around it. */
export interface Spot {
  readonly before: string;
  readonly word: string;
  readonly after: string;
}

const AROUND = 20;

/** Where the first of the words stands in a text as it was written; null where none does. */
export function spotOf(text: string, words: readonly string[]): Spot | null {
  const copy = folded(text);
  const hits = words.flatMap(wordsIn).flatMap((word) => {
    const at = copy.indexOf(word);
    return at < 0 ? [] : [{ at, end: at + word.length }];
  });
  const first = hits.sort((one, other) => one.at - other.at)[0];
  if (first === undefined) return null;
  const characters = [...text];
  const start = writtenUpTo(characters, first.at);
  const end = Math.max(start + 1, writtenUpTo(characters, first.end - 1) + 1);
  const from = Math.max(0, start - AROUND);
  const line = (piece: readonly string[]): string => piece.join('').replaceAll(/\s+/gu, ' ');
  return {
    before: `${from > 0 ? '…' : ''}${line(characters.slice(from, start))}`,
    word: line(characters.slice(start, end)),
    after: `${line(characters.slice(end, end + AROUND))}${end + AROUND < characters.length ? '…' : ''}`,
  };
}

/** How many characters, as written, come before the one that makes this place of the folded copy. */
function writtenUpTo(characters: readonly string[], place: number): number {
  let [low, high] = [0, characters.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (folded(characters.slice(0, middle + 1).join('')).length > place) high = middle;
    else low = middle + 1;
  }
  return low;
}
