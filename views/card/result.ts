import type { RichTextElement } from '@slack/types';
import { isWordless } from '../../src/draft/content.ts';
import { isScheduled } from '../../src/draft/slot.ts';
import { currentRevision, type Draft, isStopped, type Proposal } from '../../src/draft/state.ts';
import { sendsItself, traitsOf } from '../../src/publishers/kinds.ts';
import { cardText } from '../../src/text/card.ts';
import { failureText, removalFailedText, removalUnknownText, unknownText } from '../../src/text/publishing.ts';
import { targetText } from '../../src/text/target.ts';
import type { Account, DraftView } from '../../src/usecases/ports.ts';
import { bold, link, type RichPart, runs, section } from '../kit/rich.ts';
import { changedPlaces } from './changes.ts';

/** Longest reason that stands on the card itself; the thread has every reason in full. */
const LONGEST_REASON = 300;
const LONGEST_URL = 500;

/** What has become of the draft, and what comes next; nothing while it waits for a decision. */
export function resultParts(view: DraftView): RichPart[] {
  const said = result(view);
  return [
    ...(said.length === 0 ? [] : [section(said)]),
    ...reported(view),
    ...corrections(view),
    ...unexpectedPosts(view),
  ];
}

/** While the post is up, whoever decides must not overlook it. */
function reported({ draft }: DraftView): RichPart[] {
  if (draft.status !== 'published' || draft.reported === null) return [];
  const { by, reason } = draft.reported;
  const said = cardText.reported(by.name, reason.trim());
  return [section(bold(said.length <= LONGEST_REASON ? said : cardText.reportedLong(by.name)))];
}

const MOST_CORRECTIONS = 3;

function corrections({ draft }: DraftView): RichPart[] {
  const last = draft.corrections.slice(-MOST_CORRECTIONS);
  return last.length === 0 ? [] : [section(runs(cardText.corrected(last)))];
}

function result({ draft, account }: DraftView): RichTextElement[] {
  switch (draft.status) {
    case 'submitted':
      return [];
    case 'returned':
      return draft.proposal === null
        ? reasoned(sentBack(draft), cardText.returnedLong)
        : proposed(draft, draft.proposal);
    case 'approved':
      if (isScheduled(draft)) return scheduled(draft, account);
      if (!isStopped(draft)) return runs(cardText.approved);
      return runs(surplus(draft).length === 0 ? cardText.approvedNotSent : cardText.unexpectedNotSent);
    case 'publishing':
      return runs(cardText.publishing);
    case 'handedOver': {
      const { target } = currentRevision(draft).content;
      return runs(
        target === undefined
          ? cardText.handedOver(account.network)
          : targetText.byHandInShort(target.kind, account.network),
      );
    }
    case 'outcomeUnknown': {
      const { what, next } = unknownText(draft.cause, account, draft.earlier);
      return [...bold(what), ...runs(`\n${next}`), ...accountLink(account)];
    }
    case 'publishFailed': {
      const { what, next } = failureText(draft.failure, account.network);
      return [...bold(shorten(what)), ...runs(`\n${shorten(next)}`)];
    }
    case 'published': {
      const { content } = currentRevision(draft);
      const done = isWordless(content)
        ? targetText.done(content.target.kind)
        : cardText.published(!sendsItself(account.publisher, content));
      const place = [...runs(done), ...runs(' '), ...postLink(draft.post.url)];
      if (draft.notRemoved === null) return place;
      const { what, next } = removalFailedText(draft.notRemoved, account.network);
      return [...bold(shorten(what)), ...runs(`\n${shorten(next)}\n`), ...postLink(draft.post.url)];
    }
    case 'removing':
      return [...runs(cardText.removing), ...runs(' '), ...postLink(draft.post.url)];
    case 'removalHandedOver':
      return [...runs(removalByHand(draft, account)), ...runs(' '), ...postLink(draft.post.url)];
    case 'removalUnknown': {
      const { what, next } = removalUnknownText(draft.cause, account, draft.asking);
      return [...bold(what), ...runs(`\n${next}\n`), ...postLink(draft.post.url)];
    }
    case 'takenDown':
      return [...runs(cardText.takenDown), ...runs(' '), ...runs(shorten(draft.post.url))];
    case 'rejected':
      return reasoned(cardText.rejected(draft.reason), cardText.rejectedLong);
    case 'withdrawn':
      return runs(cardText.withdrawn);
    case 'expired':
      return runs(draft.late ? cardText.expiredLate : cardText.expired);
  }
}

function proposed(draft: Draft & { readonly status: 'returned' }, { by, content }: Proposal): RichTextElement[] {
  const places = changedPlaces(currentRevision(draft).content.text, content.text);
  const why = draft.reason.trim() === '' ? [] : reasoned(cardText.returned(draft.reason), cardText.returnedLong);
  return [...bold(cardText.proposed(by.name, places)), ...(why.length === 0 ? [] : [...runs('\n'), ...why])];
}

function scheduled(draft: Draft, { publisher }: Account): RichTextElement[] {
  const { content } = currentRevision(draft);
  return runs(cardText.scheduled(content.slot ?? '', !sendsItself(publisher, content)));
}

function removalByHand(draft: Draft, { network }: Account): string {
  const { content } = currentRevision(draft);
  const next = cardText.removedPress;
  return isWordless(content)
    ? targetText.undoByHand(content.target.kind, network, next)
    : cardText.removalHandedOver(network);
}

/** Posts that nobody expected, beside the one that the draft is known to have become. */
function surplus(draft: Draft): Draft['unexpected'] {
  return draft.unexpected.filter(({ postId }) => !('post' in draft) || draft.post.id !== postId);
}

function unexpectedPosts({ draft, account }: DraftView): RichPart[] {
  return surplus(draft).map(({ attempt, url }) =>
    section([
      ...bold(cardText.unexpected(attempt, account.network, account.manager.title)),
      ...runs(' '),
      ...postLink(url),
    ]),
  );
}

/** Why a draft is with its author again, in full. @param at when the proposal was made that the form's text began with. */
export function sentBack(
  { reason, labels, last, proposal }: Extract<Draft, { status: 'returned' }>,
  at?: string,
): string {
  if (proposal !== null) {
    const said = proposal.at === at ? cardText.startsFromProposal : cardText.proposedMeanwhile;
    return said(proposal.by.name, reason.trim());
  }
  return last.type === 'ManualPostGivenUp'
    ? cardText.givenUp(reason)
    : cardText.returned(cardText.returnReason(reason, labels).trim());
}

/** @param elsewhere what is said of one that would fill the card. */
function reasoned(said: string, elsewhere: string): RichTextElement[] {
  return runs(said.length <= LONGEST_REASON ? said : elsewhere);
}

/** A network's own words may be of any length; the thread has them in full. */
function shorten(words: string): string {
  return words.length <= LONGEST_URL ? words : cardText.restInThread([...words].slice(0, LONGEST_REASON).join(''));
}

export function postLink(url: string): RichTextElement[] {
  return url.length <= LONGEST_URL ? link(url, cardText.openPost) : runs(cardText.urlInThread);
}

export function accountLink(account: Account): RichTextElement[] {
  const url = traitsOf(account.publisher).page;
  return url === null || url.length > LONGEST_URL
    ? []
    : [...runs('\n'), ...link(url, cardText.openAccount(account.network))];
}
