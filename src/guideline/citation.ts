import type { Citation } from './types.ts';

/** Where a text of a guideline stands, without what a citation adds to it. */
export interface Place {
  readonly article: string;
  readonly paragraph?: number;
  readonly item?: string;
}

const PLACE =
  /^(?<reference>参考\s*)?第(?<article>\d+条(?:の\d+)*)(?:第(?<paragraph>\d+)項)?(?:\((?<item>[^()]+)\))?(?<proviso>ただし書)?$/u;
const PLATFORM = /^(?<network>.+)の仕様$/u;
const STANDARD = /^.{1,20}の基準$/u;

/**
 * Reads a citation as people write it: 第5条第2項(4), 第3条の2第1項, 第6条第1項ただし書, 参考 第6条(9), Xの仕様, 表記の基準.
 * @returns undefined when it is none of these.
 */
export function parseCitation(written: string): Citation | undefined {
  const text = written.trim();
  const place = PLACE.exec(text)?.groups;
  if (place?.article !== undefined) {
    const paragraph = place.paragraph;
    const item = place.item;
    return {
      kind: 'provision',
      article: place.article.replace('条', ''),
      ...(paragraph === undefined ? {} : { paragraph: Number(paragraph) }),
      ...(item === undefined ? {} : { item }),
      ...(place.proviso === undefined ? {} : { proviso: true }),
      ...(place.reference === undefined ? {} : { reference: true }),
    };
  }
  if (STANDARD.test(text)) return { kind: 'standard', name: text };
  const network = PLATFORM.exec(text)?.groups?.network;
  return network === undefined ? undefined : { kind: 'platform', network };
}

/** 第5条第2項(4); of 第3条の2 the stored article is `3の2`. */
export function placeLabel(place: Place): string {
  const [number, ...branch] = place.article.split('の');
  // 附則 and 付則 stand outside the numbered articles.
  const numbered = /^\d/u.test(place.article);
  const article = numbered ? `第${number}条${branch.map((part) => `の${part}`).join('')}` : place.article;
  const paragraph = place.paragraph === undefined ? '' : `第${place.paragraph}項`;
  return `${article}${paragraph}${place.item === undefined ? '' : `(${place.item})`}`;
}

/** What stands in no guideline. */
function outside(citation: Exclude<Citation, { kind: 'provision' }>): string {
  return citation.kind === 'platform' ? `${citation.network}の仕様` : citation.name;
}

/**
 * As short as a line on a telephone needs it: 第5条2項(4), Xの仕様.
 * @param before the citation of the line above: what stands in the same paragraph is only 同(3).
 */
export function shortCitation(citation: Citation, before?: Citation): string {
  if (citation.kind !== 'provision') return outside(citation);
  const whole = placeLabel(citation).replace(/条第(\d+項)/u, '条$1');
  const marks = `${citation.proviso === true ? 'ただし書' : ''}${citation.reference === true ? '（参考）' : ''}`;
  const same =
    before?.kind === 'provision' &&
    before.article === citation.article &&
    before.paragraph === citation.paragraph &&
    citation.item !== undefined;
  return `${same ? `同(${citation.item})` : whole}${marks}`;
}

/**
 * Identity of the cited text. A citation for orientation (参考) has the same key as the provision itself.
 * @returns for example `5.2.4`, `6.1.proviso`, `platform:X`.
 */
export function citationKey(citation: Citation): string {
  if (citation.kind === 'platform') return `platform:${citation.network}`;
  if (citation.kind === 'standard') return `standard:${citation.name}`;
  const parts = [citation.article, citation.paragraph ?? '', citation.item ?? ''];
  return `${parts.join('.').replace(/\.+$/u, '')}${citation.proviso === true ? '.proviso' : ''}`;
}

/**
 * The provision's number with the guideline's title, for example 品川区公式X(エックス)運用要領 第5条第2項(4).
 * A limit of the network has no provision: Xの仕様.
 */
export function citationLabel(title: string, citation: Citation): string {
  if (citation.kind !== 'provision') return outside(citation);
  const proviso = citation.proviso === true ? 'ただし書' : '';
  const reference = citation.reference === true ? '（参考）' : '';
  return `${title} ${placeLabel(citation)}${proviso}${reference}`;
}
