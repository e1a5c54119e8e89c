import type { Content } from '../draft/content.ts';
import { consentRefusal, slotRefusal } from '../draft/decision.ts';
import type { Refusal } from '../draft/refusal.ts';
import { type BeyondBound, beyondBound } from '../guideline/draft-bound.ts';
import type { DraftFields, Review } from '../guideline/types.ts';
import type { World } from './act.ts';
import { accountOf } from './act.ts';
import { answersNow } from './answers-now.ts';

/** A text that is too long is not looked at any further: it is refused whatever else it has. */
const NOT_LOOKED_AT: Review = { edition: '', findings: [], length: null };

/**
 * What a command that brings a text carries: its check, or by how much it is too long to be checked.
 * @param revised the draft that it is another revision of.
 */
export async function checkWithinBound(
  world: Pick<World, 'guidelines' | 'office' | 'store' | 'clock' | 'media'>,
  content: Content,
  fields: DraftFields,
  today: string,
  revised: string | null = null,
): Promise<{ readonly review: Review; readonly beyond?: BeyondBound }> {
  const account = accountOf(world, content.accountId);
  const beyond = beyondBound(content.text, account.settings);
  if (beyond !== null) return { review: NOT_LOOKED_AT, beyond };
  const answers = await answersNow(world, content, fields, revised);
  return { review: await world.guidelines.review(account, content, answers, today) };
}

/** Why a text cannot be drafted for the account, before anybody tries; null when it can. */
export function lengthProblem(world: Pick<World, 'office'>, { accountId, text }: Content): Refusal | null {
  const beyond = beyondBound(text, accountOf(world, accountId).settings);
  return beyond === null ? null : { code: 'text-too-long', ...beyond };
}

/** Why a draft cannot be for its slot as things stand, or what is missing of its answers; null when nothing is in the way. */
export function answersProblem(
  world: Pick<World, 'clock'>,
  { content, fields }: { readonly content: Content; readonly fields: DraftFields },
): Refusal | null {
  return slotRefusal(content, world.clock.now().toISOString()) ?? consentRefusal(fields);
}
