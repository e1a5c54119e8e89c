import type { DraftEvent, DraftEventType } from '../../src/draft/events.ts';
import { threadText } from '../../src/text/thread.ts';
import { sampleEvents } from './sample-events.ts';

/** What the thread says of an event, whoever did it: for stories that wait for a line. */

type Of<T extends DraftEventType> = Extract<DraftEvent, { type: T }>;

const of = <T extends DraftEventType>(type: T): Of<T> => ({ ...sampleEvents[type], by: { id: '', name: '' } });

export const TOLD = {
  /** Without version and section, which follow. */
  submitted: threadText.submitted(of('DraftSubmitted')).split('（')[0] ?? '',
  linkChecked: threadText.linksChecked({
    ...of('LinksChecked'),
    results: sampleEvents.LinksChecked.results.slice(0, 1),
  }),
  oneNotice: threadText.styleChecked({
    ...of('StyleChecked'),
    findings: sampleEvents.StyleChecked.findings.slice(0, 1),
  }),
  approved: threadText.approved({ ...of('DraftApproved'), revision: 1 }),
  published: threadText.published({ ...of('PostPublished'), via: 'answer' }, false),
  takenDown: threadText.takenDown({ ...of('PostTakenDown'), by: 'system' }),
  notTheManager: threadText.refused({ ...of('AttemptRefused'), action: 'approve', code: 'not-manager' }),
};
