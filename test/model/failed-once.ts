import type { NetworkFates } from './network.ts';
import type { Rule } from './rules.ts';
import type { Step, Story } from './story.ts';

/**
 * A story that once broke a rule, by a defect that somebody made or that was put in to see whether it is noticed. It stays,
 * and is played in many orders of events each time.
 */
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
const slot = (seconds: number): Step => ({ do: 'slot', draft: 0, seconds });
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
    what: 'the same click again is told as done because somebody else wrote meanwhile, and both may be lost',
    rule: 'told-early',
    network: { ...CALM, check: ['slow-unreachable'] },
    steps: [approve, until('settled'), disk('uncertain', 4), { ...retry, twice: true }],
  },
  {
    what: 'a click is delivered twice at once, its manager loses authority in between: done, and refused',
    rule: 'told-nothing',
    network: CALM,
    steps: [
      approve,
      until('check-out'),
      { do: 'act', kind: 'revoke', by: 'second', draft: 0, twice: true },
      { do: 'right', who: 'second', has: false },
    ],
  },
  {
    what: 'the drafter presses 編集 on the card of a moment ago, while the post is being published',
    rule: 'untouched',
    network: { ...CALM, create: ['slow'] },
    steps: [approve, until('request-out'), { do: 'act', kind: 'revise', by: 'drafter', draft: 0, stale: true }],
  },
  {
    what: '承認の取消し on the card of a moment ago, while the post is being published',
    rule: 'untouched',
    network: { ...CALM, check: ['slow'], create: ['slow'] },
    steps: [
      approve,
      until('check-out'),
      { do: 'act', kind: 'revise', by: 'bystander', draft: 0 },
      until('request-out'),
      { do: 'act', kind: 'revoke', by: 'second', draft: 0, stale: true },
    ],
  },
  {
    what: 'the disk is full just when the network has answered',
    rule: 'not-forgotten',
    network: { ...CALM, create: ['slow'] },
    steps: [approve, until('request-out'), { do: 'disk-full', seconds: 20 }],
  },
  {
    what: 'the app dies between an approval and its request, and starts again at once',
    rule: 'not-forgotten',
    network: { ...CALM, check: ['slow'] },
    steps: [approve, until('check-out'), { do: 'kill', seconds: 0 }],
  },
  {
    what: 'an approval is twenty minutes old when the app starts again',
    rule: 'in-time',
    network: { ...CALM, check: ['slow'] },
    steps: [approve, until('check-out'), { do: 'kill', seconds: 600 }],
  },
  {
    what: 'the app is asked to stop while the attempt is being recorded',
    rule: 'stop',
    network: CALM,
    steps: [approve, until('check-out'), until('recorded'), { do: 'stop', seconds: 0 }],
  },
  {
    what: 'nobody can say whether a start is on record, and the post would go out all the same',
    rule: 'durable',
    network: { ...CALM, check: ['slow'] },
    steps: [approve, until('check-out'), disk('uncertain', 2), pass(9)],
  },
  {
    what: 'a manager says blindly that there is no post, and the look that is under way finds it',
    rule: 'every-post',
    network: { ...CALM, create: ['cut', 'ok'], look: ['slow'] },
    steps: [
      approve,
      until('look-out'),
      { do: 'act', kind: 'confirmNotPublished', by: 'manager', draft: 0, blind: true },
      until('quiet'),
      retry,
    ],
  },
  {
    what: 'a post of the first sending that is on record is taken for that of the second, and when it is taken down, the second goes up unseen',
    rule: 'every-post',
    network: { ...CALM, create: ['slow', 'later'] },
    steps: [
      approve,
      until('quiet'),
      { do: 'kill', seconds: 0 },
      until('look-out'),
      { do: 'act', kind: 'confirmNotPublished', by: 'manager', draft: 0, blind: true },
      until('quiet'),
      retry,
      until('settled'),
      takeDown,
    ],
  },
  {
    what: 'a first sending that nobody sees comes late and is taken for the second, and when it is taken down, the second goes up unseen',
    rule: 'every-post',
    network: { ...CALM, create: ['later', 'much-later'] },
    steps: [
      approve,
      until('look-out'),
      { do: 'act', kind: 'confirmNotPublished', by: 'manager', draft: 0, blind: true },
      until('quiet'),
      retry,
      until('settled'),
      takeDown,
    ],
  },
  {
    what: 'approved, revoked, approved again: the second sending goes out on the account check of the first',
    rule: 'own-result',
    network: { ...CALM, check: ['slow'] },
    steps: [
      approve,
      until('check-out'),
      { do: 'act', kind: 'revoke', by: 'second', draft: 0 },
      until('quiet'),
      approve,
    ],
  },
  {
    what: 'the answer to a DELETE is lost, the manager has it asked for again, and the network refuses that',
    rule: 'removal-truth',
    network: { ...CALM, delete: ['no-answer', 'silent', 'silent', 'silent', 'silent', 'refused'] },
    steps: [
      approve,
      until('settled'),
      takeDown,
      pass(600),
      { do: 'act', kind: 'retryRemoval', by: 'manager', draft: 0 },
    ],
  },
  {
    what: 'the manager of a minute ago and who wrote the draft have no say',
    rule: 'authority',
    network: CALM,
    steps: [
      { ...approve, by: 'bystander' },
      { do: 'draft' },
      { do: 'act', kind: 'approve', by: 'second', draft: 1 },
      { do: 'right', who: 'manager', has: false },
      approve,
    ],
  },
  {
    what: 'a draft is approved as a card shows it that is older than its text',
    rule: 'approved-content',
    network: CALM,
    steps: [
      { do: 'act', kind: 'return', by: 'manager', draft: 0 },
      { do: 'act', kind: 'revise', by: 'drafter', draft: 0 },
      until('quiet'),
      { ...approve, stale: true },
    ],
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
  {
    what: 'approved in the last moment, and ended as too late while the approval was being written',
    rule: 'slot-ends',
    slot: 20,
    network: CALM,
    steps: [slot(-1), disk('slow'), approve],
  },
  {
    what: 'the clock is set back while the account is checked, and the post goes out before its slot',
    rule: 'not-before',
    slot: 20,
    network: { ...CALM, check: ['slow'] },
    steps: [approve, slot(0), until('check-out'), { do: 'clock', minutes: -2 }],
  },
  {
    what: 'ordered again after its slot, then the clock is set back, and the post goes out before its slot',
    rule: 'not-before',
    slot: 20,
    network: { ...CALM, check: ['slow-unreachable'] },
    steps: [{ ...approve, blind: true }, until('settled'), { ...retry, by: 'second' }, { do: 'clock', minutes: -2 }],
  },
  {
    what: 'the app is down over a slot for longer than the grace, and sends the post after all',
    rule: 'in-time',
    slot: 60,
    network: CALM,
    steps: [approve, slot(-9), { do: 'kill', seconds: 400 }],
  },
];
