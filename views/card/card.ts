import type { KnownBlock, RichTextElement } from '@slack/types';
import { currentRevision, type Draft, isStopped } from '../../src/draft/state.ts';
import { traitsOf } from '../../src/publishers/kinds.ts';
import { BLOCKS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { failureText, removalFailedText, removalUnknownText, unknownText } from '../../src/text/publishing.ts';
import { STATUS_WORDS } from '../../src/text/words.ts';
import type { Account, DraftView } from '../../src/usecases/ports.ts';
import { buttons, header, smallPrint } from '../kit/blocks.ts';
import { markedRuns } from '../kit/marked-text.ts';
import { escapeText, type Message, message } from '../kit/message.ts';
import { bold, link, quote, type RichPart, richText, runs, section } from '../kit/rich.ts';
import { cardButtons } from './buttons.ts';
import type { Layout } from './layout.ts';
import { layout } from './layout.ts';
import { emojiLine, lengthLines, linksLine, notCheckedLine, reviewBlocks, styleLine } from './lines.ts';

/** Longest reason that stands on the card itself; the thread has every reason in full. */
const LONGEST_REASON = 300;
const LONGEST_URL = 500;
/** With its escapes a text up to this goes into the notification whole, a longer one not at all. */
const LONGEST_NOTIFIED = 2_000;

/**
 * The one message that shows a draft as it stands. It has a rich_text block in every status, because Slack does not
 * let a message that has one be replaced by one that has none.
 */
export function card(view: DraftView): Message {
  const { draft, account, review } = view;
  const revision = currentRevision(draft);
  const { content } = revision;
  const plan = layout(content.text, review.findings, review.provisions);
  const status = STATUS_WORDS[draft.status];
  const models = cardButtons(view);
  const blocks: KnownBlock[] = [
    header(cardText.header(status.mark, status.label, account.name)),
    richText([section(statusLine(view)), ...unexpectedPosts(view)]),
    ...textBlocks(content.text, plan),
    ...smallPrint(
      ...lengthLines(review, content.text),
      emojiLine(content.text),
      linksLine(revision),
      styleLine(revision),
    ),
    ...reviewBlocks(review, plan, draft.status === 'submitted' || draft.status === 'returned'),
    ...smallPrint(notCheckedLine(review)),
    ...smallPrint(peopleLine(view), originLine(view)),
    ...(models.length === 0 ? [] : [buttons(models, BLOCKS.cardActions)]),
  ];
  const notified = escapeText(content.text).length <= LONGEST_NOTIFIED ? content.text : null;
  return message(cardText.notification(status.label, account.name, notified), blocks);
}

function textBlocks(text: string, plan: Layout): KnownBlock[] {
  const whole = plan.threadPieces.length === 0;
  return [
    ...smallPrint(whole ? cardText.body : cardText.bodyBeginning),
    richText([quote(markedRuns(text, plan.marks, plan.cardPiece))], BLOCKS.postText),
  ];
}

/** What the status means and what comes next. */
function statusLine(view: DraftView): RichTextElement[] {
  const { draft, account } = view;
  switch (draft.status) {
    case 'submitted':
      return runs(cardText.submitted(account.manager.title));
    case 'returned':
      return draft.last.type === 'ManualPostGivenUp'
        ? reasoned(draft.reason, cardText.givenUp, cardText.returnedLong)
        : reasoned(draft.reason, cardText.returned, cardText.returnedLong);
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
      const place = [...runs(cardText.published), ...runs(' '), ...postLink(draft.post.url)];
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
      return reasoned(draft.reason, cardText.rejected, cardText.rejectedLong);
    case 'withdrawn':
      return runs(cardText.withdrawn);
    case 'expired':
      return runs(cardText.expired);
  }
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

function reasoned(reason: string, short: (reason: string) => string, long: string): RichTextElement[] {
  return runs(reason.length <= LONGEST_REASON ? short(reason) : long);
}

/** A network's own words may be of any length; the thread has them in full. */
function shorten(words: string): string {
  return words.length <= LONGEST_URL ? words : cardText.restInThread([...words].slice(0, LONGEST_REASON).join(''));
}

function postLink(url: string): RichTextElement[] {
  return url.length <= LONGEST_URL ? link(url, cardText.openPost) : runs(cardText.urlInThread);
}

export function accountLink(account: Account): RichTextElement[] {
  const url = traitsOf(account.publisher).page;
  return url === null || url.length > LONGEST_URL
    ? []
    : [...runs('\n'), ...link(url, cardText.openAccount(account.network))];
}

function peopleLine({ draft }: DraftView): string {
  const revision = currentRevision(draft);
  return [
    cardText.drafter(draft.drafter.name, revision.fields.department),
    cardText.revision(revision.number),
    ...(revision.author.id === draft.drafter.id ? [] : [cardText.lastAuthor(revision.author.name)]),
    ...cardText.circumstances(revision.fields),
    ...('approval' in draft ? [cardText.approvedBy(draft.approval.by.name, draft.approval.at)] : []),
  ].join('｜');
}

function originLine({ draft, review }: DraftView): string {
  return [cardText.edition(review.editionTitle, review.effectiveFrom), cardText.draftId(draft.id)].join('｜');
}
