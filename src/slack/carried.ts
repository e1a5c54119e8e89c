import type { Arrival, Inbox, Kept } from '../usecases/ports.ts';

/** What the deliveries that are under way have brought along, by their body. */
const carried = new WeakMap<object, Kept>();

/**
 * Puts what a person wrote into the inbox; whoever answers for the delivery later, also after a fault, finds it there.
 * Call it before the first await: with the answer, and with a form that is closed, Slack forgets what was typed.
 */
export function carry(inbox: Inbox, body: object, arrival: Arrival): Kept {
  const kept = arrival.text.trim() === '' ? nothing(arrival) : inbox.keep(arrival);
  carried.set(body, kept);
  return kept;
}

/** Undefined where the delivery failed before anything was read from it. */
export function carriedBy(body: object): Kept | undefined {
  return carried.get(body);
}

function nothing(arrival: Arrival): Kept {
  return { arrival, safe: Promise.resolve(true), isHeld: () => false, release: async () => undefined };
}
