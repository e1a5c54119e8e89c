import { expect, it } from 'vitest';
import { ACTIONS_ON_DRAFT, ACTS, type DraftAction, isPlain, isPossible, placeOnCard } from '../../src/acts/index.ts';
import type { DraftCommand, SystemCommand } from '../../src/draft/commands.ts';
import { contentHash } from '../../src/draft/content.ts';
import { decide } from '../../src/draft/decide.ts';
import { evolve } from '../../src/draft/evolve.ts';
import { isScheduled } from '../../src/draft/slot.ts';
import { currentRevision, type Draft, isStopped, proposalOf } from '../../src/draft/state.ts';
import { standing } from '../../src/text/words.ts';
import { at, authority, review, secondManager } from '../support/drafts.ts';
import { answered, SITUATIONS } from './situations.ts';

/** docs/life-of-a-draft.md is what the deciding does to a draft in every situation. The page says how it is written anew. */
it('the page on the life of a draft tells what the acts and the app do', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/life-of-a-draft.md');
});

const PLACES = { button: '', menu: ' (⋯)', none: ' (not on the card)' } as const;

const hash = (draft: Draft): string => contentHash(currentRevision(draft).content);

function personal(type: DraftAction, draft: Draft): DraftCommand {
  if (isPlain(type)) return answered(type, draft);
  const { number, content, fields } = currentRevision(draft);
  const given = { at, expectedRevision: number, review: review() };
  if (type === 'acceptProposal') return { ...given, type, by: draft.drafter, fields };
  if (type === 'correct') return { at, type, by: draft.drafter, correction: '20261201-0TEISEI0' };
  return type === 'revise'
    ? { ...given, type, by: draft.drafter, content: { ...content, text: '直した文' }, fields }
    : { ...given, type, by: secondManager, authority, contentHash: hash(draft), necessities: [], acknowledged: [] };
}

type App = { readonly [T in SystemCommand['type']]: (draft: Draft) => Extract<SystemCommand, { type: T }> };

const attempt = ({ attempts }: Draft): number => attempts;
const order = (draft: Draft): number => ('order' in draft ? (draft.order?.number ?? 0) : 0);
const removal = ({ removals }: Draft): number => removals;
const slotted = (draft: Draft) => {
  const { number: revision, content } = currentRevision(draft);
  return { revision, slot: content.slot ?? '' };
};
const rejected = { kind: 'rejected', detail: '' } as const;

/** Of the slot in `SITUATIONS`. */
const AFTER_THE_GRACE = '2026-11-22T05:11:00.000Z';

const APP: App = {
  startPublishing: (draft) => ({
    type: 'startPublishing',
    at,
    order: order(draft),
    contentHash: hash(draft),
    sinceId: null,
  }),
  recordTarget: (draft) => ({
    type: 'recordTarget',
    at,
    revision: currentRevision(draft).number,
    sight: { kind: 'gone' },
  }),
  recordNotSent: (draft) => ({ type: 'recordNotSent', at, order: order(draft), failure: rejected }),
  recordHandedOver: (draft) => ({ type: 'recordHandedOver', at, attempt: attempt(draft) }),
  recordPublished: (draft) => ({
    type: 'recordPublished',
    at,
    attempt: attempt(draft),
    postId: '9',
    url: 'https://x.com/shinagawacity/status/9',
    via: 'answer',
  }),
  recordPublishFailed: (draft) => ({ type: 'recordPublishFailed', at, attempt: attempt(draft), failure: rejected }),
  recordOutcomeUnknown: (draft) => ({ type: 'recordOutcomeUnknown', at, attempt: attempt(draft), cause: 'no-answer' }),
  recordNotFound: (draft) => ({ type: 'recordNotFound', at, attempt: attempt(draft), looked: true }),
  recordTakenDown: () => ({ type: 'recordTakenDown', at, reason: '理由' }),
  recordRemovalHandedOver: (draft) => ({ type: 'recordRemovalHandedOver', at, removal: removal(draft) }),
  recordRemovalFailed: (draft) => ({ type: 'recordRemovalFailed', at, removal: removal(draft), failure: rejected }),
  recordRemovalUnknown: (draft) => ({ type: 'recordRemovalUnknown', at, removal: removal(draft), cause: 'no-answer' }),
  recordRemovalUnconfirmed: (draft) => ({ type: 'recordRemovalUnconfirmed', at, removal: removal(draft) }),
  recordLinks: (draft) => ({
    type: 'recordLinks',
    at,
    revision: currentRevision(draft).number,
    results: [],
    findings: [],
  }),
  recordStyle: (draft) => ({ type: 'recordStyle', at, revision: currentRevision(draft).number, findings: [] }),
  recordStyleFailed: (draft) => ({ type: 'recordStyleFailed', at, revision: currentRevision(draft).number }),
  recordNobodyCanDecide: (draft) => ({
    type: 'recordNobodyCanDecide',
    at,
    revision: currentRevision(draft).number,
    why: 'deactivated',
  }),
  renewReview: (draft) => ({ type: 'renewReview', at, revision: currentRevision(draft).number, review: review() }),
  expire: (draft) => ({
    type: 'expire',
    at: AFTER_THE_GRACE,
    ...slotted(draft),
    order: 'order' in draft ? (draft.order?.number ?? null) : null,
  }),
  recordSlotNear: (draft) => ({ type: 'recordSlotNear', at, ...slotted(draft), minutes: 60 }),
};

