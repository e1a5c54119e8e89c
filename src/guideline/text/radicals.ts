/**
 * Radicals that pass for kanji, as the text of a PDF has them: ⻄ for 西, ⺠ for 民. NFKC knows those of U+2F00–2FD5, some of
 * them only as a form that Japan does not use (戶, 黑); of U+2E80–2EFF it knows two. What stands for no kanji of its own
 * (氵, 辶) is left out.
 * Source: Unicode's EquivalentUnifiedIdeograph.txt, with the forms of the 常用漢字.
 */

/** A kanji, then the radicals that stand for it. */
const FORMS =
  '乙⺃⺄ 卜⺊ 小⺌⺍ 巳⺒ 幺⺓ 旡⺛ 日⺜ 月⺝⺼ 母⺟ 民⺠ 牛⺧ 王⺩ ' +
  '疋⺪ 目⺫ 示⺬ 羊⺶⺷⺸ 老⺹ 聿⺻ 臼⺽ 虎⻁ 西⻃⻄ 角⻆⻇ 長⻑⻒⻓ ' +
  '雨⻗ 青⻘⾭ 食⻝⻞⻟⻠ 首⻡ 馬⻢ 骨⻣ 鬼⻤ 麦⻨⿆ 黄⻩⿈ 斉⻫⻬⿑ ' +
  '歯⻭⻮⿒ 竜⻯⻰ 亀⻱⻲⻳⿔ 戸⼾ 黒⿊';
const MEANT: ReadonlyMap<string, string> = new Map([
  ...FORMS.split(' ').flatMap(([kanji = '', ...radicals]) => radicals.map((radical) => [radical, kanji] as const)),
  // The middle dot of Japanese, as PDFs give it.
  ['\u2027', '・'],
]);

/** A single character as it is meant; undefined where it is none of these. */
export function meantFor(char: string): string | undefined {
  return MEANT.get(char);
}
