import type { InputBlock, KnownBlock, ModalView, PlainTextOption, StaticSelect } from '@slack/types';
import { hasNoWords, type TargetKind } from '../../src/draft/content.ts';
import { countByLevel } from '../../src/guideline/count-findings.ts';
import type { DraftFields, GuidelineForm } from '../../src/guideline/types.ts';
import { ACTIONS, FIELDS, FORMS } from '../../src/slack/action-ids.ts';
import { formText } from '../../src/text/forms.ts';
import { reviewText } from '../../src/text/review.ts';
import type { Account, ReviewView } from '../../src/usecases/ports.ts';
import { entryBlocks, type FindingEntry, findingEntries, packEntries } from '../card/findings.ts';
import { emojiLine, lengthOf, madeOnX, notChecked, urlNote } from '../card/lines.ts';
import { findingLines } from '../card/summary.ts';
import { button, plain, smallPrint } from '../kit/blocks.ts';
import { choices, moment, option, problemBlocks, textInput } from '../kit/inputs.ts';
import { LIMITS } from '../kit/limits.ts';
import { bold, richText, runs, section } from '../kit/rich.ts';
import { splitByLength } from '../kit/split-text.ts';
import { type MediaModel, mediaBlocks } from './media.ts';
import { mendOffers } from './mend-offers.ts';
import { writeMetadata } from './metadata.ts';
import { type Slip, slipQuestion } from './slip-question.ts';
import { targetBlocks } from './target.ts';

const words = formText.draft;

export interface DraftFormModel {
  readonly mode:
    | { readonly kind: 'new' }
    | { readonly kind: 'edit'; readonly draftId: string; readonly revision: number };
  readonly accounts: readonly Account[];
  /** Null until one is chosen: nothing else is asked before. */
  readonly accountId: string | null;
  readonly text: string;
  readonly departments: readonly string[];
  readonly fields: DraftFields;
  readonly form: GuidelineForm;
  /** Result of 「チェック」; null before it. */
  readonly review: ReviewView | null;
  /** Why the last submission failed, or why nothing was mended. */
  readonly problem: string | null;
  /** Why a draft that is edited was sent back; null where it was not. */
  readonly sentBack?: string | null;
  /** What the text may be, if it is no post. */
  readonly slip?: Slip | null;
  /** What has just been done for the author. */
  readonly done?: string;
  /** Different in every drawing: Slack keeps what it showed in a block of the same id. */
  readonly nonce: string;
  readonly channel: string | null;
  /** When the proposal was made that the text began with. */
  readonly proposal?: string | undefined;
  /** As in `MediaModel`; absent where there are no pictures. */
  readonly shown?: MediaModel['shown'];
  readonly asksExemption?: boolean;
  /** As in `MediaModel`; yes where it is absent. */
  readonly takesFiles?: boolean;
}

/** Each input is filled to this only, so that there is room to write on. */
const FILLED = 2_400;
/** Characters of JSON that the findings may take in the form; the text may take most of what Slack allows a view. */
const LINES_BUDGET = 6_000;
const FINDINGS_BUDGET = 18_000;
const NOTE_MOST = 100;

