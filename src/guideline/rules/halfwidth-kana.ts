import { charKind } from './char-kind.ts';

/** ｶﾞ: half-width kana, with their marks. */
export const halfwidthKana = charKind('halfwidth', /[\uff66-\uff9f]{1,200}/gu, (text) => text.normalize('NFKC'));
