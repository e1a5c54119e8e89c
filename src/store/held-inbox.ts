import type { ReleasableInbox } from './inbox-file.ts';
import { StoreFault } from './store-fault.ts';

/**
 * The inbox of a process that has the data folder to itself: where another may have it, a text is not safe in a slot
 * that the other may take for its own.
 */
export function whileHeld(folder: { isHeld(): boolean }, inbox: ReleasableInbox): ReleasableInbox {
  const insist = (): void => {
    if (!folder.isHeld()) throw new StoreFault('lock-lost', 'the data folder is no longer this process’s alone');
  };
  return {
    keep: async (arrival) => {
      insist();
      const kept = await inbox.keep(arrival);
      insist();
      return kept;
    },
    left: () => inbox.left(),
    close: () => inbox.close(),
  };
}
