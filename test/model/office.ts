import { contentHash } from '../../src/draft/content.ts';
import type { DraftEvent, Person, UnknownCause } from '../../src/draft/events.ts';
import { replay } from '../../src/draft/evolve.ts';
import { currentRevision, isSettled } from '../../src/draft/state.ts';
import type { Outcome, World } from '../../src/usecases/act.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { checkStyle } from '../../src/usecases/check-style.ts';
import type { DraftStore, Publisher, TakeDownResult } from '../../src/usecases/ports.ts';
import { publishDraft, retryPublishing } from '../../src/usecases/publish-draft.ts';
import { recover } from '../../src/usecases/recover.ts';
import { rejectDraft } from '../../src/usecases/reject-draft.ts';
import { confirmNotPublished, confirmPublished } from '../../src/usecases/resolve-unknown.ts';
import { returnDraft } from '../../src/usecases/return-draft.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { revokeApproval } from '../../src/usecases/revoke-approval.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { mayTakeDown, takeDownPost } from '../../src/usecases/take-down-post.ts';
import { withdrawDraft } from '../../src/usecases/withdraw-draft.ts';
import { makeWorld } from '../support/world.ts';
import type { Clockwork, Life } from './clockwork.ts';

/**
 * All that the model knows of the product: how its use cases are called, and what its events mean to a person. The
 * rules are written without it.
 */

export type Kind =
  | 'submit'
  | 'approve'
  | 'return'
  | 'reject'
  | 'revoke'
  | 'revise'
  | 'withdraw'
  | 'retry'
  | 'confirmPublished'
  | 'confirmNotPublished'
  | 'takeDown';

/** What somebody is told of their act. `nothing`: 「何も行っていません」. `checking`: 「記録されたか確かめています」. */
export type Told =
  | { readonly told: 'done'; readonly changed: boolean; readonly draftId: string }
  | { readonly told: 'refused'; readonly code: string }
  | { readonly told: 'nothing' }
  | { readonly told: 'checking' }
  /** The app is stopping, which ends the conversation. */
  | { readonly told: 'interrupted' }
  | { readonly told: 'bug'; readonly error: unknown };

export interface Wish {
  readonly kind: Kind;
  readonly draftId: string;
  readonly by: Person;
  readonly delivery: string;
  /** What was on the card. */
  readonly seen: { readonly revision: number; readonly hash: string };
  /** Of a submission or revision. */
  readonly text: string;
  /** Of a post that was found. */
  readonly url: string;
  /** False: the waiting form was closed, or Slack does not take the answer. */
  readonly formAnswers: boolean;
}

interface Ports {
  readonly life: Life;
  readonly clockwork: Clockwork;
  readonly store: DraftStore;
  readonly publisher: Publisher;
  readonly roster: World['roster'];
  /** What nobody waits for failed, and is not tried again. */
  readonly failed: (error: unknown) => void;
}

/** One process of the app. */
export interface App {
  /** Begins what an earlier process left undone; from then on people can act. */
  start(): Promise<void>;
  ask(wish: Wish): Promise<Told>;
}

export function openApp({ life, clockwork, store, publisher, roster, failed }: Ports): App {
  const { guidelines, office } = makeWorld({ manager: { title: '管理者', people: { users: [], group: 'S0MANAGER' } } });
  const background = (work: Promise<unknown>) => void work.catch(failed);
  const world: World = {
    store,
    clock: { now: () => clockwork.now() },
    roster,
    guidelines,
    office,
    threadLog: {
      changed: (id) => background(closeSettled(store, id)),
      redraw: () => undefined,
      told: async () => null,
    },
    links: null,
    style: {
      look: async () => {
        await life.turn('a second look at the wording');
        return [];
      },
    },
    // Its failures are tried again by the app and concern nobody here.
    laterChecks: { changed: (id) => void checkStyle(world, id).catch(() => undefined) },
    publisherOf: () => publisher,
    pause: (milliseconds) => life.pause(milliseconds),
    report: () => undefined,
  };

  return {
    start: async () => {
      const resume = await recover(world, () => undefined);
      for (const work of resume()) background(work);
    },
    ask: async (wish) => {
      try {
        return heard(await carryOut(world, wish, life, background));
      } catch (error) {
        return unheard(error, life);
      }
    },
  };
}

async function carryOut(
  world: World,
  wish: Wish,
  life: Life,
  background: (work: Promise<unknown>) => void,
): Promise<Outcome> {
  const { draftId, by, delivery, text, url, seen } = wish;
  const given = { draftId, by, delivery, expectedRevision: seen.revision };
  const reason = '理由';
  const closeForm = async (): Promise<void> => {
    await life.turn('the form is closed');
    if (!wish.formAnswers) throw new Error(CLOSED_FORM);
  };
  switch (wish.kind) {
    case 'submit':
      return submitDraft(world, { accountId: 'shinagawa-x', text, fields: {}, by, delivery });
    case 'approve': {
      const approved = await approveDraft(world, {
        ...given,
        contentHash: seen.hash,
        necessities: [],
        acknowledged: [],
      });
      if (approved.ok) {
        const sent = closeForm().then(() => (approved.changed ? publishDraft(world, draftId) : approved));
        background(
          sent.catch((error: unknown) => {
            if (!isClosedForm(error)) throw error;
          }),
        );
      }
      return approved;
    }
    case 'return':
      return returnDraft(world, { ...given, labels: [], reason });
    case 'reject':
      return rejectDraft(world, { ...given, reason });
    case 'revoke':
      return revokeApproval(world, { ...given, reason });
    case 'revise':
      return reviseDraft(world, { ...given, text, fields: {} });
    case 'withdraw':
      return withdrawDraft(world, given);
    case 'retry':
      return retryPublishing(world, given);
    case 'confirmPublished':
      return confirmPublished(world, { ...given, url });
    case 'confirmNotPublished':
      return confirmNotPublished(world, given);
    case 'takeDown': {
      const allowed = await mayTakeDown(world, { ...given, reason });
      if (!allowed.ok) return allowed;
      await closeForm();
      return takeDownPost(world, { ...given, reason });
    }
  }
}

