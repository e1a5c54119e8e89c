/** Numbers that only look like personal ones: a label before them says what they are. */
const OTHER_NUMBER =
  /(?:(?!個人|口座)\p{Script=Han}{2,6}、?番号|(?:受付|整理|管理|申請|注文|伝票|会員|登録|文書|識別|物件|問い合わせ|問合せ|追跡|製造|製品|商品|型番|シリアル|図書|資料|法人|許可|認可|承認|契約|予約|照会|納付|収納機関|確認)(?:番号|no\.?|コード|id)?)[)\]】]?[ :はの]{0,3}$|(?:ISBN|ISSN|JAN|№|No\.?|第|コード|T)[ :]{0,2}$/iu;
const REACH = 16;

/** True when the words before the place label the number there as something that is nobody's secret. */
export function isLabelledOtherwise(text: string, start: number): boolean {
  return OTHER_NUMBER.test(text.slice(Math.max(0, start - REACH), start));
}

/** Check digit of the Individual Number (総務省令第85号 第5条). */
export function isMyNumber(digits: string): boolean {
  if (!/^\d{12}$/u.test(digits)) return false;
  let sum = 0;
  for (let n = 1; n <= 11; n += 1) sum += Number(digits.charAt(11 - n)) * (n <= 6 ? n + 1 : n - 5);
  const rest = sum % 11;
  return Number(digits.charAt(11)) === (rest <= 1 ? 0 : 11 - rest);
}

/** Check digit of payment cards (ISO/IEC 7812, Luhn). */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((digit, index) => {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return sum % 10 === 0;
}
