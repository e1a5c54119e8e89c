import { z } from 'zod';
import { RETURN_LABELS, type ReturnLabel } from '../../src/acts/return.ts';
import { TARGET_KINDS } from '../../src/draft/content.ts';
import type { Necessity } from '../../src/draft/events.ts';
import type { GivenFile } from '../../src/draft/media.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import type { MendAddress } from '../../src/guideline/mend.ts';
import type { DraftFields, Finding, MediaFields } from '../../src/guideline/types.ts';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { formText } from '../../src/text/forms.ts';
import type { DraftAddress } from '../card/buttons.ts';
import { parseJson } from '../kit/json.ts';
import { type DecisionOutcome, GROUNDS, type Ground, OUTCOMES } from './decision-form.ts';
import { PEOPLE, RIGHTS } from './media.ts';
import type { FormTarget } from './metadata.ts';
import { readDraftMetadata, readTarget } from './metadata.ts';
import { questions } from './questions.ts';

/** The part of Slack's `view` (of a submission or of a click inside a form) that is read. */
export interface ReturnedView {
  readonly private_metadata: string;
  readonly state: { readonly values: unknown };
}

const elementSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  /** Seconds since 1970. */
  selected_date_time: z.int().nullish(),
  files: z.array(z.object({ id: z.string(), name: z.string().nullish() })).nullish(),
});
const valuesSchema = z.record(z.string(), z.record(z.string(), elementSchema));

type Values = z.infer<typeof valuesSchema>;
type Element = z.infer<typeof elementSchema>;

export interface DraftFormAnswers {
  readonly mode:
    | { readonly kind: 'new' }
    | { readonly kind: 'edit'; readonly draftId: string; readonly revision: number };
  /** Null where none is chosen yet. */
  readonly accountId: string | null;
  /** Exactly as typed, the pieces joined. */
  readonly text: string;
  readonly fields: DraftFields;
  /** Attached, and not taken in yet. */
  readonly files: readonly GivenFile[];
  readonly nonce: string;
  readonly channel: string | null;
  /** As in `DraftFormMetadata`. */
  readonly proposal?: string | undefined;
}

/** @throws ZodError when it is not our form. */
export function readDraftForm(view: ReturnedView): DraftFormAnswers {
  const metadata = readDraftMetadata(view.private_metadata);
  const { mode, accountId, nonce, channel, joins, asked, kept, proposal, media = [] } = metadata;
  const values = valuesSchema.parse(view.state.values);
  const department = find(values, FIELDS.department)?.selected_option?.value;
  const chosenAccount = find(values, ACTIONS.chooseAccount)?.selected_option?.value ?? accountId;
  // What one guideline asks is no answer to another: 「(1)」 is something else there.
  const answered = chosenAccount === accountId;
  const categories = answered ? numbered(values, FIELDS.categories).map(([, element]) => chosen(element)) : [];
  const circumstances = chosen(find(values, FIELDS.circumstances));
  const scheduledAt = momentIn(values, FIELDS.slot);
  const embargoUntil = momentIn(values, FIELDS.embargo);
  const consent = find(values, FIELDS.consent);
  const consentNote = (find(values, FIELDS.consentNote)?.value ?? '').trim();
  return {
    mode,
    accountId: chosenAccount,
    text: textIn(values, joins),
    fields: {
      ...(department === undefined ? {} : { department }),
      ...(categories.length === 0 ? {} : { categories: categories.flat() }),
      ...(answered && asked.emergency ? { emergency: circumstances.includes('emergency') } : {}),
      ...(answered && asked.priorApproval ? { priorApproval: circumstances.includes('priorApproval') } : {}),
      ...(scheduledAt === undefined ? {} : { scheduledAt }),
      ...(embargoUntil === undefined ? {} : { embargoUntil }),
      ...(chosen(consent).length === 0 ? {} : { namedPersonsConsent: true }),
      ...(consentNote === '' ? {} : { consentNote }),
      ...(answered ? targetIn(values) : {}),
      ...(kept.correctionOf === undefined ? {} : { correctionOf: kept.correctionOf }),
      ...(media.length === 0 ? {} : { media: media.map((one, index) => ({ ...one, ...about(values, index) })) }),
      ...(chosen(find(values, FIELDS.madeWithAi)).length === 0 ? {} : { madeWithAi: true }),
    },
    files: (find(values, FIELDS.files)?.files ?? []).map(({ id, name }) => ({ id, name: name ?? id })),
    nonce,
    channel,
    proposal,
  };
}

