import type {
  App,
  BlockAction,
  ButtonAction,
  SlackViewMiddlewareArgs,
  StaticSelectAction,
  types,
  ViewSubmitAction,
  webApi,
} from '@slack/bolt';
import { contentHash, isWordless } from '../src/draft/content.ts';
import type { Person } from '../src/draft/events.ts';
import type { GivenFile } from '../src/draft/media.ts';
import type { Refusal } from '../src/draft/refusal.ts';
import { currentRevision, type Draft, type Revision } from '../src/draft/state.ts';
import type { DraftFields, GuidelineForm, MediaFields } from '../src/guideline/types.ts';
import { ACTIONS, FORMS } from '../src/slack/action-ids.ts';
import { carry } from '../src/slack/carried.ts';
import { drawForm, type FormPlace } from '../src/slack/form-views.ts';
import { fromFormText } from '../src/slack/incoming-text.ts';
import { giveBack, type Heard } from '../src/slack/private-answer.ts';
import { isOutOfReach } from '../src/slack/slack-faults.ts';
import { formText } from '../src/text/forms.ts';
import { mediaText } from '../src/text/media.ts';
import { faultText } from '../src/text/refusals.ts';
import type { Outcome } from '../src/usecases/act.ts';
import { addressed } from '../src/usecases/address-target.ts';
import { checkText, formOf } from '../src/usecases/check-text.ts';
import { answersProblem, lengthProblem } from '../src/usecases/check-within-bound.ts';
import { isInDoubt } from '../src/usecases/make-sure.ts';
import { type MendWish, mendText } from '../src/usecases/mend-text.ts';
import type { Account, Kept } from '../src/usecases/ports.ts';
import { loadDraft } from '../src/usecases/read-draft.ts';
import { departmentsOf, mayDraft, ownFields } from '../src/usecases/submit-draft.ts';
import { takeMedia } from '../src/usecases/take-media.ts';
import { written } from '../src/usecases/written.ts';
import { inDoubtView, notShownMessage } from '../views/answer/fault.ts';
import { refusalMessage, refusalSentence } from '../views/answer/refusal.ts';
import { sentBack } from '../views/card/result.ts';
import { type DraftFormModel, draftForm } from '../views/form/draft-form.ts';
import { type DraftFormAnswers, readDraftForm, readMendButton, typedInto } from '../views/form/reading.ts';
import { accountsFor, type Desk, elsewhere, SHOWN_WITHIN_MS, signed, tellIfNoCard } from './desk.ts';
import { openForm } from './form.ts';
import { answerForm } from './in-time.ts';
import { refreshHome } from './refresh-home.ts';
import { slipIn } from './slips.ts';
import { isFormGone, lastHeard, lastTyped } from './typed.ts';
import { arrived, carryWords, record, type Text } from './words.ts';

interface Opening extends Heard {
  readonly channel: string | null;
  readonly text: string;
  readonly trigger: string;
  /** Files that come along, and become pictures once the form is open. */
  readonly files?: readonly GivenFile[];
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
  const drawing: Drawing = {
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
  };
  const { files = [] } = opening;
  const view = await drawn(desk, files.length === 0 ? drawing : { ...drawing, done: mediaText.taking(files.length) });
  const place = await openForm(desk, { ...opening, view, kept });
  if (place !== null && files.length > 0) await bringAlong(desk, opening, { place, view, drawing, files });
}

/** The form with the pictures of a message in it. What was typed since it opened stays in it. */
async function bringAlong(
  desk: Desk,
  { client }: Opening,
  form: {
    readonly place: FormPlace;
    readonly view: types.ModalView;
    readonly drawing: Drawing;
    readonly files: readonly GivenFile[];
  },
): Promise<void> {
  const { place, view, drawing, files } = form;
  const taken = await takeMedia(desk.world, files, []);
  const heard = lastHeard({ id: place.id, private_metadata: view.private_metadata ?? '' });
  const again = await drawn(desk, {
    ...drawing,
    nonce: `${drawing.nonce} files`,
    text: heard === undefined ? drawing.text : answersIn(heard).text,
    fields: { ...drawing.fields, ...(taken.media.length === 0 ? {} : { media: taken.media }) },
    ...(taken.troubles.length > 0 ? { problem: mediaText.taken(taken) } : { done: mediaText.taken(taken) }),
  });
  // Closed, or already sent: nothing of the message is lost, for it is still in the channel.
  await drawForm(client, place, again).catch((error: unknown) => {
    if (!isOutOfReach(error)) throw error;
  });
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
  /** Pictures have only just come: nobody has had the time to describe them. */
  readonly fresh?: boolean;
  readonly problem?: string;
  readonly done?: string;
};

