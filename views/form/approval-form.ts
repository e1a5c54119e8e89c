import type { KnownBlock, ModalView } from '@slack/types';
import { contentHash } from '../../src/draft/content.ts';
import { currentRevision, stageOf } from '../../src/draft/state.ts';
import { countFindings } from '../../src/guideline/count-findings.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import { traitsOf } from '../../src/publishers/kinds.ts';
import { FIELDS, FORMS } from '../../src/slack/action-ids.ts';
import { findingMessage } from '../../src/text/findings.ts';
import { formText } from '../../src/text/forms.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { countOf, entryBlocks, entryParts, findingEntries, packEntries, visible } from '../card/findings.ts';
import { lengthLines } from '../card/lines.ts';
import { plain, smallPrint } from '../kit/blocks.ts';
import { choices, option, problemBlocks, textInput } from '../kit/inputs.ts';
import { LIMITS } from '../kit/limits.ts';
import { markedRanges, markedRuns, splitMarked } from '../kit/marked-text.ts';
import { bold, quote, richText, section } from '../kit/rich.ts';
import { splitByLength } from '../kit/split-text.ts';
import type { FormTarget } from './metadata.ts';
import { readTarget, writeMetadata } from './metadata.ts';
import type { Question } from './questions.ts';
import { questions } from './questions.ts';

const words = formText.approval;

export interface ApprovalFormOptions {
  readonly nonce: string;
  readonly problem: string | null;
  /** Reasons already written, by finding key; shown again when the form reopens. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** A view may have 250 kB; the questions need their share. */
const TEXT_BYTES = 130_000;
/** JSON characters of one block of the text: few blocks, because the questions need them. */
const TEXT_BLOCK = 20_000;
const LABEL_WORDS = 40;
const BLOCKED_BUDGET = 24_000;
/** Over this, a provision is quoted at the first question that rests on it and only named at the others. */
const EXPLAINED_BYTES = 60_000;

/** 承認: repeats account and text and asks what the findings ask for. With `block` findings it can only be closed. */
export function approvalForm(view: DraftView, options: ApprovalFormOptions): ModalView {
  const blocking = view.review.findings.filter(({ level }) => level === 'block');
  const { sendsByItself } = traitsOf(view.account.publisher);
  const base = {
    type: 'modal',
    callback_id: FORMS.approval,
    close: plain(formText.close),
    private_metadata: writeMetadata(formTarget(view, options.nonce)),
  } as const;
  if (blocking.length > 0)
    return { ...base, title: plain(words.blockedTitle), blocks: [...problemBlocks(options.problem), ...blocked(view)] };
  return {
    ...base,
    title: plain(words.title),
    submit: plain(sendsByItself ? words.submit : words.submitManual),
    blocks: [
      ...problemBlocks(options.problem),
      richText([section(bold(words.naming(view.account.name, view.account.network)))]),
      ...textOf(view),
      ...smallPrint(sendsByItself ? words.willPublish : words.willHandOver),
      ...asked(view, options),
    ],
  };
}

/** Which draft, revision and content a form was opened on. @throws ZodError when the form is not one of ours. */
export function approvalTarget(metadata: string): FormTarget {
  return readTarget(metadata);
}

export function formTarget(view: DraftView, nonce: string): FormTarget {
  const { number, content } = currentRevision(view.draft);
  const { draft, account } = view;
  return {
    draftId: draft.id,
    revision: number,
    contentHash: contentHash(content),
    stage: stageOf(draft),
    nonce,
    channel: account.channel,
  };
}

function blocked(view: DraftView): KnownBlock[] {
  const blocking = view.review.findings.filter(({ level }) => level === 'block');
  const [shown = []] = packEntries(findingEntries(blocking), view.review.provisions, BLOCKED_BUDGET);
  return [
    richText([section(bold(words.blocked(countFindings(blocking))))]),
    ...entryBlocks(shown, view.review.provisions, countOf(view.review.findings)),
  ];
}

function textOf(view: DraftView): KnownBlock[] {
  const { text } = currentRevision(view.draft).content;
  const marks = markedRanges(text, view.review.findings);
  const blocks = splitMarked(text, marks, TEXT_BLOCK).map((piece) => richText([quote(markedRuns(text, marks, piece))]));
  const fits = Buffer.byteLength(JSON.stringify(blocks), 'utf8') <= TEXT_BYTES;
  return [...(fits ? blocks : smallPrint(words.tooLongToShow)), ...smallPrint(...lengthLines(view.review, text))];
}

function asked(view: DraftView, options: ApprovalFormOptions): KnownBlock[] {
  const list = questions(view.review.findings);
  const single = list.every(({ findings }) => new Set(findings.map(findingKey)).size === 1);
  const inFull = list.map((question) => explained(view, question, new Set()));
  const quoted = new Set<string>();
  const explanations =
    Buffer.byteLength(JSON.stringify(inFull), 'utf8') <= EXPLAINED_BYTES
      ? inFull
      : list.map((question) => explained(view, question, quoted));
  return [
    ...(single ? [] : smallPrint(words.groupedNote)),
    ...list.flatMap((question, index) => [...(explanations[index] ?? []), input(question, options)]),
  ];
}

/** Before the answer: the finding with its provision; of a group, its first. */
function explained(view: DraftView, question: Question, quoted: Set<string>): KnownBlock[] {
  const [entry] = findingEntries(question.findings.slice(0, 1));
  return entry === undefined ? [] : [richText(entryParts(entry, view.review.provisions, quoted))];
}

function input(question: Question, { nonce, reasons }: ApprovalFormOptions): KnownBlock {
  const blockId = questionBlock(question.id, nonce);
  const title = titleOf(question);
  if (question.level === 'warning')
    return choices({
      blockId,
      actionId: FIELDS.tick,
      label: words.tick(title),
      options: [option(words.ticked, 'yes')],
      chosen: [],
      optional: false,
    });
  const written = question.findings
    .map((finding) => reasons[findingKey(finding)])
    .find((reason) => reason !== undefined);
  return textInput({
    blockId,
    actionId: FIELDS.necessity,
    label: words.necessity(title),
    value: splitByLength(written ?? '', LIMITS.inputText)[0] ?? '',
    hint: words.necessityHint,
    multiline: true,
  });
}

/** The label names the words, because a form may ask about several findings of one rule. */
function titleOf({ id, findings, level }: Question): string {
  if (id.startsWith('all:')) return level === 'waiver' ? words.necessityAll : words.tickAll;
  const [first] = findings;
  const { title } = findingMessage(first);
  const keys = new Set(findings.map(findingKey));
  const many = keys.size + findings.reduce((sum, { more = 0 }) => sum + more, 0);
  if (keys.size > 1) return `${title}${words.grouped(many)}`;
  return first.quote === undefined || first.quote === '' ? title : `${title}「${visible(first.quote, LABEL_WORDS)}」`;
}

/** A question's id travels as the id of its block; the nonce makes Slack forget what an earlier drawing held. */
const questionBlock = (id: string, nonce: string): string => `q:${nonce}:${id}`;

/** The id out of a block id; undefined when the block is no question of this drawing. */
export function questionId(blockId: string, nonce: string): string | undefined {
  const prefix = questionBlock('', nonce);
  return blockId.startsWith(prefix) ? blockId.slice(prefix.length) : undefined;
}
