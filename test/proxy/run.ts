import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { hasSquid } from '../sandbox/proxy/squid.ts';
import { PROXY_STORIES, playStory } from './stories.ts';

/**
 * `npm run test:proxy`: the app's main job through a forward proxy with a password, over TLS with an authority of its own,
 * on Node 20 and 24. Says which proxy and which Node it had, and which hosts the proxy was asked for. Needs openssl.
 * KESSAI_NODES may name the programs of other Nodes, separated by colons.
 */

const run = promisify(execFile);
const WANTED = [20, 24];
const MINUTES = 60_000;

interface Node {
  readonly path: string;
  readonly version: string;
}

async function versionOf(path: string): Promise<Node | null> {
  return run(path, ['--version']).then(
    ({ stdout }) => ({ path, version: stdout.trim() }),
    () => null,
  );
}

/** One that is here already, or what npm brings. */
async function findNode(major: number): Promise<Node | null> {
  const named = (process.env.KESSAI_NODES ?? '').split(':').filter(Boolean);
  for (const path of [process.execPath, ...named, `node${major}`]) {
    const found = await versionOf(path);
    if (found?.version.startsWith(`v${major}.`) === true) return found;
  }
  const brought = ['--yes', '--package', `node@${major}`, '--', 'node', '-p', 'process.execPath'];
  const path = await run('npx', brought, { timeout: 5 * MINUTES }).then(
    ({ stdout }) => stdout.trim().split('\n').at(-1) ?? '',
    () => '',
  );
  const found = path === '' ? null : await versionOf(path);
  return found?.version.startsWith(`v${major}.`) === true ? found : null;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

let failed = 0;
let passed = 0;
say(`Proxy: ${(await hasSquid()) ? 'Squid' : 'no Squid here; the tests’ own stands in for it'}`);
for (const major of WANTED) {
  const node = await findNode(major);
  if (node === null) {
    say(`\nNode ${major}: not to be had here; nothing was tried on it`);
    continue;
  }
  say(`\nNode ${node.version}`);
  const asked = new Map<string, number>();
  for (const story of PROXY_STORIES) {
    try {
      for (const host of await playStory(story, node.path)) asked.set(host, (asked.get(host) ?? 0) + 1);
      passed += 1;
      say(`  ✓ ${story.name}`);
    } catch (error) {
      failed += 1;
      say(`  ✗ ${story.name}\n${error instanceof Error ? error.message : String(error)}`);
    }
  }
  say('  hosts in the proxy’s access log:');
  for (const [host, times] of [...asked].toSorted()) say(`    ${host} × ${times}`);
}
say(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
