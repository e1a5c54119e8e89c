import type { Content } from '../draft/content.ts';
import type { Revision } from '../draft/state.ts';
import { joinFindings } from '../guideline/join-findings.ts';
import type { DraftFields, EditionView, GuidelineForm } from '../guideline/types.ts';
import type { World } from './act.ts';
import { accountOf } from './act.ts';
import { answersNow } from './answers-now.ts';
import { linksStillTrue } from './check-links.ts';
import { japanDay } from './japan-time.ts';
import { wordingStillTrue } from './later-findings.ts';
import type { DraftView, ReviewView } from './ports.ts';
import { viewDraft } from './read-draft.ts';
import { reviewNow } from './review-now.ts';

/**
 * チェック in the form: what the rules say of a text that is not a draft yet. Records nothing.
 * @param edited the revision that is being edited: what slower checks found in it joins in, as far as it belongs to this text.
 */
export async function checkText(
  world: World,
  content: Content,
  fields: DraftFields,
  edited: Revision | null = null,
  draftId: string | null = null,
): Promise<ReviewView> {
  const account = accountOf(world, content.accountId);
  const known = edited === null ? {} : linksStillTrue(edited, content.text);
  const answers = { ...(await answersNow(world, content, fields, draftId)), ...known };
  const review = await world.guidelines.review(account, content, answers, today(world));
  const wording = edited === null ? [] : wordingStillTrue(edited, content.text);
  return world.guidelines.describe({ ...review, findings: joinFindings(review.findings, wording) });
}

/** The draft with a check made now, for the approval form; undefined when there is no such draft. */
export async function viewForApproval(world: World, draftId: string): Promise<DraftView | undefined> {
  const view = await viewDraft(world, draftId);
  if (view === undefined) return undefined;
  return { ...view, review: world.guidelines.describe(await reviewNow(world, view.draft, view.account)) };
}

/** What the account's guideline asks of an author beside the text. */
export function formOf(world: World, accountId: string): GuidelineForm {
  return world.guidelines.form(accountOf(world, accountId), today(world));
}

/** 要領: the edition in force, with the rules that stand on each provision. */
export function editionOf(world: World, accountId: string): EditionView {
  return world.guidelines.edition(accountOf(world, accountId), today(world));
}

function today(world: World): string {
  return japanDay(world.clock.now());
}
