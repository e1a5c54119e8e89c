import { endsAtSlot, isScheduled, nextBeforeSlot } from './slot.ts';
import { currentRevision, type Draft, type Order } from './state.ts';

/** What the record owes without anybody's further click. */
export interface Owed {
  /** A sending, a removal, a look at what became of a request; a word that a slot comes near, or its end. */
  readonly what: 'send' | 'remove' | 'look' | 'remind' | 'expire';
  /** Instant in ISO 8601. */
  readonly since: string;
  /** Not before this instant; absent: at once. */
  readonly from?: string;
}

/** What is to be done for the draft as it stands; null when it waits for a person or for nothing. */
export function owedOf(draft: Draft): Owed | null {
  switch (draft.status) {
    case 'approved':
      return draft.order && sending(draft, draft.order);
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
    case 'returned': {
      const next = endsAtSlot(draft) ? nextBeforeSlot(draft) : null;
      return next && { what: next.what, since: next.from, from: next.from };
    }
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

function sending(draft: Draft, { at, due }: Order): Owed {
  if (isScheduled(draft)) return { what: 'send', since: due, from: due };
  // Both have passed when a person orders it, unless the clock is set back then.
  const { content, fields } = currentRevision(draft);
  const begins = [content.slot, fields.embargoUntil].filter((instant) => instant !== undefined);
  const from = begins.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
  return { what: 'send', since: at, ...(from === undefined ? {} : { from }) };
}
