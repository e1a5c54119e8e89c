import type { Act } from '../acts/act.ts';
import { ACTS } from '../acts/index.ts';
import type { Authority } from '../draft/authority.ts';
import type { DraftCommand, PersonalCommand } from '../draft/commands.ts';
import { decide } from '../draft/decide.ts';
import type { DraftEvent, Person } from '../draft/events.ts';
import { replay } from '../draft/evolve.ts';
import { owedOf } from '../draft/owed.ts';
import { goesOnRecord, type Refusal } from '../draft/refusal.ts';
import type { Seen } from '../draft/shapes.ts';
import type { Draft } from '../draft/state.ts';
import { isUncertain, makeSure } from './make-sure.ts';
import type {
  Account,
  Clock,
  DraftStore,
  Files,
  Guidelines,
  LaterChecks,
  LinkChecker,
  MediaCleaner,
  MediaStore,
  Office,
  Publisher,
  ReviewView,
  Roster,
  StoredDraft,
  StyleChecker,
  ThreadLog,
} from './ports.ts';

/** Does what the record owes, see duties.ts. */
export interface Duties {
  /** Something may be owed for this draft. Returns at once. */
  owed(draftId: string): void;
  /** An earlier run may have begun what is owed for this draft. Asked before anybody can act; begins nothing. */
  interrupted(draftId: string): void;
}

/** All that the use cases need; built once in main.ts. */
export interface World {
  readonly store: DraftStore;
  readonly clock: Clock;
  readonly roster: Roster;
  readonly guidelines: Guidelines;
  /** What people are told of a review, word for word. */
  readonly seen: (review: ReviewView) => Seen;
  readonly office: Office;
  readonly threadLog: ThreadLog;
  /** Null where the office has no links checked. */
  readonly links: LinkChecker | null;
  /** Null where the office wants no second look at the wording. */
  readonly style: StyleChecker | null;
  readonly media: MediaStore;
  readonly cleaner: MediaCleaner;
  readonly files: Files;
  readonly laterChecks: LaterChecks;
  readonly duties: Duties;
  readonly publisherOf: (account: Account) => Publisher;
  /** Waits this many milliseconds; rejects when the app is asked to stop, so that nothing is concluded from a cut wait. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Between two pieces of work that may be long: whoever waits for the app has a turn first. */
  readonly breathe: () => Promise<void>;
  /** Tells the operator of a fault that nobody waits for an answer about. */
  readonly report?: (draftId: string, error: unknown) => void;
}

export type Outcome =
  | {
      readonly ok: true;
      readonly draft: Draft;
      /** False when the same delivery had already acted. */
      readonly changed: boolean;
      /** The disk would not promise to keep it at first; now it does. */
      readonly doubted?: true;
    }
  | { readonly ok: false; readonly refusal: Refusal; readonly draft: Draft | undefined };

/** What one personal act brings along whoever asks for it. */
export interface PersonalAct {
  readonly draftId: string;
  readonly by: Person;
  /** Identity of the Slack delivery (see DraftEvent). */
  readonly delivery: string;
  /** Stage of the draft that the person saw, see `stageOf`; undefined on what an older version has drawn. */
  readonly expectedStage?: number | undefined;
}

/** A draft's account was removed from office.yaml while the draft is alive; the operator has to put it back. */
class UnknownAccount extends Error {
  override readonly name = 'UnknownAccount';
  readonly accountId: string;
  constructor(accountId: string) {
    super(`office.yaml has no account "${accountId}", but a draft of it exists`);
    this.accountId = accountId;
  }
}

/**
 * Load → decide → append, again from the start when somebody else was first: the loser is then refused by
 * the state the winner made. An attempt without authority is itself recorded. What the record owes from then on is done
 * by the duties, not by whoever asked.
 * @param command builds the command on the state it will be decided on.
 * @throws StoreFault when the record cannot be written; nothing has happened then.
 * @throws RecordInDoubt when it cannot be told whether it has; that is found out in the background.
 */
