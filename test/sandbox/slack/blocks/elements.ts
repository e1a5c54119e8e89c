import { z } from 'zod';
import {
  actionId,
  anyText,
  chars,
  checkOptions,
  choiceOption,
  confirm,
  list,
  menuOption,
  optionGroup,
  overflowOption,
  plainText,
} from './composition.ts';
import { codePoints, LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';

const placeholder = plainText(LIMITS.placeholder).optional();
const focus = z.boolean().optional();
const common = { action_id: actionId, confirm: confirm.optional(), focus_on_load: focus };
const menu = { ...common, placeholder };
const many = { ...menu, max_selected_items: z.number().int().min(1).optional() };

const filter = z
  .strictObject({
    include: z.array(z.enum(['im', 'mpim', 'private', 'public'])).optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional();

const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(LIMITS.buttonText),
  action_id: actionId,
  url: chars(LIMITS.buttonUrl).optional(),
  value: chars(LIMITS.buttonValue, 0).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: chars(LIMITS.buttonText).optional(),
});

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...menu,
    options: list(menuOption, LIMITS.selectOptions).optional(),
    option_groups: list(optionGroup, LIMITS.optionGroups).optional(),
    initial_option: menuOption.optional(),
  })
  .superRefine((element, context) => {
    oneOfOptionsOrGroups(element, context);
    checkOptions(
      allOptions(element),
      element.initial_option ? [element.initial_option] : [],
      'initial_option',
      context,
    );
  });

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...many,
    options: list(menuOption, LIMITS.selectOptions).optional(),
    option_groups: list(optionGroup, LIMITS.optionGroups).optional(),
    initial_options: list(menuOption, LIMITS.selectOptions).optional(),
  })
  .superRefine((element, context) => {
    oneOfOptionsOrGroups(element, context);
    checkOptions(allOptions(element), element.initial_options ?? [], 'initial_options', context);
  });

const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...common,
    options: list(choiceOption, LIMITS.choiceOptions),
    initial_option: choiceOption.optional(),
  })
  .superRefine((element, context) =>
    checkOptions(element.options, element.initial_option ? [element.initial_option] : [], 'initial_option', context),
  );

const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...common,
    options: list(choiceOption, LIMITS.choiceOptions),
    initial_options: list(choiceOption, LIMITS.choiceOptions).optional(),
  })
  .superRefine((element, context) =>
    checkOptions(element.options, element.initial_options ?? [], 'initial_options', context),
  );

const dispatch = z
  .strictObject({
    trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).optional(),
  })
  .optional();

const typed = { action_id: actionId, placeholder, focus_on_load: focus, dispatch_action_config: dispatch };

const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: z.string().optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(LIMITS.textInput).optional(),
    max_length: z.number().int().min(1).max(LIMITS.textInput).optional(),
  })
  .superRefine((element, context) => {
    const max = element.max_length ?? LIMITS.textInput;
    if (element.initial_value !== undefined && codePoints(element.initial_value) > max) {
      context.addIssue({ code: 'custom', message: `must be less than ${max + 1} characters`, path: ['initial_value'] });
    }
    if ((element.min_length ?? 0) > max) {
      context.addIssue({ code: 'custom', message: 'min_length must not exceed max_length', path: ['min_length'] });
    }
  });

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date in YYYY-MM-DD format');
const hour = z.string().regex(/^\d{2}:\d{2}$/, 'must be a time in HH:mm format');

export const imageElement = z.strictObject({
  type: z.literal('image'),
  image_url: chars(LIMITS.imageUrl).optional(),
  slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
  alt_text: chars(LIMITS.imageAlt),
});

export const element = z.discriminatedUnion('type', [
  button,
  staticSelect,
  multiStaticSelect,
  z.strictObject({
    type: z.literal('external_select'),
    ...menu,
    min_query_length: z.number().int().optional(),
    initial_option: menuOption.optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...menu, initial_user: z.string().optional() }),
  z.strictObject({ type: z.literal('multi_users_select'), ...many, initial_users: z.array(z.string()).optional() }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...menu,
    initial_conversation: z.string().optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    filter,
  }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...many,
    initial_conversations: z.array(z.string()).optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter,
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...menu,
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    ...many,
    initial_channels: z.array(z.string()).optional(),
  }),
  radioButtons,
  checkboxes,
  z.strictObject({
    type: z.literal('overflow'),
    action_id: actionId,
    confirm: confirm.optional(),
    options: list(overflowOption, LIMITS.overflowOptions),
  }),
  z.strictObject({ type: z.literal('datepicker'), ...menu, initial_date: day.optional() }),
  z.strictObject({
    type: z.literal('timepicker'),
    ...menu,
    initial_time: hour.optional(),
    timezone: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('datetimepicker'),
    ...common,
    initial_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).optional(),
  }),
  plainTextInput,
  z.strictObject({ type: z.literal('email_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('file_input'),
    action_id: actionId,
    filetypes: z.array(z.string()).optional(),
    max_files: z.number().int().min(1).max(LIMITS.files).optional(),
  }),
  z.strictObject({ type: z.literal('rich_text_input'), ...typed, initial_value: richText.optional() }),
  imageElement,
]);

/** What a context block holds: images and text. */
export const contextElement = z.union([imageElement, anyText(LIMITS.contextText)]);

export type Element = z.infer<typeof element>;
export type ElementType = Element['type'];

const SELECTS: readonly ElementType[] = [
  'static_select',
  'multi_static_select',
  'external_select',
  'users_select',
  'multi_users_select',
  'conversations_select',
  'multi_conversations_select',
  'channels_select',
  'multi_channels_select',
];
const PICKERS: readonly ElementType[] = [...SELECTS, 'radio_buttons', 'checkboxes', 'datepicker', 'timepicker'];

/** Which elements may stand where. */
export const PLACES: Readonly<Record<'accessory' | 'actions' | 'input', readonly ElementType[]>> = {
  accessory: [...PICKERS, 'button', 'overflow', 'image'],
  actions: [...PICKERS, 'datetimepicker', 'button', 'overflow'],
  input: [
    ...PICKERS,
    'datetimepicker',
    'plain_text_input',
    'email_text_input',
    'url_text_input',
    'number_input',
    'file_input',
    'rich_text_input',
  ],
};

export const MODAL_ONLY_ELEMENTS: readonly ElementType[] = [
  'file_input',
  'email_text_input',
  'url_text_input',
  'number_input',
];

interface WithOptions {
  readonly options?: z.infer<typeof menuOption>[] | undefined;
  readonly option_groups?: z.infer<typeof optionGroup>[] | undefined;
}

/** All options of a select, those of its groups included. */
export function allOptions(from: WithOptions): readonly z.infer<typeof menuOption>[] {
  return from.options ?? from.option_groups?.flatMap((group) => group.options) ?? [];
}

function oneOfOptionsOrGroups(
  from: WithOptions,
  context: { addIssue(issue: { code: 'custom'; message: string; path: string[] }): void },
): void {
  if ((from.options === undefined) === (from.option_groups === undefined)) {
    context.addIssue({ code: 'custom', message: 'must provide exactly one of options or option_groups', path: [] });
  }
}
