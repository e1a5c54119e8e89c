import { z } from 'zod';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

/** The same text, or nearly the same, is out already or waits for a decision: see `DraftFields.copies`. */
export const repeatedPost = defineKind({
  codes: ['published', 'waiting'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ fields }): readonly Hit[] => {
      const [copy] = fields.copies ?? [];
      if (copy === undefined) return [];
      const { state, on, draftId, url = '' } = copy;
      return [{ code: state, params: { on: `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日`, draftId, url } }];
    },
});