/** The form of `/post`, of 編集 and of the message shortcut. */
export function draftForm(model: DraftFormModel): ModalView {
  const { mode } = model;
  const result = resultOf(model);
  const pieces = textPieces(model.text);
  return {
    type: 'modal',
    callback_id: FORMS.draft,
    title: plain(mode.kind === 'new' ? words.newTitle : words.editTitle(mode.revision)),
    submit: plain(mode.kind === 'new' ? words.newSubmit : words.editSubmit(mode.revision + 1)),
    close: plain(formText.close),
    notify_on_close: true,
    private_metadata: writeMetadata({
      mode,
      accountId: model.accountId,
      nonce: model.nonce,
      channel: model.channel,
      joins: joinsOf(pieces),
      ...(model.proposal === undefined ? {} : { proposal: model.proposal }),
      asked: { emergency: model.form.emergency, priorApproval: model.form.priorApproval },
      kept: keptCorrection(model.fields),
      ...keptMedia(model),
    }),
    blocks: [
      ...problemBlocks(model.problem),
      ...(model.slip == null ? [] : slipQuestion(model.slip, model.nonce)),
      ...(model.sentBack == null ? [] : [richText([section(bold(model.sentBack))])]),
      ...result.above,
      ...accountBlocks(model),
      ...templateBlocks(model),
      // What the guideline admits nothing without comes before the text.
      ...(isPress(model.fields.target?.kind) ? [] : categoryBlocks(model)),
      ...textBlocks(model, pieces, hasNoWords(model.fields.target?.kind)),
      ...(model.accountId === null
        ? []
        : mediaBlocks({
            ...model,
            shown: model.shown ?? {},
            asksExemption: model.asksExemption === true,
            takesFiles: model.takesFiles ?? true,
          })),
      ...(model.accountId === null ? [] : targetBlocks(model)),
      ...departmentBlocks(model),
      ...embargoBlocks(model),
      ...slotBlocks(model),
      ...consentBlocks(model),
      ...circumstanceBlocks(model),
      ...checkBlocks(model),
      ...result.below,
    ],
  };
}

/** Is it no post at all? Then it says nothing that would belong to a category. */
const isPress = (kind: TargetKind | undefined): boolean => kind === 'like' || kind === 'follow';

/** Of the corrected post; what has become of it is asked anew at every check. */
function keptCorrection({ correctionOf: of }: DraftFields) {
  if (of === undefined) return {};
  const { url, draftId } = of;
  return {
    correctionOf: { ...(url === undefined ? {} : { url }), ...(draftId === undefined ? {} : { draftId }) },
  };
}

/** The pictures themselves; what is answered about them stands in the inputs. */
function keptMedia({ fields: { media = [] } }: DraftFormModel) {
  const kept = media.flatMap(({ hash, about, mime, size, width, height }) => {
    if (hash === undefined || mime === undefined || size === undefined) return [];
    if (width === undefined || height === undefined) return [];
    return { hash, mime, size, width, height, ...(about === undefined ? {} : { about }) };
  });
  return kept.length === 0 ? {} : { media: kept };
}

function accountBlocks(model: DraftFormModel): KnownBlock[] {
  const { mode, accounts, accountId } = model;
  const current = accounts.find(({ id }) => id === accountId);
  if (mode.kind === 'edit')
    return [richText([section(bold(words.editing(current?.name ?? accountId ?? '', mode.draftId)))])];
  const element: StaticSelect = {
    type: 'static_select',
    action_id: ACTIONS.chooseAccount,
    placeholder: plain(words.accountPlaceholder),
    ...selection(
      accounts.map(({ id, name }) => option(name, id)),
      accountId,
    ),
  };
  // The questions depend on the account, so choosing one redraws the form.
  return [
    { type: 'input', block_id: `account.${model.nonce}`, label: plain(words.account), dispatch_action: true, element },
  ];
}

/** Of a new draft only: what is there already is never replaced. */
function templateBlocks({ mode, accounts, accountId, nonce }: DraftFormModel): InputBlock[] {
  const { templates = [] } = accounts.find(({ id }) => id === accountId) ?? {};
  if (mode.kind === 'edit' || templates.length === 0) return [];
  const element: StaticSelect = {
    type: 'static_select',
    action_id: ACTIONS.template,
    placeholder: plain(words.templatePlaceholder),
    options: templates.slice(0, LIMITS.selectOptions).map(({ name }, index) => option(name, `${index}`)),
  };
  return [
    {
      type: 'input',
      block_id: `template.${nonce}`,
      label: plain(words.template),
      dispatch_action: true,
      element,
      optional: true,
    },
  ];
}

interface TextPiece {
  readonly value: string;
  /** A line break follows that the input does not hold: at the edge of an input it could be trimmed away. */
  readonly broken: boolean;
}

/** A long text over several inputs. */
export function textPieces(text: string): TextPiece[] {
  const parts = splitByLength(text, FILLED);
  return parts.map((part, index) => {
    const broken = index < parts.length - 1 && part.endsWith('\n');
    return { value: broken ? part.slice(0, -1) : part, broken };
  });
}

