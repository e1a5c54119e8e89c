import type { ModalView } from '@slack/types';
import { mediaText } from '../../src/text/media.ts';
import { smallPrint } from './blocks.ts';
import type { Message } from './message.ts';

/** Slack may refuse whatever shows a picture that it was only just given: the same without them. */

type AnyBlock = ModalView['blocks'][number];

/** Numbers of the files that are shown. */
export function picturesIn(blocks: readonly AnyBlock[]): string[] {
  return blocks.flatMap((block) => {
    const image = 'accessory' in block ? block.accessory : block;
    return image !== undefined && 'slack_file' in image && 'id' in image.slack_file ? [image.slack_file.id] : [];
  });
}

/** What is said of the pictures stays. */
export function withoutPictures({ text, blocks }: Message): Message {
  return { text, blocks: [...bare(blocks), ...smallPrint(mediaText.card.unshown(picturesIn(blocks).length))] };
}

export const viewWithoutPictures = (view: ModalView): ModalView => ({ ...view, blocks: bare(view.blocks) });

function bare<T extends AnyBlock>(blocks: readonly T[]): T[] {
  return blocks.flatMap((block) => {
    if (block.type === 'image') return [];
    if (!('accessory' in block) || block.accessory?.type !== 'image') return [block];
    const { accessory: _, ...rest } = block;
    return [rest as T];
  });
}
