import type { App, BlockAction, ViewClosedAction } from '@slack/bolt';
import { ACTS, asksForWords } from '../src/acts/index.ts';
import { proposalOf } from '../src/draft/state.ts';
import { FIELDS, FORMS } from '../src/slack/action-ids.ts';
import { giveBack } from '../src/slack/private-answer.ts';
import { viewDraft } from '../src/usecases/read-draft.ts';
import { closedMessage } from '../views/answer/fault.ts';
import { readDraftMetadata, readTarget } from '../views/form/metadata.ts';
import { drawnInto, typedInto } from '../views/form/reading.ts';
import { type Desk, elsewhere } from './desk.ts';
import { answerWhenDone, isUnderWay } from './in-time.ts';
import { slipIn } from './slips.ts';
import { carryWords } from './words.ts';

const { text, necessity, reason, url } = FIELDS;
const TYPED = new RegExp(`^(?:${text}\\.\\d+|${necessity}|${reason}|${url})$`, 'u');
const ASKING = Object.values(ACTS).flatMap((act) => (asksForWords(act) ? [act.form.id] : []));
const FORM = new RegExp(`^(?:${[FORMS.draft, FORMS.decision, ...ASKING].join('|')})$`, 'u');

/** Forms whose words are remembered; of one that stood open that long, what it was drawn with comes back. */
const MOST_OPEN = 1_000;

interface Typed {
  /** A form that was drawn again meanwhile holds something else. */
  readonly metadata: string;
  readonly words: string;
}

/**
 * Whoever closes a form that they wrote in has it back, privately. Slack says of a closed form only that it was closed, and not
 * what stood in it (`state.values` is empty in `view_closed`); so the app hears of it while it is typed.
 */
export function registerClosing(app: App, desk: Desk): void {
  const open = new Map<string, Typed>();

  app.action<BlockAction>(TYPED, async ({ ack, body: { view } }) => {
    await ack();
    if (view === undefined) return;
    open.delete(view.id);
    open.set(view.id, { metadata: view.private_metadata, words: typedInto(view) });
    const [oldest] = open.keys();
    if (open.size > MOST_OPEN && oldest !== undefined) open.delete(oldest);
  });

  app.view<ViewClosedAction>({ type: 'view_closed', callback_id: FORM }, async ({ ack, body, view, client }) => {
    const last = open.get(view.id);
    open.delete(view.id);
    if (isUnderWay(view.id)) return ack();
    const words = wordsIn(view, last);
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

function wordsIn(view: ClosedView, last: Typed | undefined): string {
  if (Object.keys(view.state.values).length > 0) return typedInto(view);
  return last?.metadata === view.private_metadata ? last.words : drawnInto(view);
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

/** What is in the record, or was no text but a slip, nobody misses. */
async function isMissed({ world }: Desk, { kind, draftId, revision }: About, words: string): Promise<boolean> {
  if (words.trim() === '') return false;
  if (kind === 'draft') return slipIn(words)?.short !== false;
  if (draftId === null) return true;
  const view = await viewDraft(world, draftId).catch(() => undefined);
  if (view === undefined) return true;
  const drawnOn = [view.draft.revisions.find(({ number }) => number === revision), proposalOf(view.draft)];
  return drawnOn.every((one) => one?.content.text !== words);
}
