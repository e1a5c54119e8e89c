import type { Checkboxes, InputBlock, KnownBlock, PlainTextInput, PlainTextOption, RadioButtons } from '@slack/types';
import { formText } from '../../src/text/forms.ts';
import { label, plain, sentence } from './blocks.ts';
import { LIMITS } from './limits.ts';

/** On top of a form that was refused: why, and that nothing is lost. */
export const problemBlocks = (problem: string | null): KnownBlock[] =>
  problem === null ? [] : sentence(formText.problem(problem));

export interface TextInputModel {
  readonly blockId: string;
  readonly actionId: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly hint?: string;
  readonly multiline: boolean;
  readonly optional?: boolean;
  /** The app hears of what is typed while it is typed: Slack does not say it of a form that is closed. */
  readonly heard?: boolean;
  /** Most characters; as many as Slack takes where it is absent. */
  readonly most?: number;
}

/** The value must fit: whoever has a longer one splits it first. */
export function textInput(model: TextInputModel): InputBlock {
  const element: PlainTextInput = {
    type: 'plain_text_input',
    action_id: model.actionId,
    multiline: model.multiline,
    max_length: model.most ?? LIMITS.inputText,
    ...(model.value === '' ? {} : { initial_value: model.value }),
    ...(model.placeholder === undefined ? {} : { placeholder: plain(model.placeholder) }),
    ...(model.heard === true ? { dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } } : {}),
  };
  return {
    type: 'input',
    block_id: model.blockId,
    label: label(model.label, LIMITS.inputLabel),
    element,
    ...(model.hint === undefined ? {} : { hint: plain(model.hint) }),
    ...(model.optional === true ? { optional: true } : {}),
    ...(model.heard === true ? { dispatch_action: true } : {}),
  };
}

export const option = (text: string, value: string): PlainTextOption => ({
  text: label(text, LIMITS.option.text),
  value,
});

export interface ChoicesModel {
  readonly blockId: string;
  readonly actionId: string;
  readonly label: string;
  readonly options: readonly PlainTextOption[];
  readonly chosen: readonly string[];
  readonly optional: boolean;
  readonly hint?: string;
}

/** Checkboxes; Slack wants the initial options to be the very same objects as the options. */
export function choices(model: ChoicesModel): InputBlock {
  const initial = model.options.filter(({ value }) => value !== undefined && model.chosen.includes(value));
  const element: Checkboxes = {
    type: 'checkboxes',
    action_id: model.actionId,
    options: [...model.options],
    ...(initial.length === 0 ? {} : { initial_options: initial }),
  };
  return {
    type: 'input',
    block_id: model.blockId,
    label: label(model.label, LIMITS.inputLabel),
    element,
    optional: model.optional,
    ...(model.hint === undefined ? {} : { hint: plain(model.hint) }),
  };
}

/** A moment, or none. Slack shows it in the reader's own zone. */
export function moment(
  model: Pick<ChoicesModel, 'blockId' | 'actionId' | 'label'> & {
    readonly hint: string;
    /** ISO 8601; undefined where none is chosen. */
    readonly chosen: string | undefined;
  },
): InputBlock {
  const initial = model.chosen === undefined ? {} : { initial_date_time: Math.floor(Date.parse(model.chosen) / 1_000) };
  return {
    type: 'input',
    block_id: model.blockId,
    label: label(model.label, LIMITS.inputLabel),
    element: { type: 'datetimepicker', action_id: model.actionId, ...initial },
    hint: plain(model.hint),
    optional: true,
  };
}

/** One of several; the app hears of the choice at once. */
export function radio(
  model: Pick<ChoicesModel, 'blockId' | 'actionId' | 'label' | 'options'> & { readonly chosen: string },
): InputBlock {
  const initial = model.options.find(({ value }) => value === model.chosen);
  const element: RadioButtons = {
    type: 'radio_buttons',
    action_id: model.actionId,
    options: [...model.options],
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
  return {
    type: 'input',
    block_id: model.blockId,
    label: label(model.label, LIMITS.inputLabel),
    dispatch_action: true,
    element,
  };
}
