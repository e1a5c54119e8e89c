import { keysOf } from '../draft/shapes.ts';
import { isScheduled } from '../draft/slot.ts';
import { type Draft, isBlocked, isStopped, proposalOf } from '../draft/state.ts';
import type { Act, ActEvent, CardPlace, CardSituation, Situation } from './act.ts';
import { approve } from './approve.ts';
import { confirmManualPost, confirmNotPublished, confirmPublished, giveUpManualPost } from './confirm-post.ts';
import { correct } from './correct.ts';
import { propose } from './propose.ts';
import { reject } from './reject.ts';
import { reportError } from './report-error.ts';
import { retry } from './retry.ts';
import { returnDraft } from './return.ts';
import { acceptProposal, revise } from './revise.ts';
import { revoke } from './revoke.ts';
import {
  cancelRemoval,
  confirmManualRemoval,
  confirmNotRemoved,
  confirmRemoved,
  retryRemoval,
  takeDown,
} from './take-down.ts';
import { takeOver } from './take-over.ts';
import { withdraw } from './withdraw.ts';

/** In the order of the buttons on a card. A name goes on record when the act is refused: it never changes. */
const DEFINED = {
  approve,
  return: returnDraft,
  reject,
  propose,
  retry,
  confirmPublished,
  confirmNotPublished,
  confirmManualPost,
  giveUpManualPost,
  acceptProposal,
  revise,
  takeOver,
  withdraw,
  revoke,
  correct,
  reportError,
  takeDown,
  retryRemoval,
  confirmRemoved,
  confirmNotRemoved,
  confirmManualRemoval,
  cancelRemoval,
} satisfies Readonly<Record<string, Act>>;

type Defined = typeof DEFINED;
type Event = Defined[DraftAction]['event'];

/** Everything a person can do to a draft that exists. */
export type DraftAction = keyof Defined;
export const ACTS: Readonly<Record<DraftAction, Act>> = DEFINED;
export const ACTIONS_ON_DRAFT = keysOf(ACTS);

/** Slack's `action_id` of each. */
export const ACT_IDS = Object.fromEntries(ACTIONS_ON_DRAFT.map((action) => [action, ACTS[action].id])) as Readonly<
  Record<DraftAction, string>
>;

/** Acts that only stamp who and when, with what the person answered. The others have a use case of their own. */
export type PlainAction = {
  [A in DraftAction]: Defined[A]['asks'] extends 'form' | 'nothing' ? never : A;
}[DraftAction];

export function isPlain(action: string): action is PlainAction {
  if (!Object.hasOwn(ACTS, action)) return false;
  const { asks } = ACTS[action as DraftAction];
  return asks !== 'form' && asks !== 'nothing';
}

/** Is the text checked anew when it is done, with answers to what is new? Then it has a form of its own. */
export const asksAnew = (action: PlainAction): boolean => 'review' in ACTS[action].event.fields;

/** Has its form something that can be typed? */
export function asksForWords(act: Act): act is Extract<Act, { asks: 'reason' | 'url' | 'text' }> {
  return act.asks === 'reason' || act.asks === 'url' || act.asks === 'text';
}

/** The events by which acts are known, by their type. */
export type ActEvents = { readonly [E in Event as E['type']]: E };
export const ACT_EVENTS = byType(Object.values(DEFINED).map(({ event }) => event));

/** Those whose definition says which status follows, and those whose definition says what the thread tells. */
export type SettingEvent = Extract<Event, { to: string }>['type'];
export type ToldEvent = Extract<Event, { told: string }>['type'];

/** Is an event of this type what an act is known by? */
export function isOfAct(type: string): type is keyof ActEvents {
  return Object.hasOwn(ACT_EVENTS, type);
}

function byType<E extends ActEvent>(events: readonly E[]): { readonly [Each in E as Each['type']]: Each } {
  return Object.fromEntries(events.map((event) => [event.type, event])) as { [Each in E as Each['type']]: Each };
}

/** Is this an act for a draft as it stands, whoever does it? */
export function isPossible(action: DraftAction, draft: Draft): boolean {
  return isIn(draft, ACTS[action].from);
}

/** Was it, or may it have been, before anybody had it sent? Then only the stage can tell that things have moved on. */
export function wasPossible(action: DraftAction, draft: Draft): boolean {
  return isPossible(action, draft) || (draft.status === 'approved' && ACTS[action].from.includes('stopped'));
}

/** Where it stands on the card of a draft as it stands; null where it does not. */
export function placeOnCard(action: DraftAction, draft: Draft): CardPlace | null {
  const { from, onCard } = ACTS[action];
  if (onCard === undefined) return isIn(draft, from) ? 'button' : null;
  return onCard[cardSituation(draft)] ?? null;
}

function cardSituation(draft: Draft): CardSituation {
  if (isStopped(draft)) return 'stopped';
  if (isScheduled(draft)) return 'scheduled';
  if (proposalOf(draft) !== null) return 'proposed';
  if (draft.status === 'published' && draft.reported !== null) return 'reported';
  return isBlocked(draft) ? 'blocked' : draft.status;
}

function isIn(draft: Draft, situations: readonly Situation[]): boolean {
  return situations.some((situation) => {
    if (situation === 'stopped') return isStopped(draft);
    if (situation === 'scheduled') return isScheduled(draft);
    return situation === 'proposed' ? proposalOf(draft) !== null : situation === draft.status;
  });
}
