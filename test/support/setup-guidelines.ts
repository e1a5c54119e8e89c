import { spawnSync } from 'node:child_process';
import { readCompiled } from '../../src/config/compiled-guidelines.ts';

const PROGRAM = new URL('../../src/config/compile-guidelines.ts', import.meta.url).pathname;

/** Once for all workers, and only after a change. Where it fails, the tests read guidelines in full and tell why. */
export function setup(): void {
  if (readCompiled() === null) spawnSync(process.execPath, ['--import', 'tsx', PROGRAM], { stdio: 'ignore' });
}
