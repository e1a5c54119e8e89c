import type { KnownBlock, ModalView, RichTextBlock } from '@slack/types';
import { z } from 'zod';
import { ACTIONS } from '../../src/slack/action-ids.ts';
import { findText, STATE_WORDS } from '../../src/text/find.ts';
import { formText } from '../../src/text/forms.ts';
import { NEWER, OLDER } from '../../src/text/lists.ts';
import { japanTimeWithYear, monthWord } from '../../src/text/time.ts';
import { revisionWord } from '../../src/text/words.ts';
import type { Account, Asked, Found, FoundKey } from '../../src/usecases/ports.ts';
import { askedSchema } from '../form/find-form.ts';
import { buttons, header, plain, sentence, smallPrint } from '../kit/blocks.ts';
import { parseJson } from '../kit/json.ts';
import { jsonLength } from '../kit/limits.ts';
import { type Message, message } from '../kit/message.ts';
import { bold, richText, runs, section } from '../kit/rich.ts';
import { fitting, headline, type Linked, nameIn, ways } from './items.ts';

export interface FindModel {
  readonly asked: Asked;
  /** The account that was named; null for all. */
  readonly account: Account | null;
  readonly entries: readonly Linked<Found>[];
  /** Where the pages before this one ended, the last of them at the end; empty for the first page. */
  readonly trail: readonly FoundKey[];
  /** Where this page ended; null when everything was looked at. */
  readonly next: FoundKey | null;
}

export const FIND_PAGE = 10;
/** In JSON characters, with the three buttons, each of which carries what is looked for. */
const BUDGET = 10_500;

/** What was found, for whoever asked in a channel. */
export const foundMessage = (model: FindModel): Message => message(findText.title, foundBlocks(model));

/** What was found, in place of the form. @param channel see `findForm`. */
export const foundView = (model: FindModel, channel: string | null): ModalView => modal(channel, foundBlocks(model));

/** In place of the form until something was found: Slack waits three seconds, and there may be years to look through. */
export const searchingView = (channel: string | null): ModalView => modal(channel, sentence(findText.searching));

function modal(channel: string | null, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    title: plain(findText.title),
    close: plain(formText.close),
    private_metadata: JSON.stringify({ channel }),
    blocks,
  };
}

function foundBlocks({ asked, account, entries, trail, next }: FindModel): KnownBlock[] {
  const shown = fitting(entries.map(entryBlock), FIND_PAGE, BUDGET - 3 * jsonLength(written(asked, trail)));
  // What has no room here begins the next page.
  const ahead = shown.length < entries.length ? (entries[shown.length - 1]?.key ?? next) : next;
  const full = shown.length >= FIND_PAGE || shown.length < entries.length;
  const turns = [
    ...(trail.length === 0 ? [] : [turn(ACTIONS.findNewer, NEWER, asked, trail.slice(0, -1))]),
    ...(ahead === null ? [] : [turn(ACTIONS.findOlder, full ? OLDER : findText.further, asked, [...trail, ahead])]),
    { actionId: ACTIONS.findChange, text: findText.change, value: written(asked, []) },
  ];
  return [
    header(findText.title),
    ...smallPrint(findText.criteria(criteria(asked, account))),
    ...(shown.length > 0 ? shown : sentence(noneText(trail, ahead))),
    buttons(turns, 'find-pages'),
  ];
}

function noneText(trail: readonly FoundKey[], ahead: FoundKey | null): string {
  if (ahead !== null) return findText.noneYet;
  return trail.length === 0 ? findText.none : findText.noMore;
}

function criteria({ words, number, person, month, state }: Asked, account: Account | null) {
  const given = (text: string): string | null => (text === '' ? null : text);
  return {
    words: given(words),
    number: given(number),
    person: given(person),
    account: account === null ? null : nameIn(account.name),
    month: month === null ? null : monthWord(month),
    state: state === null ? null : STATE_WORDS[state],
  };
}

function entryBlock({ summary, account, spot, permalink }: Linked<Found>): RichTextBlock {
  const { id, drafter, decidedBy, submittedAt, changedAt, post, status, revision } = summary;
  const decider = decidedBy === null ? null : nameIn(decidedBy.name);
  const where = spot === null || spot.revision === revision ? null : revisionWord(spot.revision);
  const place =
    spot === null ? [] : [runs(`${findText.spot(where)}${spot.before}`), bold(spot.word), runs(`${spot.after}\n`)];
  return richText([
    section(
      ...headline(summary, account),
      ...place,
      runs(`${id}｜${findText.people(nameIn(drafter.name), decider)}\n`),
      runs(`${findText.dates(japanTimeWithYear(submittedAt), japanTimeWithYear(changedAt))}\n`),
      ways([status === 'takenDown' ? null : (post?.url ?? null), findText.openPost], [permalink, findText.openCard]),
    ),
  ]);
}

/** A button's value has little room: after so many pages the way back skips some and leads to the first. */
const TRAIL = 15;

function turn(actionId: string, text: string, asked: Asked, trail: readonly FoundKey[]) {
  return { actionId, text, value: written(asked, trail) };
}

function written(asked: Asked, trail: readonly FoundKey[]): string {
  return JSON.stringify({ asked, trail: trail.slice(-TRAIL).map(({ place, at, id }) => [place, at, id]) });
}

const keySchema = z.tuple([
  z.string().regex(/^(?:open|\d{4}-\d{2})$/u),
  z.string().regex(/^(?:~|[\d:.TZ-]{20,30})$/u),
  z.string().regex(/^[A-Za-z0-9-]{0,40}$/u),
]);
const buttonSchema = z.object({ asked: askedSchema, trail: z.array(keySchema) });

/** What is looked for, and where the pages before ended. @throws ZodError when it is not ours. */
export function readFindButton(value: string | undefined): {
  readonly asked: Asked;
  readonly trail: readonly FoundKey[];
} {
  const { asked, trail } = buttonSchema.parse(parseJson(value ?? ''));
  return { asked, trail: trail.map(([place, at, id]) => ({ place, at, id })) };
}
