import type { KnownBlock, RichTextText } from '@slack/types';
import { ACT_EVENTS, isOfAct, type ToldEvent } from '../../src/acts/index.ts';
import { isWordless, type Wordless } from '../../src/draft/content.ts';
import type { DraftEvent } from '../../src/draft/events.ts';
import { countByLevel } from '../../src/guideline/count-findings.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import type { Finding, Review } from '../../src/guideline/types.ts';
import { sendsItself } from '../../src/publishers/kinds.ts';
import { findingMessage } from '../../src/text/findings.ts';
import { linkText } from '../../src/text/links.ts';
import { mediaText } from '../../src/text/media.ts';
import { failureText, removalFailedText, removalUnknownText, unknownText } from '../../src/text/publishing.ts';
import { reviewText } from '../../src/text/review.ts';
import { targetText } from '../../src/text/target.ts';
import { threadText } from '../../src/text/thread.ts';
import { actorName } from '../../src/text/words.ts';
import type { DraftView, ReviewView } from '../../src/usecases/ports.ts';
import { entryBlocks, findingEntries, packEntries, visible } from '../card/findings.ts';
import { layout, THREAD_BUDGET } from '../card/layout.ts';
import { everyPicture } from '../card/pictures.ts';
import { accountLink } from '../card/result.ts';
import { targetLine } from '../card/target.ts';
import { smallPrint } from '../kit/blocks.ts';
import { jsonLength } from '../kit/limits.ts';
import { markedRuns } from '../kit/marked-text.ts';
import { mentionRuns, mentionWords } from '../kit/mention.ts';
import { type Message, message } from '../kit/message.ts';
import type { RichPart } from '../kit/rich.ts';
import { bold, link, quote, richText, runs, section } from '../kit/rich.ts';
import { jsonCost, splitText } from '../kit/split-text.ts';
import { type Call, callOf, isText, textBefore, type WithContent } from './calls.ts';
import { diffRuns } from './text-diff.ts';

/** Messages of one event. The text of a draft comes first and is whole, if it takes one or two more. */
const MOST_MESSAGES = 10;
/** A comparison that takes more is longer than the texts. */
const MOST_COMPARING = 2;

/**
 * The messages that tell one event in the draft's thread, the same for the same event, so that the thread can go on where it
 * stopped. None for a step that went well between an approval and its result, and for a press that was only a slip.
 * @param index 0-based position in `view.events`. @throws RangeError when there is no such event.
 */
