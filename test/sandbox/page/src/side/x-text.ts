import twitterText from 'twitter-text';
import type { PublicPost } from '../../../x/state.ts';

/** A post's text in pieces: what X makes links of, and the rest. */
export interface TextPiece {
  readonly text: string;
  /** Null for plain text. */
  readonly url: string | null;
}

/** @returns pieces in order; links are shown as X shortens them, everything else as it was sent. */
export function piecesOf({ text, urls }: Pick<PublicPost, 'text' | 'urls'>): readonly TextPiece[] {
  // X keeps a text in NFC, and the entities were found in that.
  const sent = text.normalize('NFC');
  const pieces: TextPiece[] = [];
  let done = 0;
  let links = 0;
  for (const entity of twitterText.extractEntitiesWithIndices(sent)) {
    const [start, end] = entity.indices;
    if (start > done) pieces.push({ text: sent.slice(done, start), url: null });
    done = end;
    if ('url' in entity) {
      const link = urls[links];
      links += 1;
      pieces.push({ text: link?.display_url ?? entity.url, url: link?.expanded_url ?? entity.url });
    } else pieces.push({ text: sent.slice(start, end), url: addressOf(entity) });
  }
  if (done < sent.length) pieces.push({ text: sent.slice(done), url: null });
  return pieces;
}

function addressOf(entity: object): string {
  if ('hashtag' in entity) return `https://x.com/hashtag/${encodeURIComponent(String(entity.hashtag))}`;
  if ('screenName' in entity) return `https://x.com/${encodeURIComponent(String(entity.screenName))}`;
  return 'https://x.com/search';
}
