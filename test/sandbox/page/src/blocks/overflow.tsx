import type { Element } from '../../../slack/blocks/elements.ts';
import { Menu } from '../frame/menu.tsx';
import { words } from '../words.ts';
import { useActing } from './acting.tsx';
import type { ElementProps } from './element.tsx';
import { plainText } from './text.tsx';

type OverflowElement = Extract<Element, { type: 'overflow' }>;

export function Overflow({ block, element }: ElementProps<OverflowElement>) {
  const { choose } = useActing();
  return (
    <Menu
      name={words.more}
      framed
      items={element.options.map((option) => ({
        key: option.value,
        text: plainText(option.text),
        run: () => choose(block, element, option.value),
      }))}
    />
  );
}
