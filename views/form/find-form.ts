import type { InputBlock, ModalView, PlainTextOption, StaticSelect } from '@slack/types';
import { z } from 'zod';
import { STATES, type State } from '../../src/draft/groups.ts';
import { keysOf } from '../../src/draft/shapes.ts';
import { FIELDS, FORMS } from '../../src/slack/action-ids.ts';
import { findText, STATE_WORDS } from '../../src/text/find.ts';
import { formText } from '../../src/text/forms.ts';
import { monthWord } from '../../src/text/time.ts';
import type { Account, Asked } from '../../src/usecases/ports.ts';
import { label, plain, sentence } from '../kit/blocks.ts';
import { option, textInput } from '../kit/inputs.ts';
import { parseJson } from '../kit/json.ts';
import { LIMITS } from '../kit/limits.ts';
import type { ReturnedView } from './reading.ts';

/** So that a button can carry what is looked for. */
export const MOST_WORDS = 150;
const MOST_NAME = 60;
const MOST_MONTH = 30;

export const NOTHING_ASKED: Asked = { words: '', number: '', person: '', accountId: null, month: null, state: null };

/** 検索: what to look for. @param channel where it was asked for, which decides what is seen; null on the Home tab. */
export function findForm(accounts: readonly Account[], asked: Asked, channel: string | null): ModalView {
  return {
    type: 'modal',
    callback_id: FORMS.find,
    title: plain(findText.formTitle),
    submit: plain(findText.submit),
    close: plain(formText.close),
    private_metadata: JSON.stringify({ channel }),
    blocks: [
      ...sentence(findText.about),
      typed(FIELDS.words, findText.words, asked.words, MOST_WORDS, { hint: findText.wordsHint }),
      typed(FIELDS.number, findText.number, asked.number, MOST_NAME),
      typed(FIELDS.person, findText.person, asked.person, MOST_NAME),
      typed(FIELDS.month, findText.month, asked.month === null ? '' : monthWord(asked.month), MOST_MONTH, {
        placeholder: findText.monthPlaceholder,
      }),
      chosen(
        FIELDS.state,
        findText.state,
        keysOf(STATES).map((state) => option(STATE_WORDS[state], state)),
        asked.state,
      ),
      // More accounts than a list takes are looked for by their drafts' words.
      ...(accounts.length < 2
        ? []
        : [
            chosen(
              FIELDS.account,
              findText.account,
              accounts.slice(0, LIMITS.selectOptions - 1).map(({ id, name }) => option(name, id)),
              asked.accountId,
            ),
          ]),
    ],
  };
}

function typed(
  field: string,
  text: string,
  value: string,
  most: number,
  more: { readonly hint?: string; readonly placeholder?: string } = {},
): InputBlock {
  const model = { blockId: `find.${field}`, actionId: field, label: text, value, multiline: false, optional: true };
  return textInput({ ...model, ...more, most });
}

const ANY = 'any';

function chosen(field: string, text: string, options: readonly PlainTextOption[], value: string | null): InputBlock {
  const all = [option(findText.any, ANY), ...options];
  const initial = all.find((each) => each.value === (value ?? ANY));
  const element: StaticSelect = {
    type: 'static_select',
    action_id: field,
    options: all,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
  return { type: 'input', block_id: `find.${field}`, label: label(text, LIMITS.inputLabel), element, optional: true };
}

const metadataSchema = z.object({ channel: z.string().nullable() });

/** Where the form, or what was found with it, was asked for. @throws ZodError when it is not ours. */
export const readFindChannel = (metadata: string): string | null => metadataSchema.parse(parseJson(metadata)).channel;

const elementSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});
const valuesSchema = z.record(z.string(), z.record(z.string(), elementSchema));

/** What was typed, or the input with what is no month. @throws ZodError when it is not our form. */
export function readFindForm({ state }: ReturnedView): { readonly asked: Asked } | { readonly wrong: string } {
  const values = valuesSchema.parse(state.values);
  const element = (field: string) => values[`find.${field}`]?.[field];
  const text = (field: string): string => oneLine(element(field)?.value ?? '');
  const choice = (field: string): string | null => {
    const value = element(field)?.selected_option?.value ?? ANY;
    return value === ANY ? null : value;
  };
  const month = monthIn(text(FIELDS.month));
  if (month === undefined) return { wrong: `find.${FIELDS.month}` };
  const asked = {
    words: text(FIELDS.words),
    number: text(FIELDS.number),
    person: text(FIELDS.person),
    accountId: choice(FIELDS.account),
    month,
    state: choice(FIELDS.state),
  };
  return { asked: askedSchema.parse(asked) };
}

/** Without what a button would carry only at length. */
export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ').trim();

const MONTH = /^(?<era>令和|R)?(?<year>\d{1,4}|元)[年/.-](?<month>\d{1,2})月?$/iu;
/** 令和元年 is 2019. */
const BEFORE_REIWA = 2018;

/** A month as people write it, as `yyyy-mm`; null for nothing, undefined for what is no month. */
function monthIn(typedMonth: string): string | null | undefined {
  if (typedMonth === '') return null;
  const { era, year = '', month = '' } = MONTH.exec(typedMonth.normalize('NFKC').replaceAll(/\s/gu, ''))?.groups ?? {};
  const number = (/^\d+$/u.test(year) ? Number(year) : 1) + (era === undefined ? 0 : BEFORE_REIWA);
  const valid = year !== '' && number >= 2000 && number < 2200 && Number(month) >= 1 && Number(month) <= 12;
  return valid ? `${number}-${month.padStart(2, '0')}` : undefined;
}

export const askedSchema = z.object({
  words: z.string(),
  number: z.string(),
  person: z.string(),
  accountId: z.string().nullable(),
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/u)
    .nullable(),
  state: z.custom<State>((value) => typeof value === 'string' && Object.hasOwn(STATES, value)).nullable(),
}) satisfies z.ZodType<Asked>;
