import { accountName } from './account-name.ts';
import { accountNumber } from './account-number.ts';
import { birthDate } from './birth-date.ts';
import { cardNumber } from './card-number.ts';
import { category } from './category.ts';
import { categoryLink } from './category-link.ts';
import { decomposedKana, fullWidthAlnum, halfWidthKana, platformChar } from './characters.ts';
import { correction } from './correction.ts';
import { dateInvalid } from './date-invalid.ts';
import { datePast } from './date-past.ts';
import { dateWeekday } from './date-weekday.ts';
import { department } from './department.ts';
import { email } from './email.ts';
import { embargo } from './embargo.ts';
import { eraMismatch } from './era-mismatch.ts';
import { hashtag } from './hashtag.ts';
import { holidayMismatch } from './holiday-mismatch.ts';
import { homeAddress } from './home-address.ts';
import { internalResource } from './internal-resource.ts';
import { invisibleChar } from './invisible-char.ts';
import { length } from './length.ts';
import { deadLink, insecureLink, unofficialLink } from './links-trust.ts';
import { lookalike } from './lookalike.ts';
import { mediaAlt, mediaGps, mediaPortrait, mediaRights, mediaType } from './media.ts';
import { mention } from './mention.ts';
import { missingContact } from './missing-contact.ts';
import { mobileNumber } from './mobile-number.ts';
import { myNumber } from './my-number.ts';
import { personName } from './person-name.ts';
import { phoneMalformed, phoneUnlisted } from './phone.ts';
import { rangeReversed } from './range-reversed.ts';
import { relativeDate } from './relative-date.ts';
import { repeatedWord } from './repeated-word.ts';
import { reply } from './reply.ts';
import { repost } from './repost.ts';
import type { RuleKind } from './rule-kind.ts';
import { shortener } from './shortener.ts';
import { timeInvalid } from './time-invalid.ts';
import { unmatchedPair } from './unmatched-pair.ts';
import { wordList } from './word-list.ts';
import { xAccess } from './x-access.ts';

/** Every kind of rule there is. Closed: an edition can name these and no others. */
export const RULE_KINDS: Readonly<Record<string, RuleKind>> = {
  'account-name': accountName,
  'account-number': accountNumber,
  'birth-date': birthDate,
  'card-number': cardNumber,
  category,
  'category-link': categoryLink,
  correction,
  'date-invalid': dateInvalid,
  'date-past': datePast,
  'date-weekday': dateWeekday,
  'dead-link': deadLink,
  'decomposed-kana': decomposedKana,
  department,
  email,
  embargo,
  'era-mismatch': eraMismatch,
  'fullwidth-alnum': fullWidthAlnum,
  'halfwidth-kana': halfWidthKana,
  hashtag,
  'holiday-mismatch': holidayMismatch,
  'home-address': homeAddress,
  'insecure-link': insecureLink,
  'internal-resource': internalResource,
  'invisible-char': invisibleChar,
  length,
  lookalike,
  'media-alt': mediaAlt,
  'media-gps': mediaGps,
  'media-portrait': mediaPortrait,
  'media-rights': mediaRights,
  'media-type': mediaType,
  mention,
  'missing-contact': missingContact,
  'mobile-number': mobileNumber,
  'my-number': myNumber,
  'person-name': personName,
  'phone-malformed': phoneMalformed,
  'phone-unlisted': phoneUnlisted,
  'platform-char': platformChar,
  'range-reversed': rangeReversed,
  'relative-date': relativeDate,
  'repeated-word': repeatedWord,
  reply,
  repost,
  shortener,
  'time-invalid': timeInvalid,
  'unmatched-pair': unmatchedPair,
  'unofficial-link': unofficialLink,
  'word-list': wordList,
  'x-access': xAccess,
};
