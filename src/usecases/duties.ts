import { replay } from '../draft/evolve.ts';
import { type Owed, owedOf } from '../draft/owed.ts';
import { currentRevision, type Draft } from '../draft/state.ts';
import { accountOf, type Duties, type World } from './act.ts';
import { pauseAfter } from './insist.ts';
import { publishDraft, settleInterrupted } from './publish-draft.ts';
import { type Claims, lookForPost } from './resolve-unknown.ts';
import { Bell, type Rest, restWith } from './rest.ts';
import { seeToSlot } from './see-to-slot.ts';
import { doubtInterrupted, removePost } from './take-down-post.ts';

export interface RunningDuties extends Duties {
  /** Resolves when nothing is worked on any more: all is done, or the app was asked to stop. */
  idle(): Promise<void>;
  /** Sendings that have been owed for longer than a minute, and since when the oldest. */
  overdue(now: Date): { readonly drafts: number; readonly seconds: number };
}

/** So often the clock is looked at while a slot is waited for: it may be set, and a machine may sleep. */
const LOOK_MS = 10_000;

/** A sending takes seconds; what takes longer does not get along. */
const OVERDUE_SECONDS = 60;

interface Lane {
  readonly bell: Bell;
  /** As it was when it was last looked at. */
  owed: Owed | null;
  done: Promise<void>;
}

/**
 * Does what the record owes: sends what was ordered, looks for what may have been sent, takes down what is to be removed.
 * One draft at a time is worked on by one lane alone, for as long as something is owed. A fault is reported and tried
 * again; a stop leaves the rest to the next start.
 * @param worldOf the world that these duties are themselves a part of.
 */
export function makeDuties(worldOf: () => World): RunningDuties {
  const lanes = new Map<string, Lane>();
  /** Drafts of which an earlier run may have begun what is owed. */
  const cut = new Set<string>();
  const claims: Claims = new Map();

  async function work(id: string, lane: Lane): Promise<void> {
    const world = worldOf();
    const rest = restWith(world.pause, lane.bell);
    let failures = 0;
    try {
      for (;;) {
        lane.bell.hasRung();
        try {
          const stored = await world.store.load(id);
          const draft = stored === undefined ? undefined : replay(stored.events);
          lane.owed = draft === undefined ? null : owedOf(draft);
          if (draft?.status !== 'removing') cut.delete(id);
          if (stored !== undefined && draft !== undefined && lane.owed !== null) {
            if (!(await isTime(world, lane, rest))) continue;
            // A DELETE follows from what was read alone, and that may be in place only by chance.
            if (lane.owed.what === 'remove' && !(await world.store.append(id, stored.version, [])).ok) continue;
            // Nothing is begun once the app is asked to stop.
            await world.pause(0);
            // Whether a DELETE of the earlier run has left, nobody can say.
            if (draft.status === 'removing' && cut.has(id) && asksByItself(world, draft))
              await doubtInterrupted(world, draft);
            else await carryOut(world, draft, { rest, claims });
          } else if (!lane.bell.hasRung()) return;
          failures = 0;
        } catch (error) {
          world.report?.(id, error);
          await world.pause(pauseAfter(failures));
          failures += 1;
        }
      }
    } catch {
      // The app stops: the next start finds in the record what is still owed.
    } finally {
      // In the same breath as the last look at the bell, so that no ring falls between.
      lanes.delete(id);
    }
  }

  return {
    owed(id) {
      const running = lanes.get(id);
      if (running !== undefined) {
        running.bell.ring();
        return;
      }
      const lane: Lane = { bell: new Bell(), owed: null, done: Promise.resolve() };
      lanes.set(id, lane);
      lane.done = work(id, lane);
    },
    interrupted: (id) => void cut.add(id),
    async idle() {
      while (lanes.size > 0) await Promise.all([...lanes.values()].map(({ done }) => done));
    },
    overdue(now) {
      const ages = [...lanes.values()]
        .flatMap(({ owed }) => (owed?.what === 'send' ? [ageOf(owed, now)] : []))
        .map((age) => Math.round(age / 1_000))
        .filter((seconds) => seconds > OVERDUE_SECONDS);
      return { drafts: ages.length, seconds: Math.max(0, ...ages) };
    },
  };
}

/** Waits until it is time for what is owed. @returns false when something may have happened to the draft meanwhile. */
async function isTime(world: World, { owed, bell }: Lane, rest: Rest): Promise<boolean> {
  if (owed?.from === undefined) return true;
  let quiet = true;
  for (;;) {
    const left = Date.parse(owed.from) - world.clock.now().getTime();
    if (left <= 0 || !quiet) return quiet;
    quiet = await rest(Math.min(left, LOOK_MS), async () => !bell.hasRung());
  }
}

/** Milliseconds since it was to be sent; without a slot also by a clock that was set back. */
function ageOf({ since, from }: Owed, now: Date): number {
  const age = now.getTime() - Date.parse(since);
  return from === undefined ? Math.abs(age) : age;
}

/** Where a person deletes by hand, no request can have left. */
function asksByItself(world: World, draft: Draft): boolean {
  return world.publisherOf(accountOf(world, draft.accountId)).sends(currentRevision(draft).content);
}

interface Means {
  readonly rest: Rest;
  readonly claims: Claims;
}

async function carryOut(world: World, draft: Draft, { rest, claims }: Means): Promise<void> {
  switch (draft.status) {
    case 'approved':
      return publishDraft(world, draft);
    case 'publishing':
      return settleInterrupted(world, draft);
    case 'outcomeUnknown':
      return lookForPost(world, draft, { rest, claims });
    case 'removing':
    case 'removalUnknown':
      return removePost(world, draft, rest);
    case 'submitted':
    case 'returned':
      return seeToSlot(world, draft);
    default:
      return undefined;
  }
}