export async function act(
  world: World,
  draftId: string,
  command: (draft: Draft | undefined) => DraftCommand | Promise<DraftCommand>,
): Promise<Outcome> {
  for (;;) {
    const stored = await world.store.load(draftId);
    const draft = stored === undefined ? undefined : replay(stored.events);
    const wish = await command(draft);
    const decision = decide(wish, draft);
    if (!decision.ok) {
      if (await hasActed(world, draftId, wish)) continue;
      if ('by' in wish) await recordRefusal(world, draftId, wish, decision.refusal, wasSent(wish));
      return { ok: false, refusal: decision.refusal, draft };
    }
    if (decision.events.length === 0 && draft !== undefined) {
      // The first time the disk may not have promised to keep it; whoever asks again is told that it is done.
      if (wish.delivery !== undefined && !(await world.store.append(draftId, stored?.version ?? 0, [])).ok) continue;
      return { ok: true, draft, changed: false };
    }
    const before = stored ?? { id: draftId, version: 0, events: [] };
    const events = await append(world, before, decision.events);
    if (events === null) continue;
    if (decision.events.some(isToBeChecked)) world.laterChecks.changed(draftId);
    const after = replay(events.all);
    if (after === undefined) throw new TypeError('a decision without events on a new draft');
    // What corrects a post may have waited for its end.
    if (after.status === 'takenDown') for (const each of after.corrections) world.laterChecks.changed(each);
    // Whoever works on what was owed before must hear that it may be over.
    if (owes(after) || owes(draft)) world.duties.owed(draftId);
    return { ok: true, draft: after, changed: true, ...(events.doubted ? { doubted: true } : {}) };
  }
}

/** The same click, delivered twice at once, may have acted since it was read: nobody is refused what stands. */
async function hasActed(world: World, draftId: string, { delivery }: DraftCommand): Promise<boolean> {
  if (delivery === undefined) return false;
  const now = await world.store.load(draftId);
  return now?.events.some((event) => event.delivery === delivery && event.type !== 'AttemptRefused') === true;
}

/** @returns the record with the events in it, or null when they are not and it has to be decided again. */
async function append(
  world: World,
  before: StoredDraft,
  events: readonly DraftEvent[],
): Promise<{ readonly all: readonly DraftEvent[]; readonly doubted: boolean } | null> {
  try {
    const appended = await world.store.append(before.id, before.version, events);
    return appended.ok ? { all: [...before.events, ...events], doubted: false } : null;
  } catch (error) {
    // Whatever the events owe is owed also when they are in place only by chance.
    world.duties.owed(before.id);
    if (!isUncertain(error)) throw error;
    const all = await makeSure(world, before, events, error);
    return all === null ? null : { all, doubted: true };
  } finally {
    // Also after a fault: the events may be in place all the same.
    world.threadLog.changed(before.id);
  }
}

const owes = (draft: Draft | undefined): boolean => draft !== undefined && owedOf(draft) !== null;

/** A new text; or another drafter, after whom it may be that nobody can decide. */
const isToBeChecked = ({ type }: DraftEvent): boolean =>
  type === 'DraftSubmitted' || type === 'DraftRevised' || type === 'DraftTakenOver';

/** An attempt without authority is itself an event. @param sent whether a filled form was sent, see AttemptRefused. */
export async function recordRefusal(
  world: World,
  draftId: string,
  { at, by, delivery }: Pick<PersonalCommand, 'at' | 'by' | 'delivery'>,
  refusal: Refusal,
  sent = false,
): Promise<void> {
  if (!goesOnRecord(refusal)) return;
  const { code, action } = refusal;
  const signed = delivery === undefined ? { at, by } : { at, by, delivery };
  await act(world, draftId, () => ({ ...signed, type: 'refuse', action, code, ...(sent ? { sent } : {}) }));
}

/** Was a form filled in and sent for it, so that it was no slip? */
function wasSent({ type }: PersonalCommand): boolean {
  return type !== 'submit' && type !== 'refuse' && !UNASKED.includes(ACTS[type].asks);
}

/** A press, or a press and a yes. */
const UNASKED: readonly Act['asks'][] = ['confirmation', 'nothing'];

export function accountOf(world: Pick<World, 'office'>, accountId: string): Account {
  const account = world.office.accounts.find(({ id }) => id === accountId);
  if (account === undefined) throw new UnknownAccount(accountId);
  return account;
}

/** Who may decide for the account now, from configuration and roster, never from what a message shows. */
async function authorityOf(world: World, accountId: string, when: 'now' | 'recent'): Promise<Authority> {
  if (!isConfigured(world, accountId)) return { managers: null, selfApproval: false };
  const account = accountOf(world, accountId);
  return { managers: await world.roster.members(account.manager.people, when), selfApproval: account.selfApproval };
}

/** The authority for a command on a draft; nobody's where there is no such draft. */
export async function authorityFor(
  world: World,
  draft: Draft | undefined,
  when: 'now' | 'recent' = 'now',
): Promise<Authority> {
  return draft === undefined ? { managers: null, selfApproval: false } : authorityOf(world, draft.accountId, when);
}

/** False for the account of an old draft that was taken out of office.yaml. */
export function isConfigured(world: Pick<World, 'office'>, accountId: string): boolean {
  return world.office.accounts.some(({ id }) => id === accountId);
}
