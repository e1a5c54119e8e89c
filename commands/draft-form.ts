import type {
  App,
  BlockAction,
  ButtonAction,
  StaticSelectAction,
  types,
  ViewClosedAction,
  ViewSubmitAction,
  webApi,
} from '@slack/bolt';
import { contentHash } from '../src/draft/content.ts';
import type { Person } from '../src/draft/events.ts';
import type { Refusal } from '../src/draft/refusal.ts';
import { currentRevision, type Draft, type Revision } from '../src/draft/state.ts';
import type { DraftFields, GuidelineForm } from '../src/guideline/types.ts';
import { ACTIONS, FORMS } from '../src/slack/action-ids.ts';
import { carry } from '../src/slack/carried.ts';
import { giveBack, type Heard } from '../src/slack/private-answer.ts';
import { isOutOfReach } from '../src/slack/slack-faults.ts';
import { cardText } from '../src/text/card.ts';
import { formText } from '../src/text/forms.ts';
import { faultText } from '../src/text/refusals.ts';
import type { Outcome } from '../src/usecases/act.ts';
import { checkText, formOf } from '../src/usecases/check-text.ts';
import { lengthProblem } from '../src/usecases/check-within-bound.ts';
import { isInDoubt } from '../src/usecases/make-sure.ts';
import { type MendWish, mendText } from '../src/usecases/mend-text.ts';
import type { Account, Kept } from '../src/usecases/ports.ts';
import { loadDraft } from '../src/usecases/read-draft.ts';
import { departmentsOf, mayDraft, ownFields } from '../src/usecases/submit-draft.ts';
import { inDoubtView, insteadOfForm, notShownMessage } from '../views/answer/fault.ts';
import { refusalMessage, refusalSentence } from '../views/answer/refusal.ts';
import { type DraftFormModel, draftForm } from '../views/form/draft-form.ts';
import { type DraftFormAnswers, lastKnown, readDraftForm, readMendButton } from '../views/form/reading.ts';
import { accountsFor, type Desk, elsewhere, signed, tellIfNoCard } from './desk.ts';
import { openForm } from './form.ts';
import { answerForm } from './in-time.ts';
import { refreshHome } from './refresh-home.ts';
import type { Slip } from './slips.ts';
import { answerTopic, TOPICS } from './topics.ts';
import { arrived, carryWords, record, type Text } from './words.ts';

interface Opening extends Heard {
  readonly channel: string | null;
  readonly text: string;
  readonly trigger: string;
  /** What the text may have been meant for instead. */
  readonly slip?: Slip | null;
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
  const here = accountsFor(desk, opening.channel);
  if (accounts.length === 0) {
    const refusal: Refusal = { code: 'not-allowed-to-draft', accountId: here[0]?.id ?? '' };
    const message = refusalMessage(refusal, { text, account: here[0] });
    await giveBack({ ...opening, elsewhere: elsewhere(desk, here[0]?.id) }, message, text, desk.world.pause);
    await kept.release();
    return;
  }
  const view = await drawn(desk, {
    mode: { kind: 'new' },
    accounts,
    accountId: presetOf(desk, by, accounts, opening.channel)?.id ?? '',
    slip: opening.slip ?? null,
    text,
    by,
    fields: {},
    edited: null,
    nonce: delivery,
    channel,
  });
  await openForm(desk, { ...opening, view, kept });
}

/** The only account that it can be: in this channel, of this person's own section, or at all. A guess is no answer. */
function presetOf(desk: Desk, by: Person, accounts: readonly Account[], channel: string | null): Account | undefined {
  const sections = departmentsOf(desk.world, by);
  const [here, own] = [
    accounts.filter((account) => account.channel === channel),
    accounts.filter(({ settings }) => settings.departments.some((name) => sections.includes(name))),
  ];
  return [here, own, accounts].find(({ length }) => length === 1)?.[0];
}

