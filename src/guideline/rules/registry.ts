import { category } from './category.ts';
import { categoryLink } from './category-link.ts';
import { dateInvalid } from './date-invalid.ts';
import { dateWeekday } from './date-weekday.ts';
import { department } from './department.ts';
import { email } from './email.ts';
import { eraMismatch } from './era-mismatch.ts';
import { invisibleChar } from './invisible-char.ts';
import { length } from './length.ts';
import { mention } from './mention.ts';
import { mobileNumber } from './mobile-number.ts';
import { reply } from './reply.ts';
import { repost } from './repost.ts';
import type { RuleKind } from './rule-kind.ts';
import { shortener } from './shortener.ts';
import { wordList } from './word-list.ts';
import { xAccess } from './x-access.ts';

/** Every kind of rule there is. Closed: an edition can name these and no others. */
export const RULE_KINDS: Readonly<Record<string, RuleKind>> = {
  category,
  'category-link': categoryLink,
  'date-invalid': dateInvalid,
  'date-weekday': dateWeekday,
  department,
  email,
  'era-mismatch': eraMismatch,
  'invisible-char': invisibleChar,
  length,
  mention,
  'mobile-number': mobileNumber,
  reply,
  repost,
  shortener,
  'word-list': wordList,
  'x-access': xAccess,
};
