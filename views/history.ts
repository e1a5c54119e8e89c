import type { RichTextBlock } from '@slack/types';
import { currentRevision } from '../src/draft/state.ts';
import { ACTIONS } from '../src/slack/action-ids.ts';
import { excerpt, historyText } from '../src/text/lists.ts';
import { japanTimeWithYear } from '../src/text/time.ts';
import type { Account, DraftView } from '../src/usecases/ports.ts';
import { buttons, header, sentence, smallPrint } from './blocks.ts';
import { fitting } from './draft-items.ts';
import { type Message, message } from './message.ts';
import { bold, link, richText, runs, section } from './rich.ts';

export interface HistoryEntry {
  readonly view: DraftView;
  /** Address of the card in Slack; null when it could not be had. */
  readonly permalink: string | null;
}

export interface HistoryModel {
  readonly account: Account;
  readonly entries: readonly HistoryEntry[];
  /** What the buttons carry to the listener; null where there is no such page. */
  readonly newer: string | null;
  readonly older: string | null;
}

const MOST = 40;
const BUDGET = 10_000;

/** `/post 履歴`: what went out, with the way to the post and to its thread. */
export function historyMessage(page: HistoryModel): Message {
  const title = historyText.title(page.account.name);
  const shown = fitting(page.entries.map(entryBlock), MOST, BUDGET);
  const hidden = page.entries.length - shown.length;
  const turns = [
    ...(page.newer === null ? [] : [turn(ACTIONS.historyNewer, historyText.newer, page.account, page.newer)]),
    ...(page.older === null ? [] : [turn(ACTIONS.historyOlder, historyText.older, page.account, page.older)]),
  ];
  return message(title, [
    header(title),
    ...(shown.length === 0 ? sentence(historyText.none) : shown),
    ...(hidden === 0 ? [] : smallPrint(historyText.more(hidden))),
    ...(turns.length === 0 ? [] : [buttons(turns, 'history-pages')]),
  ]);
}

export function turn(actionId: string, text: string, account: Account, page: string) {
  return { actionId, text, value: JSON.stringify({ accountId: account.id, page }) };
}

function entryBlock({ view, permalink }: HistoryEntry): RichTextBlock {
  const { draft } = view;
  const post = 'post' in draft ? draft.post : null;
  const approver = 'approval' in draft ? draft.approval.by.name : '';
  return richText([
    section(
      bold(post === null ? '' : historyText.published(japanTimeWithYear(post.publishedAt))),
      runs(draft.status === 'takenDown' ? historyText.takenDown : ''),
      runs(`\n${excerpt(currentRevision(draft).content.text)}\n`),
      runs(`${historyText.people(draft.drafter.name, approver)}\n`, { italic: true }),
      // A deleted post has no page any more.
      post === null || draft.status === 'takenDown' ? [] : [...link(post.url, historyText.openPost), ...runs('　')],
      permalink === null ? [] : link(permalink, historyText.openThread),
    ),
  ]);
}
