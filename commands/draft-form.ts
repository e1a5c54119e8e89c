import type { App, BlockAction, ButtonAction, StaticSelectAction, types, ViewSubmitAction, webApi } from '@slack/bolt';
import { contentHash } from '../src/draft/content.ts';
import type { Person } from '../src/draft/events.ts';
import type { Refusal } from '../src/draft/refusal.ts';
import { currentRevision, type Draft, type Revision } from '../src/draft/state.ts';
import type { DraftFields, GuidelineForm } from '../src/guideline/types.ts';
import { ACTIONS, FORMS } from '../src/slack/action-ids.ts';
import { carry } from '../src/slack/carried.ts';
import { fromFormText } from '../src/slack/incoming-text.ts';
import { giveBack, type Heard } from '../src/slack/private-answer.ts';
import { isOutOfReach } from '../src/slack/slack-faults.ts';
import { formText } from '../src/text/forms.ts';
import { faultText } from '../src/text/refusals.ts';
import type { Outcome } from '../src/usecases/act.ts';
import { checkText, formOf } from '../src/usecases/check-text.ts';
import { answersProblem, lengthProblem } from '../src/usecases/check-within-bound.ts';
import { isInDoubt } from '../src/usecases/make-sure.ts';
import { type MendWish, mendText } from '../src/usecases/mend-text.ts';
import type { Account, Kept } from '../src/usecases/ports.ts';
import { loadDraft } from '../src/usecases/read-draft.ts';
import { departmentsOf, mayDraft, ownFields, written } from '../src/usecases/submit-draft.ts';
import { inDoubtView, notShownMessage } from '../views/answer/fault.ts';
import { refusalMessage, refusalSentence } from '../views/answer/refusal.ts';
import { sentBack } from '../views/card/result.ts';
import { type DraftFormModel, draftForm } from '../views/form/draft-form.ts';
import { type DraftFormAnswers, readDraftForm, readMendButton, typedInto } from '../views/form/reading.ts';
import { accountsFor, type Desk, elsewhere, signed, tellIfNoCard } from './desk.ts';
import { openForm } from './form.ts';
import { answerForm } from './in-time.ts';
import { refreshHome } from './refresh-home.ts';
import { slipIn } from './slips.ts';
import { isFormGone, lastTyped } from './typed.ts';
import { arrived, carryWords, record, type Text } from './words.ts';

interface Opening extends Heard {
  readonly channel: string | null;
  readonly text: string;
  readonly trigger: string;
  /** What is said above the form, and what has been done to the text. */
  readonly problem?: string;
  readonly done?: string;
}

/** Opens the form for a new draft, with the text that is already there, and that is kept until the form has it. */
export function openDraftForm(desk: Desk, opening: Opening): { readonly kept: Kept; readonly opened: Promise<void> } {
  const { channel, text } = opening;
  const kept = carryWords(desk, opening.body, { text, channel, draftId: null });
  return { kept, opened: openFor(desk, opening, kept) };
}

async function openFor(desk: Desk, opening: Opening, kept: Kept): Promise<void> {
  const { channel, text } = opening;
  const { by, delivery } = signed(desk, opening.body);
  const accounts = await accountsOf(desk, by);
  if (accounts.length === 0) {
    const [here] = accountsFor(desk, channel);
    const refusal: Refusal = { code: 'not-allowed-to-draft', accountId: here?.id ?? '' };
    const message = refusalMessage(refusal, { text, account: here });
    await giveBack({ ...opening, elsewhere: elsewhere(desk, here?.id) }, message, text, desk.world.pause);
    await kept.release();
    return;
  }
  const view = await drawn(desk, {
    mode: { kind: 'new' },
    accounts,
    accountId: meantAccount(desk, accounts, channel, by)?.id ?? null,
    text,
    by,
    fields: {},
    edited: null,
    nonce: delivery,
    channel,
    ...(opening.problem === undefined ? {} : { problem: opening.problem }),
    ...(opening.done === undefined ? {} : { done: opening.done }),
  });
  await openForm(desk, { ...opening, view, kept });
}

/** The account that is meant beyond doubt: a post on the wrong one is worse than a question. */
function meantAccount(
  desk: Desk,
  accounts: readonly Account[],
  channel: string | null,
  by: Person,
): Account | undefined {
  const here = accounts.filter((account) => account.channel === channel);
  const pool = here.length > 0 ? here : accounts;
  const sections = departmentsOf(desk.world, by);
  const own = pool.filter(({ settings }) => settings.departments.some((name) => sections.includes(name)));
  const [meant, ...others] = pool.length === 1 ? pool : own;
  return others.length === 0 ? meant : undefined;
}

