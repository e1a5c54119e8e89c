import { z } from 'zod';

const thread = z.looseObject({
  cardTs: z.string().nullable(),
  shown: z.number(),
  told: z.number(),
  parts: z.number(),
  inDoubt: z.boolean(),
});

/** As much of a draft's file as the suite looks at. It reads it by itself: the store is what is being tested. */
const document = z.looseObject({
  id: z.string(),
  events: z.array(z.looseObject({ type: z.string() })),
  thread: thread.nullable(),
});

export type DraftFile = z.infer<typeof document>;

/** @throws when the text is no draft's file. */
export function readDraftFile(text: string): DraftFile {
  return document.parse(JSON.parse(text));
}
