import type { HomeView, KnownBlock } from '@slack/types';
import { ACTIONS } from '../../src/slack/action-ids.ts';
import { findText } from '../../src/text/find.ts';
import { homeText } from '../../src/text/help.ts';
import { japanTime } from '../../src/text/time.ts';
import type { Listed } from '../../src/usecases/ports.ts';
import { buttons, header, sentence, smallPrint } from '../kit/blocks.ts';
import { richText, runs, section } from '../kit/rich.ts';
import { draftItem, fitting, headline, type Linked, nameIn, ways } from './items.ts';

export interface HomeModel {
  /** What this person has to do. */
  readonly tasks: HomeList;
  /** What waits for somebody else. */
  readonly waiting: HomeList;
  /** The last ones that came to an end. */
  readonly finished: readonly Linked<Listed>[];
  /** ISO 8601. */
  readonly now: string;
}

export interface HomeList {
  readonly entries: readonly Linked<Listed>[];
  /** How many there are. */
  readonly total: number;
}

/** How many of each have room: two blocks for what has a button, of a hundred in all. */
export const HOME_MOST = { tasks: 30, waiting: 15, finished: 5 } as const;
/** Of each list, in JSON characters. */
const BUDGET = 40_000;

/** The App Home of one person. */
export function homeView({ tasks, waiting, finished, now }: HomeModel): HomeView {
  const start = { actionId: ACTIONS.startDraft, text: homeText.start, value: 'start', style: 'primary' } as const;
  const find = { actionId: ACTIONS.find, text: findText.open, value: 'find' };
  return {
    type: 'home',
    blocks: [
      header(homeText.tasks(tasks.total)),
      ...(tasks.total === 0 ? sentence(homeText.tasksNone) : list(tasks, HOME_MOST.tasks, now)),
      buttons([start, find], 'home-start'),
      ...(waiting.total === 0 ? [] : [{ type: 'divider' } as const, header(homeText.waiting(waiting.total))]),
      ...list(waiting, HOME_MOST.waiting, now),
      ...(finished.length === 0 ? [] : [{ type: 'divider' } as const, header(homeText.finished)]),
      ...fitting(finished.map(finishedItem), HOME_MOST.finished, BUDGET),
      ...smallPrint(homeText.how),
    ],
  };
}

function list({ entries, total }: HomeList, most: number, now: string): KnownBlock[] {
  const items = entries.map((entry) => draftItem(entry, { now, named: true }));
  const shown = fitting(items, most, BUDGET);
  const hidden = total - shown.length;
  return [...shown.flat(), ...(hidden === 0 ? [] : smallPrint(homeText.more(hidden)))];
}

function finishedItem({ summary, account, permalink }: Linked<Listed>): KnownBlock {
  const { drafter, decidedBy, changedAt, post } = summary;
  const decider = decidedBy === null ? null : nameIn(decidedBy.name);
  return richText([
    section(
      ...headline(summary, account),
      runs(`${homeText.ended(nameIn(drafter.name), decider, japanTime(changedAt))}　`),
      ways([post?.url ?? null, homeText.openPost], [permalink, homeText.openThread]),
    ),
  ]);
}
