import { z } from 'zod';
import { targetsIn } from '../network/target.ts';
import { defineKind } from './rule-kind.ts';

/** What may be posted at all: one of the items that the guideline lists. */
export const contentCategory = defineKind({
  codes: ['missing', 'unknown', 'needs-finding'],
  params: z.strictObject({
    /** Items that hold only where the manager found the content suitable. */
    needsFinding: z.array(z.string()).default([]),
  }),
  detector:
    ({ needsFinding }) =>
    ({ fields, form }) => {
      // A stamp or a follow says nothing that would belong to one.
      if (targetsIn(fields, ['like', 'follow']).length > 0) return [];
      const chosen = fields.categories ?? [];
      const labels = new Map(form.categories.map(({ item, label }) => [item, label]));
      if (chosen.length === 0) return [{ code: 'missing' }];
      const unknown = chosen.filter((item) => !labels.has(item));
      if (unknown.length > 0) return [{ code: 'unknown', params: { items: unknown } }];
      // Whoever also chose an item that stands by itself needs no finding for the other.
      if (!chosen.every((item) => needsFinding.includes(item))) return [];
      return chosen.map((item) => ({ code: 'needs-finding', params: { item, label: labels.get(item) ?? '' } }));
    },
});
