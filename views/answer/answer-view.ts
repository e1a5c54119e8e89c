import type { KnownBlock, ModalView } from '@slack/types';
import { formText } from '../../src/text/forms.ts';
import { answerText } from '../../src/text/refusals.ts';
import { plain } from '../kit/blocks.ts';
import type { Message } from '../kit/message.ts';

/**
 * Private answers in a form, where they can be said in no message.
 * @param channel where they were asked for, which decides what their buttons lead to.
 */
export function answerView(messages: readonly Message[], channel: string | null = null): ModalView {
  return {
    type: 'modal',
    title: plain(answerText.title),
    close: plain(formText.close),
    private_metadata: JSON.stringify({ channel }),
    blocks: messages.flatMap(({ blocks }) => blocks.map(unnamed)),
  };
}

/** In a form no two blocks may have one name, and none of these needs one. */
function unnamed<Block extends KnownBlock>({ block_id: _, ...block }: Block): Omit<Block, 'block_id'> {
  return block;
}
