import type { KnownBlock, ModalView } from '@slack/types';
import { ACTS } from '../../src/acts/index.ts';
import type { ReturnLabel } from '../../src/acts/return.ts';
import { isWordless } from '../../src/draft/content.ts';
import { currentRevision } from '../../src/draft/state.ts';
import { citationKey } from '../../src/guideline/citation.ts';
import { countByLevel, countFindings } from '../../src/guideline/count-findings.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import type { Finding } from '../../src/guideline/types.ts';
import { sendsItself } from '../../src/publishers/kinds.ts';
import { ACTIONS, FIELDS, FORMS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { findingMessage } from '../../src/text/findings.ts';
import { formText } from '../../src/text/forms.ts';
import { reviewText } from '../../src/text/review.ts';
import { targetText } from '../../src/text/target.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { entryBlocks, findingEntries, packEntries, visible } from '../card/findings.ts';
import { emojiLine, linksLine, madeLinkNote, notChecked, peopleLine, urlNote } from '../card/lines.ts';
import { everyPicture } from '../card/pictures.ts';
import { targetParts } from '../card/target.ts';
import { plain, smallPrint } from '../kit/blocks.ts';
import { choices, option, problemBlocks, radio, textInput } from '../kit/inputs.ts';
import { LIMITS } from '../kit/limits.ts';
import { markedRanges, markedRuns, splitMarked } from '../kit/marked-text.ts';
import { bold, quote, richText, runs, section } from '../kit/rich.ts';
import { type FormTarget, formTarget, writeMetadata } from './metadata.ts';
import { askedOf, type Question, questions } from './questions.ts';
import { fitting, reasonInputs } from './reason.ts';

const words = formText.decision;

export const OUTCOMES = ['approve', 'return', 'reject'] as const;
/** What a manager decides with this form. */
export type DecisionOutcome = (typeof OUTCOMES)[number];
export const isOutcome = (action: string): action is DecisionOutcome => OUTCOMES.some((outcome) => outcome === action);

export const GROUNDS = ['consent', 'official', 'emergency', 'other'] as const;
/** A reason that is chosen rather than typed. */
export type Ground = (typeof GROUNDS)[number];

/** With what was answered before, where a form is drawn again. */
export interface DecisionFormOptions {
  readonly nonce: string;
  readonly problem: string | null;
  readonly outcome: DecisionOutcome;
  /** Typed as 「このまま公開する理由」, and as the reason of a return or rejection. */
  readonly necessity?: string;
  readonly grounds?: readonly Ground[];
  readonly ticked?: readonly string[];
  readonly reason?: string;
  readonly labels?: readonly ReturnLabel[];
  /** What the form was opened on, where it is only drawn again: nobody decides on a text that they were not shown. */
  readonly target?: FormTarget;
}

type Answered = Omit<DecisionFormOptions, 'outcome'>;

/** A view may have 250 kB; findings and questions need their share. */
const TEXT_BYTES = 120_000;
/** JSON characters of one block of the text: few blocks, because the questions need them. */
const TEXT_BLOCK = 20_000;
const FINDINGS_BUDGET = 60_000;
const LABEL_WORDS = 30;
const MOST_OPTIONS = LIMITS.choiceOptions;

/** 決裁: the text, all that was found in it, and one decision. */
export function decisionForm(view: DraftView, options: DecisionFormOptions): ModalView {
  const blocking = view.review.findings.filter(({ level }) => level === 'block');
  const possible = OUTCOMES.filter((each) => each !== 'approve' || blocking.length === 0);
  const outcome = possible.find((each) => each === options.outcome) ?? 'return';
  const revision = currentRevision(view.draft);
  const { account } = view;
  const atOnce = sendsItself(account.publisher, revision.content) && revision.content.slot === undefined;
  return {
    type: 'modal',
    callback_id: FORMS.decision,
    title: plain(words.title),
    submit: plain(outcome === 'approve' && !atOnce ? words.submitManual : words.submit[outcome]),
    close: plain(formText.close),
    notify_on_close: true,
    private_metadata: writeMetadata({
      ...(options.target ?? formTarget(view, options.nonce)),
      asked: askedOf(view.review.findings),
    }),
    blocks: [
      ...problemBlocks(options.problem),
      richText([section(bold(naming(view)))]),
      ...(revision.content.target === undefined ? [] : [richText(targetParts(revision, account.network, 'form'))]),
      ...textOf(view),
      ...everyPicture(revision, view.pictures).flat(),
      ...notesOf(view),
      ...findingsOf(view),
      ...(blocking.length === 0 ? [] : [richText([section(bold(words.blocked(countFindings(blocking))))])]),
      radio({
        blockId: `outcome.${options.nonce}`,
        actionId: ACTIONS.outcome,
        label: words.outcome,
        options: possible.map((each) => option(words.outcomes[each], each)),
        chosen: outcome,
      }),
      ...asked(view, outcome, options),
    ],
  };
}

function naming({ account: { name, network }, draft }: DraftView): string {
  const { content } = currentRevision(draft);
  return isWordless(content) ? targetText.naming(content.target.kind, name, network) : words.naming(name, network);
}

export function textOf(view: DraftView): KnownBlock[] {
  const { content } = currentRevision(view.draft);
  if (isWordless(content)) return [];
  const { text } = content;
  const marks = markedRanges(text, view.review.findings);
  const blocks = splitMarked(text, marks, TEXT_BLOCK).map((piece) => richText([quote(markedRuns(text, marks, piece))]));
  const fits = Buffer.byteLength(JSON.stringify(blocks), 'utf8') <= TEXT_BYTES;
  return fits ? blocks : smallPrint(words.tooLongToShow);
}

function notesOf(view: DraftView): KnownBlock[] {
  const revision = currentRevision(view.draft);
  const { text } = revision.content;
  const { review, account } = view;
  return smallPrint(
    peopleLine(view),
    linksLine(revision),
    madeLinkNote(review, account.network),
    urlNote(review, account),
    emojiLine(text),
    reviewText.notChecked(notChecked(review, revision)),
  );
}

/** All of them with the provisions' words, as far as a form has room. */
export function findingsOf({ review }: DraftView): KnownBlock[] {
  const entries = findingEntries(review.findings);
  if (entries.length === 0) return [richText([section(runs(cardText.clean([])))])];
  const [shown = [], ...rest] = packEntries(entries, review.provisions, FINDINGS_BUDGET);
  const hidden = rest.flat().reduce((sum, { count }) => sum + count, 0);
  return [
    ...entryBlocks(shown, review.provisions, countByLevel(review.findings), { advice: false }),
    ...(hidden === 0 ? [] : smallPrint(words.moreFindings(hidden))),
  ];
}

function asked(view: DraftView, outcome: DecisionOutcome, options: DecisionFormOptions): KnownBlock[] {
  if (outcome !== 'approve') return reasonOf(outcome, options);
  return [...groundsOf(view, options), ...ticksOf(view.review.findings, options), ...smallPrint(willBe(view))];
}

function willBe({ draft, account }: DraftView): string {
  const { content } = currentRevision(draft);
  if (content.slot !== undefined) return words.willSchedule(content.slot);
  return sendsItself(account.publisher, content) ? words.willPublish : words.willHandOver;
}

/** One reason for all that needs one. */
export function groundsOf({ review }: DraftView, { nonce, grounds = [], necessity = '' }: Answered): KnownBlock[] {
  const waivers = review.findings.filter(({ level }) => level === 'waiver');
  if (waivers.length === 0) return [];
  return [
    choices({
      blockId: `grounds.${nonce}`,
      actionId: FIELDS.grounds,
      label: asksForNecessity(waivers, review.provisions) ? words.necessity : words.reason,
      options: GROUNDS.map((ground) => option(words.grounds[ground], ground)),
      chosen: grounds,
      optional: false,
      hint: words.reasonHint,
    }),
    textInput({
      blockId: `necessity.${nonce}`,
      actionId: FIELDS.necessity,
      label: words.reasonText,
      value: fitting(necessity),
      placeholder: words.reasonPlaceholder,
      multiline: true,
      heard: true,
      optional: true,
    }),
  ];
}

/** The guideline's own word for the manager's finding; elsewhere it would claim what the guideline does not ask. */
const NECESSITY = /(?:必要|適当)と認め/u;

function asksForNecessity(waivers: readonly Finding[], provisions: Readonly<Record<string, string>>): boolean {
  return waivers.some(({ citations }) =>
    citations.some((citation) => NECESSITY.test(provisions[citationKey(citation)] ?? '')),
  );
}

/** What is only to be looked at: a tick each. */
export function ticksOf(findings: readonly Finding[], { nonce, ticked = [] }: Answered): KnownBlock[] {
  const all = questions(findings);
  const groups = Array.from({ length: Math.ceil(all.length / MOST_OPTIONS) }, (_, group) =>
    all.slice(group * MOST_OPTIONS, (group + 1) * MOST_OPTIONS),
  );
  return groups.map((group, at) =>
    choices({
      blockId: `ticks.${at}.${nonce}`,
      actionId: `${FIELDS.tick}.${at}`,
      label: words.ticks(at + 1, groups.length),
      options: group.map((question) => option(titleOf(question), question.id)),
      chosen: ticked,
      optional: false,
    }),
  );
}

function titleOf({ of, findings }: Question): string {
  if (of === 'all') return words.tickAll;
  const [first] = findings;
  const { title } = findingMessage(first);
  const keys = new Set(findings.map(findingKey));
  const many = keys.size + findings.reduce((sum, { more = 0 }) => sum + more, 0);
  if (keys.size > 1) return `${title}${words.grouped(many)}`;
  return first.quote === undefined || first.quote === '' ? title : `${title}「${visible(first.quote, LABEL_WORDS)}」`;
}

function reasonOf(outcome: 'return' | 'reject', options: DecisionFormOptions): KnownBlock[] {
  const act = ACTS[outcome];
  if (act.asks !== 'reason') throw new TypeError(`${outcome} asks for no reason`);
  return reasonInputs(act.form, options);
}
