import { decodeHTML } from 'entities';

const LONGEST = 120;
/** Where a page says in which characters it is written, if it does. */
const HEAD = 2_048;

/**
 * Title of an HTML page as plain text: entities decoded, white space folded, characters without a form left out.
 * @param type the answer's Content-Type. @param bytes of the page's beginning.
 * @returns null where there is none.
 */
export function pageTitle(bytes: Uint8Array, type: string): string | null {
  const page = decoded(bytes, type);
  const open = /<title\b[^>]{0,500}>/iu.exec(page);
  if (open === null) return null;
  const rest = page.slice(open.index + open[0].length);
  const end = rest.search(/<\/title/iu);
  if (end < 0) return null;
  const title = decodeHTML(rest.slice(0, Math.min(end, 20 * LONGEST)))
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .trim();
  const characters = [...title];
  if (title === '') return null;
  return characters.length <= LONGEST ? title : `${characters.slice(0, LONGEST).join('')}…`;
}

function decoded(bytes: Uint8Array, type: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD));
  const label = /charset\s*=\s*["']?([\w-]{1,40})/iu;
  const charset = label.exec(type)?.[1] ?? label.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
