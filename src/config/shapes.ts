import { z } from 'zod';
import type { Form } from '../text/config.ts';

/** Shapes of what stands in office.yaml. A custom message is the name of a form in src/text/config.ts, not a sentence. */

export const form = (name: Form, pattern: RegExp) => z.string().regex(pattern, { error: name });
export const text = z
  .string()
  .trim()
  .min(1, { error: 'text' satisfies Form });

/** Strict, and its complaint about an unknown key carries the keys that would have been right. */
export const strict = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  });

export const handle = form('handle', /^\w{1,15}$/);
export const webPage = z.url({ protocol: /^https$/, error: 'url' satisfies Form });

/** Beginning of the names of an account's keys in the environment. */
export const keyPrefix = form('env-prefix', /^[A-Z][A-Z0-9_]*$/);