export function threadLines(view: DraftView, index: number): Message[] {
  const event = view.events[index];
  if (event === undefined) throw new RangeError(`draft ${view.draft.id} has no event ${index}`);
  const { account } = view;
  const { network } = account;
  const written = isText(event) ? event : textBefore(view, index);
  const content = written?.content;
  const manual = !sendsItself(account.publisher, content ?? {});
  const call = callOf(view, index);
  if (event.type === 'RevisionProposed')
    return [...actLines(event, call), ...proposedText(event, textBefore(view, index))];
  if (isTold(event)) return actLines(event, call);
  switch (event.type) {
    case 'DraftSubmitted':
      return withOverflow(view, event, [
        line(event, threadText.submitted(event), targetOf(event), call),
        ...picturesOf(view, event, mediaText.thread.heading),
      ]);
    case 'DraftRevised': {
      const said = line(event, threadText.revised(event, isApproved(view, index)), [], call);
      const old = textBefore(view, index);
      const pictures = samePictures(old, event) ? [] : picturesOf(view, event, mediaText.thread.changed);
      return withOverflow(view, event, [said, ...changes(view, event, old), ...pictures]);
    }
    case 'DraftTakenOver':
      return [line(event, threadText.takenOver(event), [], call)];
    case 'LinksChecked': {
      if (linkText.allOpen(event.results) && event.findings.length === 0) return [];
      const results = section(runs(event.results.map(linkText.line).join('\n')));
      return [line(event, threadText.linksChecked(event), [results], call), ...foundLater(view, event)];
    }
    case 'TargetSeen':
      return told(event, targetText.seen(event.sight), seenParts(event, network));
    case 'StyleChecked':
      if (event.findings.length === 0) return [];
      return [line(event, threadText.styleChecked(event), [], call), ...foundLater(view, event)];
    case 'StyleCheckFailed':
      return [line(event, threadText.styleCheckFailed)];
    case 'NobodyCanDecide':
      return [line(event, threadText.nobodyCanDecide(event, account.manager.title), [], call)];
    case 'DraftApproved':
      return [
        ...approved(event, textBefore(view, index)?.content.slot, call),
        ...newOverflow(view, index, event.review),
      ];
    case 'PublishStarted':
      return event.attempt === 1 ? [] : [line(event, threadText.publishStarted(event, manual))];
    case 'HandedOver':
      return handedOver(view, event, written, call);
    case 'PostPublished': {
      const said = content !== undefined && isWordless(content) ? done(event, content) : null;
      return [line(event, said ?? threadText.published(event, manual), [section(link(event.url, event.url))], call)];
    }
    case 'PublishFailed': {
      const { what, next } = failureText(event.failure, network);
      return reasoned(event, threadText.failed, [section(runs(next))], what, call);
    }
    case 'OutcomeUnknown': {
      const { what, next } = unknownText(event.cause, account, event.earlier);
      return [line(event, threadText.unknown, [section(bold(what), runs(`\n${next}`), accountLink(account))], call)];
    }
    case 'NotFoundOnTimeline':
      return [line(event, threadText.notFound(event, network), [section(accountLink(account).slice(1))], call)];
    case 'UnexpectedPost': {
      const next = [section(runs(threadText.unexpectedNext(network))), section(link(event.url, event.url))];
      return [line(event, threadText.unexpected(event), next, call)];
    }
    case 'RemovalHandedOver':
      return [
        line(
          event,
          content !== undefined && isWordless(content)
            ? targetText.undoByHand(content.target.kind, network, threadText.removedPress)
            : threadText.removalHandedOver(network),
          [],
          call,
        ),
      ];
    case 'RemovalFailed': {
      const { what, next } = removalFailedText(event.failure, network);
      return reasoned(event, threadText.removalFailed, [section(runs(next))], what, call);
    }
    case 'RemovalUnknown': {
      const { what, next } = removalUnknownText(event.cause, account, true);
      return [line(event, threadText.removalUnknown, [section(bold(what), runs(`\n${next}`))], call)];
    }
    case 'RemovalUnconfirmed':
      return [line(event, threadText.removalUnconfirmed(network), [section(accountLink(account).slice(1))], call)];
    case 'PostTakenDown':
      return reasoned(event, threadText.takenDown(event), [], event.reason, call);
    case 'DraftExpired':
      return [line(event, threadText.expired(event), [], call)];
    case 'ReviewRenewed':
      return [line(event, threadText.reviewRenewed(event), [], call)];
    case 'CorrectionDrafted':
      return [line(event, threadText.correctionDrafted(event))];
    case 'SlotNear':
      return [line(event, threadText.slotNear(event), [], call)];
    case 'AttemptRefused':
      return isRealAttempt(event) ? [line(event, threadText.refused(event))] : [];
  }
}

/** Did an approval stand before this event? */
function isApproved({ events }: DraftView, index: number): boolean {
  const since = events.slice(0, index).findLast(({ type }) => type === 'DraftApproved' || VOIDING.includes(type));
  return since?.type === 'DraftApproved';
}

const VOIDING: readonly DraftEvent['type'][] = ['DraftRevised', 'ApprovalRevoked'];

/** Whoever sent a form, or wanted to approve what they wrote: a mere press of a button was answered privately. */
function isRealAttempt({ code, sent }: Extract<DraftEvent, { type: 'AttemptRefused' }>): boolean {
  return sent === true || code === 'self-approval';
}

type Told = Extract<DraftEvent, { type: ToldEvent }>;

function isTold(event: DraftEvent): event is Told {
  return isOfAct(event.type) && 'told' in ACT_EVENTS[event.type];
}