/** Also without the address: that is told when it is sent. */
function targetIn(values: Values): Pick<DraftFields, 'target'> {
  const chosenKind = find(values, ACTIONS.targetKind)?.selected_option?.value;
  const kind = TARGET_KINDS.find((each) => each === chosenKind);
  const url = find(values, FIELDS.targetUrl)?.value?.trim() ?? '';
  return kind === undefined ? {} : { target: { kind, url } };
}

/** What was answered about one picture. */
function about(values: Values, index: number): MediaFields {
  const said = (name: string) => find(values, `${name}.${index}`);
  const [alt, exempt, credit] = [FIELDS.alt, FIELDS.altExempt, FIELDS.credit].map((name) => said(name)?.value ?? '');
  const rights = RIGHTS.find((each) => each === said(FIELDS.rights)?.selected_option?.value);
  const people = PEOPLE.find((each) => each === said(FIELDS.people)?.selected_option?.value);
  return {
    alt: alt?.trim() ?? '',
    ...(exempt === undefined || exempt.trim() === '' ? {} : { altExempt: exempt.trim() }),
    ...(credit === undefined || credit.trim() === '' ? {} : { credit: credit.trim() }),
    ...(rights === undefined ? {} : { rights }),
    ...(people === undefined ? {} : { people: people !== 'none' }),
    ...(people === undefined || people === 'none' ? {} : { consent: people === 'consented' }),
  };
}

export interface DecisionAnswers {
  readonly target: FormTarget;
  /** Null in a form of an earlier version, which could only approve and asked otherwise. */
  readonly outcome: DecisionOutcome | null;
  /** Why it is published all the same: what was chosen, and what was typed. */
  readonly grounds: readonly Ground[];
  readonly necessity: string;
  /** Ids of the questions that were ticked. */
  readonly ticked: readonly string[];
  /** Of a return or rejection. */
  readonly reason: string;
  readonly labels: readonly ReturnLabel[];
}

/** @throws ZodError when it is not our form. */
export function readDecisionForm(view: ReturnedView): DecisionAnswers {
  const values = valuesSchema.parse(view.state.values);
  const outcome = find(values, ACTIONS.outcome)?.selected_option?.value;
  return {
    target: readTarget(view.private_metadata),
    outcome: OUTCOMES.find((each) => each === outcome) ?? null,
    grounds: chosen(find(values, FIELDS.grounds)).filter(isGround),
    necessity: find(values, FIELDS.necessity)?.value ?? '',
    ticked: numbered(values, FIELDS.tick).flatMap(([, element]) => chosen(element)),
    reason: find(values, FIELDS.reason)?.value ?? '',
    labels: chosen(find(values, FIELDS.labels)).filter(isReturnLabel),
  };
}

/** The one reason for every finding that needs one; none where none was given. */
export function necessityOf(
  { grounds, necessity }: DecisionAnswers,
  findings: readonly Finding[],
): readonly Necessity[] {
  const reason = formText.decision.given(
    grounds.filter((ground) => ground !== 'other'),
    necessity.trim(),
  );
  if (reason === '') return [];
  const waivers = findings.filter(({ level }) => level === 'waiver');
  return [...new Set(waivers.map(findingKey))].map((key) => ({ findingKey: key, reason }));
}

/** The keys of all findings that the ticked questions stand for. @param findings that the form was drawn for. */
export function acknowledgedBy(
  { ticked }: Pick<DecisionAnswers, 'ticked'>,
  findings: readonly Finding[],
): readonly string[] {
  return questions(findings)
    .filter(({ id }) => ticked.includes(id))
    .flatMap(({ findings: group }) => [...new Set(group.map(findingKey))]);
}

export interface ActAnswers {
  readonly target: FormTarget;
  /** Each empty where it is not asked for, or not answered. */
  readonly reason: string;
  readonly labels: readonly ReturnLabel[];
  readonly url: string;
  readonly text: string;
}

/** @throws ZodError when it is not our form. */
export function readActForm(view: ReturnedView): ActAnswers {
  const values = valuesSchema.parse(view.state.values);
  const target = readTarget(view.private_metadata);
  return {
    target,
    reason: find(values, FIELDS.reason)?.value ?? '',
    labels: chosen(find(values, FIELDS.labels)).filter(isReturnLabel),
    text: textIn(values, target.joins),
    url: (find(values, FIELDS.url)?.value ?? '').trim(),
  };
}

