import { shortenedText } from '../../src/text/thread.ts';
import type { Message } from './message.ts';
import { richText, runs, section } from './rich.ts';

/** Far below every limit known, because which one it was that Slack found exceeded is not known. */
const MOST = 1_000;

/**
 * A message that Slack would not take, as little of it as people need to go on: heading and buttons stay, the rest is
 * shortened and says so. It keeps a rich_text block, because no message with one may become a message without.
 */
export function plainMessage({ text, blocks }: Message): Message {
  const headers = blocks.filter(({ type }) => type === 'header');
  const actions = blocks.filter(({ type }) => type === 'actions');
  const words = wordsIn(blocks.filter(({ type }) => type !== 'header' && type !== 'actions'));
  return {
    text: beginning(text),
    blocks: [...headers, richText([section(runs(`${shortenedText}\n${beginning(words)}`))]), ...actions],
  };
}

function beginning(text: string): string {
  return [...text].slice(0, MOST).join('');
}

/** Everything that a person would read, without its marks. */
function wordsIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsIn).join('');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, inner]) => (name === 'text' && typeof inner === 'string' ? inner : wordsIn(inner)))
    .join('');
}
