import type { Content } from '../draft/content.ts';
import type { DraftFields } from './types.ts';

/**
 * All that a form asks beside the text, side by side again: what of it goes out is recorded as content, the rest as fields
 * (see `written` in src/usecases/written.ts).
 */
export function answersOf({ slot, media, madeWithAi, target }: Content, fields: DraftFields): DraftFields {
  return {
    ...fields,
    ...(slot === undefined ? {} : { scheduledAt: slot }),
    ...(media === undefined ? {} : { media: media.map((medium, index) => ({ ...fields.media?.[index], ...medium })) }),
    ...(madeWithAi === undefined ? {} : { madeWithAi }),
    ...(target === undefined ? {} : { target }),
  };
}