/** An act whose definition says what the thread tells of it. */
function actLines(event: Told, call: Call | null): Message[] {
  const labels = 'labels' in event && event.labels.length > 0 ? [section(runs(threadText.labels(event.labels)))] : [];
  return reasoned(event, threadText.act(event), labels, 'reason' in event ? event.reason : '', call);
}

/** When, who and what; whom it calls, in front of it or with a sentence of their own. */
function line(event: DraftEvent, said: string, parts: readonly RichPart[] = [], call: Call | null = null): Message {
  const urgent = call?.urgent === true ? threadText.urgent : '';
  const names = call === null ? [] : [...bold(urgent), ...mentionRuns(call.called)];
  const asked = call?.asked ?? '';
  const head = section(runs(`${threadText.when(event.at)}　`), asked === '' ? names : [], bold(said));
  const next = asked === '' ? [] : [section(names, runs(asked))];
  const filled = parts.filter(({ elements }) => elements.length > 0);
  const words = call === null ? '' : `${urgent}${mentionWords(call.called)}`;
  return message(call?.notice || said, [richText([head, ...next, ...filled])], words);
}

/** A line with a text that a person wrote: in full, over as many messages as it takes. */
function reasoned(
  event: DraftEvent,
  said: string,
  parts: readonly RichPart[],
  reason: string,
  call: Call | null = null,
): Message[] {
  return told(event, said, [...parts, ...quoted(reason)], call);
}

