import type { DraftEventType } from '../../src/draft/events.ts';
import { threadText } from '../../src/text/thread.ts';
import { eventOf } from './every-event.ts';

/** What the thread says of an event, whoever did it: for stories that wait for a line. */

const nobody = { id: '', name: '' };
const of = <T extends DraftEventType>(type: T) => ({ ...eventOf(type), by: nobody });

const linksChecked = of('LinksChecked');
const styleChecked = of('StyleChecked');

export const TOLD = {
  /** Without version and section, which follow. */
  submitted: threadText.submitted(of('DraftSubmitted')).split('（')[0] ?? '',
  linkChecked: threadText.linksChecked({ ...linksChecked, results: linksChecked.results.slice(0, 1) }),
  oneNotice: threadText.styleChecked({
    ...styleChecked,
    findings: styleChecked.findings.slice(0, 1).map(({ more: _, ...finding }) => finding),
  }),
  approved: threadText.approved({ ...of('DraftApproved'), revision: 1 }, undefined),
  published: threadText.published({ ...of('PostPublished'), via: 'answer' }, false),
  takenDown: threadText.takenDown({ ...of('PostTakenDown'), by: 'system' }),
  ownDraft: threadText.refused({ ...of('AttemptRefused'), action: 'approve', code: 'self-approval' }),
};
