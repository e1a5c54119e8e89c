import type { RichTextBlock } from '@slack/types';
import { z } from 'zod';
import { currentRevision } from '../src/draft/state.ts';
import { ACTIONS } from '../src/slack/action-ids.ts';
import { excerpt, historyText } from '../src/text/lists.ts';
import { japanTimeWithYear } from '../src/text/time.ts';
import type { Account, DraftView, PostKey } from '../src/usecases/ports.ts';
import { buttons, header, sentence, smallPrint } from './blocks.ts';
import { fitting } from './draft-items.ts';
import { type Message, message } from './message.ts';
import { parseJson } from './metadata.ts';
import { bold, link, richText, runs, section } from './rich.ts';

export interface HistoryEntry {
  readonly view: DraftView;
  /** Address of the card in Slack; null when it could not be had. */
  readonly permalink: string | null;
}

export interface HistoryModel {
  readonly account: Account;
  readonly entries: readonly HistoryEntry[];
  /** Where the pages before that page ended; null where there is no such page. */
  readonly newer: readonly PostKey[] | null;
  readonly older: readonly PostKey[] | null;
}

const MOST = 40;
const BUDGET = 10_000;

/** `/post 履歴`: what went out, with the way to the post and to its thread. */
export function historyMessage(page: HistoryModel): Message {
  const title = historyText.title(page.account.name);
  const shown = fitting(page.entries.map(entryBlock), MOST, BUDGET);
  const hidden = page.entries.length - shown.length;
  const turns = [
    ...(page.newer === null ? [] : [turn(ACTIONS.historyNewer, historyText.newer, page.account, written(page.newer))]),
    ...(page.older === null ? [] : [turn(ACTIONS.historyOlder, historyText.older, page.account, written(page.older))]),
  ];
  return message(title, [
    header(title),
    ...(shown.length === 0 ? sentence(historyText.none) : shown),
    ...(hidden === 0 ? [] : smallPrint(historyText.more(hidden))),
    ...(turns.length === 0 ? [] : [buttons(turns, 'history-pages')]),
  ]);
}

/** A button's value has little room: after so many pages the way back skips some and leads to the first. */
const TRAIL = 20;

function written(trail: readonly PostKey[]): string {
  return trail
    .slice(-TRAIL)
    .map(({ publishedAt, id }) => `${publishedAt}@${id}`)
    .join('|');
}

const buttonSchema = z.object({ accountId: z.string(), page: z.string() });
const keySchema = z.tuple([z.iso.datetime(), z.string().regex(/^[A-Za-z0-9-]{1,40}$/)]);

/** Which page a button of the history leads to; the first where it is of an earlier version. @throws ZodError when it is not ours. */
export function readHistoryButton(value: string | undefined): {
  readonly accountId: string;
  readonly trail: readonly PostKey[];
} {
  const { accountId, page } = buttonSchema.parse(parseJson(value ?? ''));
  const keys = page.split('|').map((key) => keySchema.safeParse(key.split('@')));
  const trail = keys.flatMap(({ data }) => (data === undefined ? [] : [{ publishedAt: data[0], id: data[1] }]));
  return { accountId, trail: trail.length === keys.length ? trail : [] };
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
