import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchAppends } from '../../src/health/observe.ts';
import { openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import type { StoreHarness } from '../contract/draft-store.contract.ts';
import { MemoryStore } from './memory-store.ts';

const clock = { now: () => new Date('2026-07-01T00:30:00.000Z') };

/** Every store there is, for the contracts that all of them keep. */
export const STORES: Readonly<Record<string, () => Promise<StoreHarness>>> = {
  memory: async () => ({ store: new MemoryStore(), dispose: async () => undefined }),
  watched: async () => ({
    store: watchAppends(new MemoryStore(), () => undefined),
    dispose: async () => undefined,
  }),
  lowdb: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kessai-store-'));
    const onUnreadable = (report: unknown): never => {
      throw new Error(`nothing may be unreadable here: ${JSON.stringify(report)}`);
    };
    let current = await openLowdbStore({ folder, clock, onUnreadable });
    return {
      store: current,
      reopen: async () => {
        await current.release();
        current = await openLowdbStore({ folder, clock, onUnreadable });
        return current;
      },
      dispose: async () => {
        await current.release();
        await rm(folder, { recursive: true, force: true });
      },
    };
  },
};
