import type { Slip } from '../views/form/slip-question.ts';

/** What people type after `/post` when they mean a list and not a post. */

export type Topic = 'queue' | 'calendar' | 'history' | 'guideline' | 'help';

/** A text that is just one of these words asks for a list. */
const TOPICS: ReadonlyMap<string, Topic> = new Map(
  Object.entries({
    承認待ち: 'queue',
    queue: 'queue',
    予定: 'calendar',
    calendar: 'calendar',
    履歴: 'history',
    history: 'history',
    要領: 'guideline',
    guideline: 'guideline',
    ヘルプ: 'help',
    help: 'help',
  }),
);

/** The list that a text asks for; undefined where it asks for none. */
export const topicOf = (text: string): Topic | undefined => TOPICS.get(text.trim().toLowerCase());

/** One line that begins so asks for drafts of before. */
const FIND = /^(?:検索|search)(?:[^\S\n]+(?<words>.*))?$/iu;

/** What a text looks for, '' where it does not say; undefined where it looks for nothing. */
export function searchOf(text: string): string | undefined {
  const found = FIND.exec(text.trim())?.groups;
  return found === undefined ? undefined : (found.words ?? '');
}

/** Words for a list as they are typed, in hiragana where they can be. */
const NAMES: readonly (readonly [RegExp, Topic | 'find'])[] = [
  [/^(?:承認(?:待ち?|まち)|しょうにんまち|待ち一覧|queue)/u, 'queue'],
  [/^(?:予定表?|予約(?=の?一覧|表|を?確認|を?見)|よてい|かれんだー|calendar|schedule)/u, 'calendar'],
  [/^(?:履歴|りれき|history)/u, 'history'],
  [/^(?:要領|ようりょう|guidelines?)/u, 'guideline'],
  [/^(?:へるぷ|使い方|つかいかた|help)/u, 'help'],
  [/^(?:検索|けんさく|さがす|探す|search|find)/u, 'find'],
];
/** What may follow such a word, one after the other, and still asks for the list. Any other words make it a post. */
const ASKING = [
  /^(?:の?(?:一覧|いちらん|りすと|画面|ぺーじ|list))?[をがは]?/u,
  /^(?:見せて|みせて|見る|みる|見たい|みたい|表示|出して|だして|教えて|おしえて|確認)?(?:する|したい|して)?/u,
  /^(?:ください|下さい|お願いします|おねがいします|です|ですか|か|please|me)?$/u,
];
const SIGN = /[\s。．.、,!?…~〜・:;「」『』()[\]"'/]+/gu;
/** 「検索：公園」, 「検索「公園」」 */
const MARKED_SEARCH = /^(?:検索|探す|さがす|search|find)\s*[:、,・「『("]\s*(?<words>[^\n]{0,20}?)[」』)"\s]*$/iu;
/** 「検索公園の工事」, and no sentence about a search of the office's own. */
const PLAIN_SEARCH =
  /^検索(?!機能|サイト|エンジン|結果|画面|システム|方法|窓口|サービス|ページ|ツール|用|キーワード|性|条件|データ|[をのではがもとにしさ])(?<words>[\p{L}\p{N}][^\n。!?]{0,19})$/u;
/**
 * As `draftIds` makes them. Behind its day any eight letters and digits are meant as one, also misread ones (O for 0); the last
 * eight alone are enough to find a draft, and are told from a word by their digit. Two days are none: 20261201-20261225.
 */
const NUMBER =
  /^(?:(?:番号|no\.?|#)[\s:]*)?(?<number>(?:20\d{6}-(?=\d*[a-z])[0-9a-z]{8}|(?=[0-9a-z]*[a-z])(?=[0-9a-z]*\d)[0-9a-hjkmnp-tv-z]{8})(?:-[0-9a-f]{16})?)$/iu;
/** Fewer letters and digits than this are hardly a post, unless there is a great deal else. */
const FEWEST = 5;
const LONGEST_SLIP = 20;

/**
 * Did the author mean a list? Closed: whatever is not known as a way to ask for one is a post, unless it is very short.
 * @returns what to ask; null where there is nothing to ask.
 */
export function slipIn(text: string): Slip | null {
  const typed = text
    .normalize('NFKC')
    .trim()
    .replace(/^\/?post\s+/iu, '');
  if (typed === '') return null;
  const nothing = { words: '', number: '' };
  const [first = '', ...more] = typed
    .replace(SIGN, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '');
  const number = NUMBER.exec(typed.replace(/[「」。\s]+$|^[「\s]+/gu, ''))?.groups?.number;
  if (number !== undefined) return { ...nothing, show: 'find', number: number.toUpperCase(), short: false };
  if (first === '' && /\?/u.test(typed)) return { ...nothing, show: 'help', short: false };
  const words = (MARKED_SEARCH.exec(typed) ?? PLAIN_SEARCH.exec(typed))?.groups?.words;
  if (words !== undefined) return { ...nothing, show: 'find', words, short: false };
  const show = askedFor(inHiragana([first, ...more].join('')));
  if (show !== null) return { ...nothing, show, short: false };
  const letters = [...typed.matchAll(/[\p{L}\p{N}]/gu)].length;
  return letters < FEWEST && typed.length <= LONGEST_SLIP ? { ...nothing, show: 'help', short: true } : null;
}

function askedFor(words: string): Topic | 'find' | null {
  const asked = words.replace(/^(?:show|list|see|open)(?:my)?/u, '');
  for (const [name, show] of NAMES) {
    const found = name.exec(asked)?.[0];
    if (found !== undefined && asksOn(asked.slice(found.length))) return show;
  }
  return null;
}

function asksOn(rest: string): boolean {
  const left = ASKING.slice(0, -1).reduce((after, step) => after.replace(step, ''), rest);
  return ASKING.at(-1)?.test(left) ?? false;
}

function inHiragana(text: string): string {
  return text.toLowerCase().replaceAll(/[ァ-ヶ]/gu, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) - 0x60));
}
