import type { Content } from '../draft/content.ts';
import type { Person } from '../draft/events.ts';
import type { DraftFields } from '../guideline/types.ts';
import type { World } from './act.ts';
import { accountOf } from './act.ts';
import { japanDay } from './japan-time.ts';
import type { DraftView, ReviewView } from './ports.ts';
import { viewDraft } from './read-draft.ts';

export interface CheckText {
  readonly content: Content;
  readonly fields: DraftFields;
  readonly by: Person;
}

/** チェック in the form: what the rules say of a text that is not a draft yet. Records nothing. */
export function checkText(world: World, { content, fields }: CheckText): ReviewView {
  const account = accountOf(world, content.accountId);
  return world.guidelines.describe(world.guidelines.review(account, content, fields, japanDay(world.clock.now())));
}

/** The draft with a check made now, for the approval form; undefined when there is no such draft. */
export async function viewForApproval(world: World, draftId: string): Promise<DraftView | undefined> {
  const view = await viewDraft(world, draftId);
  if (view === undefined) return undefined;
  const revision = view.draft.revisions.at(-1) ?? view.draft.revisions[0];
  return { ...view, review: checkText(world, { ...revision, by: revision.author }) };
}
