import type { App, BlockAction, types, ViewSubmitAction } from '@slack/bolt';
import type { DraftAction, Person } from '../src/draft/events.ts';
import type { Refusal } from '../src/draft/refusal.ts';
import { whereabouts } from '../src/slack/deliveries.ts';
import { type FormPlace, showForm } from '../src/slack/form-views.ts';
import { giveBack, type Heard, tellPrivately } from '../src/slack/private-answer.ts';
import { slackFault } from '../src/slack/slack-faults.ts';
import { faultText } from '../src/text/refusals.ts';
import type { Outcome, PersonalAct } from '../src/usecases/act.ts';
import { isInDoubt } from '../src/usecases/make-sure.ts';
import type { DraftView, Kept } from '../src/usecases/ports.ts';
import { probe } from '../src/usecases/probe.ts';
import { viewDraft } from '../src/usecases/read-draft.ts';
import { isWithinReach } from '../src/usecases/sight.ts';
import { inDoubtView, triggerExpiredMessage } from '../views/answer/fault.ts';
import { refusalMessage, refusalSentence, tooLateView } from '../views/answer/refusal.ts';
import type { FormTarget } from '../views/form/metadata.ts';
import { type ReturnedView, typedInto } from '../views/form/reading.ts';
import type { Card, Press } from './card.ts';
import { type Desk, elsewhere, signed } from './desk.ts';
import { answerForm } from './in-time.ts';
import { refreshHome } from './refresh-home.ts';
import { carryWords } from './words.ts';

/** What opening and reopening a form have in common: another nonce each time, and why it is shown again. */
export interface Asking {
  readonly nonce: string;
  readonly problem: string | null;
}

/** For whom a form is drawn, and where they are. */
interface Opening {
  readonly by: Person;
  readonly nonce: string;
  readonly channel: string | null;
}

type LoadView = (desk: Desk, draftId: string) => Promise<DraftView | undefined>;
const loadView: LoadView = (desk, draftId) => viewDraft(desk.world, draftId);

/**
 * Opens a form: may this person do this now? If so the form opens; if not they are told why and what to do, and nobody
 * else sees it.
 */
export function onFormButton(
  card: Card,
  desk: Desk,
  action: DraftAction,
  form: (view: DraftView, asking: Asking, body: BlockAction) => types.ModalView | Promise<types.ModalView>,
  load: LoadView = loadView,
): void {
  card.on(action, async (press) => {
    if (!(await reaches(desk, press))) return;
    await openOn(desk, press, action, (view, asking) => form(view, asking, press.body), load);
  });
}

/** The form of an act on the draft of a button, or a private word why not. */
export async function openOn(
  desk: Desk,
  { address: { draftId, revision, stage }, ...heard }: Pick<Press, 'address' | 'body' | 'client'>,
  action: DraftAction,
  form: (view: DraftView, asking: Asking) => types.ModalView | Promise<types.ModalView>,
  load: LoadView = loadView,
): Promise<void> {
  const given = { ...signed(desk, heard.body), expectedStage: stage };
  const allowed = await probe(desk.world, { action, draftId, expectedRevision: revision, ...given });
  const view = await load(desk, draftId);
  if (!allowed.ok || view === undefined) {
    await refuse(desk, heard, draftId, allowed, view);
    return;
  }
  const asking = { nonce: given.delivery, problem: null };
  await desk.world.breathe();
  await openForm(desk, { ...heard, trigger: heard.body.trigger_id, view: await form(view, asking) });
}

/**
 * What a button says is only an address, and it may be a lie: what it reaches depends on who clicks, and where. Whom it does not
 * reach must not learn that the draft exists.
 */
export async function reaches(desk: Desk, press: Pick<Press, 'address' | 'body' | 'client'>): Promise<boolean> {
  const { user, channel } = whereabouts(press.body);
  if (await isWithinReach(desk.world, press.address.draftId, { userId: user, channel })) return true;
  await tellPrivately({ ...press, elsewhere: elsewhere(desk) }, refusalMessage({ code: 'not-found' }));
  await refreshHome(desk, press.client, user);
  return false;
}

/** A button that acts at once; chosen in the menu, it is confirmed in a form. @param confirm null for what never stands there. */
export function onActButton(
  card: Card,
  desk: Desk,
  action: DraftAction,
  act: (given: PersonalAct & { readonly expectedRevision: number }) => Promise<Outcome>,
  confirm: ((view: DraftView, asking: Asking) => types.ModalView) | null,
  load?: LoadView,
): void {
  card.on(action, async ({ address, from, ...heard }) => {
    const { draftId, revision, stage } = address;
    if (!(await reaches(desk, { address, ...heard }))) return;
    if (from === 'menu' && confirm !== null) {
      await openOn(desk, { address, ...heard }, action, confirm);
      return;
    }
    const given = { ...signed(desk, heard.body), expectedRevision: revision, expectedStage: stage };
    const outcome = await act({ draftId, ...given });
    if (!outcome.ok && confirm !== null && ASKS_FIRST.includes(outcome.refusal.code)) {
      await openOn(desk, { address, ...heard }, action, confirm, load);
      return;
    }
    if (outcome.ok) await refreshHome(desk, heard.client, given.by.id);
    else await refuse(desk, heard, draftId, outcome, await loadView(desk, draftId));
  });
}

