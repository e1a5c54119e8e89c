import { z } from 'zod';
import { isOwnHandle } from '../network/handles.ts';
import { defineKind } from './rule-kind.ts';

/** Another account named in the text: it is notified. */
export const mention = defineKind({
  codes: ['mention'],
  params: z.strictObject({}),
  detector:
    () =>
    ({ mentions, settings }) =>
      mentions
        .filter(({ name }) => !isOwnHandle(name, settings))
        .map(({ name, start, end }) => ({ code: 'mention', at: { start, end }, params: { name } })),
});
