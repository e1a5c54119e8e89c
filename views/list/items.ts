import type { KnownBlock, RichTextElement } from '@slack/types';
import { ACTS } from '../../src/acts/index.ts';
import type { Task } from '../../src/draft/groups.ts';
import { ACTIONS } from '../../src/slack/action-ids.ts';
import { excerpt, marksOf, queueText, TASK_WORDS, waitsFor } from '../../src/text/lists.ts';
import { ageWord } from '../../src/text/time.ts';
import { standing } from '../../src/text/words.ts';
import type { Account, Listed, Summary } from '../../src/usecases/ports.ts';
import type { DraftAddress } from '../card/buttons.ts';
import { type ButtonModel, buttons } from '../kit/blocks.ts';
import { jsonLength } from '../kit/limits.ts';
import { bold, link, richText, runs, section } from '../kit/rich.ts';

/** A line of a list and the way to the card; null when it could not be had. */
export type Linked<T> = T & { readonly permalink: string | null };

/** Names come from configuration and from Slack; one that would fill the list is shortened in plain sight. */
export const nameIn = (name: string): string => excerpt(name, 40);

/** What it is and how it begins. */
export function headline(summary: Summary, account: Account, named = true): RichTextElement[][] {
  const { mark, label } = standing(summary.status, summary.findings.block > 0);
  const marks = marksOf(summary);
  const parts = [`${mark} ${label}`, ...(named ? [nameIn(account.name)] : []), ...(marks === '' ? [] : [marks])];
  return [bold(parts.join('｜')), runs(`\n${excerpt(summary.words)}\n`)];
}

/**
 * A draft in a list: what it is, how it begins, whose it is, for how long, and who has to do what; with the reader's button.
 * @param now ISO 8601. @param named false where the list is of one account.
 */
export function draftItem(
  { summary, account, task, decides, permalink }: Linked<Listed>,
  { now, named }: { readonly now: string; readonly named: boolean },
): KnownBlock[] {
  const title = nameIn(account.manager.title);
  const next = task === null ? waitsFor(summary, title, decides) : TASK_WORDS[task];
  const block = richText([
    section(
      ...headline(summary, account, named),
      runs(queueText.line(nameIn(summary.drafter.name), ageWord(summary.changedAt, now), next)),
      permalink === null ? [] : [...runs('　'), ...link(permalink, queueText.openCard)],
    ),
  ]);
  const act = task === null ? undefined : buttonFor(task, summary);
  return act === undefined ? [block] : [block, buttons([act], `task-${summary.id}`)];
}

/** What can be done from a list; the rest from the card. */
function buttonFor(task: Task, { id, revision, stage }: Summary): ButtonModel | undefined {
  const address: DraftAddress = { draftId: id, revision, stage };
  const value = JSON.stringify(address);
  switch (task) {
    case 'decide':
      return { actionId: ACTIONS.decide, text: queueText.decide, value, style: 'primary' };
    case 'mend':
      return { actionId: ACTIONS.revise, text: ACTS.revise.button, value };
    case 'post':
      return { actionId: ACTIONS.confirmManualPost, text: ACTS.confirmManualPost.button, value };
    default:
      return undefined;
  }
}

/** The first items, of one block or several, that stay within both a number and a budget of JSON characters. */
export function fitting<T>(items: readonly T[], most: number, budget: number): T[] {
  const shown: T[] = [];
  let spent = 0;
  for (const item of items) {
    spent += jsonLength(item) + 1;
    if (shown.length >= most || spent > budget) break;
    shown.push(item);
  }
  return shown;
}

/** The ways that there are, side by side. */
export function ways(...links: readonly (readonly [url: string | null, text: string])[]): RichTextElement[] {
  const given = links.flatMap(([url, text]) => (url === null ? [] : [link(url, text)]));
  return given.flatMap((each, index) => (index === 0 ? each : [...runs('　'), ...each]));
}
