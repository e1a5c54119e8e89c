import { isPossible } from '../acts/index.ts';
import { mayApprove, NOBODY, wroteIt } from './authority.ts';
import type { DraftCommand, SystemCommand } from './commands.ts';
import { type Content, contentHash } from './content.ts';
import { actOn, isPlainCommand } from './decide-act.ts';
import { ofRemoval, recordTakenDown } from './decide-removal.ts';
import { ofAttempt, recordNotFound, recordNotSent, recordPublished, startPublishing } from './decide-sending.ts';
import type { Decision, Of } from './decision.ts';
import {
  consentRefusal,
  contentProblem,
  embargoRefusal,
  noRight,
  notDrafter,
  record,
  refuse,
  slotRefusal,
  stale,
  stamp,
  systemStamp,
  unanswered,
  wrongStatus,
} from './decision.ts';
import { endsAtSlot, isTooLate } from './slot.ts';
import type { Draft } from './state.ts';
import { currentRevision, isSettled, proposalOf, refusedAttempt } from './state.ts';

export type { Decision } from './decision.ts';

/** What follows from a command in a state: events to record, or a refusal. Pure; the same input gives the same answer. */
export function decide(command: DraftCommand, draft: Draft | undefined): Decision {
  if (command.type === 'submit') return submit(command, draft);
  if (draft === undefined) return refuse({ code: 'not-found' });
  // Slack may deliver a click twice, also after a restart: the second time nothing happens and nothing is wrong.
  if (command.delivery !== undefined && draft.deliveries.has(command.delivery)) return record();
  const refused = command.delivery === undefined ? undefined : draft.refusedDeliveries.get(command.delivery);
  if (refused !== undefined) return command.type === 'refuse' ? record() : refusedAgain(refused, command, draft);
  if (isPlainCommand(command)) return actOn(command, draft);
  switch (command.type) {
    case 'revise':
      return revise(command, draft);
    case 'acceptProposal':
      return acceptProposal(command, draft);
    case 'approve':
      return approve(command, draft);
    case 'correct':
      if (draft.corrections.includes(command.correction)) return record();
      // It was drafted from the card of a post; what has become of that since, a removal under way, does not undo the link.
      return 'post' in draft
        ? record({ ...stamp(command), type: 'CorrectionDrafted', correction: command.correction })
        : wrongStatus('correct', draft, command.by);
    case 'refuse':
      return draft.refused.has(refusedAttempt(command))
        ? record()
        : record({
            ...stamp(command),
            type: 'AttemptRefused',
            action: command.action,
            code: command.code,
            ...(command.sent === true ? { sent: true } : {}),
          });
    case 'startPublishing':
      return startPublishing(command, draft);
    case 'recordNotSent':
      return recordNotSent(command, draft);
    case 'recordHandedOver':
      return ofAttempt(command, draft, () =>
        record({ ...systemStamp(command), type: 'HandedOver', attempt: command.attempt }),
      );
    case 'recordPublished':
      return recordPublished(command, draft);
    case 'recordOutcomeUnknown':
      return ofAttempt(command, draft, () =>
        record({
          ...systemStamp(command),
          type: 'OutcomeUnknown',
          attempt: command.attempt,
          cause: command.cause,
          ...(command.earlier === undefined ? {} : { earlier: command.earlier }),
        }),
      );
    case 'recordNotFound':
      return recordNotFound(command, draft);
    case 'recordPublishFailed':
      return ofAttempt(command, draft, () =>
        record({
          ...systemStamp(command),
          type: 'PublishFailed',
          attempt: command.attempt,
          failure: command.failure,
        }),
      );
    case 'recordTakenDown':
      return recordTakenDown(command, draft);
    case 'recordRemovalHandedOver':
      return ofRemoval(command, draft, 'removing', () =>
        record({ ...systemStamp(command), type: 'RemovalHandedOver' }),
      );
    case 'recordRemovalFailed':
      return ofRemoval(command, draft, 'removing', () =>
        record({ ...systemStamp(command), type: 'RemovalFailed', failure: command.failure }),
      );
    case 'recordRemovalUnknown':
      return ofRemoval(command, draft, 'removing', () =>
        record({ ...systemStamp(command), type: 'RemovalUnknown', cause: command.cause }),
      );
    case 'recordRemovalUnconfirmed':
      return ofRemoval(command, draft, 'removalUnknown', () =>
        record({ ...systemStamp(command), type: 'RemovalUnconfirmed' }),
      );
    case 'recordLinks':
      return ofRevision(command, draft, command.again === true ? null : 'links', () =>
        record({
          ...systemStamp(command),
          type: 'LinksChecked',
          revision: command.revision,
          results: command.results,
          findings: command.findings,
        }),
      );
    case 'recordTarget':
      return ofRevision(command, draft, 'sight', () =>
        record({ ...systemStamp(command), type: 'TargetSeen', revision: command.revision, sight: command.sight }),
      );
    case 'recordStyle':
      return ofRevision(command, draft, 'style', () =>
        record({
          ...systemStamp(command),
          type: 'StyleChecked',
          revision: command.revision,
          findings: command.findings,
        }),
      );
    case 'recordStyleFailed':
      return ofRevision(command, draft, 'style', () =>
        currentRevision(draft).styleFailed === true
          ? record()
          : record({ ...systemStamp(command), type: 'StyleCheckFailed', revision: command.revision }),
      );
    case 'recordNobodyCanDecide': {
      const { revision, why } = command;
      const current = currentRevision(draft);
      return draft.status === 'submitted' && current.number === revision && current.noDecider !== true
        ? record({ ...systemStamp(command), type: 'NobodyCanDecide', revision, why })
        : record();
    }
    case 'renewReview':
      return draft.status === 'submitted' && currentRevision(draft).number === command.revision
        ? record({ ...systemStamp(command), type: 'ReviewRenewed', revision: command.revision, review: command.review })
        : record();
    case 'recordSlotNear':
      return isFor(command, draft) && endsAtSlot(draft) && isNews(command, draft)
        ? record({
            ...systemStamp(command),
            type: 'SlotNear',
            revision: command.revision,
            slot: command.slot,
            minutes: command.minutes,
          })
        : record();
    case 'expire':
      return isFor(command, draft) && isOver(command, draft)
        ? record({
            ...systemStamp(command),
            type: 'DraftExpired',
            slot: command.slot,
            ...(command.order === null ? {} : { late: true }),
          })
        : wrongStatus('approve', draft);
    default:
      return unknownCommand(command);
  }
}

