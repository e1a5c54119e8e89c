import { createHash } from 'node:crypto';
import type { types, webApi } from '@slack/bolt';
import { picturesIn } from '../../views/kit/pictures.ts';
import { isSettled } from '../draft/state.ts';
import type { Clock, DraftReader, DraftStore, DraftView, ThreadState } from '../usecases/ports.ts';
import type { Log } from './log.ts';
import type { PictureBoard } from './picture-board.ts';
import { Held, type RateGate } from './rate-gate.ts';
import { slackFault } from './slack-faults.ts';
import { wasPosted } from './thread-lookup.ts';

export interface Message {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

export interface ThreadWriterParts {
  readonly client: webApi.WebClient;
  readonly store: Pick<DraftStore, 'loadThread' | 'saveThread' | 'close'>;
  readonly reader: DraftReader;
  readonly clock: Clock;
  readonly log: Log;
  /** Resolves when nobody waits for an answer of the app. */
  readonly calm: () => Promise<void>;
  readonly card: (view: DraftView) => Message;
  readonly threadLines: (view: DraftView, index: number) => readonly Message[];
  /** What is sent when Slack will not have the whole: shorter, and saying so. */
  readonly plain: (message: Message) => Message;
  readonly withoutPictures: (message: Message) => Message;
  readonly board: Pick<PictureBoard, 'illustrate' | 'remember' | 'filesOf' | 'forget'>;
  readonly monthOf: (instant: Date) => string;
  /** Rejects when the app is stopping. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Slack takes a moment to look at a picture that it was just given; until then it refuses messages that show it. */
const PICTURE_PAUSES_MS = [500, 1_500, 4_000];

/** Slack's names for a card that cannot be changed any more, or a thread that is gone. */
const GONE = ['message_not_found', 'cant_update_message', 'edit_window_closed', 'thread_not_found'];

/** Slack's names for a message that it will never take as it is. */
const UNFIT = [
  'msg_too_long',
  'msg_blocks_too_long',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'block_mismatch',
];

/** Slack's limits are by method. */
const POST = 'chat.postMessage';
const UPDATE = 'chat.update';
const LOOK = 'conversations.history';

export type Redraw = 'no' | 'if-wrong' | 'anyway';

export interface CatchUpOptions {
  /**
   * What becomes of a card that tells all: `if-wrong` draws it again where it would look another way today, `anyway` in any
   * case, which shows whether it is still there.
   */
  readonly redraw: Redraw;
  readonly gate: RateGate;
  /** Slack's lists have had time to show what it took in: a message that they do not have is not there. */
  readonly listed: boolean;
  readonly stopped: () => boolean;
}

/**
 * Brings one draft's card and thread up to the record: one card, one line (or several, for a long text) an event.
 * The cursor is saved before and after every message: arm, send, record; recording one message arms the next. After a
 * failure without an answer, and after a crash, the thread itself is asked whether the message is there before it is sent again.
 * @returns `unlisted` when Slack's lists do not have a message that may have been sent: ask again a moment later,
 *   with `listed`. The card does not wait for that.
 */
export async function catchUp(
  parts: ThreadWriterParts,
  id: string,
  { redraw, listed, stopped, gate }: CatchUpOptions,
): Promise<'done' | 'unlisted'> {
  await parts.calm();
  const read = await parts.reader.view(id);
  if (read === undefined) return 'done';
  // Reading a long draft and drawing its card are two pieces of work.
  await parts.calm();
  const before = (await parts.store.loadThread(id)) ?? newThread(read.account.channel);
  parts.board.remember(before.files ?? {});
  const view = await parts.board.illustrate(read);
  const thread = view.pictures === undefined ? before : { ...before, files: parts.board.filesOf(view) };
  const writer = new ThreadWriter(parts, { view, thread, listed, stopped, gate });
  try {
    await writer.showCard(redraw);
    await writer.tellEvents();
  } catch (error) {
    if (error instanceof Unlisted) return 'unlisted';
    throw error;
  }
  if (isSettled(view.draft.status) && writer.isDone) {
    // A post rests in the month of its publication, also when it is taken up again years later.
    const { draft } = view;
    const month = parts.monthOf('post' in draft ? new Date(draft.post.publishedAt) : parts.clock.now());
    await parts.store.close(id, month, view.version);
  }
  return 'done';
}

/** A message that may have been sent is in none of Slack's lists, which may not have it yet. */
class Unlisted extends Error {}

function newThread(channel: string): ThreadState {
  return { channel, cardTs: null, shown: 0, told: 0, parts: 0, inDoubt: false };
}

interface Mark {
  readonly event_type: string;
  readonly event_payload: { readonly [key: string]: string | number };
}

interface Place {
  readonly channel: string;
  readonly thread_ts?: string;
}

class ThreadWriter {
  readonly #parts: ThreadWriterParts;
  readonly #view: DraftView;
  readonly #listed: boolean;
  readonly #stopped: () => boolean;
  readonly #gate: RateGate;
  readonly #card: Message;
  /** What the card looks like, in few characters. */
  readonly #look: string;
  readonly #lines = new Map<number, readonly Message[]>();
  #thread: ThreadState;
  /** The doubt on record is this writer's own: the next message has not left yet. */
  #armed = false;

