import { newSinceApproval } from '../draft/state.ts';
import { countFindings } from '../guideline/count-findings.ts';
import { accountOf, type World } from './act.ts';
import { checkLinksAgain } from './check-links.ts';
import type { Ordered } from './publish-draft.ts';
import { reviewNow } from './review-now.ts';

/**
 * Days may lie between an approval and its slot: the text is checked once more, and its links are opened again.
 * @returns how many findings there are that the manager has not answered.
 */
export async function newAtSlot(world: World, draft: Ordered): Promise<number> {
  const checked = await checkLinksAgain(world, draft);
  const { findings } = await reviewNow(world, checked, accountOf(world, draft.accountId));
  return countFindings(newSinceApproval(findings, checked));
}
