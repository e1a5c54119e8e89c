import { createInterface } from 'node:readline';
import { openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import { StoreFault } from '../../src/store/store-fault.ts';
import { sampleEvents } from './sample-events.ts';

/**
 * A process of its own on a data folder, for tests of the lock and of kill -9. Says on stdout what became of it.
 * `hold <folder>`: opens and stays; whatever line it is told, it appends to d1 and says what became of it.
 * `die <folder> <point>`: opens, appends to d1, and is killed at the fault point.
 */
const [mode = '', folder = '', fatal = ''] = process.argv.slice(2);

try {
  const store = await openLowdbStore({
    folder,
    clock: { now: () => new Date() },
    onUnreadable: () => undefined,
    at: (point) => {
      if (mode === 'die' && point === fatal) process.kill(process.pid, 'SIGKILL');
    },
  });
  process.stdout.write('held\n');
  if (mode === 'hold')
    createInterface({ input: process.stdin }).on('line', () => {
      void store
        .load('d1')
        .then((draft) => store.append('d1', draft?.version ?? 0, [sampleEvents.DraftSubmitted]))
        .then(
          (result) => JSON.stringify(result),
          (error: unknown) => (error instanceof StoreFault ? error.code : String(error)),
        )
        .then((said) => process.stdout.write(`${said}\n`));
    });
  if (mode === 'die') {
    const version = (await store.load('d1'))?.version ?? 0;
    await store.append('d1', version, [sampleEvents.DraftApproved]);
    await store.close('d1', '2026-07');
  }
  // Nothing else keeps this process alive until it is killed.
  setInterval(() => undefined, 60_000);
} catch (error) {
  process.stdout.write(error instanceof StoreFault ? `${error.code} ${error.holder?.pid ?? ''}\n` : `${error}\n`);
}
