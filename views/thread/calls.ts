import type { ActEvent } from '../../src/acts/act.ts';
import { ACT_EVENTS, isOfAct } from '../../src/acts/index.ts';
import { isWordless } from '../../src/draft/content.ts';
import type { DraftEvent } from '../../src/draft/events.ts';
import { countFindings } from '../../src/guideline/count-findings.ts';
import { joinFindings } from '../../src/guideline/join-findings.ts';
import type { Finding } from '../../src/guideline/types.ts';
import { cardText } from '../../src/text/card.ts';
import { failureText, unknownText } from '../../src/text/publishing.ts';
import { shownWords, targetText } from '../../src/text/target.ts';
import { threadText } from '../../src/text/thread.ts';
import { actorName } from '../../src/text/words.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { type Called, callable, managersOf, person, together, without } from '../kit/mention.ts';

/** Whom an event calls, and with what. */
export interface Call {
  readonly called: Called;
  /** What is asked of them, in a sentence of its own; empty where the event's line says it. */
  readonly asked: string;
  /** What a phone shows after their names; empty for the event's line. */
  readonly notice: string;
  readonly urgent: boolean;
}

export type WithContent = Extract<DraftEvent, { type: 'DraftSubmitted' | 'DraftRevised' }>;

/**
 * Who is needed after the event at `index`: one event that needs somebody calls exactly that somebody, and one need calls
 * once. Depends on nothing that came later. @returns null where nobody is.
 */
export function callOf(view: DraftView, index: number): Call | null {
  const event = view.events[index];
  if (event === undefined) return null;
  const { account } = view;
  const { network } = account;
  const managers = managersOf(account);
  const drafter = drafterAfter(view, index);
  switch (event.type) {
    case 'DraftSubmitted':
    case 'DraftRevised':
      return toMend(view, event, event.review.findings, drafter) ?? toDecide(view, event, index);
    case 'LinksChecked':
    case 'StyleChecked':
      return newlyBlocked(view, event, index);
    case 'DraftTakenOver':
      return call(person(event.from));
    // Without a slot the drafter hears of the publication that follows.
    case 'DraftApproved': {
      const slot = textBefore(view, index)?.content.slot;
      return slot === undefined ? null : call(without(drafter, ids(event)), '', threadText.approved(event, slot));
    }
    case 'ErrorReported':
      return call(
        managers,
        threadText.errorReported,
        threadText.because(`${actorName(event.by)}${ACT_EVENTS.ErrorReported.told}`, event.reason),
        true,
      );
    case 'ReviewRenewed':
      return toRenewed(view, event, index);
    case 'SlotNear':
      return call(together(managers, drafter), '', threadText.slotNear(event));
    case 'NobodyCanDecide':
    case 'HandedOver':
      return call(drafter);
    // Who approved it counts on its having gone out.
    case 'DraftExpired':
      return call(event.late === true ? together(managers, drafter) : drafter);
    case 'PostPublished': {
      const content = textBefore(view, index)?.content;
      const done = content !== undefined && isWordless(content) ? targetText.done(content.target.kind) : undefined;
      return call(without(drafter, ids(event)), '', threadText.publishedAt(event.url, done));
    }
    case 'PostTakenDown':
      return call(
        without(drafter, ids(event)),
        threadText.correctAfter,
        threadText.because(threadText.takenDown(event), event.reason),
      );
    case 'PublishFailed':
      return call(together(managers, drafter), '', `${threadText.failed}${failureText(event.failure, network).what}`);
    case 'OutcomeUnknown':
      return call(
        together(managers, drafter),
        '',
        `${threadText.unknown}${unknownText(event.cause, account, event.earlier).what}`,
      );
    case 'NotFoundOnTimeline':
    case 'UnexpectedPost':
    case 'RemovalHandedOver':
    case 'RemovalFailed':
    case 'RemovalUnknown':
    case 'RemovalUnconfirmed':
      return call(managers);
    default:
      return isOfAct(event.type) ? ofAct(event, drafter) : null;
  }
}

function call(called: Called, asked = '', notice = '', urgent = false): Call | null {
  const reached = callable(called);
  return reached && { called: reached, asked, notice, urgent };
}

/** Nobody is called to what they have just done themselves. */
function ids({ by }: DraftEvent): readonly string[] {
  return by === 'system' ? [] : [by.id];
}

