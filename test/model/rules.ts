import type { DraftEvent } from '../../src/draft/events.ts';
import { type Click, type Entry, type Ledgers, type Post, type Sent, slotIn } from './ledgers.ts';
import { type Card, cardOf, type Meaning, meaningOf, type Told } from './office.ts';

/** What must hold always. Each is compared on the ledgers, never on what the app believes. */
export const RULES = {
  'one-request': 'one order of a person sends at most one create request, and none while the last outcome is open',
  'every-post': 'every post that the network made is on record, or a person is openly asked for it',
  untouched: 'nothing is changed or decided under a request that is on its way',
  'own-result': 'a request that is on its way is not given a result by anything but its answer',
  'approved-content': 'what is sent is exactly what was approved, and the approval stands',
  whole: 'no post leaves without all its pictures, in their order',
  authority: 'who decides has authority at the moment of the decision, and did not write the draft',
  'not-forgotten': 'what the record owes is done while the app runs',
  'in-time': 'nothing is sent later than people expect it',
  'not-before': 'nothing is sent before its slot by the clock on the wall',
  'slot-ends':
    'what waits for its approval ends at its slot, what is approved for it ends after the grace, and neither before',
  reminded: 'people hear once for each reminder that a slot comes near, and only of what waits for its approval',
  durable: 'what an act rests on cannot be lost any more when the request leaves',
  'told-nothing': 'nobody hears only that nothing happened when their act stands on record',
  'told-early': 'nobody hears that it is done before that cannot be lost any more',
  'removal-intent': 'a removal is on record before the request leaves, and not over',
  'removal-authority': 'who removes has authority at the moment of the click',
  'removal-truth': 'a post that is up is not recorded as gone, nor one that is gone as up',
  once: 'no delivery acts twice',
  stop: 'nothing new leaves once the app is asked to stop',
  search: 'a search is for one attempt, and looks for all of its time',
  sound: 'no step ends with a bug',
} as const;

export type Rule = keyof typeof RULES;

export interface Breach {
  readonly rule: Rule;
  readonly what: string;
}

/** The app's own grace of five minutes, a slow check, and a disk that is away for a minute in between. */
const EXPECTED_WITHIN_MS = 420_000;
/** An order older than this is not carried out, nor one whose slot has passed for so long. */
const GRACE_MS = 300_000;
const MINUTE_MS = 60_000;
/** Of the reminders that a slot of the model is far enough for. */
const LAST_REMINDER_MS = 15 * MINUTE_MS;
/** A search looks for two minutes; a little less is no defect. */
const SEARCH_MS = 100_000;

/** By a person who has authority; the last of them is a removal's. */
const REMOVAL_DECISIONS: readonly Meaning['means'][] = ['removal-intent', 'gone', 'still-up'];
const DECISIONS: readonly Meaning['means'][] = ['order', 'no-post', ...REMOVAL_DECISIONS];

/** What the record asks for, and what may come of it; nothing is asked for ever. */
const OWED: readonly (readonly [Meaning['means'], readonly Meaning['means'][]])[] = [
  ['order', ['started', 'not-sent', 'post', 'changed', 'expired']],
  ['started', ['post', 'not-sent', 'unknown']],
  ['removal-intent', ['gone', 'still-up', 'removal-unknown', 'removal-gave-up']],
];

export class Rules {
  breach: Breach | null = null;
  readonly #ledgers: Ledgers;
  readonly #without: ReadonlySet<Rule>;

  /** @param without rules that are not looked at, to see what lies behind a defect that is known. */
  constructor(ledgers: Ledgers, without: ReadonlySet<Rule>) {
    this.#ledgers = ledgers;
    this.#without = without;
  }

