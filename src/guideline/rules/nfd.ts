import { charKind } from './char-kind.ts';

/** か + ゛ as two characters: not found by a search, read out wrongly. */
export const nfd = charKind('decomposed', /(?:[ぁ-ゖァ-ヺ][\u3099\u309a]){1,200}/gu, (text) => text.normalize('NFC'));
