import type { DraftEvent } from '../../src/draft/events.ts';
import type { Clockwork } from './clockwork.ts';
import type { DiskFate } from './disk.ts';
import type { Click, Ledgers, Sent } from './ledgers.ts';
import { meaningsOf } from './office.ts';
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
    if (this.#ledgers.underWay(draft).length > 0) this.add('a click while a request was on its way');
    if (this.#ledgers.clicks.some((other) => other.draft === draft && other.by !== by && other.told === null))
      this.add('two people at once');
    if (kind === 'approve' && !this.#ledgers.hasRight(by.id)) this.add('a click without authority');
  }

  /** Before it is entered that somebody has authority or not. */
  right(person: string, has: boolean): void {
    const handled = this.#ledgers.clicks.some(({ by, told }) => by.id === person && told === null);
    if (!has && handled && this.#ledgers.hasRight(person)) this.add('authority lost while a click was handled');
  }

  end(
    how: 'death' | 'stop',
    { checking, unrecorded }: { readonly checking: boolean; readonly unrecorded: readonly Sent[] },
  ): void {
    const requests = this.#ledgers.record.flatMap((_, draft) => this.#ledgers.underWay(draft));
    if (checking) this.add(`a ${how} while the account was checked`);
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

  event(draft: number, event: DraftEvent): void {
    const earlier = this.#ledgers.events(draft);
    if (event.type === 'ApprovalRevoked') this.add('承認の取消し');
    if (event.type === 'DraftApproved' && earlier.some(({ type }) => type === 'ApprovalRevoked'))
      this.add('approved, revoked and approved again');
    if (event.type === 'PublishFailed' && event.failure.kind === 'not-started')
      this.add('an approval older than the grace');
    for (const meaning of meaningsOf(event)) {
      if (meaning.means === 'unknown') this.add('an unknown outcome');
      if (meaning.means === 'gave-up') this.add('the search gave up');
      if (meaning.means === 'no-post') this.add('a person said that there is no post');
      if (meaning.means === 'order' && meaning.again) this.#retry(draft);
      if (meaning.means === 'post' && meaning.by === 'person') this.add('a person gave the address of the post');
      if (meaning.means === 'post' && meaning.by === 'app' && this.#ledgers.looks.some((look) => look.draft === draft))
        this.add('the search found the post');
    }
  }

  #retry(draft: number): void {
    this.add('もう一度公開する');
    const unknown = this.#ledgers
      .entries(draft)
      .findLast(({ event }) => meaningsOf(event).some(({ means }) => means === 'unknown'));
    if (unknown?.life.alive === true && this.#clockwork.ms - unknown.ms < 112_000)
      this.add('an order within the search of an earlier attempt');
  }

  disk(fate: DiskFate | 'full', events: readonly DraftEvent[]): void {
    if (fate === 'unreadable') this.add('a read that failed');
    if (fate === 'fails') this.add('a write that failed');
    if (fate === 'full') this.add('a full disk');
    if (fate !== 'uncertain') return;
    this.add('a write that was uncertain');
    const meanings = events.flatMap(meaningsOf);
    if (events.some(({ type }) => type === 'DraftApproved')) this.add('an approval that was uncertain');
    if (meanings.some(({ means }) => means === 'started')) this.add('a start that was uncertain');
    if (meanings.some(({ means }) => means === 'post' || means === 'unknown' || means === 'not-sent'))
      this.add('a result that was uncertain');
  }

  answered(sent: Sent): void {
    const { what, answer, postId, text } = sent;
    const { posts } = this.#ledgers;
    const made = posts.some(({ request }) => request === sent);
    if (what === 'create') {
      if (answer === 'yes') this.add('a 201 was heard');
      if (answer === 'yes' && this.#clockwork.ms - sent.ms >= 5_000) this.add('a 201 came late');
      if (answer === 'unknown' && made) this.add('a 201 was lost');
      if (answer === 'no') this.add('a definite no');
      if (answer === 'unknown' && !made && posts.some((post) => post.text === text && !post.deleted))
        this.add('the network refused a duplicate');
      return;
    }
    if (answer === 'yes') this.add('a post was removed');
    if (answer === 'no') this.add('a removal was refused');
    if (answer === 'unknown' && posts.some(({ id, deleted }) => id === postId && deleted))
      this.add('the answer to a removal was lost');
  }
}
