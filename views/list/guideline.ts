import type { RichTextBlock } from '@slack/types';
import type { EditionView, ProvisionView } from '../../src/guideline/types.ts';
import { ACTIONS } from '../../src/slack/action-ids.ts';
import { guidelineText } from '../../src/text/lists.ts';
import type { Account } from '../../src/usecases/ports.ts';
import { buttons, header, smallPrint } from '../kit/blocks.ts';
import { jsonLength } from '../kit/limits.ts';
import { type Message, message } from '../kit/message.ts';
import type { RichPart } from '../kit/rich.ts';
import { bold, quote, richText, runs, section } from '../kit/rich.ts';
import { turn } from './history.ts';

const PAGE_BUDGET = 9_000;

/**
 * `/post 要領`: every provision verbatim, with the rules that stand on it or who looks after it.
 * @param tally rule id → how often it fired this month
 * @param page 0-based; a page that does not exist shows the nearest. @returns one message, with buttons to turn pages.
 */
export function guidelineMessages(
  account: Account,
  edition: EditionView,
  tally: Readonly<Record<string, number>>,
  page: number,
): Message[] {
  const pages = paged(edition.provisions, tally);
  const at = Math.min(Math.max(0, Math.trunc(page)), pages.length - 1);
  const title = guidelineText.title(edition.title, edition.effectiveFrom);
  const turns = [
    ...(at === 0 ? [] : [turn(ACTIONS.guidelineBack, guidelineText.back, account, String(at - 1))]),
    ...(at >= pages.length - 1 ? [] : [turn(ACTIONS.guidelineNext, guidelineText.next, account, String(at + 1))]),
  ];
  const parts = pages[at] ?? [];
  return [
    message(title, [
      header(title),
      ...smallPrint(guidelineText.account(account.name), guidelineText.page(at + 1, pages.length)),
      ...(parts.length === 0 ? [] : [richText(parts)]),
      ...(turns.length === 0 ? [] : [buttons(turns, 'guideline-pages')]),
    ]),
  ];
}

function paged(provisions: readonly ProvisionView[], tally: Readonly<Record<string, number>>): RichPart[][] {
  const pages: RichPart[][] = [[]];
  let spent = 0;
  for (const provision of provisions) {
    const parts = provisionParts(provision, tally);
    const price = jsonLength(parts);
    if (spent + price > PAGE_BUDGET && spent > 0) {
      pages.push([]);
      spent = 0;
    }
    pages.at(-1)?.push(...parts);
    spent += price;
  }
  return pages;
}

function provisionParts(provision: ProvisionView, tally: Readonly<Record<string, number>>): RichTextBlock['elements'] {
  const fired = provision.rules.flatMap((id) => {
    const count = tally[id] ?? 0;
    return count === 0 ? [] : [[id, count] as const];
  });
  const notes = [
    provision.rules.length === 0 ? '' : guidelineText.rules(provision.rules),
    ...guidelineText.coverage(provision),
  ].filter((note) => note !== '');
  return [
    section(
      bold(provision.label),
      runs(notes.map((note) => `\n${note}`).join('')),
      runs(provision.rules.length === 0 ? '' : `\n${guidelineText.fired(fired)}`),
    ),
    quote(runs(provision.text === '' ? '―' : provision.text)),
  ];
}
