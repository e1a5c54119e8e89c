import type { RichText } from '../../../slack/blocks/rich-text.ts';
import { cardOf } from '../state/cards.ts';
import type { Account } from '../state/office.ts';
import type { Message, World } from '../state/world.ts';

export interface HandedOver {
  readonly ts: string;
  readonly text: string;
}

/** The status of a card whose text is to be posted by hand. */
const WAITING = '手動掲載待ち';

/** Copy-ready texts in the threads of cards that wait to be posted by hand; several pieces of one thread joined. */
export function handedOver(world: World, account: Account): readonly HandedOver[] {
  const messages = world.slack.channels.find((each) => each.id === account.channel)?.messages ?? [];
  return messages
    .filter((message) => {
      const card = cardOf(message);
      return card?.status === WAITING && card.account === account.name;
    })
    .map((card) => ({
      ts: card.ts,
      text: messages
        .filter((each) => each.thread_ts === card.ts && each.ts !== card.ts)
        .map(preformatted)
        .join(''),
    }))
    .filter(({ text }) => text !== '');
}

/** The text of a message that is nothing but one preformatted text. */
function preformatted({ blocks }: Message): string {
  const [block, second] = blocks ?? [];
  if (block?.type !== 'rich_text' || second) return '';
  const [part]: readonly RichText['elements'][number][] = block.elements;
  if (part?.type !== 'rich_text_preformatted') return '';
  return part.elements.map((each) => (each.type === 'text' ? each.text : each.url)).join('');
}
