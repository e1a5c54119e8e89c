import type { Content } from '../draft/content.ts';
import type { DraftFields } from '../guideline/types.ts';
import type { World } from './act.ts';
import { findCopies } from './find-copies.ts';
import { loadDraft } from './read-draft.ts';
import { withMarks } from './take-media.ts';

/**
 * The answers as a check needs them: with what only the record knows, whether the post that is corrected is gone, and which other
 * drafts say the same.
 * @param draftId of the draft, where there is one already.
 */
export async function answersNow(
  world: Pick<World, 'store' | 'clock' | 'media'>,
  content: Content,
  fields: DraftFields,
  draftId: string | null = null,
): Promise<DraftFields> {
  const { correctionOf } = fields;
  // What the files said of themselves is known by where it is kept; what goes out stands in the content.
  const { media, ...others } = stillEmbargoed(fields, world.clock.now());
  const known = media === undefined ? others : { ...others, media: await withMarks(world, media) };
  const found = await findCopies(world, content, draftId);
  // What a correction has in common with the post is meant.
  const copies = found.filter((copy) => copy.draftId !== correctionOf?.draftId);
  const answers = copies.length === 0 ? known : { ...known, copies };
  if (correctionOf?.draftId === undefined) return answers;
  // One that cannot be read just now counts as still there: the check is made anew before anybody decides.
  const original = await loadDraft(world, correctionOf.draftId).catch(() => undefined);
  return { ...answers, correctionOf: { ...correctionOf, deleted: original?.status === 'takenDown' } };
}

/** What has become free is looked at no more: a rule knows the day of a check only, not its hour. */
function stillEmbargoed({ embargoUntil, ...others }: DraftFields, now: Date): DraftFields {
  return embargoUntil === undefined || Date.parse(embargoUntil) <= now.getTime() ? others : { embargoUntil, ...others };
}
