import type { KnownBlock } from '@slack/types';
import type { TargetKind } from '../../src/draft/content.ts';
import type { DraftFields, GuidelineForm } from '../../src/guideline/types.ts';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { targetText } from '../../src/text/target.ts';
import { plain } from '../kit/blocks.ts';
import { option, textInput } from '../kit/inputs.ts';
import { fitting } from './reason.ts';

const words = targetText.form;

/** Of the option that stands for none: Slack has no way to take a choice back. */
const NO_TARGET = 'none';

const LONGEST_URL = 500;

/** 「返信・引用・リポスト」, where the guideline knows of them; the address is asked for once one is chosen. */
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
  const kind = targets.find((each) => each === target?.kind);
  const initial = options.find(({ value }) => value === (kind ?? NO_TARGET));
  return [
    {
      type: 'input',
      block_id: `target_kind.${nonce}`,
      label: plain(words.kind(targets)),
      element: {
        type: 'static_select',
        action_id: ACTIONS.targetKind,
        placeholder: plain(words.placeholder),
        options,
        ...(initial === undefined ? {} : { initial_option: initial }),
      },
      dispatch_action: true,
      optional: true,
    },
    ...(kind === undefined ? [] : [address(kind, target?.url ?? '', nonce)]),
  ];
}

function address(kind: TargetKind, url: string, nonce: string): KnownBlock {
  return textInput({
    blockId: `target_url.${nonce}`,
    actionId: FIELDS.targetUrl,
    label: words.url(kind),
    value: fitting(url),
    multiline: false,
    most: LONGEST_URL,
    heard: true,
    // What is lacking is told when it is sent; then the text is in the form again.
    optional: true,
    hint: words.hint(kind),
  });
}
