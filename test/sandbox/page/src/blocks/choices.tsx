import { useId } from 'react';
import type { Element } from '../../../slack/blocks/elements.ts';
import { words } from '../words.ts';
import { useActing } from './acting.tsx';
import { controlAttributes, type ElementProps } from './element.tsx';
import { asList, asText } from './held.ts';
import { plainText, Text, type TextObject } from './text.tsx';

export interface Choice {
  readonly value: string;
  readonly text: TextObject;
  readonly description?: TextObject | undefined;
}

export interface ChoiceGroup {
  readonly label: string | null;
  readonly choices: readonly Choice[];
}

/** The options of a menu, in their groups. */
export function choicesOf(
  element: Extract<Element, { type: 'static_select' | 'multi_static_select' }>,
): readonly ChoiceGroup[] {
  return (
    element.option_groups?.map((group) => ({ label: plainText(group.label), choices: group.options })) ?? [
      { label: null, choices: element.options ?? [] },
    ]
  );
}

export function Select({ groups, ...props }: ElementProps & { readonly groups: readonly ChoiceGroup[] }) {
  const { block, element } = props;
  const { held, enter } = useActing();
  const placeholder = 'placeholder' in element && element.placeholder ? plainText(element.placeholder) : words.choose;
  return (
    <select
      {...controlAttributes(props)}
      className="control"
      value={asText(held(block, element))}
      onChange={(event) => enter(block, element, event.target.value || null)}
    >
      <option value="">{placeholder}</option>
      {groups.map(({ label, choices }) => {
        const options = choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {plainText(choice.text)}
          </option>
        ));
        return label === null ? (
          options
        ) : (
          <optgroup key={label} label={label}>
            {options}
          </optgroup>
        );
      })}
    </select>
  );
}

/** Radio buttons, checkboxes, and menus of which several things may be chosen. */
export function Choices({
  choices,
  single,
  ...props
}: ElementProps & { readonly choices: readonly Choice[]; readonly single: boolean }) {
  const { block, element, field } = props;
  const { held, enter } = useActing();
  const name = useId();
  const chosen = asList(held(block, element));
  const toggle = (value: string, on: boolean) => {
    if (single) enter(block, element, value);
    else
      enter(
        block,
        element,
        choices.map((each) => each.value).filter((each) => (each === value ? on : chosen.includes(each))),
      );
  };
  return (
    <div className={choices.length > 10 ? 'choices choices-many' : 'choices'}>
      {choices.map((choice, index) => (
        <label key={choice.value} className="choice">
          <input
            id={index === 0 ? field?.id : undefined}
            type={single ? 'radio' : 'checkbox'}
            name={name}
            checked={chosen.includes(choice.value)}
            aria-invalid={field?.invalid || undefined}
            onChange={(event) => toggle(choice.value, event.target.checked)}
          />
          <span>
            <Text of={choice.text} />
            {choice.description && (
              <span className="description">
                <Text of={choice.description} />
              </span>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}
