import { type Content, contentHash } from '../../src/draft/content.ts';
import type { DraftEvent, Person } from '../../src/draft/events.ts';
import { replay } from '../../src/draft/evolve.ts';
import { type Owed, owedOf } from '../../src/draft/owed.ts';
import { isScheduled } from '../../src/draft/slot.ts';
import { currentRevision, type Draft, isSettled } from '../../src/draft/state.ts';
import type { MediaFields } from '../../src/guideline/types.ts';
import type { Outcome, World } from '../../src/usecases/act.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { checkStyle } from '../../src/usecases/check-style.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { makeDuties } from '../../src/usecases/duties.ts';
import { isInDoubt } from '../../src/usecases/make-sure.ts';
import type { DraftStore, Publisher } from '../../src/usecases/ports.ts';
import { recover } from '../../src/usecases/recover.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { EveryFileIsClean, hashOf, MemoryFiles, MemoryMedia } from '../support/memory-media.ts';
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
  | 'takeDown'
  | 'retryRemoval'
  | 'confirmRemoved'
  | 'confirmNotRemoved';

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
  /** Of a submission or revision; of a repost the address that it is about, see `keyOf`. */
  readonly text: string;
  readonly about: About | undefined;
  readonly slot: string | undefined;
  /** Of a post that was found. */
  readonly url: string;
  /** False: the waiting form was closed, or Slack does not take the answer. */
  readonly formAnswers: boolean;
}

/** What the drafts of a story are about: somebody's post that they answer, or pass on; or pictures. */
export type About = 'reply' | 'repost' | 'pictures';

const PICTURES = [Buffer.from('a poster'), Buffer.from('a hall')];

/** Both pictures; another version has them the other way round. */
function picturesOf(text: string): readonly MediaFields[] {
  const media = PICTURES.map((bytes) => ({
    hash: hashOf(bytes),
    mime: 'image/png',
    ...{ size: bytes.length, width: 10, height: 10, alt: bytes.toString() },
  }));
  return /[02468]版/u.test(text) ? media.toReversed() : media;
}

const ASKED = 'https://x.com/oimachi_taro/status/9';
export const OTHERS = 'https://x.com/oimachi_taro/status/';

/** What tells one content of a story from another: its words; of a repost, which has none, what it passes on. */
export const keyOf = ({ text, target }: Pick<Content, 'text' | 'target'>): string =>
  target?.kind === 'repost' ? target.url : text;

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
  const { guidelines, office, seen } = makeWorld({
    manager: { title: '管理者', people: { users: [], group: 'S0MANAGER' } },
  });
  const background = (work: Promise<unknown>) => void work.catch(failed);
  const world: World = {
    store,
    clock: { now: () => clockwork.now() },
    roster,
    guidelines,
    seen,
    office,
    threadLog: {
      changed: (id) => background(closeSettled(store, id)),
      redraw: (id) => background(closeSettled(store, id)),
      lookAfter: () => undefined,
      told: async () => null,
    },
    links: null,
    media: new MemoryMedia(PICTURES),
    cleaner: new EveryFileIsClean(),
    files: new MemoryFiles(),
    style: {
      look: async () => {
        await life.turn('a second look at the wording');
        return [];
      },
    },
    // Its failures are tried again by the app and concern nobody here.
    laterChecks: { changed: (id) => void checkStyle(world, id).catch(() => undefined) },
    duties: makeDuties(() => world),
    publisherOf: () => publisher,
    breathe: async () => undefined,
    pause: (milliseconds) => life.pause(milliseconds),
    report: () => undefined,
  };

  return {
    start: async () => {
      const resume = await recover(world, () => undefined);
      // People can act as soon as Slack is connected.
      background(life.turn('Slack is connected').then(resume));
    },
    ask: async (wish) => {
      try {
        const outcome = await carryOut(world, wish);
        // Nothing may hang on a form that can be closed or cannot be updated.
        if (outcome.ok) await life.turn('the form is closed');
        return wish.formAnswers ? heard(outcome) : { told: 'interrupted' };
      } catch (error) {
        return unheard(error, life);
      }
    },
  };
}

