import { type Content, hasNoWords, type Target } from '../draft/content.ts';
import type { TargetProblem } from '../draft/refusal.ts';
import type { DraftFields } from '../guideline/types.ts';
import type { World } from './act.ts';
import { accountOf } from './act.ts';

type Reading = Pick<World, 'office' | 'publisherOf'>;

/** What a draft is about in its one spelling; or what is wrong with it. */
export type Addressed =
  | { readonly target?: Target; readonly amiss?: undefined }
  | { readonly target?: Target; readonly amiss: TargetProblem };

/**
 * Reads what the form asks of the post that a draft is about, as the account's network writes it. With what is amiss it is
 * given back as it was typed: a check can be made of it, and a form drawn.
 */
export function addressTarget(world: Reading, accountId: string, asked: DraftFields['target']): Addressed {
  const { kind, url = '' } = asked ?? {};
  if (kind === undefined) return url.trim() === '' ? {} : { amiss: { code: 'target-kind' } };
  const given: Target = { kind, url: url.trim() };
  const read = world.publisherOf(accountOf(world, accountId)).readTarget(given);
  if (read !== null) return { target: { kind, url: read } };
  return { ...(given.url === '' ? {} : { target: given }), amiss: { code: 'target-address', kind } };
}

/** Why the draft cannot be about that, before anybody tries; null where it can. */
export function targetProblem({ text, target }: Content, { amiss }: Addressed): TargetProblem | null {
  if (amiss !== undefined) return amiss;
  const words = target !== undefined && hasNoWords(target.kind) && text.trim() !== '';
  return words ? { code: 'target-words', kind: target.kind } : null;
}
