import { accountName } from './account-name.ts';
import { authorDept } from './author-dept.ts';
import { contentCategory } from './content-category.ts';
import { correctionProcedure } from './correction-procedure.ts';
import { dateInvalid } from './date-invalid.ts';
import { datePast } from './date-past.ts';
import { dateWeekday } from './date-weekday.ts';
import { embargo } from './embargo.ts';
import { eraMismatch } from './era-mismatch.ts';
import { followAct } from './follow-act.ts';
import { fullwidthAlnum } from './fullwidth-alnum.ts';
import { halfwidthKana } from './halfwidth-kana.ts';
import { hashtagBroken } from './hashtag-broken.ts';
import { holidayMismatch } from './holiday-mismatch.ts';
import { hpUpdateLink } from './hp-update-link.ts';
import { internalResource } from './internal-resource.ts';
import { invisibleChar } from './invisible-char.ts';
import { length } from './length.ts';
import { mediaAlt } from './media-alt.ts';
import { mediaGps } from './media-gps.ts';
import { mediaMarks } from './media-marks.ts';
import { mediaMix } from './media-mix.ts';
import { mediaPortrait } from './media-portrait.ts';
import { mediaRights } from './media-rights.ts';
import { mediaType } from './media-type.ts';
import { mention } from './mention.ts';
import { missingContact } from './missing-contact.ts';
import { nfd } from './nfd.ts';
import { pasteResidue } from './paste-residue.ts';
import { phoneMalformed } from './phone-malformed.ts';
import { piiAccountNumber } from './pii-account-number.ts';
import { piiAddress } from './pii-address.ts';
import { piiBirthdate } from './pii-birthdate.ts';
import { piiCard } from './pii-card.ts';
import { piiEmail } from './pii-email.ts';
import { piiMobile } from './pii-mobile.ts';
import { piiMynumber } from './pii-mynumber.ts';
import { piiName } from './pii-name.ts';
import { piiPhoneUnlisted } from './pii-phone-unlisted.ts';
import { platformChar } from './platform-char.ts';
import { rangeReversed } from './range-reversed.ts';
import { relativeDate } from './relative-date.ts';
import { repeatedPost } from './repeated-post.ts';
import { repeatedWord } from './repeated-word.ts';
import { reply } from './reply.ts';
import { repost } from './repost.ts';
import type { RuleKind } from './rule-kind.ts';
import { stampAct } from './stamp-act.ts';
import { timeInvalid } from './time-invalid.ts';
import { unmatchedPair } from './unmatched-pair.ts';
import { urlBroken } from './url-broken.ts';
import { urlDead } from './url-dead.ts';
import { urlInsecure } from './url-insecure.ts';
import { urlLookalike } from './url-lookalike.ts';
import { urlShortener } from './url-shortener.ts';
import { urlUnofficial } from './url-unofficial.ts';
import { wordList } from './word-list.ts';
import { xAccess } from './x-access.ts';

/**
 * Every kind of rule there is. Closed: an edition can name these and no others. A kind has one name: that of its file here, of
 * the rule that the libraries make of it, and of its sentences in src/text/findings, which the compiler demands.
 */
const KINDS = {
  'account-name': accountName,
  'author-dept': authorDept,
  'content-category': contentCategory,
  'correction-procedure': correctionProcedure,
  'date-invalid': dateInvalid,
  'date-past': datePast,
  'date-weekday': dateWeekday,
  embargo,
  'era-mismatch': eraMismatch,
  'follow-act': followAct,
  'fullwidth-alnum': fullwidthAlnum,
  'halfwidth-kana': halfwidthKana,
  'hashtag-broken': hashtagBroken,
  'holiday-mismatch': holidayMismatch,
  'hp-update-link': hpUpdateLink,
  'internal-resource': internalResource,
  'invisible-char': invisibleChar,
  length,
  'media-alt': mediaAlt,
  'media-gps': mediaGps,
  'media-marks': mediaMarks,
  'media-mix': mediaMix,
  'media-portrait': mediaPortrait,
  'media-rights': mediaRights,
  'media-type': mediaType,
  mention,
  'missing-contact': missingContact,
  nfd,
  'paste-residue': pasteResidue,
  'phone-malformed': phoneMalformed,
  'pii-account-number': piiAccountNumber,
  'pii-address': piiAddress,
  'pii-birthdate': piiBirthdate,
  'pii-card': piiCard,
  'pii-email': piiEmail,
  'pii-mobile': piiMobile,
  'pii-mynumber': piiMynumber,
  'pii-name': piiName,
  'pii-phone-unlisted': piiPhoneUnlisted,
  'platform-char': platformChar,
  'range-reversed': rangeReversed,
  'relative-date': relativeDate,
  'repeated-post': repeatedPost,
  'repeated-word': repeatedWord,
  reply,
  repost,
  'stamp-act': stampAct,
  'time-invalid': timeInvalid,
  'unmatched-pair': unmatchedPair,
  'url-broken': urlBroken,
  'url-dead': urlDead,
  'url-insecure': urlInsecure,
  'url-lookalike': urlLookalike,
  'url-shortener': urlShortener,
  'url-unofficial': urlUnofficial,
  'word-list': wordList,
  'x-access': xAccess,
} satisfies Readonly<Record<string, RuleKind>>;

export type KindName = keyof typeof KINDS;
/** What a hit of the kind can be called. */
export type CodeOf<Name extends KindName> = (typeof KINDS)[Name]['codes'][number];

export const RULE_KINDS: Readonly<Record<string, RuleKind>> = KINDS;
