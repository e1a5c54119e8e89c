import type { ImageBlock, KnownBlock } from '@slack/types';
import type { Content, Medium } from '../../src/draft/content.ts';
import type { DraftFields } from '../../src/guideline/types.ts';
import { mediaText } from '../../src/text/media.ts';
import type { ShownPictures } from '../../src/usecases/ports.ts';
import { smallPrint } from '../kit/blocks.ts';
import { LIMITS } from '../kit/limits.ts';
import { bold, quote, type RichPart, richText, runs, section } from '../kit/rich.ts';

/** Characters of a 代替テキスト that a line of the card has room for; the thread has all of it. */
const CARD_ALT = 40;

/** What is known of pictures where a draft is shown. */
export interface WithPictures {
  readonly content: Content;
  readonly fields: DraftFields;
}

/** All pictures in one, as people see them on the network. */
export function frontBlock({ media = [] }: Content, pictures: ShownPictures | undefined): KnownBlock[] {
  if (media.length === 0 || pictures === undefined) return [];
  if (pictures.front === null) return smallPrint(mediaText.card.unshown(media.length));
  return [imageBlock(pictures.front, mediaText.card.sheet(media.map(({ alt }) => alt)))];
}

/** One line a picture: the beginning of what is read out, whose it is, who is in it. */
export function pictureLines({ content: { media = [], madeWithAi }, fields }: WithPictures): RichPart[] {
  const lines = media.map(({ alt }, index) => {
    const answers = fields.media?.[index] ?? {};
    const words = alt === '' ? mediaText.card.noAlt(answers.altExempt ?? '') : alt;
    return section(runs(mediaText.card.line(index + 1, inShort(words), answers)));
  });
  return [...lines, ...(madeWithAi === true ? [section(runs(mediaText.card.ai))] : [])];
}

/** Every picture at full size with all that is said of it, in their order: the blocks of each. */
export function everyPicture({ content, fields }: WithPictures, pictures: ShownPictures | undefined): KnownBlock[][] {
  const { media = [] } = content;
  return media.map((one, index) => {
    const file = pictures?.each[one.hash];
    return [...(file === undefined ? [] : [imageBlock(file, one.alt)]), richText(details(one, fields, index))];
  });
}

function details({ alt }: Medium, { media: answers = [] }: DraftFields, index: number): RichPart[] {
  const known = answers[index] ?? {};
  const { credit = '', altExempt = '' } = known;
  return [
    section(bold(mediaText.thread.picture(index + 1, known))),
    quote(runs(alt === '' ? mediaText.card.noAlt(altExempt) : mediaText.thread.alt(alt))),
    ...(credit === '' ? [] : [section(runs(mediaText.thread.credit(credit)))]),
  ];
}

function imageBlock(file: string, alt: string): ImageBlock {
  return {
    type: 'image',
    slack_file: { id: file },
    alt_text: alt === '' ? mediaText.card.nameless : [...alt].slice(0, LIMITS.imageAlt / 2).join(''),
  };
}

function inShort(words: string): string {
  const said = words.replaceAll(/\s+/gu, ' ').trim();
  const characters = [...said];
  return characters.length <= CARD_ALT ? said : mediaText.card.cut(characters.slice(0, CARD_ALT).join(''));
}
