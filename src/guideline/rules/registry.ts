import { category } from './category.ts';
import { categoryLink } from './category-link.ts';
import { department } from './department.ts';
import { length } from './length.ts';
import { mention } from './mention.ts';
import { reply } from './reply.ts';
import { repost } from './repost.ts';
import type { RuleKind } from './rule-kind.ts';
import { wordList } from './word-list.ts';

/** Every kind of rule there is. Closed: an edition can name these and no others. */
export const RULE_KINDS: Readonly<Record<string, RuleKind>> = {
  category,
  'category-link': categoryLink,
  department,
  length,
  mention,
  reply,
  repost,
  'word-list': wordList,
};
