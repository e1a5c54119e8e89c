import type { CheckSettings } from '../types.ts';

/** The account itself and whoever the office allowed to be named. Handles compare without case. */
export function isOwnHandle(name: string, settings: Pick<CheckSettings, 'handle' | 'allowedMentions'>): boolean {
  const wanted = name.toLowerCase();
  return [settings.handle ?? '', ...settings.allowedMentions].some(
    (own) => own.replace(/^[@＠]/u, '').toLowerCase() === wanted,
  );
}
