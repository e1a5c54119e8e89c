import type { NetworkFates } from './network.ts';
import type { Rule } from './rules.ts';
import type { Step, Story } from './story.ts';

/** A story that once broke a rule. It stays, and is played in many orders of events each time. */
export interface FailedOnce extends Story {
  readonly what: string;
  /** The rule that it broke. */
  readonly rule: Rule;
}

const CALM: NetworkFates = { check: [], create: [], look: [], delete: [], lag: [] };
const approve: Step = { do: 'act', kind: 'approve', by: 'manager', draft: 0 };
const retry: Step = { do: 'act', kind: 'retry', by: 'manager', draft: 0 };
const takeDown: Step = { do: 'act', kind: 'takeDown', by: 'manager', draft: 0 };
const until = (moment: Extract<Step, { do: 'until' }>['moment']): Step => ({ do: 'until', moment });
const pass = (seconds: number): Step => ({ do: 'pass', seconds });
const disk = (fate: Extract<Step, { do: 'disk' }>['fate'], times = 1): Step => ({ do: 'disk', fate, times });

export const FAILED_ONCE: readonly FailedOnce[] = [
  {
    what: 'approved, the form closed by hand meanwhile: nothing was ever sent',
    rule: 'not-forgotten',
    network: CALM,
    steps: [{ ...approve, formGone: true }],
  },
  {
    what: 'approved, revoked, approved again: the check of the first approval fails and ends the running request of the second',
    rule: 'own-result',
    network: { ...CALM, check: ['slow-unreachable', 'ok'], create: ['slow'] },
    steps: [
      approve,
      until('check-out'),
      { do: 'act', kind: 'revoke', by: 'second', draft: 0 },
      until('quiet'),
      approve,
    ],
  },
  {
    what: 'もう一度公開する by two at once: the failed check of one drops the 201 of the other',
    rule: 'every-post',
    network: { ...CALM, check: ['unreachable', 'ok', 'unreachable'] },
    steps: [approve, until('settled'), retry, { ...retry, by: 'second' }],
  },
  {
    what: '… and もう一度公開する sends a second time what is already published',
    rule: 'one-request',
    network: { ...CALM, check: ['ok', 'ok', 'unreachable'], create: ['refused'] },
    steps: [approve, until('settled'), retry, { ...retry, by: 'second' }, until('settled'), retry],
  },
  {
    what: 'an approval whose write was uncertain stands, and the manager reads 「何も行っていません」',
    rule: 'told-nothing',
    network: CALM,
    steps: [until('quiet'), disk('uncertain'), approve],
  },
  {
    what: 'the same click again is told as done while the first is not yet sure',
    rule: 'told-early',
    network: CALM,
    steps: [until('quiet'), disk('uncertain', 2), { ...approve, twice: true }],
  },
  {
    what: 'the search for the first attempt ends that for the second',
    rule: 'search',
    network: { ...CALM, create: ['silent', 'silent'] },
    steps: [
      approve,
      until('unknown'),
      pass(40),
      pass(9),
      pass(9),
      { do: 'act', kind: 'confirmNotPublished', by: 'manager', draft: 0 },
      until('quiet'),
      retry,
    ],
  },
  {
    what: 'a post is deleted on the network before anything is on record',
    rule: 'removal-intent',
    network: CALM,
    steps: [approve, until('settled'), takeDown],
  },
  {
    what: 'a post is deleted on a decision that a power cut could still take',
    rule: 'removal-intent',
    network: CALM,
    steps: [approve, until('settled'), disk('uncertain'), takeDown],
  },
  {
    what: 'a removal is cut by a crash and not readable at the start: a refused DELETE is taken for its end, and the post is gone',
    rule: 'removal-truth',
    network: { ...CALM, delete: ['no-answer', 'refused'] },
    steps: [approve, until('settled'), takeDown, until('request-out'), disk('unreadable'), { do: 'kill', seconds: 0 }],
  },
  {
    what: 'a bystander clicks on a removal that a crash has cut, before it is seen to: the same',
    rule: 'removal-truth',
    network: { ...CALM, delete: ['no-answer', 'refused'] },
    steps: [
      approve,
      until('settled'),
      takeDown,
      until('request-out'),
      { do: 'kill', seconds: 0 },
      { do: 'act', kind: 'takeDown', by: 'bystander', draft: 0, stale: true },
    ],
  },
  {
    what: 'the app is asked to stop while it reads whether a removal is still open, and sends the DELETE all the same',
    rule: 'stop',
    network: { ...CALM, delete: ['no-answer', 'silent'] },
    steps: [approve, until('settled'), takeDown, pass(9), pass(3), { do: 'stop', seconds: 600 }],
  },
  {
    what: 'a manager of a moment ago has the post deleted',
    rule: 'removal-authority',
    network: CALM,
    steps: [approve, until('settled'), { do: 'right', who: 'manager', has: false }, takeDown],
  },
];