type Drawing = Pick<DraftFormModel, 'mode' | 'accounts' | 'accountId' | 'text' | 'nonce' | 'channel' | 'proposal'> & {
  readonly by: Person;
  readonly fields: DraftFields;
  /** The draft that is edited; null for a new one. */
  readonly edited: Draft | null;
  readonly checked?: boolean;
  readonly problem?: string;
  readonly done?: string;
};

/** The form as it stands after these answers. */
export async function drawn(
  desk: Desk,
  { by, edited, checked = false, problem, ...drawing }: Drawing,
): Promise<types.ModalView> {
  const { world } = desk;
  const { accountId, text } = drawing;
  const fields = ownFields(world, by, drawing.fields);
  const asked = accountId === null ? null : written(accountId, text, fields);
  const registered = departmentsOf(world, by);
  const tooLong = asked === null ? null : lengthProblem(world, asked.content);
  const checkable = checked && text.trim() !== '' && tooLong === null;
  const review =
    checkable && asked !== null
      ? await checkText(world, asked.content, asked.fields, revisionOf(edited), edited?.id)
      : null;
  const wrong = tooLong ?? (checked && asked !== null ? answersProblem(world, asked) : null);
  await world.breathe();
  return draftForm({
    ...drawing,
    fields,
    departments: registered.length > 0 ? registered : world.office.departments.map(({ name }) => name),
    form: accountId === null ? NOTHING_ASKED : formOf(world, accountId),
    review,
    sentBack: edited?.status === 'returned' ? sentBack(edited, drawing.proposal) : null,
    slip: drawing.mode.kind === 'new' ? slipIn(text) : null,
    problem: problem ?? (wrong === null ? null : refusalSentence(wrong)),
  });
}

const NOTHING_ASKED: GuidelineForm = { categories: [], emergency: false, priorApproval: false };

const revisionOf = (edited: Drawing['edited']): Revision | null => (edited === null ? null : currentRevision(edited));

/** Each offer of the form has a number of its own. */
const MEND = new RegExp(`^${ACTIONS.mend.replace('.', '\\.')}\\.\\d+$`);

/** チェック, 直す, the choice of the account, and 起案する / 修正する itself. */
export function registerDraftForm(app: App, desk: Desk): void {
  app.action<BlockAction>(ACTIONS.check, async ({ ack, body, client }) => {
    await ack();
    await redraw(desk, body, client, true);
  });

  app.action<BlockAction<StaticSelectAction>>(ACTIONS.chooseAccount, async ({ ack, body, client }) => {
    await ack();
    await redraw(desk, body, client, false);
  });

  app.action<BlockAction<ButtonAction>>(MEND, async ({ ack, body, action, client }) => {
    await ack();
    await mend(desk, body, client, { kind: 'one', address: readMendButton(action.value) });
  });

  app.action<BlockAction<ButtonAction>>(ACTIONS.mendAll, async ({ ack, body, action, client }) => {
    await ack();
    await mend(desk, body, client, { kind: 'sweep', key: action.value ?? '' });
  });

  app.view<ViewSubmitAction>(FORMS.draft, async ({ ack, body, view, client }) => {
    const answers = answersIn(view);
    if (!isChosen(answers)) {
      const asked = { ...(await drawnBefore(desk, answers, body)), problem: formText.draft.accountMissing };
      await ack({ response_action: 'update', view: await drawn(desk, asked) });
      return;
    }
    const text = submitted(desk, answers, body);
    const kept = carry(desk.inbox, body, text);
    const heard = { body, client, channel: text.channel, elsewhere: elsewhere(desk, answers.accountId) };
    const outcome = await answerForm(desk, { ...heard, ack, viewId: view.id, kept }, async (answer) => {
      const again = async (problem: string, mode = answers.mode) =>
        drawn(desk, { ...(await drawnBefore(desk, answers, body)), mode, checked: true, problem });
      let made: Outcome;
      try {
        made = await record(desk, text);
      } catch (error) {
        // The text is worth more than anything: whatever failed, it is in the form again.
        await answer.reopen(isInDoubt(error) ? inDoubtView(text.text) : await again(faultText.notSaved));
        throw error;
      }
      if (made.ok) await answer.close();
      else {
        const account = desk.world.office.accounts.find(({ id }) => id === answers.accountId);
        const said = refusalSentence(made.refusal, { account });
        await answer.refuse(await again(said, seenNow(answers.mode, made.refusal)), said);
      }
      return made;
    });
    if (outcome.ok) await tellIfNoCard(desk, heard, outcome.draft);
    await refreshHome(desk, client, text.by.id);
  });
}

