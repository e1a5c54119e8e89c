import type { KnownBlock } from '@slack/types';
import type { DraftFields, GuidelineForm } from '../../src/guideline/types.ts';
import { FIELDS } from '../../src/slack/action-ids.ts';
import { targetText } from '../../src/text/target.ts';
import { plain } from '../kit/blocks.ts';
import { option, textInput } from '../kit/inputs.ts';
import { fitting } from './reason.ts';

const words = targetText.form;

/** Of the option that stands for none: Slack has no way to take a choice back. */
export const NO_TARGET = 'none';

/** 「返信・引用・リポスト」 and the address, where the guideline knows of them. */
export function targetBlocks({
  form: { targets },
  fields: { target },
  nonce,
}: {
  readonly form: GuidelineForm;
  readonly fields: DraftFields;
  readonly nonce: string;
}): KnownBlock[] {
  if (targets.length === 0) return [];
  const options = [option(words.none, NO_TARGET), ...targets.map((kind) => option(targetText.kinds[kind], kind))];
  const initial = options.find(({ value }) => value === (target?.kind ?? NO_TARGET));
  return [
    {
      type: 'input',
      block_id: `target_kind.${nonce}`,
      label: plain(words.kind(targets)),
      element: {
        type: 'static_select',
        action_id: FIELDS.targetKind,
        placeholder: plain(words.placeholder),
        options,
        ...(initial === undefined ? {} : { initial_option: initial }),
      },
      optional: true,
    },
    textInput({
      blockId: `target_url.${nonce}`,
      actionId: FIELDS.targetUrl,
      label: words.url(targets),
      value: fitting(target?.url ?? ''),
      multiline: false,
      heard: true,
      optional: true,
      hint: words.hint(targets),
    }),
  ];
}
