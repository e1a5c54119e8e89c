import { countFindings } from '../guideline/count-findings.ts';
import { findingKey } from '../guideline/finding-key.ts';
import type { Authority, DecisionRight } from './authority.ts';
import { mayApprove, mayDecide, wroteIt } from './authority.ts';
import type { DraftCommand, PersonalCommand, ReportedPost, SystemCommand } from './commands.ts';
import { contentHash } from './content.ts';
import type { DraftAction, DraftEvent, Person } from './events.ts';
import type { Refusal } from './refusal.ts';
import type { Draft, DraftStatus } from './state.ts';
import { currentRevision, isSettled, refusedAttempt } from './state.ts';

export type Decision =
  | { readonly ok: true; readonly events: readonly DraftEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** What follows from a command in a state: events to record, or a refusal. Pure; the same input gives the same answer. */
export function decide(command: DraftCommand, draft: Draft | undefined): Decision {
  if (command.type === 'submit') return submit(command, draft);
  if (draft === undefined) return refuse({ code: 'not-found' });
  // Slack may deliver a click twice, also after a restart: the second time nothing happens and nothing is wrong.
  if (command.delivery !== undefined && draft.deliveries.has(command.delivery)) return record();
  switch (command.type) {
    case 'revise':
      return revise(command, draft);
    case 'withdraw':
      return withdraw(command, draft);
    case 'approve':
      return approve(command, draft);
    case 'return':
    case 'reject':
      return sendBack(command, draft);
    case 'revoke':
      return byManager(command, 'revoke', draft, ['approved'], () =>
        command.reason.trim() === ''
          ? refuse({ code: 'reason-missing' })
          : record({ ...stamp(command), type: 'ApprovalRevoked', reason: command.reason }),
      );
    case 'confirmPublished':
      return byManager(command, 'confirmPublished', draft, ['outcomeUnknown'], () =>
        publishedByHand(command, draft, command.post),
      );
    case 'confirmNotPublished':
      return byManager(command, 'confirmNotPublished', draft, ['outcomeUnknown'], () =>
        record({ ...stamp(command), type: 'ConfirmedNotPublished', attempt: draft.attempts }),
      );
    case 'confirmManualPost':
      return byManagerOrDrafter(command, 'confirmManualPost', draft, ['handedOver'], () =>
        publishedByHand(command, draft, command.post),
      );
    case 'giveUpManualPost':
      return byManagerOrDrafter(command, 'giveUpManualPost', draft, ['handedOver'], () =>
        command.reason.trim() === ''
          ? refuse({ code: 'reason-missing' })
          : record({ ...stamp(command), type: 'ManualPostGivenUp', reason: command.reason }),
      );
    case 'takeDown':
      return byManager(command, 'takeDown', draft, ['published'], () =>
        command.reason.trim() === ''
          ? refuse({ code: 'reason-missing' })
          : record({ ...stamp(command), type: 'PostTakenDown', reason: command.reason }),
      );
    case 'refuse':
      return draft.refused.has(refusedAttempt(command))
        ? record()
        : record({ ...stamp(command), type: 'AttemptRefused', action: command.action, code: command.code });
    case 'startPublishing':
      return startPublishing(command, draft);
    case 'recordHandedOver':
      return ofAttempt(command, draft, () =>
        record({ ...systemStamp(command), type: 'HandedOver', attempt: command.attempt }),
      );
    case 'recordPublished':
      return ofAttempt(command, draft, () =>
        record({
          ...systemStamp(command),
          type: 'PostPublished',
          attempt: command.attempt,
          postId: command.postId,
          url: command.url,
          via: command.via,
        }),
      );
    case 'recordOutcomeUnknown':
      return ofAttempt(command, draft, () =>
        record({ ...systemStamp(command), type: 'OutcomeUnknown', attempt: command.attempt, cause: command.cause }),
      );
    case 'recordNotFound':
      return draft.status === 'outcomeUnknown' && draft.attempt.number === command.attempt
        ? record({
            ...systemStamp(command),
            type: 'NotFoundOnTimeline',
            attempt: command.attempt,
            looked: command.looked,
          })
        : wrongStatus('retry', draft);
    case 'recordPublishFailed':
      return recordPublishFailed(command, draft);
    case 'recordLinks':
      return ofRevision(command, draft, 'links', () =>
        record({
          ...systemStamp(command),
          type: 'LinksChecked',
          revision: command.revision,
          results: command.results,
          findings: command.findings,
        }),
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
    case 'expire':
      return draft.status === 'submitted' || draft.status === 'approved'
        ? record({ ...systemStamp(command), type: 'DraftExpired' })
        : wrongStatus('approve', draft);
    default:
      return unknownCommand(command);
  }
}

type Of<Type extends DraftCommand['type']> = Extract<DraftCommand, { type: Type }>;

function submit(command: Of<'submit'>, draft: Draft | undefined): Decision {
  if (draft !== undefined) {
    return command.delivery !== undefined && draft.deliveries.has(command.delivery)
      ? record()
      : wrongStatus('revise', draft);
  }
  const problem = textProblem(command);
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
  if (!['submitted', 'returned', 'publishFailed', 'approved'].includes(draft.status))
    return wrongStatus('revise', draft);
  const current = currentRevision(draft);
  if (command.expectedRevision !== current.number) return stale(draft);
  const problem = textProblem(command);
  if (problem !== null) return refuse(problem);
  const same =
    contentHash(command.content) === contentHash(current.content) && sameFields(command.fields, current.fields);
  if (same) return refuse({ code: 'text-unchanged' });
  return record({
    ...stamp(command),
    type: 'DraftRevised',
    revision: current.number + 1,
    content: { ...command.content, accountId: draft.accountId },
    fields: command.fields,
    review: command.review,
  });
}

function withdraw(command: Of<'withdraw'>, draft: Draft): Decision {
  if (command.by.id !== draft.drafter.id) return notDrafter('withdraw', draft);
  if (!['submitted', 'returned', 'publishFailed'].includes(draft.status)) return wrongStatus('withdraw', draft);
  if (command.expectedRevision !== currentRevision(draft).number) return stale(draft);
  return record({ ...stamp(command), type: 'DraftWithdrawn' });
}

function approve(command: Of<'approve'>, draft: Draft): Decision {
  const right = mayApprove(command.by, command.authority, draft);
  if (right !== 'yes') return noRight('approve', right, command.authority);
  if (draft.status !== 'submitted') return wrongStatus('approve', draft);
  const current = currentRevision(draft);
  if (command.expectedRevision !== current.number) return stale(draft);
  const frozen = contentHash(current.content);
  if (command.contentHash !== frozen) return stale(draft);

  const { findings } = command.review;
  const blocks = findings.filter((finding) => finding.level === 'block');
  if (blocks.length > 0) return refuse({ code: 'blocked', count: countFindings(blocks) });
  const reasons = new Map(command.necessities.map(({ findingKey: key, reason }) => [key, reason.trim()]));
  const unreasoned = findings
    .filter((finding) => finding.level === 'waiver')
    .map(findingKey)
    .filter((key) => (reasons.get(key) ?? '') === '');
  if (unreasoned.length > 0) return refuse({ code: 'necessity-missing', findingKeys: unreasoned });
  const unticked = findings
    .filter((finding) => finding.level === 'warning')
    .map(findingKey)
    .filter((key) => !command.acknowledged.includes(key));
  if (unticked.length > 0) return refuse({ code: 'acknowledgement-missing', findingKeys: unticked });

  return record({
    ...stamp(command),
    type: 'DraftApproved',
    revision: current.number,
    contentHash: frozen,
    review: command.review,
    necessities: command.necessities,
    acknowledged: command.acknowledged,
    selfApproval: wroteIt(command.by, draft),
  });
}

function sendBack(command: Of<'return'> | Of<'reject'>, draft: Draft): Decision {
  return byManager(command, command.type, draft, ['submitted'], () => {
    if (command.expectedRevision !== currentRevision(draft).number) return stale(draft);
    if (command.type === 'reject') {
      return command.reason.trim() === ''
        ? refuse({ code: 'reason-missing' })
        : record({ ...stamp(command), type: 'DraftRejected', reason: command.reason });
    }
    if (command.reason.trim() === '' && command.labels.length === 0) return refuse({ code: 'reason-missing' });
    return record({ ...stamp(command), type: 'DraftReturned', labels: command.labels, reason: command.reason });
  });
}

function startPublishing(command: Of<'startPublishing'>, draft: Draft): Decision {
  const { retryBy } = command;
  // The first attempt follows from the approval; every further one needs the manager's own click.
  const allowed: readonly DraftStatus[] = retryBy === undefined ? ['approved'] : ['approved', 'publishFailed'];
  if (retryBy !== undefined) {
    const right = mayDecide(retryBy.person, retryBy.authority);
    if (right !== 'yes') return noRight('retry', right, retryBy.authority);
  }
  if (!allowed.includes(draft.status) || !('approval' in draft)) return wrongStatus('retry', draft);
  if (retryBy === undefined && draft.last.type !== 'DraftApproved') return wrongStatus('retry', draft);
  const current = contentHash(currentRevision(draft).content);
  if (command.contentHash !== draft.approval.contentHash || current !== draft.approval.contentHash) {
    const attempt = draft.attempts + 1;
    return record({
      ...systemStamp(command),
      type: 'PublishFailed',
      attempt,
      failure: { kind: 'content-changed' },
    });
  }
  return record({
    at: command.at,
    by: retryBy?.person ?? 'system',
    ...(command.delivery === undefined ? {} : { delivery: command.delivery }),
    type: 'PublishStarted',
    attempt: draft.attempts + 1,
    contentHash: draft.approval.contentHash,
    sinceId: command.sinceId,
  });
}

/** Before the request (the account could not be verified) or as the answer to it. */
function recordPublishFailed(command: Of<'recordPublishFailed'>, draft: Draft): Decision {
  const before = draft.status === 'approved' || draft.status === 'publishFailed';
  const during = draft.status === 'publishing' && draft.attempt.number === command.attempt;
  if (!before && !during) return wrongStatus('retry', draft);
  return record({
    ...systemStamp(command),
    type: 'PublishFailed',
    attempt: command.attempt,
    failure: command.failure,
  });
}

/** An outcome counts only for the attempt that is under way or whose outcome is open. */
function ofAttempt(
  command: SystemCommand & { readonly attempt: number },
  draft: Draft,
  then: () => Decision,
): Decision {
  const open: readonly DraftStatus[] =
    command.type === 'recordPublished' ? ['publishing', 'outcomeUnknown'] : ['publishing'];
  if (!open.includes(draft.status) || !('attempt' in draft) || draft.attempt.number !== command.attempt)
    return wrongStatus('retry', draft);
  return then();
}

/** A later check counts once, for the revision that people look at, while the draft lives; else it is of no use. */
function ofRevision(
  command: SystemCommand & { readonly revision: number },
  draft: Draft,
  what: 'links' | 'style',
  then: () => Decision,
): Decision {
  const current = currentRevision(draft);
  const wanted = !isSettled(draft.status) && current.number === command.revision && current[what] === undefined;
  return wanted ? then() : record();
}

function publishedByHand(command: PersonalCommand, draft: Draft, post: ReportedPost | null): Decision {
  if (post === null) return refuse({ code: 'url-invalid' });
  return record({
    ...stamp(command),
    type: 'PostPublished',
    attempt: draft.attempts,
    postId: post.id,
    url: post.url,
    via: 'person',
  });
}

function byManager(
  command: PersonalCommand & { readonly authority: Authority },
  action: DraftAction,
  draft: Draft,
  statuses: readonly DraftStatus[],
  then: () => Decision,
): Decision {
  const right = mayDecide(command.by, command.authority);
  if (right !== 'yes') return noRight(action, right, command.authority);
  return statuses.includes(draft.status) ? then() : wrongStatus(action, draft);
}

/** Posting by hand is clerical: the decision has been made, so whoever drafted may report that it is done. */
function byManagerOrDrafter(
  command: PersonalCommand & { readonly authority: Authority },
  action: DraftAction,
  draft: Draft,
  statuses: readonly DraftStatus[],
  then: () => Decision,
): Decision {
  if (command.by.id !== draft.drafter.id) return byManager(command, action, draft, statuses, then);
  return statuses.includes(draft.status) ? then() : wrongStatus(action, draft);
}

function textProblem({ content, beyond }: Of<'submit'> | Of<'revise'>): Refusal | null {
  if (content.text.trim() === '') return { code: 'text-empty' };
  return beyond === undefined ? null : { code: 'text-too-long', ...beyond };
}

function sameFields(a: object, b: object): boolean {
  const sorted = (fields: object) => JSON.stringify(Object.entries(fields).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}

function stamp(command: PersonalCommand): { at: string; by: Person; delivery?: string } {
  return {
    at: command.at,
    by: command.by,
    ...(command.delivery === undefined ? {} : { delivery: command.delivery }),
  };
}

function systemStamp(command: SystemCommand): { at: string; by: 'system'; delivery?: string } {
  return { at: command.at, by: 'system', ...(command.delivery === undefined ? {} : { delivery: command.delivery }) };
}

function record(...events: DraftEvent[]): Decision {
  return { ok: true, events };
}

function refuse(refusal: Refusal): Decision {
  return { ok: false, refusal };
}

function wrongStatus(action: DraftAction, draft: Draft): Decision {
  return refuse({ code: 'wrong-status', action, status: draft.status, last: draft.last });
}

function stale(draft: Draft): Decision {
  return refuse({ code: 'stale-revision', current: currentRevision(draft).number, last: draft.last });
}

function notDrafter(action: DraftAction, draft: Draft): Decision {
  return refuse({ code: 'not-drafter', action, drafter: draft.drafter.id });
}

function noRight(action: DraftAction, right: Exclude<DecisionRight, 'yes'>, authority: Authority): Decision {
  return right === 'authority-unavailable'
    ? refuse({ code: right, action })
    : refuse({ code: right, action, managers: authority.managers ?? [] });
}

function unknownCommand(command: never): never {
  throw new TypeError(`unknown command ${JSON.stringify(command)}`);
}
