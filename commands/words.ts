import { carry } from '../src/slack/carried.ts';
import { giveBack, type Heard } from '../src/slack/private-answer.ts';
import { currentReference } from '../src/slack/reference.ts';
import { accountOf, type Outcome } from '../src/usecases/act.ts';
import type { Arrival, Kept } from '../src/usecases/ports.ts';
import { viewDraft } from '../src/usecases/read-draft.ts';
import { reviseDraft } from '../src/usecases/revise-draft.ts';
import { submitDraft } from '../src/usecases/submit-draft.ts';
import { faultMessage, stoppedMessage } from '../views/answer/fault.ts';
import { refusalMessage } from '../views/answer/refusal.ts';
import { type Desk, elsewhere, signed, tellIfNoCard } from './desk.ts';

/** What becomes a draft, or another revision of one. */
export type Text = Exclude<Arrival, { kind: 'words' }>;

/** Takes words that do not become a draft by themselves into the inbox. Call it before the first await. */
export function carryWords(
  desk: Desk,
  body: object,
  words: { readonly text: string; readonly channel: string | null; readonly draftId: string | null },
): Kept {
  return carry(desk.inbox, body, { kind: 'words', ...words, ...arrived(desk, body) });
}

/** Who wrote it, when, and with which delivery. */
export function arrived(desk: Desk, body: object): Pick<Arrival, 'by' | 'delivery' | 'at'> {
  return { ...signed(desk, body), at: desk.world.clock.now().toISOString() };
}

/** Drafts it, or makes a revision of it. The same delivery does it once. */
export function record({ world }: Desk, text: Text): Promise<Outcome> {
  return text.kind === 'draft' ? submitDraft(world, text) : reviseDraft(world, text);
}

/** Refused: why, and what was written. It stays in the inbox until its author has it. */
export async function sendBack(desk: Desk, heard: Heard, kept: Kept, refused: Outcome & { ok: false }): Promise<void> {
  const { arrival } = kept;
  const account = arrival.kind === 'draft' ? accountOf(desk.world, arrival.accountId) : undefined;
  const options = { text: arrival.text, account };
  await giveBack(heard, refusalMessage(refused.refusal, options), arrival.text, desk.world.pause);
  await kept.release();
}

/**
 * Does what an earlier run took in and did not get done: drafts, or gives back. A decision is never carried out here.
 * @throws what drafting throws, when its author has the text back; what else goes wrong leaves it for the next start.
 */
export async function finishArrival(
  desk: Desk,
  client: Heard['client'],
  kept: Kept,
): Promise<'on record' | 'given back'> {
  const { arrival } = kept;
  const accountId = arrival.kind === 'draft' ? arrival.accountId : undefined;
  const heard = {
    client,
    body: { user_id: arrival.by.id },
    channel: arrival.channel,
    elsewhere: elsewhere(desk, accountId),
  };
  if (arrival.kind === 'words') {
    const done = await isOnRecord(desk, arrival);
    const about = arrival.draftId === null ? 'form' : 'draft';
    if (!done) await giveBack(heard, stoppedMessage(about, arrival.text), arrival.text, desk.world.pause);
    await kept.release();
    return done ? 'on record' : 'given back';
  }
  let outcome: Outcome;
  try {
    outcome = await record(desk, arrival);
  } catch (error) {
    const message = faultMessage(currentReference() ?? '', arrival.text);
    await giveBack(heard, message, arrival.text, desk.world.pause);
    await kept.release();
    throw error;
  }
  if (!outcome.ok) {
    await sendBack(desk, heard, kept, outcome);
    return 'given back';
  }
  await kept.release();
  await tellIfNoCard(desk, heard, outcome.draft);
  return 'on record';
}

/** The app may have stopped after the decision, and before it let go of the reason. */
async function isOnRecord(desk: Desk, { draftId, delivery }: Extract<Arrival, { kind: 'words' }>): Promise<boolean> {
  const view = draftId === null ? undefined : await viewDraft(desk.world, draftId);
  return view?.events.some((event) => event.delivery === delivery && event.type !== 'AttemptRefused') ?? false;
}
