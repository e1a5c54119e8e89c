import { ACTS } from '../acts/index.ts';
import { NOBODY } from '../draft/authority.ts';
import type { DraftCommand } from '../draft/commands.ts';
import { contentHash } from '../draft/content.ts';
import { decide } from '../draft/decide.ts';
import type { DraftAction } from '../draft/events.ts';
import type { Draft } from '../draft/state.ts';
import { currentRevision } from '../draft/state.ts';
import type { Outcome, PersonalAct, World } from './act.ts';
import { authorityFor, recordRefusal } from './act.ts';
import { rightOf } from './do-act.ts';
import { loadDraft } from './read-draft.ts';

export interface Wish extends PersonalAct {
  readonly action: DraftAction;
  /** Revision on the card that was clicked; absent where the action is not about a revision. */
  readonly expectedRevision?: number;
}

/**
 * May this person do this now? Asked before a form opens, so that nobody fills one in for nothing. It is only a
 * courtesy: the act itself is decided again. An attempt without authority is recorded here already.
 */
export async function probe(world: World, wish: Wish): Promise<Outcome> {
  const draft = await loadDraft(world, wish.draftId);
  if (draft === undefined) return { ok: false, refusal: { code: 'not-found' }, draft };
  const first = decide(await rehearsed(world, wish, draft, 'recent'), draft);
  // A no goes on record and is heard by all: it is said on who they are now.
  const decision = first.ok ? first : decide(await rehearsed(world, wish, draft, 'now'), draft);
  if (decision.ok) return { ok: true, draft, changed: false };
  const at = world.clock.now().toISOString();
  await recordRefusal(world, wish.draftId, { ...wish, at }, decision.refusal);
  return { ok: false, refusal: decision.refusal, draft };
}

/** Does this person decide on the draft, as far as is known? What is shown may rest on it, never a decision. */
export async function decidesOn(world: World, draftId: string, userId: string): Promise<boolean> {
  const { managers } = await authorityFor(world, await loadDraft(world, draftId), 'recent');
  return managers?.includes(userId) ?? false;
}

/** The act as it would be with everything filled in that the form is going to ask for. */
async function rehearsed(world: World, wish: Wish, draft: Draft, when: 'now' | 'recent'): Promise<DraftCommand> {
  const current = currentRevision(draft);
  const given = { at: world.clock.now().toISOString(), by: wish.by, expectedStage: wish.expectedStage };
  const { who } = ACTS[wish.action];
  const right = await rightOf(world, who, draft, wish.by, when);
  const expectedRevision = wish.expectedRevision ?? current.number;
  const filledIn = 'filled in later';
  const otherText = { ...current.content, text: `${current.content.text.slice(0, 1)}${filledIn}` };
  switch (wish.action) {
    case 'approve':
      return {
        ...given,
        type: 'approve',
        authority: right.authority ?? NOBODY,
        expectedRevision,
        contentHash: contentHash(current.content),
        // The form shows the findings and what they ask for; here only the right and the status are in question.
        review: { ...current.review, findings: [] },
        necessities: [],
        acknowledged: [],
      };
    case 'revise':
      return {
        ...given,
        type: 'revise',
        expectedRevision,
        content: otherText,
        fields: current.fields,
        review: current.review,
      };
    case 'acceptProposal':
      return { ...given, type: 'acceptProposal', expectedRevision, fields: current.fields, review: current.review };
    default:
      return {
        ...given,
        ...right,
        type: wish.action,
        expectedRevision,
        reason: filledIn,
        content: otherText,
        post: { id: null, url: filledIn },
      };
  }
}
