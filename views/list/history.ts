import type { RichTextBlock } from '@slack/types';
import { z } from 'zod';
import { currentRevision } from '../../src/draft/state.ts';
import { ACTIONS } from '../../src/slack/action-ids.ts';
import { excerpt, historyText } from '../../src/text/lists.ts';
import { japanTimeWithYear } from '../../src/text/time.ts';
import type { Account, DraftView, PostKey } from '../../src/usecases/ports.ts';
import { buttons, header, sentence } from '../kit/blocks.ts';
import { parseJson } from '../kit/json.ts';
import { type Message, message } from '../kit/message.ts';
import { bold, link, richText, runs, section } from '../kit/rich.ts';
import { fitting } from './items.ts';

export interface HistoryEntry {
  readonly view: DraftView;
  /** Address of the card in Slack; null when it could not be had. */
  readonly permalink: string | null;
}

export interface HistoryModel {
  readonly account: Account;
  readonly entries: readonly HistoryEntry[];
  /** Where the pages before this one ended, the last of them at the end; empty for the first page. */
  readonly trail: readonly PostKey[];
  /** There are older ones than these. */
  readonly more: boolean;
}

const MOST = 40;
const BUDGET = 10_000;

/** `/post 履歴`: what went out, with the way to the post and to its thread. */
export function historyMessage(page: HistoryModel): Message {
  const title = historyText.title(page.account.name);
  const shown = fitting(page.entries.map(entryBlock), MOST, BUDGET);
  // What has no room here begins the next page: no post is on none.
  const last = page.entries[shown.length - 1];
  const older = shown.length < page.entries.length || page.more ? keyOf(last) : [];
  const turns = [
    ...(page.trail.length === 0
      ? []
      : [turn(ACTIONS.historyNewer, historyText.newer, page.account, written(page.trail.slice(0, -1)))]),
    ...older.map((key) => turn(ACTIONS.historyOlder, historyText.older, page.account, written([...page.trail, key]))),
  ];
  return message(title, [
    header(title),
    ...(shown.length === 0 ? sentence(historyText.none) : shown),
    ...(turns.length === 0 ? [] : [buttons(turns, 'history-pages')]),
  ]);
}

function keyOf(entry: HistoryEntry | undefined): readonly PostKey[] {
  const draft = entry?.view.draft;
  return draft !== undefined && 'post' in draft ? [{ publishedAt: draft.post.publishedAt, id: draft.id }] : [];
}

/** A button's value has little room: after so many pages the way back skips some and leads to the first. */
const TRAIL = 20;

function written(trail: readonly PostKey[]): string {
  return trail
    .slice(-TRAIL)
    .map(({ publishedAt, id }) => `${publishedAt}@${id}`)
    .join('|');
}

/** No page before it; or a page's number, as an earlier version wrote it. */
const FIRST_PAGE = /^\d{0,4}$/;
const buttonSchema = z.object({ accountId: z.string(), page: z.string() });
const keySchema = z.tuple([z.iso.datetime(), z.string().regex(/^[A-Za-z0-9-]{1,40}$/)]);

/** Which page a button of the history leads to; the first where it is of an earlier version. @throws ZodError when it is not ours. */
export function readHistoryButton(value: string | undefined): {
  readonly accountId: string;
  readonly trail: readonly PostKey[];
} {
  const { accountId, page } = buttonSchema.parse(parseJson(value ?? ''));
  if (FIRST_PAGE.test(page)) return { accountId, trail: [] };
  const keys = page.split('|').map((key) => keySchema.parse(key.split('@')));
  return { accountId, trail: keys.map(([publishedAt, id]) => ({ publishedAt, id })) };
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
