import type { SystemCommand } from './commands.ts';
import { type Decision, type Of, record, systemStamp, wrongStatus } from './decision.ts';
import type { Draft } from './state.ts';

/** The network says that the post is gone: true whatever was thought of it meanwhile. */
export function recordTakenDown(command: Of<'recordTakenDown'>, draft: Draft): Decision {
  if (draft.status === 'takenDown') return record();
  return 'post' in draft
    ? record({ ...systemStamp(command), type: 'PostTakenDown', reason: command.reason })
    : wrongStatus('takeDown', draft);
}

/** Every other answer counts only for the removal that is under way. */
export function ofRemoval(
  command: SystemCommand & { readonly removal: number },
  draft: Draft,
  status: 'removing' | 'removalUnknown',
  then: () => Decision,
): Decision {
  return draft.status === status && draft.removal.number === command.removal ? then() : wrongStatus('takeDown', draft);
}