/** Is the slot still that of the draft? People may have given it another meanwhile. */
function isFor({ revision, slot }: Of<'expire' | 'recordSlotNear'>, draft: Draft): boolean {
  const current = currentRevision(draft);
  return current.number === revision && current.content.slot === slot;
}

/**
 * Is it over for what waited? What has been approved in the meantime is to be sent yet, what was taken back waits again, and by
 * a clock that was set back it is not time.
 */
function isOver({ order, slot, at }: Of<'expire'>, draft: Draft): boolean {
  if (order === null) return endsAtSlot(draft) && at >= slot;
  return draft.status === 'approved' && draft.order?.number === order && isTooLate(slot, at);
}

function isNews({ minutes }: Of<'recordSlotNear'>, draft: Draft): boolean {
  const { reminded } = currentRevision(draft);
  return reminded === undefined || minutes < reminded;
}

function submit(command: Of<'submit'>, draft: Draft | undefined): Decision {
  if (draft !== undefined) {
    return command.delivery !== undefined && draft.deliveries.has(command.delivery)
      ? record()
      : wrongStatus('revise', draft);
  }
  const problem = contentProblem(command.content, command.at, command.beyond) ?? consentRefusal(command.fields);
  if (problem !== null) return refuse(problem);
  return record({
    ...stamp(command),
    type: 'DraftSubmitted',
    draftId: command.draftId,
    content: command.content,
    fields: command.fields,
    review: command.review,
  });
}

