import type { CheckSettings } from '../types.ts';

/**
 * X refuses answers and quotes from an app with ordinary access. It is said with the guideline's own finding of the
 * spot, so that one slip is one finding; only where the office has switched that rule off does x-access say it.
 * Source: https://docs.x.com/changelog (February and April 2026).
 */
export function refusedByNetwork({ replies }: CheckSettings): { readonly refusedByNetwork?: true } {
  return replies === 'self-serve' ? { refusedByNetwork: true } : {};
}
