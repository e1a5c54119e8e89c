import { z } from 'zod';
import { isOwnHandle } from '../handles.ts';
import { defineKind } from './rule-kind.ts';

/** An answer to somebody: the field says so, or the text begins with another account's name. */
export const reply = defineKind({
  codes: ['field', 'leading-mention'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ text, fields, mentions, settings }) => {
      if (fields.inReplyTo !== undefined && fields.inReplyTo.trim() !== '') {
        return [{ code: 'field', params: { target: fields.inReplyTo } }];
      }
      const first = mentions[0];
      if (first === undefined || text.slice(0, first.start).replace(/[.\s\p{Cf}]/gu, '') !== '') return [];
      if (isOwnHandle(first.name, { handle: settings.handle, allowedMentions: [] })) return [];
      return [{ code: 'leading-mention', at: { start: first.start, end: first.end }, params: { name: first.name } }];
    },
});
