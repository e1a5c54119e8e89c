import { z } from 'zod';
import { instantOf, japanDayOf } from '../calendar/japan-time.ts';
import { defineKind } from './rule-kind.ts';

/** A slot, or a publication at once, before the time from which the matter may be told. */
export const embargo = defineKind({
  codes: ['before', 'same-day', 'unreadable'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ fields, today }) => {
      const written = fields.embargoUntil?.trim() ?? '';
      if (written === '') return [];
      const until = instantOf(written);
      if (until === undefined) return [{ code: 'unreadable', params: { until: written } }];
      const slot = instantOf(fields.scheduledAt);
      const params = { until: new Date(until).toISOString(), slot: fields.scheduledAt ?? today };
      if (slot !== undefined) return slot < until ? [{ code: 'before', params }] : [];
      const day = japanDayOf(until);
      if (today < day) return [{ code: 'before', params }];
      // The hour at which somebody will press the button is not known yet.
      return today === day && until > (instantOf(day) ?? until) ? [{ code: 'same-day', params }] : [];
    },
});
