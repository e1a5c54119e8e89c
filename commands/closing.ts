import type { App, BlockAction, ViewClosedAction } from '@slack/bolt';
import { ACTS, asksForWords } from '../src/acts/index.ts';
import { proposalOf } from '../src/draft/state.ts';
import { confirmForm, FIELDS, FORMS } from '../src/slack/action-ids.ts';
import { giveBack } from '../src/slack/private-answer.ts';
import { viewDraft } from '../src/usecases/read-draft.ts';
import { closedMessage } from '../views/answer/fault.ts';
import { readDraftMetadata, readTarget } from '../views/form/metadata.ts';
import { drawnInto, typedInto } from '../views/form/reading.ts';
import { type Desk, elsewhere } from './desk.ts';
import { answerWhenDone, isUnderWay } from './in-time.ts';
import { slipIn } from './slips.ts';
import { formIsGone, heardTyping, lastTyped } from './typed.ts';
import { carryWords } from './words.ts';

const { text, necessity, reason, url, targetUrl, alt, altExempt, credit } = FIELDS;
const TYPED = new RegExp(
  `^(?:(?:${[text, alt, altExempt, credit].join('|')})\\.\\d+|${necessity}|${reason}|${url}|${targetUrl})$`,
  'u',
);
const ASKING = Object.values(ACTS).flatMap((act) => (asksForWords(act) ? [act.form.id] : []));
const RETRY = confirmForm(ACTS.retry.id).replaceAll('.', '\\.');
const FORM = new RegExp(`^(?:${[FORMS.draft, FORMS.decision, RETRY, ...ASKING].join('|')})$`, 'u');

/**
 * Whoever closes a form that they wrote in has it back, privately. Slack says of a closed form only that it was closed, and not
 * what stood in it (`state.values` is empty in `view_closed`); so the app hears of it while it is typed.
 */
export function registerClosing(app: App, desk: Desk): void {
  app.action<BlockAction>(TYPED, async ({ ack, body: { view } }) => {
    if (view !== undefined) heardTyping(view);
    await ack();
  });

  app.view<ViewClosedAction>({ type: 'view_closed', callback_id: FORM }, async ({ ack, body, view, client }) => {
    const words = wordsIn(view);
    formIsGone(view.id);
    if (isUnderWay(view.id)) return ack();
    const about = aboutWhat(view);
    const kept = carryWords(desk, body, { text: words, channel: about.channel, draftId: about.draftId });
    const heard = { body, client, channel: about.channel, elsewhere: elsewhere(desk, about.accountId) };
    const given = async (): Promise<void> => {
      if (await isMissed(desk, about, words))
        await giveBack(heard, closedMessage(about.kind, words), words, desk.world.pause);
      await kept.release();
    };
    await answerWhenDone(ack, kept, given());
  });
}

type ClosedView = ViewClosedAction['view'];

function wordsIn(view: ClosedView): string {
  if (Object.keys(view.state.values).length > 0) return typedInto(view);
  return lastTyped(view) ?? drawnInto(view);
}

interface About {
  readonly kind: 'draft' | 'revision' | 'words';
  readonly draftId: string | null;
  readonly revision: number;
  readonly channel: string | null;
  readonly accountId?: string;
}

function aboutWhat({ callback_id: form, private_metadata: metadata }: ClosedView): About {
  if (form !== FORMS.draft) {
    const { draftId, revision, channel = null } = readTarget(metadata);
    return { kind: 'words', draftId, revision, channel };
  }
  const { mode, channel, accountId } = readDraftMetadata(metadata);
  const place = { channel, ...(accountId === null ? {} : { accountId }) };
  return mode.kind === 'new'
    ? { kind: 'draft', draftId: null, revision: 0, ...place }
    : { kind: 'revision', draftId: mode.draftId, revision: mode.revision, ...place };
}

/** Asks for a list, and has no words of its own: 「検索・予約が簡単に」 may well be a post. */
function isMereSlip(words: string): boolean {
  const slip = slipIn(words);
  return slip !== null && !slip.short && slip.words === '';
}

/** What is in the record, or was no text but a slip, nobody misses. */
async function isMissed({ world }: Desk, { kind, draftId, revision }: About, words: string): Promise<boolean> {
  if (words.trim() === '') return false;
  if (kind === 'draft') return !isMereSlip(words);
  if (draftId === null) return true;
  const view = await viewDraft(world, draftId).catch(() => undefined);
  if (view === undefined) return true;
  const drawnOn = [view.draft.revisions.find(({ number }) => number === revision), proposalOf(view.draft)];
  return drawnOn.every((one) => one?.content.text !== words);
}
