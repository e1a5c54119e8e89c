import type { Element } from '../../../slack/blocks/elements.ts';
import { words } from '../words.ts';
import { useActing } from './acting.tsx';
import { controlAttributes, type ElementProps } from './element.tsx';
import { asText } from './held.ts';
import { plainText } from './text.tsx';

type TypedElement = Extract<
  Element,
  { type: 'plain_text_input' | 'email_text_input' | 'url_text_input' | 'number_input' | 'rich_text_input' }
>;

/** From here on it is said how many characters are left. */
const NEARLY_FULL = 0.9;

export function TextInput({ block, element, field }: ElementProps<TypedElement>) {
  const { held, enter } = useActing();
  const value = asText(held(block, element));
  const attributes = {
    ...controlAttributes({ block, element, field }),
    className: 'control',
    value,
    placeholder: element.placeholder && plainText(element.placeholder),
    onChange: (event: { target: { value: string } }) => enter(block, element, event.target.value),
  };
  const max = element.type === 'plain_text_input' ? element.max_length : undefined;
  const length = [...value].length;
  return (
    <>
      {element.type === 'rich_text_input' || (element.type === 'plain_text_input' && element.multiline) ? (
        <textarea {...attributes} rows={4} />
      ) : (
        <input {...attributes} type={INPUT_TYPES[element.type]} autoComplete="off" />
      )}
      {max !== undefined && length > max * NEARLY_FULL && <p className="hint">{words.charactersLeft(max - length)}</p>}
    </>
  );
}

const INPUT_TYPES = {
  plain_text_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'text',
} as const;