function carryOut(world: World, wish: Wish): Promise<Outcome> {
  const { draftId, by, delivery, slot, url, seen, about } = wish;
  const text = about === 'repost' ? '' : wish.text;
  const fields = {
    ...(slot === undefined ? {} : { scheduledAt: slot }),
    ...(about === 'pictures' ? { media: picturesOf(text) } : {}),
    ...(about === undefined || about === 'pictures'
      ? {}
      : { target: { kind: about, url: about === 'repost' ? wish.text : ASKED } }),
  };
  const given = { draftId, by, delivery, expectedRevision: seen.revision };
  switch (wish.kind) {
    case 'submit':
      return submitDraft(world, { accountId: 'shinagawa-x', text, fields, by, delivery });
    case 'approve':
      return approveDraft(world, { ...given, contentHash: seen.hash, necessities: [], acknowledged: [] });
    case 'revise':
      return reviseDraft(world, { ...given, text, fields });
    default:
      return doAct(world, wish.kind, { ...given, url, reason: '理由' });
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
  if (isInDoubt(error)) return { told: 'checking' };
  return error.name === 'StoreFault' ? { told: 'nothing' } : { told: 'bug', error };
}

/** What the thread does with a draft once it has told all of it. */
async function closeSettled(store: DraftStore, id: string): Promise<void> {
  const stored = await store.load(id);
  const draft = stored && replay(stored.events);
  if (stored !== undefined && draft !== undefined && isSettled(draft.status))
    await store.close(id, '2026-11', stored.version);
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
  readonly owes: Owed | null;
  /** A person is openly asked whether there is a post. */
  readonly asksPerson: boolean;
}

/** What a card shows of a draft. */
export function cardOf(events: readonly DraftEvent[]): Card | undefined {
  const draft = replay(events);
  if (draft === undefined) return undefined;
  const { number, content } = currentRevision(draft);
  return {
    revision: number,
    hash: contentHash(content),
    buttons: buttonsOf(draft),
    owes: owedOf(draft),
    asksPerson: draft.status === 'outcomeUnknown',
  };
}

function buttonsOf(draft: Draft): readonly Kind[] {
  switch (draft.status) {
    case 'submitted':
      return ['approve', 'return', 'reject', 'revise', 'withdraw'];
    case 'returned':
      return ['revise', 'withdraw'];
    case 'approved':
      if (isScheduled(draft)) return ['revoke', 'revise', 'withdraw'];
      return draft.order === null ? ['retry', 'revoke', 'revise', 'confirmPublished'] : ['revoke', 'revise'];
    case 'outcomeUnknown':
      return ['confirmPublished', 'confirmNotPublished'];
    case 'publishFailed':
      return ['retry', 'revise', 'withdraw'];
    case 'published':
      return ['takeDown'];
    case 'removalUnknown':
      return ['retryRemoval', 'confirmRemoved', 'confirmNotRemoved'];
    default:
      return [];
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
  /** `late`: learnt when its request was not the open one any more. */
  | { readonly means: 'post'; readonly postId: string | null; readonly by: 'app' | 'person'; readonly late: boolean }
  | { readonly means: 'no-post' }
  | { readonly means: 'removal-intent' }
  | { readonly means: 'removal-unknown' }
  | { readonly means: 'removal-gave-up' }
  | { readonly means: 'gone'; readonly by: 'app' | 'person' }
  | { readonly means: 'still-up'; readonly by: 'app' | 'person' }
  /** A person changed the draft or took a decision back. */
  | { readonly means: 'changed' }
  /** Its slot has passed. `approved`: and it was to be sent. */
  | { readonly means: 'expired'; readonly slot: number; readonly approved: boolean }
  /** Its slot comes near, and it waits for its approval. */
  | { readonly means: 'reminder'; readonly slot: number; readonly minutes: number }
  | { readonly means: 'other' };

export function meaningOf(event: DraftEvent): Meaning {
  switch (event.type) {
    case 'DraftApproved':
      return { means: 'order', again: false };
    case 'RetryOrdered':
      return { means: 'order', again: true };
    case 'PublishStarted':
      return { means: 'started' };
    case 'PublishFailed':
      return { means: 'not-sent' };
    case 'OutcomeUnknown':
      return { means: 'unknown' };
    case 'NotFoundOnTimeline':
      return { means: 'gave-up', attempt: event.attempt };
    case 'PostPublished':
      return { means: 'post', postId: event.postId, by: event.via === 'person' ? 'person' : 'app', late: false };
    case 'UnexpectedPost':
      return { means: 'post', postId: event.postId, by: 'app', late: true };
    case 'ConfirmedNotPublished':
      return { means: 'no-post' };
    case 'RemovalStarted':
      return { means: 'removal-intent' };
    case 'RemovalUnknown':
      return { means: 'removal-unknown' };
    case 'RemovalUnconfirmed':
      return { means: 'removal-gave-up' };
    case 'PostTakenDown':
      return { means: 'gone', by: event.by === 'system' ? 'app' : 'person' };
    case 'RemovalFailed':
    case 'ConfirmedNotRemoved':
      return { means: 'still-up', by: event.by === 'system' ? 'app' : 'person' };
    case 'DraftRevised':
    case 'DraftReturned':
    case 'DraftRejected':
    case 'DraftWithdrawn':
    case 'ApprovalRevoked':
      return { means: 'changed' };
    case 'DraftExpired':
      return { means: 'expired', slot: Date.parse(event.slot), approved: event.late === true };
    case 'SlotNear':
      return { means: 'reminder', slot: Date.parse(event.slot), minutes: event.minutes };
    default:
      return { means: 'other' };
  }
}