type Drawing = Pick<DraftFormModel, 'mode' | 'accounts' | 'accountId' | 'text' | 'nonce' | 'channel'> & {
  readonly slip?: Slip | null;
  /** Why the draft was returned, where it was. */
  readonly returned?: string | null;
  readonly by: Person;
  readonly fields: DraftFields;
  /** The newest revision of the draft that is edited; null for a new one. */
  readonly edited: Revision | null;
  readonly checked?: boolean;
  readonly problem?: string;
  readonly done?: string;
};

/** Before an account is chosen it is not known what its guideline asks. */
const NOTHING_ASKED: GuidelineForm = { categories: [], emergency: false, priorApproval: false };

/** The form as it stands after these answers. */
export async function drawn(
  desk: Desk,
  { by, edited, checked = false, problem, ...drawing }: Drawing,
): Promise<types.ModalView> {
  const { world } = desk;
  const fields = ownFields(world, by, drawing.fields);
  const registered = departmentsOf(world, by);
  const content = { accountId: drawing.accountId, text: drawing.text };
  const tooLong = drawing.accountId === '' ? null : lengthProblem(world, content);
  const checkable = checked && drawing.accountId !== '' && drawing.text.trim() !== '' && tooLong === null;
  const review = checkable ? await checkText(world, content, fields, edited) : null;
  await world.breathe();
  return draftForm({
    ...drawing,
    fields,
    departments: registered.length > 0 ? registered : world.office.departments.map(({ name }) => name),
    form: drawing.accountId === '' ? NOTHING_ASKED : formOf(world, drawing.accountId),
    review,
    problem: problem ?? (tooLong === null ? unchosen(drawing, checked) : refusalSentence(tooLong)),
  });
}