/**
 * A submitted form: acts, then closes the form; when that is refused or fails, the form is drawn again with what
 * was typed and the reason on top.
 */
export function onSubmit<Answers extends { readonly target: FormTarget }>(
  app: App,
  desk: Desk,
  form: {
    readonly callbackId: string;
    readonly read: (view: ReturnedView, draft: DraftView | undefined) => Answers;
    readonly act: (answers: Answers, given: PersonalAct) => Promise<Outcome>;
    readonly again: (view: DraftView, asking: Asking, answers: Answers) => types.ModalView;
    readonly load?: LoadView;
    /** What the person does next, in the same window; it closes where nothing follows. */
    readonly next?: (view: DraftView, opening: Opening) => Promise<types.ModalView>;
  },
): void {
  app.view<ViewSubmitAction>(form.callbackId, async ({ ack, body, view, client }) => {
    const { draftId, stage, channel = null } = form.read(view, undefined).target;
    const typed = typedInto(view);
    const kept = carryWords(desk, body, { draftId, channel, text: typed });
    const given = { draftId, expectedStage: stage, ...signed(desk, body) };
    const load = () => (form.load ?? loadView)(desk, draftId);
    const heard = { body, client, channel, elsewhere: elsewhere(desk) };
    // What is on record is done, whatever becomes of the form that was to follow.
    const following = async (opening: Opening): Promise<types.ModalView | null> => {
      if (form.next === undefined) return null;
      try {
        const now = await load();
        return now === undefined ? null : await form.next(now, opening);
      } catch (error) {
        desk.world.report?.(draftId, error);
        return null;
      }
    };
    await answerForm(desk, { ...heard, ack, viewId: view.id, kept }, async (answer) => {
      const shown = await load();
      const answers = form.read(view, shown);
      const again = (draft: DraftView, problem: string) =>
        form.again(draft, { nonce: given.delivery, problem }, answers);
      let outcome: Outcome;
      try {
        outcome = await form.act(answers, given);
      } catch (error) {
        if (isInDoubt(error)) await answer.reopen(inDoubtView(typed));
        else if (shown !== undefined) await answer.reopen(again(shown, faultText.notSaved));
        throw error;
      }
      if (outcome.ok) {
        await answer.close(await following({ by: given.by, nonce: given.delivery, channel }));
        await refreshHome(desk, client, given.by.id);
        return;
      }
      desk.world.threadLog.redraw(draftId);
      // The form must show the draft as it is now: perhaps another revision, perhaps already decided.
      const now = await load();
      const why = now === undefined ? {} : { draft: now };
      const said = refusalSentence(outcome.refusal, why);
      const over = OVER.includes(outcome.refusal.code) || now === undefined;
      const next = over ? tooLateView(outcome.refusal, why, typed) : again(now, said);
      await answer.refuse(next, said, holds(next, typed));
      await refreshHome(desk, client, given.by.id);
    });
  });
}

/** Findings that asked for a reason may be gone from the draft, and the answers with them. */
function holds(view: types.ModalView, typed: string): boolean {
  const drawn = JSON.stringify(view.blocks);
  return typed.split('\n\n').every((part) => drawn.includes(JSON.stringify(part).slice(1, -1)));
}

/** Refusals that say what has to be answered first: a form asks it. */
const ASKS_FIRST: readonly Refusal['code'][] = ['necessity-missing', 'acknowledgement-missing'];

/** Refusals after which there is nothing left to submit, or nothing of the draft is to be seen any more. */
const OVER: readonly Refusal['code'][] = [
  'wrong-status',
  'already-done',
  'not-manager',
  'not-drafter',
  'not-colleague',
  'own-draft',
  'authority-unavailable',
];

async function refuse(
  desk: Desk,
  heard: Heard,
  draftId: string,
  outcome: Outcome,
  view: DraftView | undefined,
): Promise<void> {
  const refusal = outcome.ok ? ({ code: 'not-found' } as const) : outcome.refusal;
  // A card that still shows the button may be behind; this brings it up to date.
  desk.world.threadLog.redraw(draftId);
  const told = { ...heard, elsewhere: elsewhere(desk, view?.account.id) };
  await tellPrivately(told, refusalMessage(refusal, view === undefined ? {} : { draft: view }));
  // A list that still offers it is behind as well; pressed again, it would be refused again.
  await refreshHome(desk, heard.client, whereabouts(heard.body).user);
}

export interface FormOpening extends Heard {
  readonly trigger: string;
  readonly view: types.ModalView;
  /** What the person had written and finds in the form; it comes back when that cannot be opened. */
  readonly kept?: Kept;
}

/** Opens a form; when Slack's three seconds are over the person is asked to click again. @returns where it is; null for nowhere. */
export async function openForm(desk: Desk, { trigger, view, kept, ...heard }: FormOpening): Promise<FormPlace | null> {
  const text = kept?.arrival.text ?? '';
  let place: FormPlace | null = null;
  try {
    place = await showForm(heard, trigger, view);
  } catch (error) {
    if (!isExpired(error)) throw error;
    await giveBack({ ...heard, elsewhere: elsewhere(desk) }, triggerExpiredMessage(text), text, desk.world.pause);
  }
  await kept?.release();
  return place;
}

function isExpired(error: unknown): boolean {
  const fault = slackFault(error);
  return fault.kind === 'refused' && EXPIRED.includes(fault.error);
}

const EXPIRED = ['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id', 'trigger_expired'];
