import type { Topic } from './topics.ts';

/** What `/post` may have been meant for instead of a draft; `short`: too little to be a post. */
export type Slip = Topic | 'find' | 'short';

/** What comes before it is asked for; its own words, and what else people call it. */
const NAMES: readonly (readonly [Topic | 'find', readonly string[]])[] = [
  ['queue', ['承認待ち', '決裁待ち', '処理中', 'queue']],
  ['history', ['公開履歴', '履歴', 'history']],
  ['guideline', ['運用要領', '要領', 'guideline']],
  ['help', ['ヘルプ', '使い方', 'help', '?']],
  ['find', ['検索', 'search']],
];
/** What follows the name of a list, and not the rest of a word: 履歴を見る, but not 履歴書. */
const FOLLOWS =
  /^(?:$|[\s:、]|[のをは](?!.*(?:です|ます|した))|一覧|リスト|表示|確認|見(?:る|せ|たい)|お願い|教え|ください|どこ)/u;
/** A list is asked for in few words. */
const LONGEST = 16;
const NUMBER = /^\d{8}-[0-9a-z]{6,}$/u;
/** Fewer letters than this say nothing to citizens. */
const SHORTEST = 5;

/** @returns null for what is a post, as nearly everything is. */
export function slipOf(text: string): Slip | null {
  const written = text.normalize('NFKC').trim().toLowerCase();
  const said = written.replace(/[。.!、,…〜~\s]+$/u, '');
  if (said === '') return null;
  if (/^\?+$/u.test(said)) return 'help';
  if (NUMBER.test(said)) return 'find';
  const asked = said.replace(/\?+$/u, '');
  if ([...asked].length <= LONGEST)
    for (const [topic, names] of NAMES)
      for (const name of names) if (asked.startsWith(name) && FOLLOWS.test(asked.slice(name.length))) return topic;
  return [...asked.replaceAll(/[\s\p{P}\p{S}]/gu, '')].length < SHORTEST ? 'short' : null;
}
