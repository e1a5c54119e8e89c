import type { Act } from '../acts/act.ts';
import { ACTS, asksAnew, type PlainAction } from '../acts/index.ts';
import type { PlainCommand } from '../draft/commands.ts';
import type { Necessity, Person, ReturnLabel } from '../draft/events.ts';
import type { Seen } from '../draft/shapes.ts';
import { currentRevision, type Draft } from '../draft/state.ts';
import { beyondBound } from '../guideline/draft-bound.ts';
import type { Review } from '../guideline/types.ts';
import { accountOf, act, authorityFor, isConfigured, type Outcome, type PersonalAct, type World } from './act.ts';
import { reportedPost } from './resolve-unknown.ts';
import { reviewNow } from './review-now.ts';
import { isColleague, ownFields } from './submit-draft.ts';

/** What the person saw and answered; what the act does not ask for is left out or of no account. */
export interface PlainAct extends PersonalAct {
  readonly expectedRevision?: number;
  readonly reason?: string;
  readonly labels?: readonly ReturnLabel[];
  /** Address of a post, as typed. */
  readonly url?: string;
  /** A text that is proposed. */
  readonly text?: string;
  /** Whose draft it was when they looked. */
  readonly expectedDrafter?: string | undefined;
  /** To what a fresh check has found. */
  readonly necessities?: readonly Necessity[];
  readonly acknowledged?: readonly string[];
}

/** Puts an act on record that only stamps who and when; what the record owes from then on, the duties do. */
export function doAct(world: World, action: PlainAction, input: PlainAct): Promise<Outcome> {
  const { who, expects, asks, event } = ACTS[action];
  const { draftId, by, delivery, expectedRevision, expectedStage, expectedDrafter } = input;
  const { reason, labels, url = '', text = '', necessities, acknowledged } = input;
  return act(world, draftId, async (draft) => ({
    type: action,
    at: world.clock.now().toISOString(),
    by,
    delivery,
    ...(expects === 'revision' ? { expectedRevision } : { expectedStage }),
    ...(who === 'colleague' ? { expectedDrafter } : {}),
    ...(await rightOf(world, who, draft, by)),
    reason,
    labels,
    ...('seen' in event.fields && draft !== undefined ? await checkedNow(world, draft) : {}),
    ...(asksAnew(action) ? { necessities, acknowledged } : {}),
    ...(asks === 'url' ? { post: await reportedPost(world, draft, url) } : {}),
    ...(asks === 'text' && draft !== undefined ? proposed(world, draft, text) : {}),
  }));
}

/** What tells whether they may. @param when as for `authorityFor`. */
export async function rightOf(
  world: World,
  who: Act['who'],
  draft: Draft | undefined,
  by: Person,
  when: 'now' | 'recent' = 'now',
): Promise<Pick<PlainCommand, 'authority' | 'colleague' | 'department'>> {
  // The roster is not asked about what is the drafter's alone, or everybody's.
  if (who === 'drafter' || who === 'anyone') return {};
  if (who === 'colleague') return colleagueship(world, draft, by, when);
  return { authority: await authorityFor(world, draft, when) };
}

async function colleagueship(
  world: World,
  draft: Draft | undefined,
  by: Person,
  when: 'now' | 'recent',
): Promise<Pick<PlainCommand, 'colleague' | 'department'>> {
  const colleague = await isColleague(world, draft, by, when);
  const department = draft && ownFields(world, by, currentRevision(draft).fields).department;
  return { colleague, ...(department === undefined ? {} : { department }) };
}

function proposed(world: World, draft: Draft, text: string): Pick<PlainCommand, 'content' | 'beyond'> {
  const { accountId } = draft;
  const content = { ...currentRevision(draft).content, text };
  const beyond = isConfigured(world, accountId) ? beyondBound(text, accountOf(world, accountId).settings) : null;
  return { content, ...(beyond === null ? {} : { beyond }) };
}

/** The draft as it is checked at this moment, and what the form told of it. */
async function checkedNow(world: World, draft: Draft): Promise<{ readonly review?: Review; readonly seen?: Seen }> {
  if (!isConfigured(world, draft.accountId)) return {};
  const review = await reviewNow(world, draft, accountOf(world, draft.accountId));
  return { review, seen: world.seen(world.guidelines.describe(review)) };
}
