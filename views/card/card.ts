import type { KnownBlock } from '@slack/types';
import { isWordless } from '../../src/draft/content.ts';
import { currentRevision } from '../../src/draft/state.ts';
import { BLOCKS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { shownWords } from '../../src/text/target.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { header, smallPrint } from '../kit/blocks.ts';
import { markedRuns } from '../kit/marked-text.ts';
import { escapeText, type Message, message } from '../kit/message.ts';
import { quote, type RichPart, richText, runs, section } from '../kit/rich.ts';
import { cardActions } from './buttons.ts';
import type { Layout } from './layout.ts';
import { layout } from './layout.ts';
import {
  headerLine,
  isOpen,
  linksLine,
  madeLinkNote,
  notCheckedInShort,
  peopleLine,
  standingOf,
  urlNote,
} from './lines.ts';
import { frontBlock, pictureLines } from './pictures.ts';
import { resultParts } from './result.ts';
import { findingLines } from './summary.ts';
import { targetParts } from './target.ts';

/** With its escapes a text up to this goes into the notification whole, a longer one not at all. */
const LONGEST_NOTIFIED = 2_000;

/**
 * The one message that shows a draft as it stands, in the order in which a chief on a telephone needs it. It has a
 * rich_text block in every status, because Slack does not let a message that has one be replaced by one that has none.
 */
export function card(view: DraftView): Message {
  const { draft, account, review } = view;
  const revision = currentRevision(draft);
  const { content, fields } = revision;
  const { text } = content;
  const plan = layout(text, review.findings, review.provisions);
  const open = isOpen(draft.status);
  const told: RichPart[] = [
    ...targetParts(revision, account.network, open ? 'card' : 'address'),
    ...pictureLines({ content, fields }),
    ...resultParts(view),
    ...(open ? checked(view, plan) : []),
  ];
  const edition = review.effectiveFrom;
  const blocks: KnownBlock[] = [
    header(headerLine(view)),
    ...smallPrint(peopleLine(view)),
    ...smallPrint(plan.threadPieces.length === 0 ? '' : cardText.bodyBeginning),
    ...(isWordless(content) ? [] : [richText([quote(markedRuns(text, plan.marks, plan.cardPiece))], BLOCKS.postText)]),
    ...frontBlock(content, view.pictures),
    ...(told.length === 0 ? [] : [richText(told)]),
    ...cardActions(view),
    ...smallPrint(
      cardText.smallPrint(
        draft.id,
        edition,
        open && plan.entries.length > 0 ? notCheckedInShort(review, revision) : [],
      ),
    ),
  ];
  const { label } = standingOf(draft);
  const words = shownWords(content);
  const notified = escapeText(words).length <= LONGEST_NOTIFIED ? words : null;
  return message(cardText.notification(label, account.name, notified), blocks);
}

/** What the checks say: the findings, what came of the links, what the network will make of the text. */
function checked({ draft, account, review }: DraftView, plan: Layout): RichPart[] {
  const revision = currentRevision(draft);
  const notes = [linksLine(revision), madeLinkNote(review, account.network), urlNote(review, account)].filter(
    (note) => note !== '',
  );
  const said =
    plan.entries.length === 0
      ? [section(runs(cardText.clean(notCheckedInShort(review, revision))))]
      : findingLines(plan.entries, draft.status === 'submitted', plan.linesBudget);
  return [...said, ...notes.map((note) => section(runs(note)))];
}
