import { useId } from 'react';
import type { Block } from '../../../slack/blocks/blocks.ts';
import { words } from '../words.ts';
import { useActing } from './acting.tsx';
import { ElementView } from './element.tsx';
import { plainText } from './text.tsx';

type InputBlock = Extract<Block, { type: 'input' }>;

/** Elements that are a group of controls: their label names the group. */
const GROUPS: readonly string[] = [
  'radio_buttons',
  'checkboxes',
  'multi_static_select',
  'multi_users_select',
  'multi_conversations_select',
  'multi_channels_select',
];

/** A field of a form with its label, its hint and what is wrong with it. */
export function Input({ block }: { readonly block: InputBlock }) {
  const id = useId();
  const problem = useActing().problemOf(block);
  const hint = block.hint ? `${id}-hint` : '';
  const wrong = problem === null ? '' : `${id}-wrong`;
  const label = (
    <>
      {plainText(block.label)}
      {block.optional && <span className="optional">{words.optional}</span>}
    </>
  );
  const element = (
    <ElementView
      block={block}
      element={block.element}
      field={{ id, describedBy: `${wrong} ${hint}`.trim() || undefined, invalid: problem !== null }}
    />
  );
  return (
    <div className={problem === null ? 'block-input' : 'block-input block-input-wrong'}>
      {GROUPS.includes(block.element.type) ? (
        <fieldset aria-describedby={`${wrong} ${hint}`.trim() || undefined}>
          <legend>{label}</legend>
          {element}
        </fieldset>
      ) : (
        <>
          <label htmlFor={id}>{label}</label>
          {element}
        </>
      )}
      {problem !== null && (
        <p id={wrong} className="wrong" role="alert">
          {problem}
        </p>
      )}
      {block.hint && (
        <p id={hint} className="hint">
          {plainText(block.hint)}
        </p>
      )}
    </div>
  );
}
