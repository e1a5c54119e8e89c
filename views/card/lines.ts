import { isWordless } from '../../src/draft/content.ts';
import type { DraftEvent } from '../../src/draft/events.ts';
import { isScheduled } from '../../src/draft/slot.ts';
import { currentRevision, isBlocked, type Revision } from '../../src/draft/state.ts';
import { countByLevel } from '../../src/guideline/count-findings.ts';
import { cardText } from '../../src/text/card.ts';
import { mistakableEmoji } from '../../src/text/emoji-names.ts';
import { notCheckedLabel } from '../../src/text/findings.ts';
import { linkText } from '../../src/text/links.ts';
import { reviewText } from '../../src/text/review.ts';
import { standing } from '../../src/text/words.ts';
import type { Account, DraftView, ReviewView } from '../../src/usecases/ports.ts';
import { changedPlaces } from './changes.ts';

/** Single lines of a card, each with what it says in one look. */

/** 🟡 承認待ち｜品川区公式X｜要認定3 */
export function headerLine({ draft, account, review }: DraftView): string {
  const { mark, label } = standingOf(draft);
  const emergency = currentRevision(draft).fields.emergency === true;
  const counts = reviewText.counts(countByLevel(review.findings)) || reviewText.noneShort;
  const status = cardText.status(mark, label, emergency);
  return cardText.header([status, account.name, ...(isOpen(draft.status) ? [counts] : [])]);
}

/** How the draft stands, in a mark and a word. */
export const standingOf = (draft: DraftView['draft']): ReturnType<typeof standing> =>
  standing({ status: draft.status, blocked: isBlocked(draft), scheduled: isScheduled(draft) });

/** The decision is still to come, so it matters what was found. */
export function isOpen(status: DraftView['draft']['status']): boolean {
  return status === 'submitted' || status === 'returned';
}

/** 職員A（戦略広報課）・第1版・全角50字 */
export function peopleLine(view: DraftView): string {
  const { draft, account, review } = view;
  const revision = currentRevision(draft);
  const { fields } = revision;
  return cardText.people([
    cardText.drafter(draft.drafter.name, fields.department),
    revisionOf(view),
    ...(isWordless(revision.content) ? [] : [lengthOf(review, revision.content.text, account)]),
    ...others(draft),
    ...(fields.categories ?? []).map((item) =>
      cardText.category(item, review.categories.find((category) => category.item === item)?.label),
    ),
    ...(fields.priorApproval === true ? [cardText.priorApproval] : []),
    ...(fields.correctionOf?.draftId === undefined ? [] : [cardText.corrects(fields.correctionOf.draftId)]),
    // Once it is decided, what has become of the draft says more of its time.
    ...(revision.content.slot === undefined || !isOpen(draft.status) ? [] : [cardText.slot(revision.content.slot)]),
    ...(fields.embargoUntil === undefined || !isOpen(draft.status) ? [] : [cardText.embargo(fields.embargoUntil)]),
    ...(fields.namedPersonsConsent === true ? [cardText.consent(fields.consentNote ?? '')] : []),
    ...('approval' in draft ? [cardText.approvedBy(draft.approval.by.name, draft.approval.at)] : []),
  ]);
}

/** Who began it, and whose words these are, where that is not the drafter. */
function others(draft: DraftView['draft']): string[] {
  const { author: first } = draft.revisions[0];
  const { author: last } = currentRevision(draft);
  return [
    ...(first.id === draft.drafter.id ? [] : [cardText.firstDrafter(first.name)]),
    ...(last.id === draft.drafter.id || last.id === first.id ? [] : [cardText.lastAuthor(last.name)]),
  ];
}

const LONGEST_WHY = 20;
const MOST_UNCHECKED = 2;

function revisionOf({ draft, events }: DraftView): string {
  const revision = currentRevision(draft);
  const before = draft.revisions.at(-2);
  if (before === undefined) return cardText.revision(revision.number);
  const led = ledTo(events, revision);
  return cardText.laterRevision(revision.number, led, changedPlaces(before.content.text, revision.content.text));
}

