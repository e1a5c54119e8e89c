import type { KnownBlock } from '@slack/types';
import type { ActEvent } from '../../src/acts/act.ts';
import { ACT_EVENTS, isOfAct, type ToldEvent } from '../../src/acts/index.ts';
import type { Content } from '../../src/draft/content.ts';
import type { DraftEvent } from '../../src/draft/events.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import type { DraftFields, Finding, Review } from '../../src/guideline/types.ts';
import { traitsOf } from '../../src/publishers/kinds.ts';
import { findingMessage } from '../../src/text/findings.ts';
import { linkText } from '../../src/text/links.ts';
import { failureText, removalFailedText, removalUnknownText, unknownText } from '../../src/text/publishing.ts';
import { reviewText } from '../../src/text/review.ts';
import { threadText } from '../../src/text/thread.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { countOf, entryBlocks, findingEntries, packEntries, visible } from '../card/findings.ts';
import { layout, THREAD_BUDGET } from '../card/layout.ts';
import { accountLink } from '../card/result.ts';
import { mentions, smallPrint } from '../kit/blocks.ts';
import { markedRuns } from '../kit/marked-text.ts';
import { drafterMention, managerMention } from '../kit/mention.ts';
import { type Message, message } from '../kit/message.ts';
import type { RichPart } from '../kit/rich.ts';
import { bold, link, quote, richText, runs, section } from '../kit/rich.ts';
import { jsonCost, splitText } from '../kit/split-text.ts';
import { diffRuns } from './text-diff.ts';

/** Messages of one event. The text of a draft comes first and is whole, if it takes one or two more. */
const MOST_MESSAGES = 10;
/** A comparison that takes more is longer than the texts. */
const MOST_COMPARING = 2;

/**
 * The messages that tell one event in the draft's thread; always at least one, and the same for the same event, so that
 * the thread can go on where it stopped.
 * @param index 0-based position in `view.events`. @throws RangeError when there is no such event.
 */
export function threadLines(view: DraftView, index: number): Message[] {
  const event = view.events[index];
  if (event === undefined) throw new RangeError(`draft ${view.draft.id} has no event ${index}`);
  const { network } = view.account;
  const manual = !traitsOf(view.account.publisher).sendsByItself;
  if (isTold(event)) return actLines(view, event);
  switch (event.type) {
    case 'DraftSubmitted': {
      const called = managerMention(view.account, threadText.callManagers);
      return withOverflow(view, event, [line(event, threadText.submitted(event), [], called)]);
    }
    case 'DraftRevised': {
      const called = managerMention(view.account, threadText.callManagers);
      const said = line(event, threadText.revised(event), [], called);
      return withOverflow(view, event, [said, ...changes(view, event, before(view, index))]);
    }
    case 'LinksChecked':
      return [
        line(event, threadText.linksChecked(event), [section(runs(event.results.map(linkText.line).join('\n')))]),
        ...foundLater(view, event),
      ];
    case 'StyleChecked':
      return [line(event, threadText.styleChecked(event)), ...foundLater(view, event)];
    case 'StyleCheckFailed':
      return [line(event, threadText.styleCheckFailed)];
    case 'DraftApproved':
      return [...approved(event), ...newOverflow(view, index, event.review)];
    case 'PublishStarted':
      return [line(event, threadText.publishStarted(event, manual))];
    case 'HandedOver':
      return handedOver(event, network, latestContent(view, index)?.text ?? '');
    case 'PostPublished':
      return [line(event, threadText.published(event, manual), [section(link(event.url, event.url))])];
    case 'PublishFailed': {
      const { what, next } = failureText(event.failure, network);
      return reasoned(event, threadText.failed, [section(runs(next))], what);
    }
    case 'OutcomeUnknown': {
      const { what, next } = unknownText(event.cause, network);
      return [line(event, threadText.unknown, [section(bold(what), runs(`\n${next}`), accountLink(view.account))])];
    }
    case 'NotFoundOnTimeline':
      return [line(event, threadText.notFound(event, network), [section(accountLink(view.account).slice(1))])];
    case 'UnexpectedPost':
      return [
        line(
          event,
          threadText.unexpected(event),
          [section(runs(threadText.unexpectedNext(network))), section(link(event.url, event.url))],
          managerMention(view.account, threadText.callToLook),
        ),
      ];
    case 'RemovalHandedOver':
      return [line(event, threadText.removalHandedOver(network))];
    case 'RemovalFailed': {
      const { what, next } = removalFailedText(event.failure, network);
      return reasoned(event, threadText.removalFailed, [section(runs(next))], what);
    }
    case 'RemovalUnknown': {
      const { what, next } = removalUnknownText(event.cause, network, true);
      return [line(event, threadText.removalUnknown, [section(bold(what), runs(`\n${next}`))])];
    }
    case 'RemovalUnconfirmed':
      return [line(event, threadText.removalUnconfirmed(network), [section(accountLink(view.account).slice(1))])];
    case 'PostTakenDown':
      // Where the removal was started in a step of its own, the reason stands there.
      return event.by === 'system'
        ? [line(event, threadText.takenDown(event))]
        : reasoned(event, threadText.takenDown(event), [], event.reason);
    case 'DraftExpired':
      return [line(event, threadText.expired)];
    case 'AttemptRefused':
      return [line(event, threadText.refused(event))];
  }
}

