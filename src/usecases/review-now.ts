import type { Draft, Revision } from '../draft/state.ts';
import { currentRevision } from '../draft/state.ts';
import { joinFindings } from '../guideline/join-findings.ts';
import type { DraftFields, Review } from '../guideline/types.ts';
import type { World } from './act.ts';
import { answersNow } from './answers-now.ts';
import { japanDay } from './japan-time.ts';
import type { Account } from './ports.ts';

/**
 * The newest revision checked at this moment, together with what the slower checks found in it. What it says of 「明日」 was
 * written on the revision's day.
 * @param what without those of the slower checks, which stand beside the revision's own.
 */
export async function reviewNow(
  world: Pick<World, 'guidelines' | 'clock' | 'store' | 'media'>,
  draft: Draft,
  account: Account,
  what: 'all findings' | 'own findings' = 'all findings',
): Promise<Review> {
  const revision = currentRevision(draft);
  const { content, fields, at } = revision;
  const today = japanDay(world.clock.now());
  const known = await answersNow(world, content, fields, draft.id);
  const answers = 'approval' in draft ? withoutWaiting(known) : known;
  const review = await world.guidelines.review(account, content, answers, today, japanDay(new Date(at)));
  return what === 'all findings' ? joined(review, revision) : review;
}

/** What waits is told at its own decision, and holds up none that was approved before. */
const withoutWaiting = ({ copies = [], ...answers }: DraftFields): DraftFields => ({
  ...answers,
  copies: copies.filter(({ state }) => state !== 'waiting'),
});

/** The revision's check as it was made, together with what was found in it later. */
export function completeReview(revision: Revision): Review {
  return joined(revision.review, revision);
}

function joined(review: Review, { later = [] }: Revision): Review {
  return { ...review, findings: joinFindings(review.findings, later) };
}
