import type { Block } from '../../../slack/blocks/blocks.ts';
import { ElementView, pictureAddress } from './element.tsx';
import { inOrder } from './in-order.ts';
import { Input } from './input.tsx';
import { RichText } from './rich-text.tsx';
import { plainText, Text } from './text.tsx';

type Of<T extends Block['type']> = Extract<Block, { type: T }>;

/** Blocks as Slack shows them; who acts on them is told by `ActingAt` around them. */
export function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <BlockView key={block.block_id ?? index} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.type) {
    case 'header':
      return <h3 className="block-header">{plainText(block.text)}</h3>;
    case 'section':
      return <Section block={block} />;
    case 'context':
      return <Context block={block} />;
    case 'divider':
      return <hr className="block-divider" />;
    case 'rich_text':
      return <RichText block={block} />;
    case 'actions':
      return (
        <div className="block-actions">
          {block.elements.map((element, index) => (
            <ElementView key={'action_id' in element ? element.action_id : index} block={block} element={element} />
          ))}
        </div>
      );
    case 'input':
      return <Input block={block} />;
    case 'image':
      return <Picture block={block} />;
    case 'alert':
      return (
        <p className={`block-alert block-alert-${block.level ?? 'default'}`}>
          <Text of={block.text} />
        </p>
      );
    case 'markdown':
      // The app sends none; as it stands is truer than half a Markdown renderer.
      return <pre className="pre">{block.text}</pre>;
    case 'table':
      return <Table block={block} />;
    default: {
      const never: never = block;
      throw new Error(`Unknown block ${JSON.stringify(never)}`);
    }
  }
}

function Section({ block }: { readonly block: Of<'section'> }) {
  return (
    <div className="block-section">
      <div className="block-section-text">
        {block.text && (
          <div className="prose">
            <Text of={block.text} />
          </div>
        )}
        {block.fields && (
          <div className="block-fields">
            {inOrder(block.fields, (field) => (
              <div className="prose">
                <Text of={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block.accessory && (
        <div className="block-accessory">
          <ElementView block={block} element={block.accessory} />
        </div>
      )}
    </div>
  );
}

function Context({ block }: { readonly block: Of<'context'> }) {
  return (
    <div className="block-context">
      {inOrder(block.elements, (element) =>
        element.type === 'image' ? (
          <img className="context-image" src={element.image_url} alt={element.alt_text} />
        ) : (
          <span className="prose">
            <Text of={element} />
          </span>
        ),
      )}
    </div>
  );
}

function Picture({ block }: { readonly block: Of<'image'> }) {
  return (
    <figure className="block-image">
      {block.title && <figcaption>{plainText(block.title)}</figcaption>}
      <img src={pictureAddress(block)} alt={block.alt_text} />
    </figure>
  );
}

function Table({ block }: { readonly block: Of<'table'> }) {
  return (
    <div className="block-table">
      <table>
        <tbody>
          {inOrder(block.rows, (row) => (
            <tr>
              {inOrder(row, (cell, column) => (
                <td style={{ textAlign: block.column_settings?.[column]?.align ?? 'left' }}>
                  {cell.type === 'raw_text' ? cell.text : <RichText block={cell} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
