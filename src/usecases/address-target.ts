import type { Content } from '../draft/content.ts';
import type { Refusal } from '../draft/refusal.ts';
import type { DraftFields } from '../guideline/types.ts';
import type { World } from './act.ts';
import { accountOf } from './act.ts';

interface Written {
  readonly content: Content;
  readonly fields: DraftFields;
}

/**
 * Reads the address of what a draft is about as the account's network writes it. What cannot be read stays as it was typed:
 * a check can be made of it, and a form drawn.
 * @returns also why there can be no such draft; null where there can.
 */
export function addressed(
  world: Pick<World, 'office' | 'publisherOf'>,
  { content, fields }: Written,
): Written & { readonly problem: Refusal | null } {
  const { target } = content;
  if (target === undefined) {
    const forgotten = fields.target;
    return {
      content,
      fields,
      problem: forgotten === undefined ? null : { code: 'target-address', kind: forgotten.kind },
    };
  }
  const url = world.publisherOf(accountOf(world, content.accountId)).readTarget(target);
  if (url === null) return { content, fields, problem: { code: 'target-address', kind: target.kind } };
  return { content: { ...content, target: { ...target, url } }, fields, problem: null };
}
