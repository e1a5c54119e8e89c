import type { ReactNode } from 'react';
import type { RichInline, RichText as RichTextBlock } from '../../../slack/blocks/rich-text.ts';
import { emoji } from '../../../slack/reading/emoji.ts';
import { formatDate } from '../time.ts';
import { inOrder } from './in-order.ts';
import { SmartLink } from './link.tsx';
import { ChannelMention, GroupMention, UserMention } from './text.tsx';

/** A rich_text block, character by character: nothing is read out of its texts. */
export function RichText({ block }: { readonly block: RichTextBlock }) {
  return <div className="rich">{inOrder(block.elements, shownPart)}</div>;
}

function shownPart(part: RichTextBlock['elements'][number]) {
  switch (part.type) {
    case 'rich_text_section':
      return (
        <div className="rich-section">
          <Inlines of={part.elements} />
        </div>
      );
    case 'rich_text_quote':
      return (
        <blockquote className="quote">
          <Inlines of={part.elements} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre className="pre">
          <Inlines of={part.elements} />
        </pre>
      );
    case 'rich_text_list': {
      const items = inOrder(part.elements, (item) => (
        <li>
          <Inlines of={item.elements} />
        </li>
      ));
      const indent = { marginInlineStart: `${(part.indent ?? 0) * 1.5}em` };
      return part.style === 'ordered' ? (
        <ol className="list" style={indent} start={(part.offset ?? 0) + 1}>
          {items}
        </ol>
      ) : (
        <ul className="list" style={indent}>
          {items}
        </ul>
      );
    }
    default: {
      const never: never = part;
      throw new Error(`Unknown rich text ${JSON.stringify(never)}`);
    }
  }
}

function Inlines({ of }: { readonly of: readonly RichInline[] }) {
  return inOrder(of, (element) => styled(element, shownInline(element)));
}

function shownInline(element: RichInline): ReactNode {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      return <SmartLink url={element.url}>{element.text ?? element.url}</SmartLink>;
    case 'user':
      return <UserMention id={element.user_id} />;
    case 'usergroup':
      return <GroupMention id={element.usergroup_id} />;
    case 'channel':
      return <ChannelMention id={element.channel_id} />;
    case 'emoji':
      return emoji(element.name) ?? `:${element.name}:`;
    case 'broadcast':
      return <span className="mention mention-me">@{element.range}</span>;
    case 'color':
      return (
        <>
          {element.value} <span className="swatch" style={{ background: element.value }} />
        </>
      );
    case 'date':
      return <time>{formatDate(element.timestamp, element.format) ?? element.fallback}</time>;
    default: {
      const never: never = element;
      throw new Error(`Unknown rich text element ${JSON.stringify(never)}`);
    }
  }
}

function styled(element: RichInline, content: ReactNode): ReactNode {
  const style = element.style;
  if (!style) return content;
  let result = content;
  if ('code' in style && style.code) result = <code className="code">{result}</code>;
  if (style.strike) result = <s>{result}</s>;
  if (style.underline) result = <u>{result}</u>;
  if (style.italic) result = <i>{result}</i>;
  if (style.bold) result = <b>{result}</b>;
  return result;
}