/** What the form carries so that the inputs are the text again, see `DraftFormMetadata`. */
export const joinsOf = (pieces: readonly TextPiece[]): boolean[] => pieces.slice(0, -1).map(({ broken }) => broken);

/** @param mayBeEmpty where a draft may have no words of its own; one that lacks them is told so when it is sent. */
export function textBlocks(
  { nonce }: Pick<DraftFormModel, 'nonce'>,
  pieces: readonly TextPiece[],
  mayBeEmpty = false,
): KnownBlock[] {
  return [
    ...pieces.map(({ value }, index) =>
      textInput({
        blockId: `text.${index}.${nonce}`,
        actionId: `${FIELDS.text}.${index}`,
        label: words.text(index + 1, pieces.length),
        value,
        multiline: true,
        heard: true,
        placeholder: words.textPlaceholder,
        optional: index > 0 || mayBeEmpty,
      }),
    ),
    ...(pieces.length === 1 ? [] : smallPrint(words.textParts)),
  ];
}

function departmentBlocks({ accountId, departments, fields, nonce }: DraftFormModel): InputBlock[] {
  if (accountId === null) return [];
  const names = [...new Set(fields.department === undefined ? departments : [...departments, fields.department])];
  if (names.length === 0) return [];
  const element: StaticSelect = {
    type: 'static_select',
    action_id: FIELDS.department,
    placeholder: plain(words.departmentPlaceholder),
    ...selection(
      names.map((name) => option(name, name)),
      fields.department,
    ),
  };
  return [{ type: 'input', block_id: `department.${nonce}`, label: plain(words.department), element, optional: true }];
}

function slotBlocks({ accountId, fields, nonce }: DraftFormModel): InputBlock[] {
  if (accountId === null) return [];
  const { slot: label, slotHint: hint } = words;
  return [moment({ blockId: `slot.${nonce}`, actionId: FIELDS.slot, label, hint, chosen: fields.scheduledAt })];
}

/** Asked where the guideline looks at it; what was answered once is shown in any case. */
function embargoBlocks({ accountId, form, fields: { embargoUntil }, nonce }: DraftFormModel): InputBlock[] {
  if (accountId === null || (form.embargo !== true && embargoUntil === undefined)) return [];
  const { embargo: label, embargoHint: hint } = words;
  return [moment({ blockId: `embargo.${nonce}`, actionId: FIELDS.embargo, label, hint, chosen: embargoUntil })];
}

/** Up to a hundred options stand in one list, more in groups of a hundred. */
function selection(
  options: readonly PlainTextOption[],
  chosen: string | null | undefined,
): Pick<StaticSelect, 'options' | 'option_groups' | 'initial_option'> {
  const initial = options.find(({ value }) => value === chosen);
  const start = initial === undefined ? {} : { initial_option: initial };
  if (options.length <= LIMITS.selectOptions) return { options: [...options], ...start };
  return {
    option_groups: chunks(options, LIMITS.selectOptions).map((group, index) => ({
      label: plain(words.departments(index * LIMITS.selectOptions + 1, index * LIMITS.selectOptions + group.length)),
      options: group,
    })),
    ...start,
  };
}

function categoryBlocks({ form, fields, nonce }: DraftFormModel): KnownBlock[] {
  const groups = chunks(form.categories, LIMITS.choiceOptions);
  const long = form.categories.map(({ item, label }) => words.category(item, label));
  return [
    ...groups.map((group, index) =>
      choices({
        blockId: `categories.${index}.${nonce}`,
        actionId: `${FIELDS.categories}.${index}`,
        label: words.categories(index + 1, groups.length),
        options: group.map(({ item, label }) => option(words.category(item, label), item)),
        chosen: fields.categories ?? [],
        // The guideline admits nothing without one; over several lists it cannot be said which must be ticked.
        optional: groups.length > 1,
      }),
    ),
    // An option shows 75 characters; a longer provision stands below it in full.
    ...smallPrint(...long.filter((text) => text.length > LIMITS.option.text)),
  ];
}

