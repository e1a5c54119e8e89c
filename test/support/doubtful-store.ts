import type { DraftEvent, DraftEventType } from '../../src/draft/events.ts';
import { StoreFault } from '../../src/store/store-fault.ts';
import type { AppendResult, StoredDraft } from '../../src/usecases/ports.ts';
import { MemoryStore } from './memory-store.ts';

/** What a disk does with the next event of a kind. */
export type Doubt =
  /** It is in place, and the disk would not promise to keep it. */
  | 'in place'
  /** The disk would not say, and it is not there. */
  | 'gone'
  /** Nothing has changed, and the disk says so. */
  | 'refused';

/** A record on a disk that makes trouble when told to. */
export class DoubtfulStore extends MemoryStore {
  readonly #doubts = new Map<DraftEventType, Doubt>();
  /** How often what is there was made durable once more. */
  madeSure = 0;
  /** While true, nothing can be read. */
  blind = false;

  /** The next event of this type meets this. */
  next(type: DraftEventType, doubt: Doubt): void {
    this.#doubts.set(type, doubt);
  }

  override async load(id: string): Promise<StoredDraft | undefined> {
    if (this.blind) throw new StoreFault('read-failed', 'the disk does not answer');
    return super.load(id);
  }

  override async append(id: string, version: number, events: readonly DraftEvent[]): Promise<AppendResult> {
    const type = events[0]?.type;
    if (type === undefined) this.madeSure += 1;
    const doubt = type === undefined ? undefined : this.#doubts.get(type);
    if (type === undefined || doubt === undefined) return super.append(id, version, events);
    this.#doubts.delete(type);
    if (doubt === 'refused') throw new StoreFault('write-failed', 'the disk is full');
    if (doubt === 'in place') await super.append(id, version, events);
    throw new StoreFault('write-uncertain', 'the folder could not be synced');
  }
}