/** What a command puts on record, and where the draft is then; null when it is refused or comes to nothing. */
function outcome(command: DraftCommand, draft: Draft): { readonly event: string; readonly to: string } | null {
  const decision = decide(command, draft);
  const [event] = decision.ok ? decision.events : [];
  return event === undefined ? null : { event: event.type, to: nameOf(evolve(draft, event)) };
}

function nameOf(draft: Draft): string {
  if (isStopped(draft)) return 'stopped';
  if (isScheduled(draft)) return 'scheduled';
  return proposalOf(draft) === null ? draft.status : 'proposed';
}
const WHO = {
  manager: '運営管理者',
  drafter: '起案者',
  either: '運営管理者, 起案者',
  colleague: '同じ課の職員',
  anyone: 'だれでも',
};
const ASKS = {
  confirmation: 'to confirm',
  reason: 'a reason',
  url: 'the URL',
  text: 'a text',
  form: 'its own form',
  nothing: '',
};

/** May come at any time and leave the draft where it is. */
const ANY_TIME = [
  'LinksChecked',
  'TargetSeen',
  'StyleChecked',
  'StyleCheckFailed',
  'NobodyCanDecide',
  'ReviewRenewed',
  'SlotNear',
  'UnexpectedPost',
];

function page(): string {
  const rows = Object.entries(SITUATIONS).flatMap(([name, { draft }]) => {
    const { mark, label } = standing({ status: draft.status, blocked: false, scheduled: isScheduled(draft) });
    const people = ACTIONS_ON_DRAFT.filter((action) => isPossible(action, draft)).map((action) => {
      const { who, button, buttonWhenStopped = button, asks } = ACTS[action];
      const said = `「${isStopped(draft) ? buttonWhenStopped : button}」${PLACES[placeOnCard(action, draft) ?? 'none']}`;
      const { event, to } = outcome(personal(action, draft), draft) ?? { event: 'nothing', to: 'nothing' };
      return `${said} \`${action}\` | ${WHO[who]} | ${ASKS[asks]} | ${event} | ${to} |`;
    });
    const app = Object.values(APP).flatMap((make) => {
      const command = make(draft);
      const came = outcome(command, draft);
      if (came === null || (came.to === name && ANY_TIME.includes(came.event))) return [];
      return [`\`${command.type}\` | the app | | ${came.event} | ${came.to} |`];
    });
    const all = [...people, ...app];
    const first = `${mark} ${label} \`${name}\``;
    return all.length === 0
      ? [`| ${first} | – | | | | |`]
      : all.map((row, index) => `| ${index === 0 ? first : ''} | ${row}`);
  });
  return `${[...HEAD, ...rows].join('\n')}\n`;
}

const HEAD = [
  '# The life of a draft',
  '',
  'What can happen to a draft in each of its situations: by which button of the card a person does it, what that asks, what',
  'goes on record, and where the draft is then. After what people do stands what the app itself puts on record. A draft begins',
  'with `/post` (DraftSubmitted). `scheduled` is an approved draft that waits for its slot, `stopped` one of which nothing is',
  'owed: only a person may have it sent again. A draft with a slot that is not approved, or was returned, ends with it (DraftExpired), and both',
  'sides hear before that it comes near (SlotNear). `proposed` is a returned draft with a text of the manager that the drafter can accept. At any time a post that',
  'nobody expected may turn up (UnexpectedPost), and until the end the links, the post that it is about and the wording may be',
  'looked at (LinksChecked, TargetSeen, StyleChecked, StyleCheckFailed), and while it waits, it may be found that nobody can decide (NobodyCanDecide); a refused',
  'attempt goes on record too (AttemptRefused).',
  '',
  'The acts are defined in `src/acts`, one file each or one family; what the app does is decided in `src/draft`. This page is',
  'made of what they decide. After a change of them: `npx vitest run --config .config/vitest.config.ts test/acts -u`, and read',
  'what has changed here.',
  '',
  '| situation | act | who | asks | on record | then |',
  '|---|---|---|---|---|---|',
];
