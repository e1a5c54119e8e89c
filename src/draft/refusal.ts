import type { BeyondBound } from '../guideline/draft-bound.ts';
import type { TargetKind } from './content.ts';
import type { DraftAction } from './events.ts';
import { type RefusedCode, refusedCode } from './shapes.ts';
import type { SlotProblem } from './slot.ts';
import type { DraftStatus, LastChange } from './state.ts';

/** An expected no. A value, never thrown; its sentence is in src/text. */
export type Refusal =
  | { readonly code: 'not-found' }
  | { readonly code: 'not-manager'; readonly action: DraftAction; readonly managers: readonly string[] }
  | { readonly code: 'authority-unavailable'; readonly action: DraftAction }
  | { readonly code: 'self-approval'; readonly action: DraftAction; readonly managers: readonly string[] }
  | { readonly code: 'not-drafter'; readonly action: DraftAction; readonly drafter: string }
  /** Whoever wants to take a draft over is of another section, or does not draft for the account. */
  | { readonly code: 'not-colleague'; readonly action: DraftAction }
  /** They have it already. */
  | { readonly code: 'own-draft' }
  /** Another has taken it over since they looked. */
  | { readonly code: 'taken-over'; readonly drafter: string }
  | { readonly code: 'not-allowed-to-draft'; readonly accountId: string }
  | {
      readonly code: 'wrong-status';
      readonly action: DraftAction;
      readonly status: DraftStatus;
      readonly last: LastChange;
    }
  /** The same person has done it already, and it stands: nothing is wrong. */
  | {
      readonly code: 'already-done';
      readonly action: DraftAction;
      readonly status: DraftStatus;
      readonly last: LastChange;
    }
  | { readonly code: 'stale-revision'; readonly current: number; readonly last: LastChange }
  /** Another sending or removal has begun since the person saw the draft. */
  | { readonly code: 'stale-stage'; readonly last: LastChange }
  | { readonly code: 'blocked'; readonly count: number }
  | { readonly code: 'necessity-missing'; readonly findingKeys: readonly string[] }
  | { readonly code: 'acknowledgement-missing'; readonly findingKeys: readonly string[] }
  | { readonly code: 'reason-missing' }
  | { readonly code: 'text-empty' }
  | ({ readonly code: 'text-too-long' } & BeyondBound)
  | { readonly code: 'text-unchanged' }
  /** The address is missing, or no post's (no account's, for `follow`) on the network. */
  | { readonly code: 'target-address'; readonly kind: TargetKind }
  /** It has words or pictures, where the network takes none. */
  | { readonly code: 'target-words'; readonly kind: TargetKind }
  /** The bytes of these pictures (1, 2, …) are not there any more. */
  | { readonly code: 'media-gone'; readonly numbers: readonly number[] }
  /** Neither a 代替テキスト nor a reason for having none. */
  | { readonly code: 'alt-missing'; readonly numbers: readonly number[] }
  /** The slot has passed, or is further away than anybody plans. */
  | { readonly code: SlotProblem; readonly slot: string }
  /** It would be out before its 解禁. `slot`: when; absent: at once. */
  | { readonly code: 'embargoed'; readonly until: string; readonly slot?: string }
  /** 氏名掲載の同意 without who gave it, and when. */
  | { readonly code: 'consent-unsaid' }
  | { readonly code: 'url-invalid' }
  /** The address is that of a post which is on record for another draft. */
  | { readonly code: 'url-of-another' }
  /** … of a post that cannot be this one: it was there before, says something else, or stands on another site. */
  | { readonly code: 'url-older' | 'url-other-text' | 'url-elsewhere' };

/** Who tries what they have no right to, goes on record. */
export function goesOnRecord(refusal: Refusal): refusal is Extract<Refusal, { code: RefusedCode }> {
  return refusedCode.safeParse(refusal.code).success;
}
