import type { ReleasableInbox } from './inbox-file.ts';

/**
 * The inbox of a process that has the data folder to itself: where another may have it, a text is not safe in a slot
 * that the other may take for its own.
 */
export function whileHeld(folder: { isHeld(): boolean }, inbox: ReleasableInbox): ReleasableInbox {
  return {
    keep: (arrival) => {
      if (!folder.isHeld())
        return { arrival, safe: Promise.resolve(false), isHeld: () => false, release: async () => undefined };
      const kept = inbox.keep(arrival);
      return { ...kept, safe: kept.safe.then((safe) => safe && folder.isHeld()) };
    },
    left: () => inbox.left(),
    close: () => inbox.close(),
  };
}
