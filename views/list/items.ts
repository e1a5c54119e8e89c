import type { RichTextBlock } from '@slack/types';
import { currentRevision } from '../../src/draft/state.ts';
import { excerpt, queueText } from '../../src/text/lists.ts';
import { japanTime } from '../../src/text/time.ts';
import { revisionWord, STATUS_WORDS } from '../../src/text/words.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { jsonLength } from '../kit/limits.ts';
import { bold, link, richText, runs, section } from '../kit/rich.ts';

/** More than anybody reads in one go; what is beyond is counted. */
export const LISTED_AT_MOST = 40;

/** A draft in a list: what it is, how it begins, whose it is. */
export function draftItem(
  { draft, account }: DraftView,
  open?: { readonly url: string; readonly text: string },
): RichTextBlock {
  const { mark, label } = STATUS_WORDS[draft.status];
  const revision = currentRevision(draft);
  return richText([
    section(
      bold(`${mark} ${label}｜${account.name}`),
      runs(`\n${excerpt(revision.content.text)}\n`),
      runs(queueText.line(draft.drafter.name, revisionWord(revision.number), japanTime(draft.revisions[0].at)), {
        italic: true,
      }),
      open === undefined ? [] : [...runs('　'), ...link(open.url, open.text)],
    ),
  ]);
}

/** The first blocks that stay within both a number and a budget of JSON characters. */
export function fitting<T>(blocks: readonly T[], most: number, budget: number): T[] {
  const shown: T[] = [];
  let spent = 0;
  for (const block of blocks) {
    spent += jsonLength(block) + 1;
    if (shown.length >= most || spent > budget) break;
    shown.push(block);
  }
  return shown;
}
