import { z } from 'zod';
import type { Subject } from '../subject.ts';
import { defineKind } from './rule-kind.ts';

/** What the link check found, where it was run and its result is with the draft. */
export const urlDead = defineKind({
  codes: ['status', 'certificate', 'login', 'unreachable'],
  params: z.strictObject({}),
  detector: () => (subject) =>
    Object.entries(subject.fields.linkStatus ?? {}).flatMap(([url, status]) => {
      const code = codeOf(status);
      if (code === undefined) return [];
      const at = placeOf(url, subject);
      return [{ code, params: { url, status: String(status) }, ...(at === undefined ? {} : { at }) }];
    }),
});

function codeOf(status: number | string) {
  const number = Number(status);
  if (Number.isInteger(number) && number > 0) {
    if (number === 401 || number === 403) return 'login';
    return number >= 400 ? 'status' : undefined;
  }
  const text = String(status).trim();
  if (/cert|tls|ssl|証明書/iu.test(text)) return 'certificate';
  if (/login|auth|ログイン/iu.test(text)) return 'login';
  if (/^(?:|ok|正常)$/iu.test(text)) return undefined;
  return /\b[45]\d\d\b/u.test(text) ? 'status' : 'unreachable';
}

function placeOf(url: string, { links }: Subject) {
  return links.find((link) => link.url === url || `https://${link.url}` === url)?.at;
}
