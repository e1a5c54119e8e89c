import { z } from 'zod';
import { targetsIn } from '../network/target.ts';
import { defineKind } from './rule-kind.ts';
import { excuses, isExcused } from './target-excuses.ts';

/** スタンプ, いいね: the account is to show that it agrees with somebody's post. */
export const stampAct = defineKind({
  codes: ['field'],
  params: z.strictObject({ excuses }),
  detector:
    (params) =>
    ({ fields, settings }) =>
      targetsIn(fields, ['like'])
        .filter((target) => !isExcused(params, target, settings))
        .map((target) => ({ code: 'field', params: { target } })),
});
