import { Pattern } from '../matching/pattern.ts';
import type { Normalised } from '../text/normalise.ts';
import type { TextRange } from '../types.ts';
import { nationalDigits } from './national-digits.ts';

export type PhoneSort =
  /** Right in length: a land line or an IP phone. */
  | 'line'
  /** 0120, 0570 and the like: nobody's own. */
  | 'service'
  | 'mobile'
  /** Too few or too many digits for its prefix. */
  | 'malformed';

export interface Phone {
  readonly at: TextRange;
  /** With the leading 0, or without the area's number where it is left out. */
  readonly digits: string;
  readonly sort: PhoneSort;
}

const SEPARATED = new Pattern(
  /(?<![\d/-]|\d\.)(?:\+ ?81[- ]?\(?0?\)?\d{1,4}|\(0\d{1,4}\)|0\d{1,4})(?:[- .・]|\(|\) ?|(?<=\))){1,3}\d{1,5}(?:[- .・]|\)){1,3}\d{1,5}(?!\d|[-.]\d)/gu,
);
const LABELLED = new Pattern(
  /(?:電話(?:番号)?|tel|fax|ファク(?:シミリ|ス)|ファックス|☎|📞|📠|℡|連絡先|問い合わせ先?|問合せ先?)[)\]】]?[ :は.]{0,3}(?<number>0\d{6,11})(?!\d|[-.]\d)/giu,
);
/** 電話 3777-1111: within the area people leave 03 out. */
const LOCAL = new Pattern(
  /(?:電話(?:番号)?|tel|fax|ファク(?:シミリ|ス)|ファックス|☎|📞|📠|℡)[)\]】]?[ :は.]{0,3}(?<number>[2-9]\d{1,3}-\d{4})(?!\d|-\d)/giu,
);
const NOT_BEFORE =
  /(?:第|〒|許可|認可|登録|コード|ISBN|No\.?|№|記号|口座|号車|[A-Za-z]-?)[ :はの]{0,2}$|(?:番号|[型品図]番)[ :はの、「]{0,3}$/iu;
const PHONE_LABEL =
  /(?:電話(?:番号)?|tel|fax|ファク(?:シミリ|ス)|ファックス|☎|📞|📠|連絡先|問い合わせ先?|問合せ先?)[)\]】]?[ :は.(]{0,3}$/iu;
/** FAX番号は、03…, and 番号 by itself where telephones are spoken of: 電話を変えました。新しい番号は 03… */
const NUMBER_OF_PHONE =
  /(?:電話|tel|fax|ファク(?:シミリ|ス)|ファックス|ダイヤル|コールセンター|かけ間違|連絡先|問い?合わ?せ|☎|📞|📠)(?:[^\n]{0,40}(?<!\p{Script=Han}))?番号[ :はの、「(]{0,3}$/iu;
const NUMBER_REACH = 60;
/** 「ひまわり」へ。番号は03…: a sentence that begins so gives a telephone number, unless too much of one is missing. */
const BEGINS_WITH_NUMBER = /(?:^|[。\n])番号[ :は、「(]{0,3}$/u;
const NEARLY_ALL_DIGITS = 9;
/** ロット番号は0270-83-1204から0270-83-1377まで: the label counts for both. */
const SECOND_OF_TWO = /(?:(?<!電話)番号|ロット|コード)[^。\n]{0,6}[ :は]\d[\d-]{4,16} ?(?:から|〜|、|と|及び) ?$/u;
const NOT_AFTER = /^ ?(?:号|歳|月|年|日|円|人|時|分|%|番地|丁目|階|件|点)/u;

/** Telephone numbers as people write them, right and wrong ones. Mobile numbers are somebody else's to find. */
export function findPhones(normal: Normalised): readonly Phone[] {
  const { text } = normal;
  const phones: Phone[] = [];
  for (const match of SEPARATED.matches(normal)) {
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - 10), match.index);
    const labelled =
      PHONE_LABEL.test(before) ||
      (before.includes('番号') &&
        NUMBER_OF_PHONE.test(text.slice(Math.max(0, match.index - NUMBER_REACH), match.index))) ||
      (BEGINS_WITH_NUMBER.test(before) && nationalDigits(match[0]).length >= NEARLY_ALL_DIGITS);
    if (SECOND_OF_TWO.test(text.slice(Math.max(0, match.index - 36), match.index))) continue;
    if (!labelled && (NOT_BEFORE.test(before) || NOT_AFTER.test(text.slice(end, end + 4)))) continue;
    const digits = nationalDigits(match[0]);
    const sort = sortOf(digits);
    // 受付番号 03-0012-01から03-0450-01まで: the label counts for both.
    if (sort === 'malformed' && /\d ?(?:から|〜) ?$/u.test(before)) continue;
    // Three groups of digits with a dot or a blank between them may be anything.
    if (sort === 'malformed' && !labelled && (!/[-(]/u.test(match[0]) || digits.length < 7)) continue;
    phones.push({ at: normal.toWritten(match.index, end), digits, sort });
  }
  for (const match of [...LABELLED.matches(normal), ...LOCAL.matches(normal)]) {
    const number = match.groups?.number ?? '';
    const end = match.index + match[0].length;
    const digits = nationalDigits(number);
    phones.push({ at: normal.toWritten(end - number.length, end), digits, sort: sortOf(digits) });
  }
  return phones;
}

/** Lengths as the numbering plan (電気通信番号計画) has them. */
function sortOf(digits: string): PhoneSort {
  if (/^0(?:120|570|180|990)/u.test(digits)) return digits.length === 10 ? 'service' : 'malformed';
  if (digits.startsWith('0800')) return digits.length === 11 ? 'service' : 'malformed';
  if (/^0[6-9]0/u.test(digits)) return digits.length === 11 ? 'mobile' : 'malformed';
  if (digits.startsWith('050')) return digits.length === 11 ? 'line' : 'malformed';
  if (/^[2-9]/u.test(digits)) return 'line';
  if (/^0[1-9]/u.test(digits)) return digits.length === 10 ? 'line' : 'malformed';
  return 'malformed';
}
