import { z } from 'zod';
import { isOwnHandle } from '../network/handles.ts';
import { refusedByNetwork } from '../network/network-terms.ts';
import { defineKind } from './rule-kind.ts';

/** An answer to somebody: the field says so, or the text begins with another account's name. */
export const reply = defineKind({
  codes: ['field', 'leading-mention', 'dotted-mention'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ text, fields, mentions, settings }) => {
      const refused = refusedByNetwork(settings);
      if (fields.inReplyTo !== undefined && fields.inReplyTo.trim() !== '') {
        return [{ code: 'field', params: { target: fields.inReplyTo, ...refused } }];
      }
      const first = mentions[0];
      if (first === undefined || text.slice(0, first.start).replace(/[.\s\p{Cf}]/gu, '') !== '') return [];
      if (isOwnHandle(first.name, { handle: settings.handle, allowedMentions: [] })) return [];
      // Without the dot it would go to followers of both only; with it everybody reads the answer.
      const code = text.slice(0, first.start).includes('.') ? 'dotted-mention' : 'leading-mention';
      return [{ code, at: { start: first.start, end: first.end }, params: { name: first.name, ...refused } }];
    },
});
