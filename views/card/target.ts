import type { RichTextElement } from '@slack/types';
import type { Target } from '../../src/draft/content.ts';
import type { TargetSight } from '../../src/draft/events.ts';
import type { Revision } from '../../src/draft/state.ts';
import { targetText } from '../../src/text/target.ts';
import { bold, link, quote, type RichPart, runs, section } from '../kit/rich.ts';

/** Characters of somebody's post that there is room for; the thread has all of it. */
const ROOM = { card: 100, form: 1_000 } as const;

/**
 * What a revision is about, with as much of it as the network shows. What somebody else wrote is shown as typed: it calls nobody.
 * @param room `address`: only where it is; `card`: its beginning on one line; `form`: as a rule all of it.
 */
export function targetParts(
  { content: { target }, sight }: Pick<Revision, 'content' | 'sight'>,
  network: string,
  room: 'address' | keyof typeof ROOM,
): RichPart[] {
  if (target === undefined) return [];
  const where = section(targetLine(target));
  return room === 'address' || sight === undefined ? [where] : [where, ...sightParts(sight, network, room)];
}

export function targetLine(target: Target): RichTextElement[] {
  return [...runs(targetText.about(target)), ...link(target.url, target.url)];
}

function sightParts(sight: TargetSight, network: string, room: keyof typeof ROOM): RichPart[] {
  if (sight.kind !== 'shown') return [section(bold(targetText.unseen(sight, network)))];
  const words = room === 'card' ? sight.text.replaceAll(/\s+/gu, ' ') : sight.text;
  return [section(runs(targetText.author(sight))), quote(runs(inShort(words, ROOM[room]) || targetText.noWords))];
}

function inShort(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? characters.join('') : targetText.cut(characters.slice(0, most).join(''));
}