function heard(outcome: Outcome): Told {
  return outcome.ok
    ? { told: 'done', changed: outcome.changed, draftId: outcome.draft.id }
    : { told: 'refused', code: outcome.refusal.code };
}

function unheard(error: unknown, life: Life): Told {
  if (!(error instanceof Error)) return { told: 'bug', error };
  if (error.name === 'AbortError' && life.stopped !== null) return { told: 'interrupted' };
  return error.name === 'StoreFault' || isClosedForm(error) ? { told: 'nothing' } : { told: 'bug', error };
}

const CLOSED_FORM = 'the form cannot be updated';

function isClosedForm(error: unknown): boolean {
  return error instanceof Error && error.message === CLOSED_FORM;
}

/** What the thread does with a draft once it has told all of it. */
async function closeSettled(store: DraftStore, id: string): Promise<void> {
  const stored = await store.load(id);
  const draft = stored && replay(stored.events);
  if (stored !== undefined && draft !== undefined && isSettled(draft.status))
    await store.close(id, '2026-11', stored.version);
}

/** How the network's silence about a removal is reported to the app. */
export function removalUnknown(_cause: UnknownCause): TakeDownResult {
  return { outcome: 'failed', failure: { kind: 'unreachable', detail: 'TIMEOUT' } };
}

/** Faults of the disk and a stop may end work that nobody waits for; anything else is a bug. */
export function mayEndWork(error: unknown): boolean {
  return error instanceof Error && (error.name === 'StoreFault' || error.name === 'AbortError');
}

export interface Card {
  readonly revision: number;
  readonly hash: string;
  readonly buttons: readonly Kind[];
  /** What the app still has to do by itself; it is never at rest with this. */
  readonly owes: 'send' | 'answer' | 'search' | 'removal' | null;
  /** A person is openly asked whether there is a post. */
  readonly asksPerson: boolean;
}

/** What a card shows of a draft. */
export function cardOf(events: readonly DraftEvent[]): Card | undefined {
  const draft = replay(events);
  if (draft === undefined) return undefined;
  const { number, content } = currentRevision(draft);
  const base = { revision: number, hash: contentHash(content), owes: null, asksPerson: false };
  switch (draft.status) {
    case 'submitted':
      return { ...base, buttons: ['approve', 'return', 'reject', 'revise', 'withdraw'] };
    case 'returned':
      return { ...base, buttons: ['revise', 'withdraw'] };
    case 'approved':
      return draft.last.type === 'DraftApproved'
        ? { ...base, buttons: ['revoke', 'revise'], owes: 'send' }
        : { ...base, buttons: ['retry', 'revoke', 'revise'] };
    case 'publishing':
      return { ...base, buttons: [], owes: 'answer' };
    case 'outcomeUnknown': {
      const unknown = events.findLastIndex(({ type }) => type === 'OutcomeUnknown');
      const gaveUp = events.slice(unknown).some(({ type }) => type === 'NotFoundOnTimeline');
      const buttons: Kind[] = ['confirmPublished', 'confirmNotPublished'];
      return { ...base, buttons, owes: gaveUp ? null : 'search', asksPerson: true };
    }
    case 'publishFailed':
      return { ...base, buttons: ['retry', 'revise', 'withdraw'] };
    case 'published':
      return { ...base, buttons: ['takeDown'] };
    default:
      return { ...base, buttons: [] };
  }
}

/** What an event means, whatever it is called. */
export type Meaning =
  /** A person wants it sent. `again`: under the approval that stands. */
  | { readonly means: 'order'; readonly again: boolean }
  | { readonly means: 'started' }
  /** The request, or the account check before it, ended with a definite no. */
  | { readonly means: 'not-sent' }
  | { readonly means: 'unknown' }
  | { readonly means: 'gave-up'; readonly attempt: number }
  | { readonly means: 'post'; readonly postId: string | null; readonly by: 'app' | 'person' }
  | { readonly means: 'no-post' }
  | { readonly means: 'removal-intent' }
  | { readonly means: 'gone'; readonly by: 'app' | 'person' }
  /** A person changed the draft or took a decision back. */
  | { readonly means: 'changed' }
  | { readonly means: 'other' };

export function meaningsOf(event: DraftEvent): readonly Meaning[] {
  switch (event.type) {
    case 'DraftApproved':
      return [{ means: 'order', again: false }];
    case 'PublishStarted':
      return event.by === 'system' ? [{ means: 'started' }] : [{ means: 'order', again: true }, { means: 'started' }];
    case 'PublishFailed':
      return [{ means: 'not-sent' }];
    case 'OutcomeUnknown':
      return [{ means: 'unknown' }];
    case 'NotFoundOnTimeline':
      return [{ means: 'gave-up', attempt: event.attempt }];
    case 'PostPublished':
      return [{ means: 'post', postId: event.postId, by: event.via === 'person' ? 'person' : 'app' }];
    case 'ConfirmedNotPublished':
      return [{ means: 'no-post' }];
    case 'PostTakenDown':
      return [{ means: 'removal-intent' }, { means: 'gone', by: 'app' }];
    case 'DraftRevised':
    case 'DraftReturned':
    case 'DraftRejected':
    case 'DraftWithdrawn':
    case 'ApprovalRevoked':
    case 'DraftExpired':
      return [{ means: 'changed' }];
    default:
      return [{ means: 'other' }];
  }
}
