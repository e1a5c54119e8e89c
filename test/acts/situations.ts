import type { Situation } from '../../src/acts/act.ts';
import { ACTS, type PlainAction } from '../../src/acts/index.ts';
import type { PlainCommand } from '../../src/draft/commands.ts';
import { currentRevision, type Draft, stageOf } from '../../src/draft/state.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { at, authority, secondManager, staffB } from '../support/drafts.ts';
import { approved, inStatus, kocho, STATUSES, shinagawa, started, view } from '../views/office.ts';

const scene = { text: '12月18日（金）に図書館を開きます。' };

const stopped = view(
  scene,
  approved(scene),
  started,
  { type: 'OutcomeUnknown', by: 'system', attempt: 1, cause: 'no-answer' },
  { type: 'ConfirmedNotPublished', by: kocho, attempt: 1 },
);

const proposed = view(scene, {
  type: 'RevisionProposed',
  by: kocho,
  revision: 1,
  content: { accountId: shinagawa.id, text: '12月19日（土）に図書館を開きます。' },
  reason: '開くのは土曜日です。',
});

/** A draft in every situation, in the order of its life. */
export const SITUATIONS = Object.fromEntries(
  STATUSES.flatMap((status): [Situation, DraftView][] => [
    [status, inStatus(status, scene)],
    ...(status === 'approved' ? [['stopped', stopped] as [Situation, DraftView]] : []),
    ...(status === 'returned' ? [['proposed', proposed] as [Situation, DraftView]] : []),
  ]),
) as Readonly<Record<Situation, DraftView>>;

/** An act with all that any may ask, by somebody who may. */
export function answered(type: PlainAction, draft: Draft): PlainCommand {
  return {
    type,
    at,
    by: { drafter: draft.drafter, colleague: staffB, manager: secondManager, either: secondManager }[ACTS[type].who],
    authority,
    colleague: true,
    content: { accountId: draft.accountId, text: '修正案の文です。' },
    expectedRevision: currentRevision(draft).number,
    expectedStage: stageOf(draft),
    reason: '日程が変わったため',
    labels: ['date'],
    post: { id: '7', url: 'https://x.com/shinagawacity/status/7' },
  };
}