const ASKED_FOR: readonly DraftEvent['type'][] = ['DraftReturned', 'RevisionProposed', 'DraftRevised'];

/** Why the revision was asked for: the manager's words, what was chosen of the labels, or the manager's own text. */
function ledTo(events: readonly DraftEvent[], { number, proposedBy }: Revision): string {
  if (proposedBy !== undefined) return cardText.asProposed(proposedBy.name);
  const at = events.findIndex((event) => event.type === 'DraftRevised' && event.revision === number);
  const event = events.slice(0, Math.max(0, at)).findLast(({ type }) => ASKED_FOR.includes(type));
  if (event?.type === 'RevisionProposed') return cardText.afterProposal;
  return event?.type === 'DraftReturned'
    ? cardText.afterReturn(inShort(cardText.returnReason(event.reason, event.labels)))
    : '';
}

function inShort(reason: string): string {
  const said = reason.replaceAll(/\s+/gu, ' ').trim();
  const characters = [...said];
  return characters.length <= LONGEST_WHY ? said : cardText.cut(characters.slice(0, LONGEST_WHY).join(''));
}

/** As staff count: 全角50字, and how many too many. */
export function lengthOf(
  { length }: Pick<ReviewView, 'length'>,
  text: string,
  { settings }: Pick<Account, 'settings'>,
): string {
  if (length === null) return reviewText.characters([...text].length);
  return settings.counting === 'characters'
    ? reviewText.plainLength(length.weighted, length.max)
    : reviewText.length(length.weighted, length.max);
}

/** What counting URLs alike changes: told only where it decides whether the text is too long. */
export function urlNote({ length }: Pick<ReviewView, 'length'>, { settings }: Pick<Account, 'settings'>): string {
  if (length === null || length.urls.length === 0 || settings.counting === 'characters') return '';
  const counted = length.urls.reduce((sum, { counts }) => sum + counts, 0);
  const written = length.urls.reduce((sum, { url }) => sum + url.length, 0);
  const asWritten = length.weighted - counted + written;
  return asWritten > length.max === length.weighted > length.max
    ? ''
    : cardText.urlCounts(length.urls.length, length.urls[0]?.counts ?? 0);
}

/** What the network makes a link of although it has no scheme and perhaps was not meant. */
export function madeLinkNote({ length }: Pick<ReviewView, 'length'>, network: string): string {
  const urls = (length?.urls ?? []).map(({ url }) => url);
  const unmeant = [...new Set(urls.filter((url) => !/^https?:\/\//iu.test(url)))];
  return unmeant.length === 0 ? '' : cardText.madeLink(network, unmeant);
}

/** Xでのリンクとハッシュタグ：… What X will make of the text, exactly; empty where it makes nothing, or the network is another. */
export function madeOnX({ length }: Pick<ReviewView, 'length'>, { settings, network }: Account): string {
  if (settings.replies === undefined || length === null) return '';
  return cardText.madeOnNetwork(
    network,
    [...new Set(length.urls.map(({ url }) => url))],
    [...new Set(length.hashtags ?? [])],
  );
}

/** What came of the links, while there is room for it; the thread has all of it. */
export function linksLine(revision: Revision): string {
  return revision.links === undefined ? '' : linkText.summary(revision.links);
}

/** Emoji that are easily mistaken, by name; empty when there are none. */
export function emojiLine(text: string): string {
  return reviewText.emoji(mistakableEmoji(text));
}

/** What matters most of it, for the card, which has little room; the decision form has all. */
export function notCheckedInShort(review: ReviewView, { styleFailed = false }: Revision): readonly string[] {
  const most = review.notChecked.slice(0, MOST_UNCHECKED).map(notCheckedLabel);
  return [...most, ...(styleFailed ? [cardText.wordingUnchecked] : [])];
}

/** What no rule looks at, so that silence is not read as compliance. */
export function notChecked(review: ReviewView, { styleFailed = false }: Partial<Revision> = {}): readonly string[] {
  return [...review.notChecked.map(notCheckedLabel), ...(styleFailed ? [cardText.wordingUnchecked] : [])];
}
