import type { TargetKind } from '../../draft/content.ts';
import type { CheckSettings, DraftFields } from '../types.ts';

/** Address of a post or of an account on X, with the account's name in it. */
const ACCOUNT = /^(?:https?:\/\/)?(?:(?:www|mobile)\.)?(?:x|twitter)\.com\/@?(?<name>\w{1,20})(?:[/?#]|$)/iu;

/** The addresses that a draft is about in one of these ways. */
export function targetsIn(fields: DraftFields, kinds: readonly TargetKind[]): readonly string[] {
  const { target, inReplyTo, quoteOf } = fields;
  const given = [
    [target?.kind, target?.url],
    ['reply', inReplyTo],
    ['quote', quoteOf],
  ] as const;
  return given.flatMap(([kind, url = '']) =>
    kind !== undefined && kinds.includes(kind) && url.trim() !== '' ? [url.trim()] : [],
  );
}

/** Is it, by its address, a post or an account of one of the public bodies that the office lists? Names compare without case. */
export function isOfPublicBody(url: string, { publicBodies = [] }: Pick<CheckSettings, 'publicBodies'>): boolean {
  const name = ACCOUNT.exec(url.trim())?.groups?.name?.toLowerCase();
  return name !== undefined && publicBodies.some((own) => own.replace(/^[@＠]/u, '').toLowerCase() === name);
}
