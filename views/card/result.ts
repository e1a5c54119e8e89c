import type { RichTextElement } from '@slack/types';
import { currentRevision, type Draft, isStopped, type Proposal } from '../../src/draft/state.ts';
import { traitsOf } from '../../src/publishers/kinds.ts';
import { cardText } from '../../src/text/card.ts';
import { failureText, removalFailedText, removalUnknownText, unknownText } from '../../src/text/publishing.ts';
import type { Account, DraftView } from '../../src/usecases/ports.ts';
import { bold, link, type RichPart, runs, section } from '../kit/rich.ts';
import { changedPlaces } from './changes.ts';

/** Longest reason that stands on the card itself; the thread has every reason in full. */
const LONGEST_REASON = 300;
const LONGEST_URL = 500;

/** What has become of the draft, and what comes next; nothing while it waits for a decision. */
export function resultParts(view: DraftView): RichPart[] {
  const said = result(view);
  return [...(said.length === 0 ? [] : [section(said)]), ...unexpectedPosts(view)];
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
      if (!isStopped(draft)) return runs(cardText.approved);
      return runs(surplus(draft).length === 0 ? cardText.approvedNotSent : cardText.unexpectedNotSent);
    case 'publishing':
      return runs(cardText.publishing);
    case 'handedOver':
      return runs(cardText.handedOver(account.network));
    case 'outcomeUnknown': {
      const { what, next } = unknownText(draft.cause, account);
      return [...bold(what), ...runs(`\n${next}`), ...accountLink(account)];
    }
    case 'publishFailed': {
      const { what, next } = failureText(draft.failure, account.network);
      return [...bold(shorten(what)), ...runs(`\n${shorten(next)}`)];
    }
    case 'published': {
      const manual = !traitsOf(account.publisher).sendsByItself;
      const place = [...runs(cardText.published(manual)), ...runs(' '), ...postLink(draft.post.url)];
      if (draft.notRemoved === null) return place;
      const { what, next } = removalFailedText(draft.notRemoved, account.network);
      return [...bold(shorten(what)), ...runs(`\n${shorten(next)}\n`), ...postLink(draft.post.url)];
    }
    case 'removing':
      return [...runs(cardText.removing), ...runs(' '), ...postLink(draft.post.url)];
    case 'removalHandedOver':
      return [...runs(cardText.removalHandedOver(account.network)), ...runs(' '), ...postLink(draft.post.url)];
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
      return runs(cardText.expired);
  }
}

function proposed(draft: Draft & { readonly status: 'returned' }, { by, content }: Proposal): RichTextElement[] {
  const places = changedPlaces(currentRevision(draft).content.text, content.text);
  const why = draft.reason.trim() === '' ? [] : reasoned(cardText.returned(draft.reason), cardText.returnedLong);
  return [...bold(cardText.proposed(by.name, places)), ...(why.length === 0 ? [] : [...runs('\n'), ...why])];
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

/** Why a draft is with its author again, in full. */
export function sentBack({ reason, labels, last, proposal }: Extract<Draft, { status: 'returned' }>): string {
  if (proposal !== null) return cardText.startsFromProposal(proposal.by.name, reason.trim());
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
