import { z } from 'zod';
import { defineKind } from './rule-kind.ts';

/** X shows up to four pictures, or one moving picture, or one film: https://docs.x.com/x-api/media/introduction */
export const mediaMix = defineKind({
  codes: ['too-many', 'moving'],
  params: z.strictObject({ most: z.int().positive() }),
  detector:
    ({ most }) =>
    ({ fields: { media = [] } }) => {
      const moving = media.filter(({ mime }) => mime === 'image/gif' || mime?.startsWith('video/') === true).length;
      if (media.length > most) return [{ code: 'too-many', params: { count: media.length, most } }];
      return moving > 0 && media.length > 1 ? [{ code: 'moving' }] : [];
    },
});
