import type { HomeView, KnownBlock } from '@slack/types';
import { ACTIONS } from '../../src/slack/action-ids.ts';
import { homeText } from '../../src/text/help.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { buttons, header, sentence, smallPrint } from '../kit/blocks.ts';
import { draftItem, fitting, LISTED_AT_MOST } from './items.ts';

export interface HomeEntry {
  readonly view: DraftView;
  /** Address of the card in Slack; null when it could not be had. */
  readonly permalink: string | null;
}

export interface HomeModel {
  /** Drafts that this person may decide on. */
  readonly waiting: HomeList;
  /** This person's drafts that are not finished. */
  readonly mine: HomeList;
}

export interface HomeList {
  readonly entries: readonly HomeEntry[];
  /** How many there are. */
  readonly total: number;
}

const BUDGET = 40_000;

/** The App Home of one person. */
export function homeView(model: HomeModel): HomeView {
  return {
    type: 'home',
    blocks: [
      header(homeText.title),
      ...sentence(homeText.how),
      buttons([{ actionId: ACTIONS.startDraft, text: homeText.start, value: 'start', style: 'primary' }], 'home-start'),
      ...list(homeText.waiting(model.waiting.total), homeText.waitingNone, model.waiting),
      ...list(homeText.mine(model.mine.total), homeText.mineNone, model.mine),
    ],
  };
}

function list(title: string, none: string, { entries, total }: HomeList): KnownBlock[] {
  if (total === 0) return [{ type: 'divider' }, ...sentence(none)];
  const items = entries.map(({ view, permalink }) =>
    draftItem(view, permalink === null ? undefined : { url: permalink, text: homeText.openThread }),
  );
  const shown = fitting(items, LISTED_AT_MOST, BUDGET);
  const hidden = total - shown.length;
  return [{ type: 'divider' }, header(title), ...shown, ...(hidden === 0 ? [] : smallPrint(homeText.more(hidden)))];
}