type Told = Extract<DraftEvent, { type: ToldEvent }>;

function isTold(event: DraftEvent): event is Told {
  return isOfAct(event.type) && 'told' in ACT_EVENTS[event.type];
}

/** An act whose definition says what the thread tells of it. */
function actLines({ draft }: DraftView, event: Told): Message[] {
  const { callsDrafter }: ActEvent = ACT_EVENTS[event.type];
  const labels = 'labels' in event && event.labels.length > 0 ? [section(runs(threadText.labels(event.labels)))] : [];
  const mention = callsDrafter === undefined ? null : drafterMention(draft.drafter, callsDrafter);
  return reasoned(event, threadText.act(event), labels, 'reason' in event ? event.reason : '', mention);
}

/** Who, what, when; then whom it calls. */
function line(
  event: DraftEvent,
  said: string,
  parts: readonly RichPart[] = [],
  mention: string | null = null,
): Message {
  const head = section(runs(`${threadText.when(event.at)}　`), bold(said));
  const filled = parts.filter(({ elements }) => elements.length > 0);
  return message(said, [richText([head, ...filled]), ...(mention === null ? [] : [mentions(mention)])], mention ?? '');
}

/** A line with a text that a person wrote: in full, over as many messages as it takes. */
function reasoned(
  event: DraftEvent,
  said: string,
  parts: readonly RichPart[],
  reason: string,
  mention: string | null = null,
): Message[] {
  return told(event, said, [...parts, ...quoted(reason)], mention);
}

function told(event: DraftEvent, said: string, parts: readonly RichPart[], mention: string | null = null): Message[] {
  const [first = [], ...rest] = packed(parts);
  const more = rest.slice(0, MOST_MESSAGES - 1).map((group) => message(said, [richText(group)]));
  const closing = rest.length === more.length ? [] : [closingMessage(threadText.restInRecord)];
  return [line(event, said, first, mention), ...more, ...closing];
}

function closingMessage(said: string): Message {
  return message(said, smallPrint(said));
}

function quoted(text: string): RichPart[] {
  return splitText(text, THREAD_BUDGET / 2, (start, end) => jsonCost(text.slice(start, end)))
    .map(({ start, end }) => text.slice(start, end))
    .filter((piece) => piece !== '')
    .map((piece) => quote(runs(piece)));
}

/** Parts grouped so that each group fits into one message. */
function packed(parts: readonly RichPart[]): RichPart[][] {
  const groups: RichPart[][] = [[]];
  let spent = 0;
  for (const part of parts) {
    const price = JSON.stringify(part).length;
    if (spent + price > THREAD_BUDGET && spent > 0) {
      groups.push([]);
      spent = 0;
    }
    groups.at(-1)?.push(part);
    spent += price;
  }
  return groups;
}

type Approved = Extract<DraftEvent, { type: 'DraftApproved' }>;

function approved(event: Approved): Message[] {
  const titles = new Map(event.review.findings.map((finding) => [findingKey(finding), titleOf(finding)]));
  const name = (key: string) => titles.get(key) ?? key;
  const ticked = [...new Set(event.acknowledged.map(name))];
  const parts: RichPart[] = [
    ...(event.selfApproval ? [section(runs(threadText.selfApproval))] : []),
    ...sameReasons(event).flatMap(({ keys, reason }) => [
      section(bold(threadText.necessity([...new Set(keys.map(name))].join('、')))),
      ...quoted(reason),
    ]),
    ...(ticked.length === 0 ? [] : [section(runs(threadText.acknowledged))]),
    ...ticked.map((title) => section(runs(`☑ ${title}`))),
  ];
  return told(event, threadText.approved(event), parts);
}

/** One reason given for several findings of a rule is told once. */
function sameReasons(event: Approved): { keys: string[]; reason: string }[] {
  const byReason = new Map<string, string[]>();
  for (const { findingKey: key, reason } of event.necessities)
    byReason.set(reason, [...(byReason.get(reason) ?? []), key]);
  return [...byReason].map(([reason, keys]) => ({ keys, reason }));
}

function titleOf(finding: Finding): string {
  const { title } = findingMessage(finding);
  return finding.quote === undefined || finding.quote === '' ? title : `${title}「${visible(finding.quote, 60)}」`;
}

type LaterChecked = Extract<DraftEvent, { type: 'LinksChecked' | 'StyleChecked' }>;
type WithContent = Extract<DraftEvent, { type: 'DraftSubmitted' | 'DraftRevised' }>;