  get #clockWasSet(): boolean {
    return this.#ledgers.clockSet.length > 0;
  }

  hold(rule: Rule, holds: boolean, what: string): void {
    if (holds || this.#without.has(rule) || this.breach !== null) return;
    this.breach = { rule, what };
    this.#ledgers.tell(`✗ ${rule}: ${what}`);
  }

  /** A request leaves. */
  request(sent: Sent): void {
    if (sent.what === 'create') this.#create(sent);
    else this.#delete(sent);
  }

  #create(sent: Sent): void {
    const entries = this.#ledgers.entries(sent.draft);
    const order = lastThat(entries, ({ means }) => means === 'order');
    const started = lastThat(entries, ({ means }) => means === 'started');
    const approval = lastThat(entries, (meaning) => meaning.means === 'order' && !meaning.again);
    this.hold('one-request', order !== null, 'a request leaves that nobody ordered');
    if (order === null || approval === null) return;
    this.hold('one-request', (started?.at ?? 0) >= order.at, 'a request leaves that is not on record');
    this.hold('durable', started?.durable === true && order.durable, 'a request leaves whose record may be lost');
    this.hold('one-request', started?.life === sent.life, 'a request leaves that another process began');

    const earlier = this.#ledgers.creates(sent.draft).filter((other) => other !== sent);
    this.hold(
      'one-request',
      !earlier.some(({ at }) => at > order.at),
      'a second create request leaves under one order of a person',
    );
    const up = entries.some((entry) => entry.at > order.at && means(entry, 'post') !== undefined);
    this.hold('one-request', !up, 'a create request leaves although its post is on record since it was ordered');
    const last = earlier.at(-1);
    const closed =
      last === undefined ||
      last.answer === 'no' ||
      entries.some((entry) => entry.at > last.at && means(entry, 'no-post') !== undefined);
    this.hold('one-request', closed, 'a second create request leaves while the outcome of the first is open');

    const checked = this.#ledgers.checks.some((at) => at > order.at);
    this.hold('own-result', checked, 'a request leaves on an account check that was made for an earlier order');
    const unrecorded = this.#ledgers.looks.find(
      ({ life, draft, found }) =>
        life === sent.life && draft === sent.draft && found !== null && !this.#isRecorded(draft, found),
    );
    this.hold(
      'every-post',
      unrecorded === undefined,
      'a request leaves although a post was found that is not on record',
    );

    const approved = approval.event.type === 'DraftApproved' ? approval.event.contentHash : '';
    this.hold('approved-content', sent.hash === approved, 'what is sent is not what was approved');
    const { sent: brought, meant } = sent.pictures;
    this.hold('whole', brought.join() === meant.join(), 'a post leaves without the pictures that were approved');
    const void_ = entries.some((entry) => entry.at > approval.at && VOIDS.includes(meaningOf(entry.event).means));
    this.hold('approved-content', !void_, 'what is sent has no approval that stands');

    this.#inTime(sent, order, started);
    this.#notAfterStop(sent);
  }

  #inTime(sent: Sent, order: Entry, started: Entry | null): void {
    const slot = sent.slot === undefined ? null : Date.parse(sent.slot);
    const begun = started?.decidedClock ?? 0;
    this.hold('not-before', slot === null || begun >= slot, 'a request leaves before its slot');
    if (slot === null || order.decidedClock >= slot) {
      const late = !this.#clockWasSet && sent.ms - order.ms > EXPECTED_WITHIN_MS;
      this.hold('in-time', !late, 'a request leaves long after it was ordered');
      return;
    }
    // Nobody can see that the clock is set between the last look at it and the request.
    const setSince = this.#ledgers.clockSet.some((at) => at > (started?.decidedAt ?? 0));
    this.hold('in-time', (setSince ? begun : sent.clock) - slot <= GRACE_MS, 'a request leaves long after its slot');
  }

  #isRecorded(draft: number, postId: string): boolean {
    return this.#ledgers.entries(draft).some((entry) => {
      const post = means(entry, 'post');
      return post?.means === 'post' && post.postId === postId;
    });
  }

  #notAfterStop({ what, life, at }: Sent): void {
    this.hold('stop', life.stopped === null || at < life.stopped, `a ${what} request leaves after the stop`);
  }

  #delete(sent: Sent): void {
    const entries = this.#ledgers.entries(sent.draft);
    const intent = lastThat(entries, ({ means }) => means === 'removal-intent');
    this.hold('removal-intent', intent?.durable === true, 'a DELETE leaves that is not on record');
    const safe = entries.filter(({ durable }) => durable);
    const over = lastThat(safe, ({ means }) => means === 'gone' || means === 'still-up');
    this.hold('removal-intent', (over?.at ?? 0) < (intent?.at ?? 0), 'a DELETE leaves for a removal that is over');
    const clicks = this.#ledgers.clicks.filter(({ kind, draft }) => kind === 'takeDown' && draft === sent.draft);
    this.hold(
      'removal-authority',
      clicks.some(({ by, at }) => this.#ledgers.hadRightSince(by.id, at)),
      'a DELETE leaves that nobody with authority asked for',
    );
    this.#notAfterStop(sent);
  }

  /** Events are in place, though a power cut may still take them. */
  inPlace(draft: number, added: readonly Entry[]): void {
    for (const entry of added) {
      this.#duringRequest(draft, entry);
      this.#byWhom(draft, entry);
      this.#trueToNetwork(draft, entry);
      this.#ofSlot(draft, entry);
      const { event } = entry;
      const twice = this.#ledgers.record
        .flat()
        .some((other) => other !== entry && acts(other) && other.event.delivery === event.delivery);
      this.hold(
        'once',
        event.delivery === undefined || !acts(entry) || !twice,
        `${event.type} by a delivery that has acted`,
      );
    }
  }

  #duringRequest(draft: number, entry: Entry): void {
    const [sent] = this.#ledgers.underWay(draft);
    if (sent === undefined) return;
    const { type, by } = entry.event;
    const meaning = meaningOf(entry.event);
    // What an earlier request came to is a fact, whatever is on its way now.
    if (meaning.means === 'other' || (meaning.means === 'post' && meaning.late)) return;
    // Asking again for a removal whose end is not known keeps nobody from saying what they see on the network.
    const saidOfRemoval = ['removal-intent', 'gone', 'still-up'].includes(meaning.means) && by !== 'system';
    if (sent.what === 'delete' && saidOfRemoval && this.#isRemovalUnknown(draft, entry)) return;
    const rule = by === 'system' ? 'own-result' : 'untouched';
    this.hold(rule, false, `${type} is recorded while a ${sent.what} request is on its way`);
  }

  #isRemovalUnknown(draft: number, { at }: Entry): boolean {
    const before = this.#ledgers.entries(draft).filter((other) => other.at < at);
    const unknown = lastThat(before, ({ means }) => means === 'removal-unknown');
    const over = lastThat(before, ({ means }) => means === 'gone' || means === 'still-up');
    return unknown !== null && unknown.at > (over?.at ?? 0);
  }

  #byWhom(draft: number, entry: Entry): void {
    const { event } = entry;
    const { means } = meaningOf(event);
    const decides = DECISIONS.includes(means);
    if (!decides || event.by === 'system') return;
    const { id } = event.by;
    const click = this.#ledgers.clicks.find(({ delivery }) => delivery === event.delivery);
    this.hold(
      REMOVAL_DECISIONS.includes(means) ? 'removal-authority' : 'authority',
      click !== undefined && this.#ledgers.hadRightSince(id, click.at),
      `${event.type} by somebody without authority`,
    );
    if (event.type !== 'DraftApproved') return;
    this.hold('approved-content', click?.seen === event.contentHash, 'what is approved is not what the card showed');
    const authors = this.#ledgers
      .events(draft)
      .flatMap(({ type, by }) => (type === 'DraftSubmitted' || type === 'DraftRevised' ? [by] : []));
    this.hold('authority', !authors.some((by) => by !== 'system' && by.id === id), 'who wrote the draft approves it');
  }

  #trueToNetwork(draft: number, entry: Entry): void {
    const meaning = meaningOf(entry.event);
    if (meaning.means === 'post' && meaning.by === 'app') {
      const post = this.#ledgers.posts.find(({ id }) => id === meaning.postId);
      this.hold('every-post', post?.draft === draft, 'a post is recorded that the network does not have');
    }
    if (meaning.means === 'not-sent') {
      const before = this.#ledgers.entries(draft).filter(({ at }) => at < entry.at);
      const open = lastThat(before, ({ means }) => means === 'order' || means === 'started');
      const tooOld = this.#clockWasSet || entry.ms - (open?.ms ?? 0) >= GRACE_MS;
      const own = open === null || means(open, 'started') !== undefined || tooOld;
      const checked = this.#ledgers.checks.some((at) => at > (open?.at ?? 0));
      this.hold('own-result', own || checked, 'an order comes to nothing by a check that was made for an earlier one');
    }
    if (meaning.means === 'unknown') {
      const last = this.#ledgers.creates(draft).at(-1);
      const heard = last?.life === entry.life && (last.answer === 'yes' || last.answer === 'no');
      this.hold('own-result', !heard, 'an answer that was heard is recorded as unknown');
    }
    if (meaning.means === 'gone' && meaning.by === 'app') {
      const answered = this.#ledgers.sent.some(
        ({ what, draft: other, answer }) => what === 'delete' && other === draft && answer === 'yes',
      );
      this.hold('removal-truth', answered, 'a post is recorded as gone without an answer that says so');
    }
    if (meaning.means === 'still-up' && meaning.by === 'app') {
      const gone = this.#ledgers.posts.find((post) => post.draft === draft && post.deleted);
      this.hold('removal-truth', gone === undefined, `post ${gone?.id} is gone and recorded as still up`);
    }
    if (meaning.means === 'gave-up') {
      const before = this.#ledgers.entries(draft).filter(({ at }) => at < entry.at);
      const unknown = lastThat(before, ({ means }) => means === 'unknown');
      const since = Math.max(unknown?.ms ?? 0, entry.life.born.ms);
      this.hold('search', entry.ms - since >= SEARCH_MS, 'a search is ended before its time');
    }
  }

  #ofSlot(draft: number, entry: Entry): void {
    const meaning = meaningOf(entry.event);
    if (meaning.means !== 'expired' && meaning.means !== 'reminder') return;
    const before = this.#ledgers.entries(draft).filter(({ at }) => at < entry.at);
    const events = before.map(({ event }) => event);
    const { slot } = meaning;
    const past = entry.decidedClock - slot;
    const waits = cardOf(events)?.buttons.includes('approve') === true;
    const rule = meaning.means === 'expired' ? 'slot-ends' : 'reminded';
    this.hold(rule, slotIn(events) === slot, `${entry.event.type} is for a slot that the draft does not have`);
    if (meaning.means === 'expired') {
      this.hold(
        rule,
        meaning.approved === !waits,
        'what ended was approved and is told as not, or the other way round',
      );
      this.hold(
        rule,
        waits ? past >= 0 : past > GRACE_MS,
        `${Math.round(past / 1_000)} s after its slot the draft ends`,
      );
      if (waits) this.#wasReminded(before, entry, slot);
      const order = lastThat(before, ({ means }) => means === 'order');
      const again = order !== null && meaningOf(order.event).means === 'order' && order.event.type !== 'DraftApproved';
      this.hold(rule, waits || !again || this.#clockWasSet, 'what a person ordered after its slot is ended');
      return;
    }
    this.hold(rule, waits, 'people are reminded of a draft that waits for no approval');
    this.hold(rule, past < 0, 'people are reminded of a slot that has come');
    const early = !this.#clockWasSet && past < -meaning.minutes * MINUTE_MS;
    this.hold(rule, !early, `people are reminded ${Math.round(past / 1_000)} s after the slot, before the time`);
    const told = sinceText(before).flatMap(({ event }) => ('minutes' in event ? [event.minutes] : []));
    this.hold(rule, !told.some((minutes) => minutes <= meaning.minutes), 'people are reminded twice of the same');
  }

  /** Where nothing came between, and the app was there. */
  #wasReminded(before: readonly Entry[], { life }: Entry, slot: number): void {
    const since = sinceText(before);
    const [text] = since;
    const undisturbed = !since.some(({ event }) => cardMoved.includes(event.type)) && !this.#clockWasSet;
    const inTime = text !== undefined && text.decidedClock < slot - LAST_REMINDER_MS && text.life === life;
    const told = since.some((entry) => means(entry, 'reminder') !== undefined);
    this.hold('reminded', !undisturbed || !inTime || told, 'a draft ends at its slot, and nobody was reminded');
  }

  /** Somebody hears what became of their act. */
  told({ kind, draft, delivery }: Click, told: Told): void {
    const own = this.#own(draft, delivery);
    switch (told.told) {
      case 'refused':
        this.hold('told-nothing', own.length === 0, `${kind} stands on record and is told as refused`);
        return;
      case 'done':
        this.hold('told-early', own.length > 0 || !told.changed, `${kind} is told as done and is not on record`);
        this.hold(
          'told-early',
          own.every(({ durable }) => durable),
          `${kind} is told as done and may be lost`,
        );
        return;
      case 'bug':
        this.hold('sound', false, told.error instanceof Error ? (told.error.stack ?? '') : String(told.error));
        return;
      default:
        return;
    }
  }

  /** Every delivery of the click has been answered: they were answers to one person. */
  answered({ kind, draft, delivery, told }: Click): void {
    const nothing = told.length > 0 && told.every((answer) => answer.told === 'nothing');
    this.hold(
      'told-nothing',
      !nothing || this.#own(draft, delivery).length === 0,
      `${kind} stands on record and is told as nothing`,
    );
  }

  #own(draft: number, delivery: string): readonly Entry[] {
    return this.#ledgers.entries(draft).filter((entry) => acts(entry) && entry.event.delivery === delivery);
  }

  /** Everything has gone well for long enough, and nothing is left to happen. */
  calm(when: string): void {
    for (const [draft, entries] of this.#ledgers.record.entries()) {
      const card = cardOf(entries.map(({ event }) => event));
      const slot = this.#ledgers.slot(draft);
      const waits = slot !== null && slot > this.#ledgers.clock;
      const owes = card?.owes ?? null;
      this.hold(
        'not-forgotten',
        owes === null || waits,
        `${when}, the app still owes the ${owes?.what} of draft ${draft}`,
      );
      const open = slot !== null && !waits && card?.buttons.includes('approve') === true;
      this.hold('slot-ends', !open, `${when}, draft ${draft} waits for an approval after its slot`);
      this.hold(
        'not-forgotten',
        !this.#isDropped(entries, card),
        `${when}, nobody waits for the slot of draft ${draft}`,
      );
      for (const [asked, answers] of OWED) {
        const last = lastThat(entries, ({ means }) => means === asked);
        const answered =
          last === null ||
          (waits && asked === 'order') ||
          entries.some(({ at, event }) => at > last.at && answers.includes(meaningOf(event).means));
        this.hold('not-forgotten', answered, `${when}, nothing has come of the ${asked} of draft ${draft}`);
      }
    }
    for (const post of this.#ledgers.posts)
      this.hold('every-post', this.#isKnown(post), `${when}, nobody is told of post ${post.id}`);
  }

  /** It is for a slot to come, by a person's last word, and the app does not know that. */
  #isDropped(entries: readonly Entry[], card: Card | undefined): boolean {
    const slot = slotIn(entries.map(({ event }) => event));
    if (card === undefined || slot === null || slot <= this.#ledgers.clock) return false;
    const last = entries.findLast(({ event }) => meaningOf(event).means !== 'other')?.event;
    const orders = last !== undefined && meaningOf(last).means === 'order';
    return card.owes === null && (orders || card.buttons.includes('approve'));
  }

  #isKnown({ id, draft, request }: Post): boolean {
    const entries = this.#ledgers.entries(draft);
    const later = entries.filter(({ at }) => at > request.at);
    const recorded = later.some((entry) => {
      const post = means(entry, 'post');
      // Of a repost a person can give no number.
      const byHand = request.about === 'repost' ? null : id;
      return post?.means === 'post' && (post.postId === id || post.postId === byHand);
    });
    // Whoever had the answer and went on living has no excuse.
    if (recorded || (request.answer === 'yes' && request.life.alive)) return recorded;
    // A person who was asked what became of the request has answered, with another post or with none.
    const isPersonsWord = (entry: Entry) => {
      const post = means(entry, 'post');
      return means(entry, 'no-post') !== undefined || (post?.means === 'post' && post.by === 'person');
    };
    if (later.some(isPersonsWord)) return true;
    return cardOf(entries.map(({ event }) => event))?.asksPerson ?? false;
  }
}

/** After these an approval is none any more. */
const VOIDS: readonly Meaning['means'][] = ['changed', 'expired'];
/** It did not wait for its approval all the time. */
const cardMoved: readonly DraftEvent['type'][] = ['DraftApproved', 'DraftReturned', 'ApprovalRevoked'];

/** From the newest version of the text on. */
function sinceText(entries: readonly Entry[]): readonly Entry[] {
  const text = entries.findLastIndex(({ event }) => event.type === 'DraftSubmitted' || event.type === 'DraftRevised');
  return entries.slice(Math.max(0, text));
}

/** A refused attempt is on record too, and nothing came of it. */
function acts({ event }: Entry): boolean {
  return event.delivery !== undefined && event.type !== 'AttemptRefused';
}

function means(entry: Entry, what: Meaning['means']): Meaning | undefined {
  const meaning = meaningOf(entry.event);
  return meaning.means === what ? meaning : undefined;
}

function lastThat(entries: readonly Entry[], holds: (meaning: Meaning) => boolean): Entry | null {
  return entries.findLast(({ event }) => holds(meaningOf(event))) ?? null;
}
