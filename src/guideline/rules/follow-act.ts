import { z } from 'zod';
import { targetsIn } from '../network/target.ts';
import { defineKind } from './rule-kind.ts';
import { excuses, isExcused } from './target-excuses.ts';

/** The account is to follow another one. What a text says of following is the word list of `follow`. */
export const followAct = defineKind({
  codes: ['field'],
  params: z.strictObject({ excuses }),
  detector:
    (params) =>
    ({ fields, settings }) =>
      targetsIn(fields, ['follow'])
        .filter((target) => !isExcused(params, target, settings))
        .map((target) => ({ code: 'field', params: { target } })),
});
