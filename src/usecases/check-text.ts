import type { Content } from '../draft/content.ts';
import type { DraftFields, EditionView, GuidelineForm } from '../guideline/types.ts';
import type { World } from './act.ts';
import { accountOf } from './act.ts';
import { japanDay } from './japan-time.ts';
import type { DraftView, ReviewView } from './ports.ts';
import { viewDraft } from './read-draft.ts';
import { reviewNow } from './review-now.ts';

/** チェック in the form: what the rules say of a text that is not a draft yet. Records nothing. */
export function checkText(world: World, content: Content, fields: DraftFields): ReviewView {
  const account = accountOf(world, content.accountId);
  return world.guidelines.describe(world.guidelines.review(account, content, fields, today(world)));
}

/** The draft with a check made now, for the approval form; undefined when there is no such draft. */
export async function viewForApproval(world: World, draftId: string): Promise<DraftView | undefined> {
  const view = await viewDraft(world, draftId);
  if (view === undefined) return undefined;
  return { ...view, review: world.guidelines.describe(reviewNow(world, view.draft, view.account)) };
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
