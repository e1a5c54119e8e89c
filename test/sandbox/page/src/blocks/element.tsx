import type { Block } from '../../../slack/blocks/blocks.ts';
import type { Element } from '../../../slack/blocks/elements.ts';
import { fileAddress } from '../state/control.ts';
import { useDesk } from '../state/desk.tsx';
import { fromLocalInput, toLocalInput } from '../time.ts';
import { words } from '../words.ts';
import { useActing } from './acting.tsx';
import { Button } from './button.tsx';
import { type Choice, Choices, choicesOf, Select } from './choices.tsx';
import { Files } from './files.tsx';
import { asText } from './held.ts';
import { Overflow } from './overflow.tsx';
import { plainText } from './text.tsx';
import { TextInput } from './text-input.tsx';

/** How an input names its control. */
export interface Field {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

export interface ElementProps<T extends Element = Element> {
  readonly block: Block;
  readonly element: T;
  readonly field?: Field | undefined;
}

/** Attributes of a control: its name where no label stands beside it, its description, its state. */
export function controlAttributes({ element, field }: ElementProps) {
  const placeholder = 'placeholder' in element && element.placeholder ? plainText(element.placeholder) : undefined;
  return field
    ? { id: field.id, 'aria-describedby': field.describedBy, 'aria-invalid': field.invalid || undefined }
    : { 'aria-label': placeholder ?? words.choose };
}

export function ElementView(props: ElementProps) {
  const { block, element } = props;
  const { world } = useDesk();
  const { held, enter } = useActing();
  const attributes = controlAttributes(props);
  const value = held(block, element);
  switch (element.type) {
    case 'button':
      return <Button block={block} element={element} />;
    case 'overflow':
      return <Overflow block={block} element={element} />;
    case 'image':
      return <img className="accessory-image" src={pictureAddress(element)} alt={element.alt_text} />;
    case 'static_select':
      return <Select {...props} groups={choicesOf(element)} />;
    case 'users_select':
      return <Select {...props} groups={[{ label: null, choices: peopleIn(world.slack.users) }]} />;
    case 'conversations_select':
    case 'channels_select':
      return <Select {...props} groups={[{ label: null, choices: channelsIn(world.slack.channels) }]} />;
    case 'external_select':
      return <Select {...props} groups={[]} />;
    case 'radio_buttons':
    case 'checkboxes':
      return <Choices {...props} choices={element.options} single={element.type === 'radio_buttons'} />;
    case 'multi_static_select':
      return <Choices {...props} choices={choicesOf(element).flatMap((group) => group.choices)} single={false} />;
    case 'multi_users_select':
      return <Choices {...props} choices={peopleIn(world.slack.users)} single={false} />;
    case 'multi_conversations_select':
    case 'multi_channels_select':
      return <Choices {...props} choices={channelsIn(world.slack.channels)} single={false} />;
    case 'datepicker':
    case 'timepicker':
      return (
        <input
          {...attributes}
          className="control"
          type={element.type === 'datepicker' ? 'date' : 'time'}
          value={asText(value)}
          onChange={(event) => enter(block, element, event.target.value || null)}
        />
      );
    case 'datetimepicker':
      return (
        <input
          {...attributes}
          className="control"
          type="datetime-local"
          value={typeof value === 'number' ? toLocalInput(value) : ''}
          onChange={(event) => enter(block, element, fromLocalInput(event.target.value))}
        />
      );
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
    case 'rich_text_input':
      return <TextInput block={block} element={element} field={props.field} />;
    case 'file_input':
      return <Files block={block} element={element} field={props.field} />;
    default: {
      const never: never = element;
      throw new Error(`Unknown element ${JSON.stringify(never)}`);
    }
  }
}

/** Where the page finds a picture: on the web, or among the workspace's files. */
export function pictureAddress({
  image_url: url,
  slack_file: file,
}: Extract<Element, { type: 'image' }>): string | undefined {
  return url ?? (file?.id === undefined ? file?.url : fileAddress(file.id));
}

function peopleIn(users: ReturnType<typeof useDesk>['world']['slack']['users']): readonly Choice[] {
  return users
    .filter((user) => !user.isBot && !user.deleted)
    .map((user) => ({ value: user.id, text: { type: 'plain_text', text: `${user.displayName}（${user.title}）` } }));
}

function channelsIn(channels: ReturnType<typeof useDesk>['world']['slack']['channels']): readonly Choice[] {
  return channels.map((channel) => ({ value: channel.id, text: { type: 'plain_text', text: `#${channel.name}` } }));
}