const addressSchema = z.object({
  draftId: z.string().min(1),
  revision: z.number().int().positive(),
  stage: z.number().int().nonnegative().optional(),
});

/** Which draft a card's button is about. @throws ZodError when the value is not ours. */
export function readButton(value: string | undefined): DraftAddress {
  return addressSchema.parse(parseJson(value ?? ''));
}

const mendSchema = z.object({ mend: z.string().min(1), nth: z.number().int().nonnegative() });

const menuSchema = addressSchema.extend({ action: z.string() });

/** What was chosen behind 「⋯」, and on which draft. @throws ZodError when the value is not ours. */
export function readMenu(value: string | undefined): DraftAddress & { readonly action: string } {
  return menuSchema.parse(parseJson(value ?? ''));
}

/** Which place a 「直す」 is about. @throws ZodError when the value is not ours. */
export function readMendButton(value: string | undefined): MendAddress {
  return mendSchema.parse(parseJson(value ?? ''));
}

const pageSchema = z.object({ accountId: z.string(), page: z.string().regex(/^\d{1,4}$/) });

/** Which page a list's button leads to. @throws ZodError when the value is not ours. */
export function readPageButton(value: string | undefined): { readonly accountId: string; readonly page: string } {
  return pageSchema.parse(parseJson(value ?? ''));
}

const joinsSchema = z.object({ joins: z.array(z.boolean()).optional() });

/**
 * Everything that a person typed into a form, as it is given back: the text of a post, or one reason after the other.
 * @throws ZodError when it is not our form.
 */
export function typedInto(view: ReturnedView): string {
  const values = valuesSchema.parse(view.state.values);
  const { joins } = joinsSchema.parse(parseJson(view.private_metadata));
  const others = Object.values(values)
    .flatMap((elements) => Object.entries(elements))
    .filter(([name]) => !name.startsWith(`${FIELDS.text}.`))
    .map(([, { value }]) => value ?? '');
  return [textIn(values, joins), ...others].filter((typed) => typed.trim() !== '').join('\n\n');
}

/** @param joins after which inputs a line break stands. */
function textIn(values: Values, joins: readonly boolean[] = []): string {
  return numbered(values, FIELDS.text)
    .map(([, element], index) => `${element.value ?? ''}${joins[index] === true ? '\n' : ''}`)
    .join('');
}

const inputsSchema = z.array(
  z.object({
    block_id: z.string().optional(),
    element: z.object({ action_id: z.string().optional(), initial_value: z.string().optional() }).optional(),
  }),
);

/** What stood in the fields of a form when it was drawn. @throws ZodError when it is not our form. */
export function drawnInto(view: { readonly private_metadata: string; readonly blocks: unknown }): string {
  const values = inputsSchema.parse(view.blocks).map(({ block_id: id = '', element }) => {
    const { action_id: action = '', initial_value: value = '' } = element ?? {};
    return [id, element === undefined ? {} : { [action]: { value } }];
  });
  return typedInto({ private_metadata: view.private_metadata, state: { values: Object.fromEntries(values) } });
}

/** ISO 8601 in UTC. */
function momentIn(values: Values, actionId: string): string | undefined {
  const seconds = find(values, actionId)?.selected_date_time ?? null;
  return seconds === null ? undefined : new Date(seconds * 1_000).toISOString();
}

/** Block ids change with every drawing, action ids do not. */
function find(values: Values, actionId: string): Element | undefined {
  for (const elements of Object.values(values)) {
    const element = elements[actionId];
    if (element !== undefined) return element;
  }
  return undefined;
}

/** The elements `name.0`, `name.1`, … in their order. */
function numbered(values: Values, name: string): [number, Element][] {
  return Object.values(values)
    .flatMap((elements) => Object.entries(elements))
    .flatMap(([actionId, element]): [number, Element][] => {
      const number = actionId.startsWith(`${name}.`) ? Number(actionId.slice(name.length + 1)) : Number.NaN;
      return Number.isInteger(number) ? [[number, element]] : [];
    })
    .sort(([a], [b]) => a - b);
}

function chosen(element: Element | undefined): string[] {
  return (element?.selected_options ?? []).map(({ value }) => value);
}

const isGround = (value: string): value is Ground => GROUNDS.some((ground) => ground === value);
const isReturnLabel = (value: string): value is ReturnLabel => Object.hasOwn(RETURN_LABELS, value);