/** The form as it stands after these answers. */
export async function drawn(
  desk: Desk,
  { by, edited, checked = false, fresh = false, problem, ...drawing }: Drawing,
): Promise<types.ModalView> {
  const { world } = desk;
  const { accountId, text } = drawing;
  const fields = ownFields(world, by, drawing.fields);
  const asked = accountId === null ? null : addressed(world, written(accountId, text, fields));
  const registered = departmentsOf(world, by);
  const tooLong = asked === null ? null : lengthProblem(world, asked.content);
  const hasWords = text.trim() !== '' || (asked !== null && isWordless(asked.content));
  const checkable = checked && hasWords && tooLong === null;
  const review =
    checkable && asked !== null
      ? await checkText(world, asked.content, asked.fields, revisionOf(edited), edited?.id)
      : null;
  const wrong = tooLong ?? (checked && asked !== null ? (asked.problem ?? answersProblem(world, asked)) : null);
  await world.breathe();
  return draftForm({
    ...drawing,
    fields,
    asksExemption: checked && !fresh,
    takesFiles: desk.takesFiles(),
    shown: await desk.board.shown(picturesOf(fields), SHOWN_WITHIN_MS),
    departments: registered.length > 0 ? registered : world.office.departments.map(({ name }) => name),
    form: accountId === null ? NOTHING_ASKED : formOf(world, accountId),
    review,
    sentBack: edited?.status === 'returned' ? sentBack(edited, drawing.proposal) : null,
    slip: drawing.mode.kind === 'new' ? slipIn(text) : null,
    problem: problem ?? (wrong === null ? null : refusalSentence(wrong)),
  });
}

const picturesOf = ({ media = [] }: DraftFields) =>
  media.flatMap(({ hash, mime, alt = '' }) => (hash === undefined || mime === undefined ? [] : [{ hash, mime, alt }]));

const NOTHING_ASKED: GuidelineForm = { categories: [], emergency: false, priorApproval: false, targets: [] };

const revisionOf = (edited: Drawing['edited']): Revision | null => (edited === null ? null : currentRevision(edited));