/** The newest version of the text before the event at `index`. */
function before(view: DraftView, index: number): WithContent | undefined {
  for (const event of view.events.slice(0, index).toReversed())
    if (event.type === 'DraftSubmitted' || event.type === 'DraftRevised') return event;
  return undefined;
}

function latestContent(view: DraftView, index: number): Content | undefined {
  return before(view, index)?.content;
}

function changes(view: DraftView, event: WithContent, old: WithContent | undefined): Message[] {
  if (old === undefined) return [];
  const groups = diffRuns(old.content.text, event.content.text, THREAD_BUDGET);
  const fields = changedFields(old.fields, event.fields);
  const about: KnownBlock[] = fields.length === 0 ? [] : [richText(fields.map((text) => section(runs(text))))];
  if (groups === null || groups.length > MOST_COMPARING) return [bothWhole(view, old, about)];
  if (groups.length === 0) return [message(threadText.textSame, [...smallPrint(threadText.textSame), ...about])];
  return groups.map((elements, part) => {
    const title = threadText.changes(part + 1, groups.length);
    return message(title, [
      ...(part === 0 ? about : []),
      richText([section(bold(title))]),
      richText([quote(elements)]),
      ...smallPrint(threadText.legend),
    ]);
  });
}

/** Instead of a comparison. A text that has no room on the card is whole in the thread already, and the new one will be. */
function bothWhole(view: DraftView, { content: { text }, review }: WithContent, about: readonly KnownBlock[]): Message {
  const isInThread = layout(text, review.findings, view.review.provisions).threadPieces.length > 0;
  const said = isInThread ? threadText.changedMuch : threadText.changedMuchBefore;
  return message(said, [
    ...about,
    richText([section(runs(said))]),
    ...(isInThread ? [] : [richText([quote(runs(text))])]),
  ]);
}

function changedFields(old: DraftFields, now: DraftFields): string[] {
  const after = threadText.fields(now);
  return Object.entries(threadText.fields(old)).flatMap(([name, value]) => {
    const next = after[name] ?? '';
    return value === next ? [] : [threadText.fieldChanged(name, value, next)];
  });
}

/** What is said of a version, then the whole text where the card has no room for it, and what to do about each finding. */
function withOverflow(
  view: DraftView,
  { content: { text }, review }: WithContent,
  said: readonly Message[],
): Message[] {
  const plan = layout(text, review.findings, view.review.provisions);
  const pieces = plan.threadPieces.map((piece, part, all) => {
    const title = threadText.body(part + 1, all.length);
    return message(title, [richText([section(bold(title))]), richText([quote(markedRuns(text, plan.marks, piece))])]);
  });
  const left = MOST_MESSAGES - said.length - pieces.length;
  return [...said, ...pieces, ...detailed(view, review, plan.threadEntries, left)];
}

/** @param most messages, of which there is always one; the last may only say how many findings are left out. */
function detailed(
  view: DraftView,
  review: Pick<Review, 'findings'>,
  groups: ReturnType<typeof layout>['threadEntries'],
  most: number,
): Message[] {
  const shown = groups.length <= most ? groups : groups.slice(0, Math.max(0, most - 1));
  const left = groups.slice(shown.length).flat();
  const messages = shown.map((entries, part) => {
    const title = reviewText.details(part + 1, shown.length);
    const blocks = entryBlocks(entries, view.review.provisions, countOf(review.findings));
    return message(title, [richText([section(bold(title))]), ...blocks]);
  });
  const count = left.reduce((sum, entry) => sum + entry.count, 0);
  return left.length === 0 ? messages : [...messages, closingMessage(reviewText.leftOut(count))];
}

/** What a later check found. */
function foundLater(view: DraftView, event: LaterChecked): Message[] {
  if (event.findings.length === 0) return [];
  const groups = packEntries(findingEntries(event.findings), view.review.provisions, THREAD_BUDGET);
  return detailed(view, event, groups, MOST_MESSAGES - 1);
}

/** The check made for the approval may have found other things than the one made for the text. */
function newOverflow(view: DraftView, index: number, review: Review): Message[] {
  const old = before(view, index);
  if (old === undefined || JSON.stringify(old.review.findings) === JSON.stringify(review.findings)) return [];
  const plan = layout(old.content.text, review.findings, view.review.provisions);
  return detailed(view, review, plan.threadEntries, MOST_MESSAGES);
}

/** The copy-ready text stands alone in its message: press, copy, done. */
function handedOver(event: DraftEvent, network: string, text: string): Message[] {
  const pieces = splitText(text, THREAD_BUDGET, (start, end) => jsonCost(text.slice(start, end)));
  const next = threadText.handedOverNext(network, pieces.length);
  return [
    line(event, threadText.handedOver(network), [section(runs(next))]),
    ...pieces.map(({ start, end }) =>
      message(threadText.copyText, [
        richText([{ type: 'rich_text_preformatted', elements: runs(text.slice(start, end)) }]),
      ]),
    ),
  ];
}
