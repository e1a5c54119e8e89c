import type { SystemCommand } from './commands.ts';
import { contentHash } from './content.ts';
import { type Decision, type Of, record, systemStamp, wrongStatus } from './decision.ts';
import { isEmbargoed } from './slot.ts';
import type { Draft } from './state.ts';
import { currentRevision } from './state.ts';

/** Only for the order that is open at this moment: what was made ready for another one is of no use. */
export function startPublishing(command: Of<'startPublishing'>, draft: Draft): Decision {
  if (draft.status !== 'approved' || draft.order?.number !== command.order) return wrongStatus('retry', draft);
  const { approval, order } = draft;
  // Also by a clock that was set back, nothing goes out before its slot, or its 解禁.
  const { slot } = currentRevision(draft).content;
  const early = (slot !== undefined && command.at < slot) || isEmbargoed(currentRevision(draft), command.at);
  if (early) return wrongStatus('retry', draft);
  const current = contentHash(currentRevision(draft).content);
  if (command.contentHash !== approval.contentHash || current !== approval.contentHash)
    return notSent(command, draft, order.number, { kind: 'content-changed' });
  return record({
    ...systemStamp(command),
    type: 'PublishStarted',
    attempt: draft.attempts + 1,
    order: order.number,
    contentHash: approval.contentHash,
    sinceId: command.sinceId,
  });
}

export function recordNotSent(command: Of<'recordNotSent'>, draft: Draft): Decision {
  return draft.status === 'approved' && draft.order?.number === command.order
    ? notSent(command, draft, command.order, command.failure)
    : wrongStatus('retry', draft);
}

function notSent(
  command: SystemCommand,
  draft: Draft,
  order: number,
  failure: Of<'recordNotSent'>['failure'],
): Decision {
  return record({ ...systemStamp(command), type: 'PublishFailed', attempt: draft.attempts + 1, order, failure });
}

/** A post that the network gave is recorded in any case: as the outcome of its attempt while that is open, else as a fact. */
export function recordPublished(command: Of<'recordPublished'>, draft: Draft): Decision {
  const { attempt, postId, url, via } = command;
  const open = draft.status === 'publishing' || draft.status === 'outcomeUnknown' ? draft.attempt.number : null;
  if (open === attempt) return record({ ...systemStamp(command), type: 'PostPublished', attempt, postId, url, via });
  const known = 'post' in draft && (draft.post.id === postId || draft.post.url === url);
  if (known || draft.unexpected.some((post) => post.postId === postId)) return record();
  return record({ ...systemStamp(command), type: 'UnexpectedPost', attempt, postId, url, via });
}

/** Every other answer counts only for the attempt that is under way. */
export function ofAttempt(
  command: SystemCommand & { readonly attempt: number },
  draft: Draft,
  then: () => Decision,
): Decision {
  return draft.status === 'publishing' && draft.attempt.number === command.attempt
    ? then()
    : wrongStatus('retry', draft);
}

export function recordNotFound(command: Of<'recordNotFound'>, draft: Draft): Decision {
  if (draft.status !== 'outcomeUnknown' || draft.attempt.number !== command.attempt) return wrongStatus('retry', draft);
  const { attempt, looked } = command;
  return draft.searching ? record({ ...systemStamp(command), type: 'NotFoundOnTimeline', attempt, looked }) : record();
}
