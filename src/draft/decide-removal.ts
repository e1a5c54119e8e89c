import type { RemovalAnswer, SystemCommand } from './commands.ts';
import { byManager, type Decision, type Of, record, refuse, stamp, systemStamp, wrongStatus } from './decision.ts';
import type { Draft, DraftStatus } from './state.ts';

/** 削除する: the decision comes first, the request follows from the record. */
export function takeDown(command: Of<'takeDown'>, draft: Draft): Decision {
  return byManager(command, 'takeDown', draft, ['published'], () =>
    command.reason.trim() === ''
      ? refuse({ code: 'reason-missing' })
      : record({ ...stamp(command), type: 'RemovalStarted', reason: command.reason }),
  );
}

/** From which status a person may say this about a removal. */
const FROM: Readonly<Record<RemovalAnswer, DraftStatus>> = {
  retryRemoval: 'removalUnknown',
  confirmRemoved: 'removalUnknown',
  confirmNotRemoved: 'removalUnknown',
  confirmManualRemoval: 'removalHandedOver',
  cancelRemoval: 'removalHandedOver',
};

/** What a person says about a removal whose end the app cannot see. */
export function resolveRemoval(command: Of<RemovalAnswer>, draft: Draft): Decision {
  return byManager(command, command.type, draft, [FROM[command.type]], () => {
    const given = stamp(command);
    const reason = 'removal' in draft ? draft.removal.reason : '';
    switch (command.type) {
      case 'retryRemoval':
        return record({ ...given, type: 'RemovalStarted', reason });
      case 'confirmRemoved':
      case 'confirmManualRemoval':
        return record({ ...given, type: 'PostTakenDown', reason });
      case 'confirmNotRemoved':
        return record({ ...given, type: 'ConfirmedNotRemoved' });
      case 'cancelRemoval':
        return record({ ...given, type: 'RemovalCancelled' });
    }
  });
}

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
