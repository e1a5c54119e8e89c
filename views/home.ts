import type { HomeView, KnownBlock } from '@slack/types';
import { ACTIONS } from '../src/slack/action-ids.ts';
import { homeText } from '../src/text/help.ts';
import type { DraftView } from '../src/usecases/ports.ts';
import { buttons, header, sentence, smallPrint } from './blocks.ts';
import { draftItem, fitting } from './draft-items.ts';

export interface HomeEntry {
  readonly view: DraftView;
  /** Address of the card in Slack; null when it could not be had. */
  readonly permalink: string | null;
}

export interface HomeModel {
  /** Drafts that this person may decide on. */
  readonly waiting: readonly HomeEntry[];
  /** This person's drafts that are not finished. */
  readonly mine: readonly HomeEntry[];
}

const MOST = 40;
const BUDGET = 40_000;

/** The App Home of one person. */
export function homeView(model: HomeModel): HomeView {
  return {
    type: 'home',
    blocks: [
      header(homeText.title),
      ...sentence(homeText.how),
      buttons([{ actionId: ACTIONS.startDraft, text: homeText.start, value: 'start', style: 'primary' }], 'home-start'),
      ...list(homeText.waiting(model.waiting.length), homeText.waitingNone, model.waiting),
      ...list(homeText.mine(model.mine.length), homeText.mineNone, model.mine),
    ],
  };
}

function list(title: string, none: string, entries: readonly HomeEntry[]): KnownBlock[] {
  if (entries.length === 0) return [{ type: 'divider' }, ...sentence(none)];
  const items = entries.map(({ view, permalink }) =>
    draftItem(view, permalink === null ? undefined : { url: permalink, text: homeText.openThread }),
  );
  const shown = fitting(items, MOST, BUDGET);
  const hidden = entries.length - shown.length;
  return [{ type: 'divider' }, header(title), ...shown, ...(hidden === 0 ? [] : smallPrint(homeText.more(hidden)))];
}
