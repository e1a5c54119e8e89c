import type { DraftEvent } from '../../src/draft/events.ts';
import type { Clockwork, Life } from './clockwork.ts';
import type { DiskFate } from './disk.ts';
import { type Click, type Ledgers, type Sent, slotIn } from './ledgers.ts';
import type { Network } from './network.ts';
import { cardOf, type Meaning, meaningOf, type Told } from './office.ts';
import type { Situation } from './situations.ts';

/** Notes which situations a story has been through. It judges nothing. */
export class Notice {
  readonly reached = new Set<Situation>();
  readonly #ledgers: Ledgers;
  readonly #clockwork: Clockwork;

  constructor(ledgers: Ledgers, clockwork: Clockwork) {
    this.#ledgers = ledgers;
    this.#clockwork = clockwork;
  }

  add(situation: Situation): void {
    this.reached.add(situation);
  }

  /** Before the click is entered. */
  click({ kind, draft, by }: Click, circumstances: { readonly formGone: boolean; readonly checking: boolean }): void {
    if (circumstances.formGone && (kind === 'approve' || kind === 'takeDown')) this.add('the form was gone');
    if (circumstances.checking) this.add('a click while the account was checked');
    for (const { what } of this.#ledgers.underWay(draft))
      this.add(what === 'create' ? 'a click while a request was on its way' : 'a click while a DELETE was on its way');
    if (this.#ledgers.clicks.some((other) => other.draft === draft && other.by !== by && other.told.length === 0))
      this.add('two people at once');
    if (kind === 'approve' && !this.#ledgers.hasRight(by.id)) this.add('a click without authority');
  }

  /** Before it is entered that somebody has authority or not. */
  right(person: string, has: boolean): void {
    const handled = this.#ledgers.clicks.some(({ by, told }) => by.id === person && told.length === 0);
    if (!has && handled && this.#ledgers.hasRight(person)) this.add('authority lost while a click was handled');
  }

  end(
    how: 'death' | 'stop',
    { checking, bringing, unrecorded }: Network['under'] & { readonly unrecorded: readonly Sent[] },
  ): void {
    if (this.#waitsForSlot()) this.add(`a ${how} while a slot was waited for`);
    const requests = this.#ledgers.record.flatMap((_, draft) => this.#ledgers.underWay(draft));
    if (checking) this.add(`a ${how} while the account was checked`);
    if (bringing && how === 'death') this.add('a death while pictures were brought');
    if (how === 'stop') {
      if (requests.length > 0) this.add('a stop while a request was on its way');
      return;
    }
    for (const { what } of requests)
      this.add(
        what === 'create' ? 'a death while a create request was on its way' : 'a death while a DELETE was on its way',
      );
    if (unrecorded.some(({ what, answer }) => what === 'create' && answer === 'yes'))
      this.add('a death between a 201 and its record');
  }

  clock(): void {
    this.add('a clock that was set');
    if (this.#waitsForSlot()) this.add('a clock that was set while a slot was waited for');
  }

  /** When it is entered. */
  request({ what, slot, life }: Sent): void {
    if (what !== 'create' || slot === undefined) return;
    this.add('a slot was kept');
    if (life.born.clock > Date.parse(slot)) this.add('a slot was kept after a start within the grace');
  }

  #waitsForSlot(): boolean {
    return this.#ledgers.record.some((_, draft) => cardOf(this.#ledgers.events(draft))?.owes?.from !== undefined);
  }

  event(draft: number, event: DraftEvent, life: Life): void {
    const all = this.#ledgers.events(draft);
    const at = all.indexOf(event);
    const earlier = at === -1 ? all : all.slice(0, at);
    this.#ofSlot(earlier, event, life);
    if (event.type === 'ApprovalRevoked') this.add('承認の取消し');
    if (event.type === 'DraftApproved' && earlier.some(({ type }) => type === 'ApprovalRevoked'))
      this.add('approved, revoked and approved again');
    if (event.type === 'PublishFailed' && event.failure.kind === 'not-started')
      this.add(event.order === undefined ? 'an attempt that was not sent' : 'an approval older than the grace');
    this.#meaning(draft, meaningOf(event));
  }

  #ofSlot(earlier: readonly DraftEvent[], event: DraftEvent, life: Life): void {
    const slot = slotIn(earlier);
    const { clock } = this.#ledgers;
    const meaning = meaningOf(event);
    if (meaning.means === 'reminder') this.add('people were reminded of a slot');
    if (meaning.means === 'expired') {
      const away = life.born.clock > meaning.slot + 300_000;
      if (!meaning.approved) this.add('a slot passed without an approval');
      else if (away) this.add('a slot passed while the app was down beyond the grace');
      else this.add('a slot passed without a sending, and the app was there');
    }
    if (slot === null) return;
    if (event.type === 'ApprovalRevoked' && clock < slot) this.add('an approval was taken back before its slot');
    if (event.type === 'RetryOrdered' && clock > slot) this.add('a person ordered again after a slot');
    if (event.type !== 'DraftRevised' || slotIn([event]) === slot) return;
    this.add('another slot by a revision');
    if (cardOf(earlier)?.owes?.what === 'send') this.add('an approved draft for another slot by a revision');
  }

  #meaning(draft: number, meaning: Meaning): void {
    switch (meaning.means) {
      case 'unknown':
        this.add('an unknown outcome');
        return;
      case 'gave-up':
        this.add('the search gave up');
        return;
      case 'no-post':
        this.add('a person said that there is no post');
        return;
      case 'order':
        if (meaning.again) this.#retry(draft);
        return;
      case 'post':
        if (meaning.by === 'person') this.add('a person gave the address of the post');
        else if (meaning.late) this.add('a post that nobody waited for any more');
        else if (this.#ledgers.looks.some((look) => look.draft === draft)) this.add('the search found the post');
        return;
      case 'removal-intent':
        this.add('削除');
        return;
      case 'removal-unknown':
        this.add('a removal whose end was unknown');
        return;
      case 'removal-gave-up':
        this.add('a removal was asked for in vain');
        return;
      case 'gone':
      case 'still-up':
        if (meaning.by === 'person') this.add('a person said what became of a removal');
        return;
      default:
        return;
    }
  }

  told({ told }: Told): void {
    if (told === 'nothing') this.add('a person was told that nothing happened');
    if (told === 'checking') this.add('a person was told that it is being found out');
  }

  #retry(draft: number): void {
    this.add('もう一度公開する');
    const unknown = this.#ledgers.entries(draft).findLast(({ event }) => meaningOf(event).means === 'unknown');
    if (unknown?.life.alive === true && this.#clockwork.ms - unknown.ms < 112_000)
      this.add('an order within the search of an earlier attempt');
  }

  disk(fate: DiskFate | 'full', events: readonly DraftEvent[]): void {
    if (fate === 'unreadable') this.add('a read that failed');
    if (fate === 'slow') this.add('a write that took its time');
    if (fate === 'fails') this.add('a write that failed');
    if (fate === 'full') this.add('a full disk');
    if (fate === 'uncertain-and-gone') this.add('an uncertain write that came to nothing');
    if (fate !== 'uncertain') return;
    this.add('a write that was uncertain');
    for (const event of events) {
      const { means } = meaningOf(event);
      if (event.type === 'DraftApproved') this.add('an approval that was uncertain');
      if (means === 'started') this.add('a start that was uncertain');
      if (means === 'post' || means === 'unknown' || means === 'not-sent') this.add('a result that was uncertain');
      if (means === 'removal-intent') this.add('a removal that was uncertain');
    }
  }

  answered(sent: Sent): void {
    const { what, answer, postId, text } = sent;
    const { posts } = this.#ledgers;
    const made = posts.some(({ request }) => request === sent);
    if (what === 'create') {
      if (answer === 'yes') this.add('a 201 was heard');
      if (answer === 'yes' && sent.about === 'reply') this.add('an answer to somebody went out');
      if (answer === 'yes' && sent.about === 'pictures') this.add('a post with pictures went out');
      if (answer === 'yes' && sent.about === 'repost') this.add('a repost was heard');
      if (answer === 'unknown' && made && sent.about === 'repost') this.add('the answer to a repost was lost');
      if (answer === 'yes' && this.#clockwork.ms - sent.ms >= 5_000) this.add('a 201 came late');
      if (answer === 'unknown' && made) this.add('a 201 was lost');
      if (answer === 'no') this.add('a definite no');
      if (answer === 'unknown' && !made && posts.some((post) => post.text === text && !post.deleted))
        this.add('the network refused a duplicate');
      return;
    }
    if (answer === 'yes') this.add('a post was removed');
    if (answer === 'no') this.add('a removal was refused');
    if (answer === 'no' && posts.some(({ id, deleted }) => id === postId && deleted))
      this.add('a removal refused after one whose answer was lost');
    if (answer === 'unknown' && posts.some(({ id, deleted }) => id === postId && deleted))
      this.add('the answer to a removal was lost');
  }
}
