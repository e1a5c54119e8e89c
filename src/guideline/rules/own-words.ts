import type { OwnWords } from './rule-kind.ts';

/** Which of an office's own words (CheckSettings.words) a kind of rule looks at; the other kinds look at none. */
const OWN_WORDS: Readonly<Record<string, readonly (keyof OwnWords)[]>> = {
  'word-list': ['add', 'except'],
  shortener: ['add', 'except'],
  'unofficial-link': ['except'],
  'person-name': ['except'],
};

/** @param kind name of a kind, see RULE_KINDS. */
export function ownWordsOf(kind: string): readonly (keyof OwnWords)[] {
  return OWN_WORDS[kind] ?? [];
}
