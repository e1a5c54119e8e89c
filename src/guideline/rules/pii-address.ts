import { z } from 'zod';
import { Pattern } from '../matching/pattern.ts';
import { sentenceAfter, sentenceBefore } from '../text/sentences.ts';
import { defineKind } from './rule-kind.ts';

const ADDRESS = new Pattern(
  /(?:\p{Script=Han}{1,2}が[\p{Script=Han}]{1,2}|\p{Script=Han}の[台上下内宮木森丘原谷瀬里]|[\p{Script=Han}ヶケノ々ァ-ヶー]{2,8})(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:丁目 ?\d{1,3}(?:番地?|-)(?:の)?(?:\d{1,3}号?)?(?:-\d{1,4})?|-\d{1,3}-\d{1,3}(?:-\d{1,4})?|番地?(?:の)?\d{0,3}号?)/gu,
);
/** What follows or goes before the address of somebody's home. */
const HOME_AFTER =
  /^[^。\n]{0,24}?(?:様方|さん方|方(?=$|[、。でにへのが])|(?:の)?(?:住宅|民家|自宅|実家|一軒家|アパート|マンション|居宅|個人宅|(?:木造|鉄筋|鉄骨|平屋|[二2]階建)[^。\n]{0,8}の(?:家|建物))|の家(?:で|から|に|が|の)|宅|住人|住民の|にお?住まい|に(?:お)?住む|にお?住んで|在住|の世帯|世帯|一人暮らし|独り暮らし|独居|の\p{Script=Han}{1,4}(?:さん|氏|様|くん|ちゃん))|^[ 、(]\p{Script=Han}{1,3}(?:さん|氏|様)(?!式)/u;
const HOME_BEFORE = /(?:自宅|住所|現住所|実家|宅|さん|様|氏)[)\]】]?(?:は|の|:|、|\()?[^。\n]{0,8}$/u;
const PLACE =
  /(?:会場|場所|所在地|開催地|集合|役所|役場|センター|図書館|ホール|公園|学校|小学校|中学校|会館|児童館|出張所|保育園|体育館|広場|病院|美術館|博物館|駅|受付|郵送先|送付先|提出先|窓口)[^。\n]{0,16}$/u;

/** The address of a private home: a lot number with something that says somebody lives there. */
export const piiAddress = defineKind({
  codes: ['home'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ normal, settings }) => {
      const { text } = normal;
      return ADDRESS.matches(normal).flatMap((match) => {
        const end = match.index + match[0].length;
        const before = sentenceBefore(text, match.index);
        if (PLACE.test(before)) return [];
        if (!HOME_AFTER.test(sentenceAfter(text, end)) && !HOME_BEFORE.test(before)) return [];
        const address = plain(match[0]);
        const facilities = settings.facilityAddresses ?? [];
        if (facilities.map(plain).some((facility) => facility.endsWith(address) || address.endsWith(facility)))
          return [];
        return [{ code: 'home', at: normal.toWritten(match.index, end) }];
      });
    },
});

/** 広町2丁目1番36号 and 広町2-1-36 are one address. */
function plain(address: string): string {
  return address
    .normalize('NFKC')
    .replace(/丁目|番地?|号/gu, '-')
    .replace(/\s|-$/gu, '');
}