/** What Slack hands over of an emoji is its name; the form shows the text with the emoji when it is drawn again. */
function answersIn(view: Parameters<typeof readDraftForm>[0]): DraftFormAnswers {
  const answers = readDraftForm(view);
  return { ...answers, text: fromFormText(answers.text) };
}

/** Slack's own client sends no form without an account. */
const isChosen = (answers: DraftFormAnswers): answers is Chosen => answers.accountId !== null;
type Chosen = DraftFormAnswers & { readonly accountId: string };

/** Once the author has been told of a newer revision, sending the form again means that one. */
function seenNow(mode: DraftFormAnswers['mode'], refusal: Refusal): DraftFormAnswers['mode'] {
  return mode.kind === 'edit' && refusal.code === 'stale-revision' ? { ...mode, revision: refusal.current } : mode;
}

function submitted(desk: Desk, { mode, accountId, text, fields, nonce, channel }: Chosen, body: object): Text {
  const account = desk.world.office.accounts.find(({ id }) => id === accountId);
  const brought = { text, fields, channel: channel ?? account?.channel ?? null, ...arrived(desk, body) };
  return mode.kind === 'new'
    ? // The same form sent again is the same draft, unless something else is written in it by now.
      {
        ...brought,
        kind: 'draft',
        accountId,
        delivery: `form ${nonce} ${contentHash(written(accountId, text, fields).content)}`,
      }
    : { ...brought, kind: 'revision', draftId: mode.draftId, expectedRevision: mode.revision };
}

async function redraw(desk: Desk, body: BlockAction, client: webApi.WebClient, checked: boolean): Promise<void> {
  if (body.view === undefined) return;
  const answers = answersIn(body.view);
  await showInForm(desk, { body, client }, { ...(await drawnBefore(desk, answers, body)), checked });
}

/** The form with the text mended and checked again; what was typed meanwhile stays, and is never guessed at. */
async function mend(desk: Desk, body: BlockAction, client: webApi.WebClient, wish: MendWish): Promise<void> {
  if (body.view === undefined) return;
  const answers = answersIn(body.view);
  if (!isChosen(answers)) return;
  const { content, fields } = written(answers.accountId, answers.text, answers.fields);
  const drawing = await drawnBefore(desk, answers, body);
  const text = await mendText(desk.world, content, fields, wish, revisionOf(drawing.edited));
  await desk.world.breathe();
  const told = text === null ? { problem: formText.draft.mendStale } : { text, done: formText.draft.mended };
  await showInForm(desk, { body, client }, { ...drawing, checked: true, ...told });
}

/**
 * Draws the form of this click anew. What was typed since stands in it, unchecked: the result of another text would be none.
 * With the hash, a slower update of an older state cannot overwrite a newer one.
 */
async function showInForm(
  desk: Desk,
  { body, client }: { readonly body: BlockAction; readonly client: webApi.WebClient },
  drawing: Drawing,
): Promise<void> {
  if (body.view === undefined) return;
  const { id, hash } = body.view;
  const asOfClick = typedInto(body.view);
  let view = await drawn(desk, drawing);
  const now = lastTyped(body.view) ?? asOfClick;
  if (now !== asOfClick)
    view = await drawn(desk, { ...drawing, checked: false, text: now, done: '', problem: formText.draft.typedOn });
  try {
    await client.views.update({ view_id: id, hash, view });
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
    if (isFormGone(id)) return;
    const { channel, accountId } = drawing;
    const heard = { body, client, channel, elsewhere: elsewhere(desk, accountId ?? undefined) };
    await giveBack(heard, notShownMessage(now), now, desk.world.pause);
  }
}

/** The accounts that this person may draft for. @param chosen is among them in any case: a form without it would be none. */
async function accountsOf(desk: Desk, person: Person, chosen: string | null = null): Promise<readonly Account[]> {
  const { accounts } = desk.world.office;
  const allowed = await Promise.all(
    accounts.map(async ({ id }) => id === chosen || (await mayDraft(desk.world, id, person))),
  );
  return accounts.filter((_, index) => allowed[index]);
}

async function drawnBefore(desk: Desk, answers: DraftFormAnswers, body: object): Promise<Drawing> {
  const { mode, accountId, text, fields, channel, proposal } = answers;
  const { by, delivery } = signed(desk, body);
  // The form comes back with the text also when the record cannot be read just now.
  const draft = mode.kind === 'new' ? undefined : await loadDraft(desk.world, mode.draftId).catch(() => undefined);
  return {
    mode,
    accounts: await accountsOf(desk, by, accountId),
    accountId,
    text,
    fields,
    // Whose draft it is no more has nothing but their own text here.
    edited: draft?.drafter.id === by.id ? draft : null,
    channel,
    proposal,
    by,
    nonce: delivery,
  };
}
