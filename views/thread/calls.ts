import type { ActEvent } from '../../src/acts/act.ts';
import { ACT_EVENTS, isOfAct } from '../../src/acts/index.ts';
import type { DraftEvent } from '../../src/draft/events.ts';
import { countFindings } from '../../src/guideline/count-findings.ts';
import { joinFindings } from '../../src/guideline/join-findings.ts';
import type { Finding } from '../../src/guideline/types.ts';
import { failureText, unknownText } from '../../src/text/publishing.ts';
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
  const { account, draft } = view;
  const { network } = account;
  const managers = managersOf(account);
  const drafter = person(draft.drafter);
  switch (event.type) {
    case 'DraftSubmitted':
    case 'DraftRevised':
      return toMend(view, event, event.review.findings) ?? toDecide(view, event, index);
    case 'LinksChecked':
    case 'StyleChecked':
      return newlyBlocked(view, event, index);
    case 'NobodyCanDecide':
    case 'HandedOver':
    case 'DraftExpired':
      return call(drafter);
    case 'PostPublished':
      return call(without(drafter, ids(event)), '', threadText.publishedAt(event.url));
    case 'PostTakenDown':
      return call(without(drafter, ids(event)), '', threadText.because(threadText.takenDown(event), event.reason));
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
      return isOfAct(event.type) ? ofAct(view, event) : null;
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

function ofAct({ draft }: DraftView, event: DraftEvent): Call | null {
  if (!isOfAct(event.type)) return null;
  const { callsDrafter, told = '' }: ActEvent = ACT_EVENTS[event.type];
  if (callsDrafter === undefined || event.by === 'system') return null;
  const reason = 'reason' in event ? event.reason : '';
  const notice = threadText.because(`${event.by.name}${told}`, reason);
  return call(without(person(draft.drafter), ids(event)), callsDrafter, notice);
}

/** What blocks is the drafter's to mend before anybody decides; null where nothing does. */
function toMend({ account, draft }: DraftView, { fields }: WithContent, findings: readonly Finding[]): Call | null {
  const blocks = countFindings(findings.filter(({ level }) => level === 'block'));
  if (blocks === 0) return null;
  const asked = threadText.toMend(blocks, account.manager.title);
  return call(person(draft.drafter), asked, asked, fields.emergency === true);
}

/** Those who may decide; where nobody wants the authors to, not them. */
function toDecide({ account, draft, events }: DraftView, event: WithContent, index: number): Call | null {
  const managers = managersOf(account);
  const authors = [
    draft.drafter.id,
    ...events
      .slice(0, index + 1)
      .filter(isText)
      .flatMap(ids),
  ];
  const others = without(managers, authors);
  const alone = callable(others) === null && account.selfApproval;
  const asked = threadText.toDecide({
    account: account.name,
    drafter: actorName(event.by),
    revision: event.type === 'DraftRevised' ? event.revision : 1,
    text: event.content.text,
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
  const since = view.events.slice(view.events.indexOf(text), index);
  const known = since.flatMap(findingsOf);
  const decided = since.some(({ type }) => type === 'DraftApproved');
  return decided || known.some(isBlock) ? null : toMend(view, text, joinFindings(known, findings));
}

const isBlock = ({ level }: Finding): boolean => level === 'block';

const isText = (event: DraftEvent): event is WithContent =>
  event.type === 'DraftSubmitted' || event.type === 'DraftRevised';

/** What a check found of its own; the check at the approval finds it once more. */
function findingsOf(event: DraftEvent): readonly Finding[] {
  if (isText(event)) return event.review.findings;
  return event.type === 'LinksChecked' || event.type === 'StyleChecked' ? event.findings : [];
}

/** The newest version of the text before the event at `index`. */
export function textBefore({ events }: DraftView, index: number): WithContent | undefined {
  return events.slice(0, index).findLast(isText);
}
