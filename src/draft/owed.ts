import type { Draft } from './state.ts';

/** What the record owes without anybody's further click. */
export interface Owed {
  /** A sending, a removal, or a look at what became of a request. */
  readonly what: 'send' | 'remove' | 'look';
  /** Instant in ISO 8601. */
  readonly since: string;
}

/** What is to be done for the draft as it stands; null when it waits for a person or for nothing. */
export function owedOf(draft: Draft): Owed | null {
  switch (draft.status) {
    case 'approved':
      return draft.order === null ? null : { what: 'send', since: draft.order.at };
    // Whoever sends holds the draft's lane meanwhile: what anybody else finds under way was cut short.
    case 'publishing':
      return { what: 'look', since: draft.last.at };
    case 'outcomeUnknown':
      return draft.searching ? { what: 'look', since: draft.last.at } : null;
    case 'removing':
      return { what: 'remove', since: draft.removal.at };
    case 'removalUnknown':
      return draft.asking ? { what: 'remove', since: draft.removal.at } : null;
    case 'submitted':
    case 'returned':
    case 'handedOver':
    case 'publishFailed':
    case 'published':
    case 'removalHandedOver':
    case 'takenDown':
    case 'rejected':
    case 'withdrawn':
    case 'expired':
      return null;
  }
}