  constructor(
    parts: ThreadWriterParts,
    task: { readonly view: DraftView; readonly thread: ThreadState } & Pick<
      CatchUpOptions,
      'listed' | 'stopped' | 'gate'
    >,
  ) {
    this.#parts = parts;
    this.#view = task.view;
    this.#thread = task.thread;
    this.#listed = task.listed;
    this.#stopped = task.stopped;
    this.#gate = task.gate;
    this.#card = parts.card(task.view);
    this.#look = createHash('sha256').update(JSON.stringify(this.#card)).digest('base64url').slice(0, 12);
  }

  get isDone(): boolean {
    const { told, shown } = this.#thread;
    return told >= this.#view.version && shown >= this.#view.version;
  }

  /** The card comes before the lines: its buttons must be gone before anybody reads that something happened. */
  async showCard(redraw: Redraw): Promise<void> {
    if (this.#thread.cardTs === null) await this.#postCard();
    const wrong = redraw === 'if-wrong' && this.#thread.drawn !== this.#look;
    if (wrong || redraw === 'anyway' || this.#thread.shown < this.#view.version) await this.#updateCard();
  }

  async tellEvents(): Promise<void> {
    while (this.#thread.told < this.#view.version && !this.#stopped()) {
      const messages = this.#linesOf(this.#thread.told);
      const message = messages[this.#thread.parts];
      if (message === undefined) await this.#save({ told: this.#thread.told + 1, parts: 0 });
      else await this.#postLine(message, this.#thread.parts === messages.length - 1);
    }
  }

  async #postCard(): Promise<void> {
    const { channel } = this.#thread;
    const mark = { event_type: 'kessai_card', event_payload: { draft: this.#view.draft.id } };
    const found = await this.#arm({ channel }, mark);
    const ts = found ?? (await this.#send({ channel }, this.#card, mark));
    // A card that was found may show an older state.
    await this.#record({
      cardTs: ts,
      ...(found === null ? { shown: this.#view.version, drawn: this.#look } : { shown: 0 }),
    });
  }

  async #updateCard(): Promise<void> {
    const { channel, cardTs } = this.#thread;
    if (cardTs === null) return;
    try {
      await this.#fitting(this.#card, (message) =>
        this.#gate.run(UPDATE, () => this.#parts.client.chat.update({ channel, ts: cardTs, ...message })),
      );
    } catch (error) {
      if (!isRefusal(error, GONE)) throw error;
      await this.#startAnew();
      await this.#postCard();
      return;
    }
    const change = { shown: this.#view.version, drawn: this.#look };
    // Nothing was sent that could be there twice; a doubt about an earlier message stays.
    await (this.#thread.inDoubt ? this.#save(change) : this.#record(change));
  }

  /** @param last nothing more is to be told of this event, which is then on record together with the line. */
  async #postLine(message: Message, last: boolean): Promise<void> {
    const { channel, cardTs, told, parts } = this.#thread;
    if (cardTs === null) return;
    const place = { channel, thread_ts: cardTs };
    const mark = {
      event_type: 'kessai_line',
      event_payload: { draft: this.#view.draft.id, event: told, part: parts },
    };
    try {
      if ((await this.#arm(place, mark)) === null) await this.#send(place, message, mark);
    } catch (error) {
      if (!isRefusal(error, GONE)) throw error;
      await this.#startAnew();
      await this.#postCard();
      return;
    }
    await this.#record(last ? { told: told + 1, parts: 0 } : { parts: parts + 1 });
  }

  /** The card is gone: another is posted, with the whole story under it. */
  async #startAnew(): Promise<void> {
    this.#parts.log.warn({ draft: this.#view.draft.id }, 'the card is gone and is posted again');
    await this.#save({ cardTs: null, shown: 0, told: 0, parts: 0, inDoubt: false });
    this.#armed = false;
  }

  /** After a message: it is there. When a line follows at once, the same write arms that one. */
  async #record(change: Partial<ThreadState>): Promise<void> {
    const next = { ...this.#thread, ...change };
    const follows = next.cardTs !== null && next.shown >= this.#view.version && this.#hasLineAt(next);
    const armed = follows && !this.#stopped() && !this.#isHeld(POST);
    await this.#save({ ...change, inDoubt: armed });
    this.#armed = armed;
  }

  /** Is there a line left to be sent? Some events have none. */
  #hasLineAt({ told, parts }: ThreadState): boolean {
    for (let event = told; event < this.#view.version; event += 1)
      if (this.#linesOf(event).length > (event === told ? parts : 0)) return true;
    return false;
  }

  #linesOf(event: number): readonly Message[] {
    const known = this.#lines.get(event) ?? this.#parts.threadLines(this.#view, event);
    this.#lines.set(event, known);
    return known;
  }

  /**
   * Before a message leaves, its leaving is on record; after a doubt, the thread is asked first.
   * @returns the `ts` of the message when it is there already.
   * @throws Unlisted when "it is not there" cannot be believed yet.
   */
  async #arm(place: Place, mark: Mark): Promise<string | null> {
    // While Slack takes no message, nothing is written about one either.
    this.#gate.pass(POST);
    if (this.#armed) {
      this.#armed = false;
      return null;
    }
    if (!this.#thread.inDoubt) {
      await this.#save({ inDoubt: true });
      return null;
    }
    const { client, log } = this.#parts;
    const found = await this.#gate.run(LOOK, () => wasPosted(client, { ...place, mark }, log));
    if (found === null && !this.#listed) throw new Unlisted();
    return found;
  }

  async #send(place: Place, message: Message, metadata: Mark): Promise<string> {
    try {
      const answer = await this.#fitting(message, (fit) =>
        this.#gate.run(POST, () =>
          this.#parts.client.chat.postMessage({ ...place, ...fit, metadata, unfurl_links: false, unfurl_media: false }),
        ),
      );
      return answer.ts ?? '';
    } catch (error) {
      // Slack's clear no: nothing was posted, so the next try need not look first.
      if (error instanceof Held || slackFault(error).kind !== 'unknown') await this.#save({ inDoubt: false });
      throw error;
    }
  }

  /** A message that Slack refuses for what is in it would be refused for ever: then it gets the plain one. */
  async #fitting<T>(message: Message, send: (message: Message) => Promise<T>): Promise<T> {
    await this.#parts.calm();
    const pictures = picturesIn(message.blocks);
    for (const wait of pictures.length === 0 ? [] : PICTURE_PAUSES_MS) {
      try {
        return await send(message);
      } catch (error) {
        if (!isRefusal(error, UNFIT)) throw error;
        await this.#parts.pause(wait);
      }
    }
    try {
      return await send(message);
    } catch (error) {
      if (!isRefusal(error, UNFIT)) throw error;
      this.#parts.log.error({ err: error, draft: this.#view.draft.id }, 'Slack does not take the message as it is');
      if (pictures.length === 0) return send(this.#parts.plain(message));
      this.#parts.board.forget(pictures);
      return this.#fitting(this.#parts.withoutPictures(message), send);
    }
  }

  #isHeld(method: string): boolean {
    try {
      this.#gate.pass(method);
      return false;
    } catch {
      return true;
    }
  }

  async #save(change: Partial<ThreadState>): Promise<void> {
    const next = { ...this.#thread, ...change };
    await this.#parts.calm();
    await this.#parts.store.saveThread(this.#view.draft.id, next);
    this.#thread = next;
  }
}

function isRefusal(error: unknown, names: readonly string[]): boolean {
  if (!(error instanceof Error)) return false;
  try {
    const fault = slackFault(error);
    return fault.kind === 'refused' && names.includes(fault.error);
  } catch {
    return false;
  }
}
