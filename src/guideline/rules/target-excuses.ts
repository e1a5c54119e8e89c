import { z } from 'zod';
import { isOfPublicBody } from '../network/target.ts';
import type { CheckSettings } from '../types.ts';

/** Whose posts and accounts a guideline excuses from the manager's finding; nobody's, unless the edition says so. */
export const excuses = z.array(z.enum(['publicBodies'])).default([]);

export function isExcused(
  { excuses: granted }: { readonly excuses: z.output<typeof excuses> },
  target: string,
  settings: CheckSettings,
): boolean {
  return granted.includes('publicBodies') && isOfPublicBody(target, settings);
}