function told(event: DraftEvent, said: string, parts: readonly RichPart[], call: Call | null = null): Message[] {
  const [first = [], ...rest] = packed(parts);
  const more = rest.slice(0, MOST_MESSAGES - 1).map((group) => message(said, [richText(group)]));
  const closing = rest.length === more.length ? [] : [closingMessage(threadText.restInRecord)];
  return [line(event, said, first, call), ...more, ...closing];
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

function approved(event: Approved, slot: string | undefined, call: Call | null): Message[] {
  const titles = new Map(event.review.findings.map((finding) => [findingKey(finding), titleOf(finding)]));
  const name = (key: string) => titles.get(key) ?? key;
  const ticked = [...new Set(event.acknowledged.map(name))];
  const parts: RichPart[] = [
    ...(event.selfApproval ? [section(runs(threadText.selfApproval))] : []),
    ...(event.ownProposal === true ? [section(runs(threadText.ownProposal))] : []),
    ...sameReasons(event).flatMap(({ keys, reason }) => [
      section(bold(threadText.necessity([...new Set(keys.map(name))].join('、')))),
      ...quoted(reason),
    ]),
    ...(ticked.length === 0 ? [] : [section(runs(threadText.acknowledged))]),
    ...ticked.map((title) => section(runs(`☑ ${title}`))),
  ];
  return told(event, threadText.approved(event, slot), parts, call);
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
function changes(view: DraftView, event: WithContent, old: WithContent | undefined): Message[] {
  if (old === undefined) return [];
  const groups = diffRuns(old.content.text, event.content.text, THREAD_BUDGET);
  const fields = changedFields(old, event, view.review.categories);
  const about: KnownBlock[] = fields.length === 0 ? [] : [richText(fields.map((text) => section(runs(text))))];
  if (groups === null || groups.length > MOST_COMPARING) return [bothWhole(view, old, about)];
  if (groups.length === 0) return [message(threadText.textSame, [...smallPrint(threadText.textSame), ...about])];
  return compared(groups, threadText.changes, about);
}

function compared(
  groups: readonly RichTextText[][],
  titleOf: (part: number, parts: number) => string,
  about: readonly KnownBlock[] = [],
): Message[] {
  return groups.map((elements, part) => {
    const title = titleOf(part + 1, groups.length);
    return message(title, [
      ...(part === 0 ? about : []),
      richText([section(bold(title))]),
      richText([quote(elements)]),
      ...smallPrint(threadText.legend),
    ]);
  });
}

/** What the proposal changes; where that is too much to compare, all of it: it stands nowhere else. */
function proposedText(
  { content: { text } }: Extract<DraftEvent, { type: 'RevisionProposed' }>,
  old?: WithContent,
): Message[] {
  const groups = old === undefined ? null : diffRuns(old.content.text, text, THREAD_BUDGET);
  if (groups !== null && groups.length <= MOST_COMPARING) return compared(groups, threadText.proposedChanges);
  const pieces = splitText(text, THREAD_BUDGET, (start, end) => jsonCost(text.slice(start, end)));
  return pieces.map(({ start, end }, part) => {
    const title = threadText.proposal(part + 1, pieces.length);
    return message(title, [richText([section(bold(title))]), richText([quote(runs(text.slice(start, end)))])]);
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

function changedFields(old: WithContent, now: WithContent, categories: ReviewView['categories']): string[] {
  const told = ({ fields, content }: WithContent) => threadText.fields(fields, content, categories);
  const after = told(now);
  return Object.entries(told(old)).flatMap(([name, value]) => {
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
    const blocks = entryBlocks(entries, view.review.provisions, countByLevel(review.findings));
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
  const old = textBefore(view, index);
  if (old === undefined || JSON.stringify(old.review.findings) === JSON.stringify(review.findings)) return [];
  const plan = layout(old.content.text, review.findings, view.review.provisions);
  return detailed(view, review, plan.threadEntries, MOST_MESSAGES);
}

/** The copy-ready text stands alone in its message: press, copy, done. */
function handedOver(
  view: DraftView,
  event: DraftEvent,
  written: WithContent | undefined,
  call: Call | null,
): Message[] {
  const { text = '', target } = written?.content ?? {};
  const pieces = text === '' ? [] : splitText(text, THREAD_BUDGET, (start, end) => jsonCost(text.slice(start, end)));
  const said =
    target === undefined
      ? threadText.handedOver(view.account.network, pieces.length)
      : targetText.byHand(target.kind, pieces.length);
  return [
    line(event, said, target === undefined ? [] : [section(targetLine(target))], call),
    ...pieces.map(({ start, end }) =>
      message(threadText.copyText, [
        richText([{ type: 'rich_text_preformatted', elements: runs(text.slice(start, end)) }]),
      ]),
    ),
    ...(written?.content.media === undefined ? [] : picturesOf(view, written, mediaText.thread.toPost)),
  ];
}

/** A repost and the like, done. */
function done(event: Extract<DraftEvent, { type: 'PostPublished' }>, { target }: Wordless): string {
  return event.via === 'person' ? targetText.doneBy(target.kind, actorName(event.by)) : targetText.done(target.kind);
}

/** Every word of it, as long as it is. */
function seenParts({ sight }: Extract<DraftEvent, { type: 'TargetSeen' }>, network: string): RichPart[] {
  if (sight.kind !== 'shown') return [section(bold(targetText.unseen(sight, network)))];
  return [section(runs(targetText.author(sight))), ...quoted(sight.text || targetText.noWords)];
}

const targetOf = ({ content: { target } }: WithContent): RichPart[] =>
  target === undefined ? [] : [section(targetLine(target))];

/** The pictures at full size, in as many messages whether Slack shows them now or not. */
function picturesOf(view: DraftView, written: WithContent, say: (count: number) => string): Message[] {
  const count = written.content.media?.length ?? 0;
  if (count === 0 && say === mediaText.thread.heading) return [];
  const said = say(count);
  const groups: KnownBlock[][] = [[richText([section(bold(said))])]];
  for (const blocks of everyPicture(written, view.pictures)) {
    const words = [...(groups.at(-1) ?? []), ...blocks].filter(({ type }) => type !== 'image');
    if (jsonLength(words) > THREAD_BUDGET) groups.push([]);
    groups.at(-1)?.push(...blocks);
  }
  return groups.map((blocks) => message(said, blocks));
}

/** Would they be told alike? */
const samePictures = (old: WithContent | undefined, now: WithContent): boolean =>
  JSON.stringify(old === undefined ? [undefined] : toldOf(old)) === JSON.stringify(toldOf(now));

const toldOf = ({ content: { media = [], madeWithAi }, fields }: WithContent) => [
  madeWithAi,
  ...media.map(({ hash, alt }, index) => {
    const { rights, credit, people, consent, altExempt } = fields.media?.[index] ?? {};
    return [hash, alt, rights, credit, people, consent, altExempt];
  }),
];