/** チェック needs to know for which account. */
function unchosen({ accountId }: Pick<Drawing, 'accountId'>, checked: boolean): string | null {
  return checked && accountId === '' ? formText.draft.noAccount : null;
}

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

  app.action<BlockAction<ButtonAction>>(ACTIONS.instead, async ({ ack, body, action, client }) => {
    await ack();
    const channel = body.view === undefined ? null : readDraftForm(body.view).channel;
    const topic = TOPICS.find((each) => each === action.value);
    const reader = { channel: channel ?? '', userId: body.user.id };
    if (topic !== undefined) await answerTopic(desk, topic, reader, { body, client, channel });
  });

  app.view<ViewClosedAction>({ callback_id: FORMS.draft, type: 'view_closed' }, async ({ ack, body, client }) => {
    await ack();
    await returnUnsent(desk, body, client);
  });

  app.action<BlockAction<ButtonAction>>(ACTIONS.mendAll, async ({ ack, body, action, client }) => {
    await ack();
    await mend(desk, body, client, { kind: 'sweep', key: action.value ?? '' });
  });

  app.view<ViewSubmitAction>(FORMS.draft, async ({ ack, body, view, client }) => {
    const answers = readDraftForm(view);
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

/**
 * A form that is closed gives back what is in it, unless the record has it. Slack promises nothing of what was typed since
 * the last チェック: then it is what the form was last drawn with.
 */
async function returnUnsent(desk: Desk, body: ViewClosedAction, client: webApi.WebClient): Promise<void> {
  const { mode, accountId, channel, text } = readDraftForm(lastKnown(body.view));
  const edited = await editedDraft(desk, mode);
  if (text.trim() === '' || (edited !== undefined && currentRevision(edited).content.text === text)) return;
  const kept = carryWords(desk, body, { text, channel, draftId: null });
  const heard = { body, client, channel, elsewhere: elsewhere(desk, accountId) };
  await giveBack(heard, insteadOfForm(formText.draft.closed, text), text, desk.world.pause);
  await kept.release();
}

/** Once the author has been told of a newer revision, sending the form again means that one. */
function seenNow(mode: DraftFormAnswers['mode'], refusal: Refusal): DraftFormAnswers['mode'] {
  return mode.kind === 'edit' && refusal.code === 'stale-revision' ? { ...mode, revision: refusal.current } : mode;
}

function submitted(
  desk: Desk,
  { mode, accountId, text, fields, nonce, channel }: DraftFormAnswers,
  body: object,
): Text {
  const account = desk.world.office.accounts.find(({ id }) => id === accountId);
  const written = { text, fields, channel: channel ?? account?.channel ?? null, ...arrived(desk, body) };
  return mode.kind === 'new'
    ? // The same form sent again is the same draft, unless something else is written in it by now.
      { ...written, kind: 'draft', accountId, delivery: `form ${nonce} ${contentHash({ accountId, text })}` }
    : { ...written, kind: 'revision', draftId: mode.draftId, expectedRevision: mode.revision };
}

async function redraw(desk: Desk, body: BlockAction, client: webApi.WebClient, checked: boolean): Promise<void> {
  if (body.view === undefined) return;
  const answers = readDraftForm(body.view);
  const view = await drawn(desk, { ...(await drawnBefore(desk, answers, body)), checked });
  await showInForm(desk, { body, client }, view, answers);
}

/** The form with the text mended and checked again; what was typed meanwhile stays, and is never guessed at. */
async function mend(desk: Desk, body: BlockAction, client: webApi.WebClient, wish: MendWish): Promise<void> {
  if (body.view === undefined) return;
  const answers = readDraftForm(body.view);
  const content = { accountId: answers.accountId, text: answers.text };
  const drawing = await drawnBefore(desk, answers, body);
  const text = await mendText(desk.world, content, answers.fields, wish, drawing.edited);
  await desk.world.breathe();
  const told = text === null ? { problem: formText.draft.mendStale } : { text, done: formText.draft.mended };
  const view = await drawn(desk, { ...drawing, checked: true, ...told });
  await showInForm(desk, { body, client }, view, answers);
}

/** With the hash, a slower update of an older state cannot overwrite a newer one. */
async function showInForm(
  desk: Desk,
  { body, client }: { readonly body: BlockAction; readonly client: webApi.WebClient },
  view: types.ModalView,
  { text, channel, accountId }: DraftFormAnswers,
): Promise<void> {
  if (body.view === undefined) return;
  const { id, hash } = body.view;
  try {
    await client.views.update({ view_id: id, hash, view });
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
    const heard = { body, client, channel, elsewhere: elsewhere(desk, accountId) };
    await giveBack(heard, notShownMessage(text), text, desk.world.pause);
  }
}

/** The accounts that this person may draft for. @param chosen is among them in any case: a form without it would be none. */
async function accountsOf(desk: Desk, person: Person, chosen?: string): Promise<readonly Account[]> {
  const { accounts } = desk.world.office;
  const allowed = await Promise.all(
    accounts.map(async ({ id }) => id === chosen || (await mayDraft(desk.world, id, person))),
  );
  return accounts.filter((_, index) => allowed[index]);
}

async function drawnBefore(desk: Desk, answers: DraftFormAnswers, body: object): Promise<Drawing> {
  const { mode, accountId, text, fields, channel } = answers;
  const { by, delivery } = signed(desk, body);
  return {
    mode,
    accounts: await accountsOf(desk, by, accountId),
    accountId,
    text,
    fields,
    ...(await editing(desk, mode)),
    channel,
    by,
    nonce: delivery,
  };
}

/** The newest revision of the draft that is edited, and why it was returned. */
async function editing(desk: Desk, mode: DraftFormAnswers['mode']): Promise<Pick<Drawing, 'edited' | 'returned'>> {
  const draft = await editedDraft(desk, mode);
  return draft === undefined ? { edited: null } : { edited: currentRevision(draft), returned: returnedBecause(draft) };
}

async function editedDraft(desk: Desk, mode: DraftFormAnswers['mode']): Promise<Draft | undefined> {
  if (mode.kind === 'new') return undefined;
  // The form comes back with the text also when the record cannot be read just now.
  return loadDraft(desk.world, mode.draftId).catch(() => undefined);
}

export function returnedBecause(draft: Draft): string | null {
  return draft.status === 'returned' ? cardText.returnReason(draft.reason, draft.labels) : null;
}