function revise(command: Of<'revise'>, draft: Draft): Decision {
  if (command.by.id !== draft.drafter.id) return notDrafter('revise', draft);
  if (!isPossible('revise', draft)) return wrongStatus('revise', draft, command.by);
  const current = currentRevision(draft);
  if (command.expectedRevision !== current.number) return stale(draft);
  const problem = contentProblem(command.content, command.at, command.beyond) ?? consentRefusal(command.fields);
  if (problem !== null) return refuse(problem);
  const same =
    contentHash(command.content) === contentHash(current.content) && sameFields(command.fields, current.fields);
  if (same) return refuse({ code: 'text-unchanged' });
  return revised(command, draft, command.content);
}

function acceptProposal(command: Of<'acceptProposal'>, draft: Draft): Decision {
  if (command.by.id !== draft.drafter.id) return notDrafter('acceptProposal', draft);
  const proposal = proposalOf(draft);
  const current = currentRevision(draft);
  const sawThis = command.expectedRevision === current.number;
  if (proposal === null && (sawThis || current.proposedBy !== undefined))
    return wrongStatus('acceptProposal', draft, command.by);
  if (proposal === null || !sawThis) return stale(draft);
  const problem = contentProblem(proposal.content, command.at, command.beyond);
  return problem === null ? revised(command, draft, proposal.content) : refuse(problem);
}

/**
 * The next revision. Whoever edits until the text is what was proposed has accepted that, too, however many versions later: the
 * version says whose words they are.
 */
function revised(command: Of<'revise'> | Of<'acceptProposal'>, draft: Draft, words: Content): Decision {
  const content = { ...words, accountId: draft.accountId };
  const hash = contentHash(content);
  const current = currentRevision(draft);
  const proposedBy = draft.proposals.findLast((proposal) => contentHash(proposal.content) === hash)?.by;
  return record({
    ...stamp(command),
    type: 'DraftRevised',
    revision: current.number + 1,
    content,
    fields: command.fields,
    review: command.review,
    ...(proposedBy === undefined ? {} : { proposedBy }),
  });
}

function approve(command: Of<'approve'>, draft: Draft): Decision {
  const right = mayApprove(command.by, command.authority, draft);
  if (right !== 'yes') return noRight('approve', right, command.authority);
  if (!isPossible('approve', draft)) return wrongStatus('approve', draft, command.by);
  const current = currentRevision(draft);
  if (command.expectedRevision !== current.number) return stale(draft);
  const frozen = contentHash(current.content);
  if (command.contentHash !== frozen) return stale(draft);
  const late = slotRefusal(current.content, command.at);
  if (late !== null) return refuse(late);
  const early = embargoRefusal(current, command.at);
  if (early !== null) return refuse(early);

  const open = unanswered(command.review.findings, command);
  if (open !== null) return refuse(open);

  return record({
    ...stamp(command),
    type: 'DraftApproved',
    revision: current.number,
    contentHash: frozen,
    review: command.review,
    necessities: command.necessities,
    acknowledged: command.acknowledged,
    selfApproval: wroteIt(command.by, draft),
    ...(current.proposedBy?.id === command.by.id ? { ownProposal: true } : {}),
    ...(command.seen === undefined ? {} : { seen: command.seen }),
  });
}

/**
 * A later check counts once, for the revision that people look at, while the draft lives; else it is of no use.
 * @param what null: it is repeated on purpose.
 */
function ofRevision(
  command: SystemCommand & { readonly revision: number },
  draft: Draft,
  what: 'links' | 'sight' | 'style' | null,
  then: () => Decision,
): Decision {
  const current = currentRevision(draft);
  const isNews = what === null || current[what] === undefined;
  const wanted = !isSettled(draft.status) && current.number === command.revision && isNews;
  return wanted ? then() : record();
}

function sameFields(a: object, b: object): boolean {
  const sorted = (fields: object) => JSON.stringify(Object.entries(fields).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}

/** The first answer may never have been heard; the second must not be another. */
function refusedAgain(
  { action, code }: Pick<Of<'refuse'>, 'action' | 'code'>,
  command: DraftCommand,
  draft: Draft,
): Decision {
  if (code === 'not-drafter') return notDrafter(action, draft);
  if (code === 'not-colleague') return refuse({ code, action });
  const authority = 'authority' in command ? command.authority : undefined;
  return noRight(action, code, authority ?? NOBODY);
}

function unknownCommand(command: never): never {
  throw new TypeError(`unknown command ${JSON.stringify(command)}`);
}
