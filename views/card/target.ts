import type { RichTextElement } from '@slack/types';
import type { Target } from '../../src/draft/content.ts';
import type { TargetSight } from '../../src/draft/events.ts';
import type { Revision } from '../../src/draft/state.ts';
import { targetText } from '../../src/text/target.ts';
import { bold, link, quote, type RichPart, runs, section } from '../kit/rich.ts';

/** Characters of somebody's post that the card has room for; thread and decision form have all of it. */
const CARD_WORDS = 100;
const MOST_WORDS = 4_000;

/**
 * What a revision is about, with as much of it as the network shows. What somebody else wrote is shown as typed: it calls nobody.
 * @param room `address`: only where it is; `card`: its beginning; `all`: every word.
 */
export function targetParts(
  { content: { target }, sight }: Pick<Revision, 'content' | 'sight'>,
  network: string,
  room: 'address' | 'card' | 'all',
): RichPart[] {
  if (target === undefined) return [];
  const where = section(targetLine(target));
  return room === 'address' || sight === undefined ? [where] : [where, ...sightParts(sight, network, room)];
}

export function targetLine(target: Target): RichTextElement[] {
  return [...runs(targetText.about(target)), ...link(target.url, target.url)];
}

export function sightParts(sight: TargetSight, network: string, room: 'card' | 'all'): RichPart[] {
  if (sight.kind !== 'shown') return [section(bold(targetText.unseen(sight, network)))];
  const words = room === 'card' ? inShort(sight.text, CARD_WORDS) : sight.text.slice(0, MOST_WORDS);
  return [section(runs(targetText.author(sight))), quote(runs(words === '' ? targetText.noWords : words))];
}

function inShort(text: string, most: number): string {
  const characters = [...text.replaceAll(/\s+/gu, ' ').trim()];
  return characters.length <= most ? characters.join('') : targetText.cut(characters.slice(0, most).join(''));
}
