import type { RichTextBlock } from '@slack/types';
import { z } from 'zod';
import { ACTIONS } from '../../src/slack/action-ids.ts';
import { excerpt, historyText } from '../../src/text/lists.ts';
import { japanTimeWithYear } from '../../src/text/time.ts';
import type { Account, PostKey, Summary } from '../../src/usecases/ports.ts';
import { buttons, header, sentence } from '../kit/blocks.ts';
import { parseJson } from '../kit/json.ts';
import { type Message, message } from '../kit/message.ts';
import { bold, richText, runs, section } from '../kit/rich.ts';
import { fitting, nameIn, ways } from './items.ts';

export interface HistoryEntry {
  readonly summary: Summary;
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
  const { id = '', post = null } = entry?.summary ?? {};
  return post === null ? [] : [{ publishedAt: post.publishedAt, id }];
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

function entryBlock({ summary, permalink }: HistoryEntry): RichTextBlock {
  const { status, post, words, drafter, decidedBy } = summary;
  // A deleted post has no page any more.
  const page = status === 'takenDown' ? null : (post?.url ?? null);
  return richText([
    section(
      bold(post === null ? '' : historyText.published(japanTimeWithYear(post.publishedAt))),
      runs(status === 'takenDown' ? historyText.takenDown : ''),
      runs(`\n${excerpt(words)}\n`),
      runs(`${historyText.people(nameIn(drafter.name), nameIn(decidedBy?.name ?? ''))}\n`),
      ways([page, historyText.openPost], [permalink, historyText.openThread]),
    ),
  ]);
}
