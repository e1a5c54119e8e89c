import { z } from 'zod';
import { isOwnHandle } from '../network/handles.ts';
import { refusedByNetwork } from '../network/network-terms.ts';
import { targetsIn } from '../network/target.ts';
import { defineKind } from './rule-kind.ts';
import { excuses, isExcused } from './target-excuses.ts';

/** An answer to somebody: the field says so, or the text begins with another account's name. */
export const reply = defineKind({
  codes: ['field', 'leading-mention', 'dotted-mention'],
  params: z.strictObject({ excuses }),
  detector:
    (params) =>
    ({ text, fields, mentions, settings }) => {
      const refused = refusedByNetwork(settings);
      const [target] = targetsIn(fields, ['reply']);
      if (target !== undefined)
        return isExcused(params, target, settings) ? [] : [{ code: 'field', params: { target, ...refused } }];
      const first = mentions[0];
      if (first === undefined || text.slice(0, first.start).replace(/[.\s\p{Cf}]/gu, '') !== '') return [];
      if (isOwnHandle(first.name, { handle: settings.handle, allowedMentions: [] })) return [];
      // Without the dot it would go to followers of both only; with it everybody reads the answer.
      const code = text.slice(0, first.start).includes('.') ? 'dotted-mention' : 'leading-mention';
      return [{ code, at: { start: first.start, end: first.end }, params: { name: first.name, ...refused } }];
    },
});
