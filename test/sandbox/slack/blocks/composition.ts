import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { codePoints, LIMITS } from './limits.ts';

/** A string of `min`…`max` code points. */
export function chars(max: number, min = 1) {
  return z.string().superRefine((value, context) => {
    const length = codePoints(value);
    if (length > max) context.addIssue({ code: 'custom', message: `must be less than ${max + 1} characters` });
    if (length < min) context.addIssue({ code: 'custom', message: `must be more than ${min - 1} characters` });
  });
}

export function list<T extends z.ZodType>(item: T, max: number, min = 1) {
  return z.array(item).min(min, `no fewer than ${min} items allowed`).max(max, `no more than ${max} items allowed`);
}

export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: chars(max), emoji: z.boolean().optional() });

const mrkdwnText = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: chars(max), verbatim: z.boolean().optional() });

export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwnText(max)]);

export const blockId = chars(LIMITS.blockId).optional();
export const actionId = chars(LIMITS.actionId).optional();

export const confirm = z.strictObject({
  title: plainText(LIMITS.confirmTitle),
  text: anyText(LIMITS.confirmText),
  confirm: plainText(LIMITS.confirmButton),
  deny: plainText(LIMITS.confirmButton),
  style: z.enum(['primary', 'danger']).optional(),
});

const optionValue = chars(LIMITS.optionValue);

/** Options of menus show plain text only; those of radio buttons and checkboxes may be formatted. */
export const menuOption = z.strictObject({
  text: plainText(LIMITS.optionText),
  value: optionValue,
  description: plainText(LIMITS.optionDescription).optional(),
});
export const choiceOption = z.strictObject({
  text: anyText(LIMITS.optionText),
  value: optionValue,
  description: anyText(LIMITS.optionDescription).optional(),
});
export const overflowOption = menuOption.extend({ url: chars(LIMITS.buttonUrl).optional() });

export const optionGroup = z.strictObject({
  label: plainText(LIMITS.optionGroupLabel),
  options: list(menuOption, LIMITS.selectOptions),
});

export type Option = z.infer<typeof choiceOption>;
export type Confirm = z.infer<typeof confirm>;
export type TextObject = { type: 'plain_text' | 'mrkdwn'; text: string };

type IssueSink = { addIssue(issue: { code: 'custom'; message: string; path: (string | number)[] }): void };

/** Values of one element's options differ, and what is chosen at first is among them. */
export function checkOptions(
  options: readonly Option[],
  chosen: readonly Option[],
  field: 'initial_option' | 'initial_options',
  context: IssueSink,
): void {
  const seen = new Set<string>();
  options.forEach((option, index) => {
    if (seen.has(option.value)) {
      context.addIssue({ code: 'custom', message: 'option values must be unique', path: ['options', index, 'value'] });
    }
    seen.add(option.value);
  });
  for (const option of chosen) {
    if (!options.some((candidate) => isDeepStrictEqual(candidate, option))) {
      context.addIssue({ code: 'custom', message: `${field} must match one of the options`, path: [field] });
    }
  }
}
