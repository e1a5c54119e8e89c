import type { KnownBlock } from '@slack/types';
import { RETURN_LABELS, type ReturnLabel } from '../../src/acts/return.ts';
import { FIELDS } from '../../src/slack/action-ids.ts';
import { choices, option, textInput } from '../kit/inputs.ts';
import { LIMITS } from '../kit/limits.ts';
import { splitByLength } from '../kit/split-text.ts';

/** What an act that asks for a reason says of it. */
interface ReasonWords {
  readonly reason: string;
  readonly placeholder: string;
  /** Above labels to choose from; where there are some, they may say enough. */
  readonly labels?: string;
  /** It may be left out, although there are no labels. */
  readonly optional?: boolean;
}

export interface ReasonAnswers {
  readonly nonce: string;
  readonly reason?: string;
  readonly labels?: readonly ReturnLabel[];
}

/** The reason of an act, with what was answered before. */
export function reasonInputs(words: ReasonWords, { nonce, reason = '', labels = [] }: ReasonAnswers): KnownBlock[] {
  const input = textInput({
    blockId: `reason.${nonce}`,
    actionId: FIELDS.reason,
    label: words.reason,
    value: fitting(reason),
    placeholder: words.placeholder,
    multiline: true,
    heard: true,
    optional: words.optional === true || words.labels !== undefined,
  });
  if (words.labels === undefined) return [input];
  const choice = choices({
    blockId: `labels.${nonce}`,
    actionId: FIELDS.labels,
    label: words.labels,
    options: Object.entries(RETURN_LABELS).map(([value, text]) => option(text, value)),
    chosen: labels,
    optional: true,
  });
  return [choice, input];
}

/** As much of what was typed as an input takes. */
export const fitting = (typed: string): string => splitByLength(typed, LIMITS.inputText)[0] ?? '';
