import { z } from 'zod';
import type { MediaCleaner } from '../usecases/ports.ts';

/** What the app and the process that works on pictures say to each other; bytes travel as they are. */

export type Cleaned = Awaited<ReturnType<MediaCleaner['clean']>>;

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const wish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clean'), id: z.number(), bytes }),
  z.object({ kind: z.literal('sheet'), id: z.number(), pictures: z.array(bytes) }),
]);
export type Wish = z.infer<typeof wish>;

const cleaned = z.custom<Cleaned>((value) => typeof value === 'object' && value !== null && 'ok' in value);

export const answer = z.union([
  z.object({ id: z.number(), cleaned }),
  z.object({ id: z.number(), sheet: bytes }),
  z.object({ id: z.number(), error: z.string() }),
]);
export type Answer = z.infer<typeof answer>;
