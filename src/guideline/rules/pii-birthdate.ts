import { z } from 'zod';
import { Pattern, Searched } from '../matching/pattern.ts';
import { findPeople } from '../people/people.ts';
import { sentenceAround } from '../text/sentences.ts';
import { defineKind } from './rule-kind.ts';

const DAY =
  '(?:(?:明治|大正|昭和|平成|令和|[MTSHR])\\.?(?:元|\\d{1,2})年?|(?:19|20)\\d{2}年?)[./-]?\\d{1,2}[月./-]\\d{1,2}日?';
const LABELLED = new Pattern(new RegExp(`(?:生年月日|誕生日)[)\\]】]?[ :は]{0,2}${DAY}`, 'gu'));
const BORN = new Pattern(
  new RegExp(
    `(?<!(?:〜|~|-|から) ?)${DAY}(?:\\([^)]{0,10}\\))?(?:に|のお?|にお)?(?:生まれ|生(?=[)、。\\n ]|で|$))(?!の(?:方|人|お子|子|児|世代)|た(?:方|人|お子|子|児)|から|まで|以|を対象|が対象)`,
    'gu',
  ),
);
const PERSON =
  /(?:さん|さま|様|氏|君|くん|ちゃん|先生|本人|申込者|\d歳|生まれの(?:男性|女性|男児|女児|少年|少女|男子|女子|住民|職員)(?!の方|が対象|を対象|で(?!す)|は(?:無料|対象))|当選(?:された|した)|受賞(?:された|した)|亡くなっ|生まれた[^。\n]{0,12}(?:参加者|会員|住民|利用者|入所者|職員|受講者|受講生|出演者|男性|女性)|(?:最|(?:いちばん|一番)の?)(?:年長|高齢|年少|年上|年下|若い))/u;

/** …通う女性で、平成18年7月19日生まれ; 新しく入ったのは昭和33年… */
const ONE_BEFORE = /(?:男性|女性|男児|女児)(?:で|は)、?$|(?:た|だ)のは、?$/u;
/** 昭和16年3月27日生まれ、グレーの上着の方です */
const ONE_AFTER = /^、[^。\n]{0,16}の(?:方|男性|女性)(?:です|でした)/u;

/** 対象は昭和50年4月1日生まれの女性です */
const OFFER = /対象(?:者)?(?:は|:)|(?:が|の)対象/u;

/** The birthday of one person, not the range of birthdays that an offer is for. */
export const piiBirthdate = defineKind({
  codes: ['birth-date'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ normal, fields }) => {
      if (fields.namedPersonsConsent === true) return [];
      const { text } = normal;
      const labelled = LABELLED.matches(normal);
      const born = BORN.matches(normal).filter((match) => {
        const end = match.index + match[0].length;
        const sentence = sentenceAround(text, match.index, end);
        if (OFFER.test(sentence)) return false;
        return (
          PERSON.test(sentence) ||
          ONE_BEFORE.test(text.slice(Math.max(0, match.index - 12), match.index)) ||
          ONE_AFTER.test(text.slice(end, end + 24)) ||
          findPeople(new Searched(sentence)).length > 0 ||
          /\p{Script=Han}{3,5}[、(]$/u.test(text.slice(Math.max(0, match.index - 6), match.index))
        );
      });
      return [...labelled, ...born].map((match) => ({
        code: 'birth-date',
        at: normal.toWritten(match.index, match.index + match[0].length),
      }));
    },
});
