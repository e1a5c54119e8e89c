import { z } from 'zod';
import { RETURN_LABELS, type ReturnLabel } from '../../src/acts/return.ts';
import type { Necessity } from '../../src/draft/events.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import type { MendAddress } from '../../src/guideline/mend.ts';
import type { DraftFields, Finding } from '../../src/guideline/types.ts';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import type { DraftAddress } from '../card/buttons.ts';
import { parseJson } from '../kit/json.ts';
import { questionId } from './approval-form.ts';
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
});
const valuesSchema = z.record(z.string(), z.record(z.string(), elementSchema));

type Values = z.infer<typeof valuesSchema>;
type Element = z.infer<typeof elementSchema>;

export interface DraftFormAnswers {
  readonly mode:
    | { readonly kind: 'new' }
    | { readonly kind: 'edit'; readonly draftId: string; readonly revision: number };
  readonly accountId: string;
  /** Exactly as typed, the pieces joined. */
  readonly text: string;
  readonly fields: DraftFields;
  readonly nonce: string;
  readonly channel: string | null;
}

/** @throws ZodError when it is not our form. */
export function readDraftForm(view: ReturnedView): DraftFormAnswers {
  const { mode, accountId, nonce, channel, joins, asked, kept } = readDraftMetadata(view.private_metadata);
  const values = valuesSchema.parse(view.state.values);
  const department = find(values, FIELDS.department)?.selected_option?.value;
  const categories = numbered(values, FIELDS.categories).map(([, element]) => chosen(element));
  const circumstances = chosen(find(values, FIELDS.circumstances));
  return {
    mode,
    accountId: find(values, ACTIONS.chooseAccount)?.selected_option?.value ?? accountId,
    text: numbered(values, FIELDS.text)
      .map(([, element], index) => `${element.value ?? ''}${joins[index] === true ? '\n' : ''}`)
      .join(''),
    fields: {
      ...(department === undefined ? {} : { department }),
      ...(categories.length === 0 ? {} : { categories: categories.flat() }),
      ...(asked.emergency ? { emergency: circumstances.includes('emergency') } : {}),
      ...(asked.priorApproval ? { priorApproval: circumstances.includes('priorApproval') } : {}),
      ...(kept.inReplyTo === undefined ? {} : { inReplyTo: kept.inReplyTo }),
      ...(kept.quoteOf === undefined ? {} : { quoteOf: kept.quoteOf }),
    },
    nonce,
    channel,
  };
}

export interface ApprovalAnswers {
  readonly target: FormTarget;
  /** Written reasons by finding key, blank ones left out. */
  readonly necessities: readonly Necessity[];
  /** Keys of the findings that were ticked. */
  readonly acknowledged: readonly string[];
}

/**
 * @param findings of the revision that the form was drawn for: a question may stand for several of them.
 * @throws ZodError when it is not our form.
 */
export function readApprovalForm(view: ReturnedView, findings: readonly Finding[]): ApprovalAnswers {
  const target = readTarget(view.private_metadata);
  const values = valuesSchema.parse(view.state.values);
  const answers = new Map<string, Values[string]>();
  for (const [blockId, elements] of Object.entries(values)) {
    const id = questionId(blockId, target.nonce);
    if (id !== undefined) answers.set(id, elements);
  }
  const asked = questions(findings).map(({ id, findings: group }) => ({
    keys: [...new Set(group.map(findingKey))],
    reason: answers.get(id)?.[FIELDS.necessity]?.value ?? '',
    ticked: chosen(answers.get(id)?.[FIELDS.tick]).length > 0,
  }));
  return {
    target,
    necessities: asked
      .filter(({ reason }) => reason.trim() !== '')
      .flatMap(({ keys, reason }) => keys.map((key) => ({ findingKey: key, reason }))),
    acknowledged: asked.filter(({ ticked }) => ticked).flatMap(({ keys }) => keys),
  };
}

export interface ActAnswers {
  readonly target: FormTarget;
  /** Each empty where it is not asked for, or not answered. */
  readonly reason: string;
  readonly labels: readonly ReturnLabel[];
  readonly url: string;
}

/** @throws ZodError when it is not our form. */
export function readActForm(view: ReturnedView): ActAnswers {
  const values = valuesSchema.parse(view.state.values);
  return {
    target: readTarget(view.private_metadata),
    reason: find(values, FIELDS.reason)?.value ?? '',
    labels: chosen(find(values, FIELDS.labels)).filter(isReturnLabel),
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

/** Which place a 「直す」 is about. @throws ZodError when the value is not ours. */
export function readMendButton(value: string | undefined): MendAddress {
  return mendSchema.parse(parseJson(value ?? ''));
}

const pageSchema = z.object({ accountId: z.string(), page: z.string().regex(/^\d{1,4}$/) });

/** Which page a list's button leads to. @throws ZodError when the value is not ours. */
export function readPageButton(value: string | undefined): { readonly accountId: string; readonly page: string } {
  return pageSchema.parse(parseJson(value ?? ''));
}

/**
 * Everything that a person typed into a form, as it is given back: the text of a post, or one reason after the other.
 * @throws ZodError when it is not our form.
 */
export function typedInto(view: ReturnedView): string {
  const values = valuesSchema.parse(view.state.values);
  if (numbered(values, FIELDS.text).length > 0) return readDraftForm(view).text;
  return Object.values(values)
    .flatMap((elements) => Object.values(elements))
    .map(({ value }) => value ?? '')
    .filter((typed) => typed.trim() !== '')
    .join('\n\n');
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

const isReturnLabel = (value: string): value is ReturnLabel => Object.hasOwn(RETURN_LABELS, value);
