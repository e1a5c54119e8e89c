/**
 * True for a text of nothing but everyday characters: visible ASCII, line breaks, kana, ideographs and Japanese
 * punctuation in their usual width. Most drafts are; no rule on single characters has anything to say about them.
 */
export function isEveryday(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (!isEverydayUnit(text.charCodeAt(at))) return false;
  return true;
}

function isEverydayUnit(unit: number): boolean {
  if (unit < 0x80) return (unit >= 0x20 && unit < 0x7f) || unit === 0x0a;
  return (
    (unit >= 0x3000 && unit <= 0x3096) ||
    (unit >= 0x30a1 && unit <= 0x30fe) ||
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    // Punctuation between and around the full-width digits and letters
    (unit >= 0xff01 && unit <= 0xff0f) ||
    (unit >= 0xff1a && unit <= 0xff20) ||
    (unit >= 0xff3b && unit <= 0xff40) ||
    (unit >= 0xff5b && unit <= 0xff60)
  );
}
