import type { Content } from '../draft/content.ts';
import type { Revision } from '../draft/state.ts';
import { type MendAddress, mended, mendsOf, sweepKey, sweepOf } from '../guideline/mend.ts';
import type { DraftFields } from '../guideline/types.ts';
import type { World } from './act.ts';
import { checkText } from './check-text.ts';
import { lengthProblem } from './check-within-bound.ts';

/** 直す, or まとめて直す as the form offered it. */
export type MendWish =
  | { readonly kind: 'one'; readonly address: MendAddress }
  | { readonly kind: 'sweep'; readonly key: string };

/**
 * Mends the text as it stands now, on a check made now: whatever was typed since the form was drawn is kept.
 * @param edited the revision that is being edited, as for checkText.
 * @returns the new text; null when the text no longer has what the form offered to mend.
 */
export async function mendText(
  world: World,
  content: Content,
  fields: DraftFields,
  wish: MendWish,
  edited: Revision | null = null,
): Promise<string | null> {
  if (lengthProblem(world, content) !== null) return null;
  const { findings } = await checkText(world, content, fields, edited);
  const mends = mendsOf(content.text, findings);
  if (wish.kind === 'sweep') {
    const sweep = sweepOf(mends);
    return sweep.length > 0 && sweepKey(sweep) === wish.key ? mended(content.text, sweep) : null;
  }
  const meant = mends.find(({ address }) => address.mend === wish.address.mend && address.nth === wish.address.nth);
  return meant === undefined ? null : mended(content.text, [meant]);
}
