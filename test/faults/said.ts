import { ACT_EVENTS } from '../../src/acts/index.ts';
import type { DraftAction, PublishFailure, UnknownCause } from '../../src/draft/events.ts';
import { failureText, removalFailedText, removalUnknownText } from '../../src/text/publishing.ts';
import { faultText, refusalText, slowText } from '../../src/text/refusals.ts';
import { type StartFault, startText } from '../../src/text/start.ts';
import { threadText } from '../../src/text/thread.ts';
import { eventOf } from '../support/every-event.ts';
import { TOLD } from '../support/told.ts';
import { account } from '../support/world.ts';

/** What the stories wait for, taken from the text room: of each sentence as much as does not depend on who and when. */

const nobody = { id: '', name: '' };
const MANAGER = '課長';
const before = (text: string, mark: string): string => text.split(mark)[0] ?? '';
const after = (text: string, mark: string): string => text.slice(text.indexOf(mark) + mark.length);
const first = (text: string): string => before(text, '。');

/** Lines of the thread. */
export const LINES = {
  submitted: TOLD.submitted,
  approved: before(TOLD.approved, '（'),
  published: TOLD.published,
  takenDown: TOLD.takenDown,
  found: threadText.published({ ...eventOf('PostPublished'), via: 'timeline' }, false),
  saidToBePublished: threadText.published({ ...eventOf('PostPublished'), by: nobody, via: 'person' }, false),
  notFound: first(threadText.notFound({ ...eventOf('NotFoundOnTimeline'), looked: true }, 'X')),
  notLooked: first(threadText.notFound({ ...eventOf('NotFoundOnTimeline'), looked: false }, 'X')),
  removalUnconfirmed: after(first(threadText.removalUnconfirmed('X')), '、'),
  returned: ACT_EVENTS.DraftReturned.told,
  withdrawn: ACT_EVENTS.DraftWithdrawn.told,
  revoked: ACT_EVENTS.ApprovalRevoked.told,
  orderedAgain: ACT_EVENTS.RetryOrdered.told,
  removalOrdered: ACT_EVENTS.RemovalStarted.told,
  slotNear: after(threadText.slotNear(eventOf('SlotNear')), '分です。'),
  slotUnapproved: ofSlot(false),
  slotMissed: ofSlot(true),
  stillUp: ACT_EVENTS.ConfirmedNotRemoved.told,
  refused: (action: DraftAction, code: 'not-manager' | 'not-drafter'): string =>
    threadText.refused({ ...eventOf('AttemptRefused'), by: nobody, action, code }),
};

/** What one person hears. */
export const HEARD = {
  saving: first(slowText.saving),
  saved: first(slowText.saved),
  notAgain: after(slowText.saving, '。').split('。')[1] ?? '',
  nothingDone: after(first(faultText.notSaved), '、'),
  notSaved: before(faultText.notSaved, '、'),
  inDoubt: first(faultText.inDoubt),
  fault: first(faultText.fault('')),
  stopped: before(faultText.stopped.draft, '、'),
  /** How every answer begins to whoever is too late. */
  tooLate: before(tooLate('approve'), '「'),
  cannot: (action: DraftAction): string => tooLate(action).split('。')[1] ?? '',
  onlyOthers: after(
    first(refusalText({ code: 'not-manager', action: 'takeDown', managers: [] }, { managerTitle: MANAGER })),
    MANAGER,
  ),
};

/** What is said of a slot that has passed, after when it was. */
function ofSlot(late: boolean): string {
  const { at, by, slot } = eventOf('DraftExpired');
  return after(
    first(threadText.expired({ type: 'DraftExpired', at, by, slot, ...(late ? { late } : {}) })),
    '（日本時間）',
  );
}

function tooLate(action: DraftAction): string {
  const last = { type: 'DraftApproved', by: nobody, at: '2026-07-01T00:30:00.000Z' } as const;
  return refusalText({ code: 'wrong-status', action, status: 'approved', last });
}

/** On the card of what waited too long for its sending. */
export const NOT_STARTED = failureText({ kind: 'not-started' }, 'X').what;

export const removalUnknown = (cause: UnknownCause): string => removalUnknownText(cause, account, true).what;

/** Without what the network said of it. */
export const removalFailed = (failure: PublishFailure): string => before(removalFailedText(failure, 'X').what, '（');

const remedyOf = (fault: StartFault): string => after(startText(fault), '→ ');

/** What is to be done about a data folder that cannot be used. */
export const folderRemedy = (code: string): string => remedyOf({ kind: 'folder', folder: '', code });

export const SENDS_NOTHING = after(first(remedyOf({ kind: 'lock-lost', folder: '' })), '、');