/** Asked where somebody was found to be named; what was answered once is shown in any case. */
function consentBlocks({ form, fields, review, nonce }: DraftFormModel): KnownBlock[] {
  const { namedPersonsConsent = false, consentNote = '' } = fields;
  const named = review?.findings.some(({ ruleId }) => form.consent?.includes(ruleId) === true) ?? false;
  if (!named && !namedPersonsConsent && consentNote === '') return [];
  return [
    choices({
      blockId: `consent.${nonce}`,
      actionId: FIELDS.consent,
      label: words.consent,
      options: [option(words.consentGiven, 'given')],
      chosen: namedPersonsConsent ? ['given'] : [],
      optional: true,
    }),
    textInput({
      blockId: `consent-note.${nonce}`,
      actionId: FIELDS.consentNote,
      label: words.consentNote,
      value: consentNote,
      placeholder: words.consentPlaceholder,
      multiline: false,
      optional: true,
      most: NOTE_MOST,
    }),
  ];
}

function circumstanceBlocks({ form, fields, nonce }: DraftFormModel): KnownBlock[] {
  const options = [
    ...(form.emergency ? [option(words.emergency, 'emergency')] : []),
    ...(form.priorApproval ? [option(words.priorApproval, 'priorApproval')] : []),
  ];
  if (options.length === 0) return [];
  const chosen = [
    ...(fields.emergency === true ? ['emergency'] : []),
    ...(fields.priorApproval === true ? ['priorApproval'] : []),
  ];
  const actionId = FIELDS.circumstances;
  return [
    choices({
      blockId: `circumstances.${nonce}`,
      actionId,
      label: words.circumstances,
      options,
      chosen,
      optional: true,
    }),
  ];
}

function checkBlocks({ accountId, nonce, review }: DraftFormModel): KnownBlock[] {
  if (accountId === null) return [];
  const element = button({ actionId: ACTIONS.check, text: words.check, value: nonce });
  return [
    { type: 'actions', block_id: `check.${nonce}`, elements: [element] },
    ...(review === null ? smallPrint(words.checkHint) : []),
  ];
}

interface Result {
  /** What came of the check in short, with what can be mended: whoever sees only the first screen has seen it. */
  readonly above: readonly KnownBlock[];
  /** All of it with the provisions. */
  readonly below: readonly KnownBlock[];
}

function resultOf({ review, text, nonce, done = '', accounts, accountId }: DraftFormModel): Result {
  const account = accounts.find(({ id }) => id === accountId);
  if (review === null || account === undefined) return { above: smallPrint(done), below: [] };
  const entries = findingEntries(review.findings);
  const [shown = [], ...rest] = packEntries(entries, review.provisions, FINDINGS_BUDGET);
  return {
    above: [
      ...smallPrint(done),
      richText([
        section(bold(words.result(reviewText.marks(countByLevel(review.findings)), lengthOf(review, text, account)))),
        ...findingLines(entries, true, LINES_BUDGET, words.moreLines),
      ]),
      ...smallPrint(urlNote(review, account), madeOnX(review, account)),
      ...mendOffers(text, review.findings, shown, nonce),
    ],
    below: [
      ...detailsOf(review, shown, rest.flat()),
      ...smallPrint(emojiLine(text), reviewText.notChecked(notChecked(review))),
    ],
  };
}

function detailsOf(review: ReviewView, shown: readonly FindingEntry[], left: readonly FindingEntry[]): KnownBlock[] {
  if (shown.length === 0) return [richText([section(runs(reviewText.none))])];
  const hidden = left.reduce((sum, { count }) => sum + count, 0);
  return [
    richText([section(bold(reviewText.details(1, 1)))]),
    ...entryBlocks(shown, review.provisions, countByLevel(review.findings)),
    ...(hidden === 0 ? [] : smallPrint(words.moreFindings(hidden))),
  ];
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let i = 0; i < list.length; i += size) result.push(list.slice(i, i + size));
  return result;
}
