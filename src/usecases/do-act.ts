import { ACTS, type PlainAction } from '../acts/index.ts';
import type { ReturnLabel } from '../draft/events.ts';
import type { Seen } from '../draft/shapes.ts';
import type { Draft } from '../draft/state.ts';
import { accountOf, act, authorityFor, isConfigured, type Outcome, type PersonalAct, type World } from './act.ts';
import { reportedPost } from './resolve-unknown.ts';
import { reviewNow } from './review-now.ts';

/** What the person saw and answered; what the act does not ask for is left out or of no account. */
export interface PlainAct extends PersonalAct {
  readonly expectedRevision?: number;
  readonly reason?: string;
  readonly labels?: readonly ReturnLabel[];
  /** Address of a post, as typed. */
  readonly url?: string;
}

/** Puts an act on record that only stamps who and when; what the record owes from then on, the duties do. */
export function doAct(world: World, action: PlainAction, input: PlainAct): Promise<Outcome> {
  const { who, expects, asks, event } = ACTS[action];
  const { draftId, by, delivery, expectedRevision, expectedStage, reason, labels, url = '' } = input;
  return act(world, draftId, async (draft) => ({
    type: action,
    at: world.clock.now().toISOString(),
    by,
    delivery,
    ...(expects === 'revision' ? { expectedRevision } : { expectedStage }),
    // The roster is not asked about what is the drafter's alone.
    ...(who === 'drafter' ? {} : { authority: await authorityFor(world, draft) }),
    reason,
    labels,
    ...('seen' in event.fields && draft !== undefined ? { seen: await seenNow(world, draft) } : {}),
    ...(asks === 'url' ? { post: await reportedPost(world, draft, url) } : {}),
  }));
}

/** What the form told of the draft. */
async function seenNow(world: World, draft: Draft): Promise<Seen | undefined> {
  if (!isConfigured(world, draft.accountId)) return undefined;
  const review = await reviewNow(world, draft, accountOf(world, draft.accountId));
  return world.seen(world.guidelines.describe(review));
}
