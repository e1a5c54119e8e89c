import { z } from 'zod';
import type { About, GivenFile, Taken, TakingTrouble } from '../draft/media.ts';
import type { MediaFields } from '../guideline/types.ts';
import type { World } from './act.ts';

/** X takes no more than four pictures with a post, and no reader looks at more. */
const MOST_MEDIA = 4;

/**
 * Fetches what was attached, cleans it and keeps it, one file after the other: several pictures at once are a lot of memory.
 * What is refused harms no other.
 * @throws StoreFault when the disk does not take it.
 */
export async function takeMedia(
  world: Pick<World, 'files' | 'cleaner' | 'media'>,
  given: readonly GivenFile[],
  before: readonly MediaFields[],
): Promise<Taken> {
  const media = [...before];
  const added: About[] = [];
  const troubles: Taken['troubles'][number][] = [];
  for (const { id, name } of given) {
    const refused = (why: TakingTrouble) => troubles.push({ name, why });
    if (media.length >= MOST_MEDIA) {
      refused('one-too-many');
      continue;
    }
    const taken = await world.files.take(id);
    if (!taken.ok) {
      refused(taken.trouble);
      continue;
    }
    const cleaned = await world.cleaner.clean(taken.bytes);
    if (!cleaned.ok) {
      refused(cleaned.trouble);
      continue;
    }
    const { bytes, medium, marks, reduced } = cleaned.made;
    if (media.some(({ hash }) => hash === medium.hash)) {
      refused('twice');
      continue;
    }
    await world.media.takeIn(bytes);
    media.push({ ...medium, about: await world.media.takeIn(Buffer.from(JSON.stringify({ marks, reduced }))) });
    added.push({ marks, reduced });
  }
  return { media, added, troubles };
}

const aboutSchema = z.looseObject({
  marks: z.looseObject({
    ai: z.array(z.string()),
    rights: z.array(z.string()),
    credentials: z.boolean(),
    position: z.boolean(),
  }),
  reduced: z.boolean(),
});

/** The pictures with what their files said of themselves, as a check needs it. */
export function withMarks(world: Pick<World, 'media'>, media: readonly MediaFields[]): Promise<MediaFields[]> {
  return Promise.all(
    media.map(async (one) => {
      const known = one.about === undefined ? undefined : await world.media.read(one.about);
      if (known === undefined) return one;
      const { ai, rights, credentials } = aboutSchema.parse(JSON.parse(Buffer.from(known).toString('utf8'))).marks;
      return { ...one, marks: { ai, rights, credentials } };
    }),
  );
}