/** Whose draft it was then: another may have it by now. */
function drafterAfter({ events, draft }: DraftView, index: number): Called {
  const had = events.slice(0, index + 1).findLast(({ type }) => type === 'DraftTakenOver' || type === 'DraftSubmitted');
  return person(had === undefined || had.by === 'system' ? draft.drafter : had.by);
}

function ofAct(event: DraftEvent, drafter: Called): Call | null {
  if (!isOfAct(event.type)) return null;
  const { callsDrafter, told = '' }: ActEvent = ACT_EVENTS[event.type];
  if (callsDrafter === undefined || event.by === 'system') return null;
  const written = 'reason' in event ? event.reason : '';
  const reason = 'labels' in event ? cardText.returnReason(written, event.labels) : written;
  const notice = threadText.because(`${event.by.name}${told}`, reason);
  return call(without(drafter, ids(event)), callsDrafter, notice);
}

/** What blocks is the drafter's to mend before anybody decides; null where nothing does. */
function toMend(
  { account }: DraftView,
  { fields }: WithContent,
  findings: readonly Finding[],
  drafter: Called,
): Call | null {
  const blocks = countFindings(findings.filter(({ level }) => level === 'block'));
  if (blocks === 0) return null;
  const asked = threadText.toMend(blocks, account.manager.title);
  return call(drafter, asked, asked, fields.emergency === true);
}

/** What blocked it may be gone: then it is the manager's turn; what is wrong with it only now, the drafter's. */
function toRenewed(
  view: DraftView,
  { review }: Extract<DraftEvent, { type: 'ReviewRenewed' }>,
  index: number,
): Call | null {
  const text = textBefore(view, index);
  if (text === undefined) return null;
  const { own, later } = knownBefore(view, text, index);
  const findings = joinFindings(review.findings, later);
  if (findings.some(isBlock) === [...own, ...later].some(isBlock)) return null;
  return (
    toMend(view, text, findings, drafterAfter(view, index)) ??
    toDecide(view, { ...text, review: { ...review, findings } }, index)
  );
}

/** What was known of a text before the event at `index`: of its newest check, and of what was looked up later. */
function knownBefore({ events }: DraftView, text: WithContent, index: number) {
  const since = events.slice(events.indexOf(text) + 1, index);
  const renewed = since.findLast((event) => event.type === 'ReviewRenewed');
  return { since, own: (renewed ?? text).review.findings, later: since.flatMap(findingsOf) };
}

/** Those who may decide; where nobody wants the authors to, not them. */
function toDecide({ account, events }: DraftView, event: WithContent, index: number): Call | null {
  const managers = managersOf(account);
  const authors = events
    .slice(0, index + 1)
    .filter((each) => isText(each) || each.type === 'DraftTakenOver')
    .flatMap(ids);
  const others = without(managers, authors);
  const alone = callable(others) === null && account.selfApproval;
  const asked = threadText.toDecide({
    account: account.name,
    drafter: actorName(event.by),
    revision: event.type === 'DraftRevised' ? event.revision : 1,
    text: shownWords(event.content),
    slot: event.content.slot,
    findings: event.review.findings,
  });
  return call(alone ? managers : others, asked, asked, event.fields.emergency === true);
}

/** A later check calls nobody, unless it is the first to find what blocks a text that still waits. */
function newlyBlocked(
  view: DraftView,
  { findings }: Extract<DraftEvent, { type: 'LinksChecked' | 'StyleChecked' }>,
  index: number,
): Call | null {
  const text = textBefore(view, index);
  if (text === undefined || !findings.some(isBlock)) return null;
  const { since, own, later } = knownBefore(view, text, index);
  const known = [...own, ...later];
  const decided = since.some(({ type }) => type === 'DraftApproved');
  if (decided || known.some(isBlock)) return null;
  return toMend(view, text, joinFindings(known, findings), drafterAfter(view, index));
}

const isBlock = ({ level }: Finding): boolean => level === 'block';

export const isText = (event: DraftEvent): event is WithContent =>
  event.type === 'DraftSubmitted' || event.type === 'DraftRevised';

/** What a check found that was made beside the text's own. */
function findingsOf(event: DraftEvent): readonly Finding[] {
  return event.type === 'LinksChecked' || event.type === 'StyleChecked' ? event.findings : [];
}

/** The newest version of the text before the event at `index`. */
export function textBefore({ events }: DraftView, index: number): WithContent | undefined {
  return events.slice(0, index).findLast(isText);
}