/** What the author has to fill in of a template. */
const TEMPLATE_PLACE = /\{\{[^{}\n]{1,30}\}\}/gu;

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

  app.action<BlockAction<StaticSelectAction>>(ACTIONS.targetKind, async ({ ack, body, client }) => {
    await ack();
    await redraw(desk, body, client, false);
  });

  app.action<BlockAction<StaticSelectAction>>(ACTIONS.template, async ({ ack, body, action, client }) => {
    await ack();
    if (body.view === undefined) return;
    const drawing = await drawnBefore(desk, answersIn(body.view), body);
    const account = drawing.accounts.find(({ id }) => id === drawing.accountId);
    const template = account?.templates?.[Number(action.selected_option.value)];
    if (template === undefined) return;
    // What is written already stays, in front.
    const text = drawing.text.trim() === '' ? template.text : `${drawing.text}\n\n${template.text}`;
    const done = formText.draft.templated(template.name, template.text.match(TEMPLATE_PLACE) ?? []);
    await showInForm(desk, { body, client }, { ...drawing, text, done });
  });

  app.action<BlockAction<ButtonAction>>(MEND, async ({ ack, body, action, client }) => {
    await ack();
    await mend(desk, body, client, { kind: 'one', address: readMendButton(action.value) });
  });

  app.action<BlockAction<ButtonAction>>(ACTIONS.mendAll, async ({ ack, body, action, client }) => {
    await ack();
    await mend(desk, body, client, { kind: 'sweep', key: action.value ?? '' });
  });

  app.action<BlockAction<ButtonAction>>(ACTIONS.mediaRemove, async ({ ack, body, action, client }) => {
    await ack();
    await rearrange(desk, body, client, (media) => media.filter(({ hash }) => hash !== action.value));
  });

  app.action<BlockAction<ButtonAction>>(ACTIONS.mediaEarlier, async ({ ack, body, action, client }) => {
    await ack();
    await rearrange(desk, body, client, (media) => {
      const at = media.findIndex(({ hash }) => hash === action.value);
      const one = media[at];
      if (one === undefined || at === 0) return media;
      return [...media.slice(0, at - 1), one, ...media.slice(at - 1, at), ...media.slice(at + 1)];
    });
  });

  app.view<ViewSubmitAction>(FORMS.draft, async ({ ack, body, view, client }) => {
    const answers = answersIn(view);
    if (!isChosen(answers)) {
      const asked = { ...(await drawnBefore(desk, answers, body)), problem: formText.draft.accountMissing };
      await ack({ response_action: 'update', view: await drawn(desk, asked) });
      return;
    }
    if (answers.files.length > 0) {
      await takeFirst(desk, { ack, body, view, client }, answers);
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

/** What was attached becomes pictures of the form first: each has questions of its own, and nothing is drafted before. */
async function takeFirst(
  desk: Desk,
  {
    ack,
    body,
    view,
    client,
  }: Pick<SlackViewMiddlewareArgs<ViewSubmitAction>, 'ack' | 'body' | 'view'> & {
    readonly client: webApi.WebClient;
  },
  answers: Chosen,
): Promise<void> {
  const { channel, accountId } = answers;
  const kept = carryWords(desk, body, { text: typedInto(view), channel, draftId: null });
  const heard = { body, client, channel, elsewhere: elsewhere(desk, accountId) };
  await answerForm(desk, { ...heard, ack, viewId: view.id, kept }, async (answer) => {
    try {
      const drawing = await drawnBefore(desk, answers, body);
      const said = drawing.problem ?? drawing.done ?? '';
      await answer.refuse(await drawn(desk, { ...drawing, checked: true }), said);
    } catch (error) {
      // Attaching can be repeated; what was typed stands in the form again.
      const form = await drawnBefore(desk, { ...answers, files: [] }, body);
      await answer.reopen(await drawn(desk, { ...form, problem: faultText.notSaved }));
      throw error;
    }
  });
}

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

/** The form with its pictures in another order, or one less. */
async function rearrange(
  desk: Desk,
  body: BlockAction,
  client: webApi.WebClient,
  change: (media: readonly MediaFields[]) => readonly MediaFields[],
): Promise<void> {
  if (body.view === undefined) return;
  const drawing = await drawnBefore(desk, answersIn(body.view), body);
  const { media = [], ...fields } = drawing.fields;
  await showInForm(desk, { body, client }, { ...drawing, fields: { ...fields, media: change(media) } });
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
  const heard = lastHeard(body.view);
  if (now !== asOfClick && heard !== undefined) {
    const { text, fields } = answersIn(heard);
    const { target: _, ...others } = drawing.fields;
    const about = fields.target === undefined ? {} : { target: fields.target };
    const typed = { text, fields: { ...others, ...about, ...typedMedia(drawing.fields, fields) } };
    view = await drawn(desk, { ...drawing, ...typed, checked: false, done: '', problem: formText.draft.typedOn });
  }
  try {
    await drawForm(client, { id, hash }, view);
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
    if (isFormGone(id)) return;
    const { channel, accountId } = drawing;
    const heard = { body, client, channel, elsewhere: elsewhere(desk, accountId ?? undefined) };
    await giveBack(heard, notShownMessage(now), now, desk.world.pause);
  }
}

/** The pictures of a drawing, with what was typed about them meanwhile. */
function typedMedia({ media }: DraftFields, { media: typed = [] }: DraftFields): Pick<DraftFields, 'media'> {
  if (media === undefined) return {};
  return {
    media: media.map((one) => {
      const { alt, altExempt, credit } = typed.find(({ hash }) => hash === one.hash) ?? one;
      return {
        ...one,
        ...(alt === undefined ? {} : { alt }),
        ...(altExempt === undefined ? {} : { altExempt }),
        ...(credit === undefined ? {} : { credit }),
      };
    }),
  };
}

/** The accounts that this person may draft for. @param chosen is among them in any case: a form without it would be none. */
async function accountsOf(desk: Desk, person: Person, chosen: string | null = null): Promise<readonly Account[]> {
  const { accounts } = desk.world.office;
  const allowed = await Promise.all(
    accounts.map(async ({ id }) => id === chosen || (await mayDraft(desk.world, id, person))),
  );
  return accounts.filter((_, index) => allowed[index]);
}

/** The form as these answers leave it; what was attached is taken in. */
async function drawnBefore(desk: Desk, answers: DraftFormAnswers, body: object): Promise<Drawing> {
  const { mode, accountId, text, channel, proposal, files } = answers;
  const taken = await takeMedia(desk.world, files, answers.fields.media ?? []);
  const fields = { ...answers.fields, ...(taken.media.length === 0 ? {} : { media: taken.media }) };
  const told = files.length === 0 ? null : mediaText.taken(taken);
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
    fresh: taken.added.length > 0,
    ...(told === null ? {} : taken.troubles.length > 0 ? { problem: told } : { done: told }),
  };
}
