import type { Content, Medium } from '../draft/content.ts';
import type { Refusal } from '../draft/refusal.ts';
import type { DraftFields } from '../guideline/types.ts';
import type { World } from './act.ts';

/**
 * Before a draft names its pictures, each has words for whoever cannot see it, or a reason for having none; and the bytes are
 * there to stay, with what is known of their origin.
 * @returns null, or why there is no such draft. @throws what the store throws.
 */
export async function mediaProblem(
  { media: store }: Pick<World, 'media'>,
  { media = [] }: Content,
  { media: answers = [] }: DraftFields,
): Promise<Refusal | null> {
  if (media.length === 0) return null;
  const mute = numbersOf(media, ({ alt, mime }, index) => {
    const said = `${alt}${answers[index]?.altExempt ?? ''}`;
    return said.trim() === '' && !mime.startsWith('video/');
  });
  if (mute.length > 0) return { code: 'alt-missing', numbers: mute };
  const abouts = answers.flatMap(({ about }) => (about === undefined ? [] : [about]));
  const gone = await store.keep([...media.map(({ hash }) => hash), ...abouts]);
  const lost = numbersOf(media, ({ hash }, at) => gone.includes(hash) || gone.includes(answers[at]?.about ?? ''));
  return lost.length === 0 ? null : { code: 'media-gone', numbers: lost };
}

/** 1, 2, … as people count them. */
function numbersOf(media: readonly Medium[], lacks: (medium: Medium, index: number) => boolean): number[] {
  return media.flatMap((medium, index) => (lacks(medium, index) ? [index + 1] : []));
}
