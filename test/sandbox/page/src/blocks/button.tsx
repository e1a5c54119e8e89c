import type { Element } from '../../../slack/blocks/elements.ts';
import { useActing } from './acting.tsx';
import type { ElementProps } from './element.tsx';
import { fieldKey } from './held.ts';
import { plainText } from './text.tsx';

type ButtonElement = Extract<Element, { type: 'button' }>;

export function Button({ block, element }: ElementProps<ButtonElement>) {
  const { press, busy } = useActing();
  const waiting = busy === fieldKey(block, element);
  const style = element.style ? ` button-${element.style}` : '';
  return (
    <button
      type="button"
      className={`button${style}`}
      aria-label={element.accessibility_label}
      aria-busy={waiting || undefined}
      onClick={() => {
        if (element.url !== undefined) window.open(element.url, '_blank', 'noreferrer');
        press(block, element);
      }}
    >
      {plainText(element.text)}
    </button>
  );
}
