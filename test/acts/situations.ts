import type { Situation } from '../../src/acts/act.ts';
import { ACTS, type PlainAction } from '../../src/acts/index.ts';
import type { PlainCommand } from '../../src/draft/commands.ts';
import { currentRevision, type Draft, stageOf } from '../../src/draft/state.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { at, authority, secondManager } from '../support/drafts.ts';
import { approved, inStatus, kocho, STATUSES, started, view } from '../views/office.ts';

const scene = { text: '12月18日（金）に図書館を開きます。' };

const stopped = view(
  scene,
  approved(scene),
  started,
  { type: 'OutcomeUnknown', by: 'system', attempt: 1, cause: 'no-answer' },
  { type: 'ConfirmedNotPublished', by: kocho, attempt: 1 },
);

/** A draft in every situation, in the order of its life. */
export const SITUATIONS = Object.fromEntries(
  STATUSES.flatMap((status): [Situation, DraftView][] => [
    [status, inStatus(status, scene)],
    ...(status === 'approved' ? [['stopped', stopped] as [Situation, DraftView]] : []),
  ]),
) as Readonly<Record<Situation, DraftView>>;

/** An act with all that any may ask, by somebody who may. */
export function answered(type: PlainAction, draft: Draft): PlainCommand {
  return {
    type,
    at,
    by: ACTS[type].who === 'drafter' ? draft.drafter : secondManager,
    authority,
    expectedRevision: currentRevision(draft).number,
    expectedStage: stageOf(draft),
    reason: '日程が変わったため',
    labels: ['date'],
    post: { id: '7', url: 'https://x.com/shinagawacity/status/7' },
  };
}
