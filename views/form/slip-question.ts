import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { ACTIONS } from '../../src/slack/action-ids.ts';
import { formText } from '../../src/text/forms.ts';
import { button, plain } from '../kit/blocks.ts';
import { parseJson } from '../kit/json.ts';

const meantSchema = z.object({
  show: z.enum(['queue', 'calendar', 'history', 'guideline', 'help', 'find']),
  /** What is looked for; each is empty where it is not said. */
  words: z.string(),
  number: z.string(),
});

/** What somebody may have wanted to see. */
export type Meant = z.infer<typeof meantSchema>;

/** A text that may be no post. */
export interface Slip extends Meant {
  /** It is like no command, but hardly a post either. */
  readonly short: boolean;
}

const words = formText.draft.slip;

/** On top of the form: is it a post? With a button for what was meant otherwise. */
export function slipQuestion({ short, ...meant }: Slip, nonce: string): KnownBlock[] {
  return [
    {
      type: 'section',
      block_id: `slip.${nonce}`,
      text: plain(short ? words.short : words.meant(words.command[meant.show], meant.number || meant.words)),
      accessory: button({ actionId: ACTIONS.meant, text: words.show[meant.show], value: JSON.stringify(meant) }),
    },
  ];
}

/** What the button stands for. @throws ZodError when it is not ours. */
export const readMeant = (value: string | undefined): Meant => meantSchema.parse(parseJson(value ?? ''));
