import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeStyleChecker } from '../../src/style/style-checker.ts';
import { ScriptedStyle } from '../support/doubles.ts';
import { describeStyleChecker } from './style-checker.contract.ts';

describeStyleChecker('textlint in its thread', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kessai-style-'));
  const dictionary = join(folder, 'prh.yml');
  const away = join(folder, 'away.yml');
  writeFileSync(dictionary, 'version: 1\nrules:\n  - expected: 区役所本庁舎\n    pattern: 本庁\n');
  // A new thread for every text: without its dictionary the next one cannot work.
  const style = makeStyleChecker({ setup: { dictionary }, recycleAfter: 1, timeout: 60_000 });
  return {
    style,
    trouble: (on) => (on ? renameSync(dictionary, away) : renameSync(away, dictionary)),
    dispose: async () => {
      await style.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

describeStyleChecker('scripted', async () => {
  const style = new ScriptedStyle([{ word: '本庁', ruleId: 'term-style', replacement: '区役所本庁舎' }]);
  return {
    style,
    trouble: (on) => {
      style.down = on;
    },
    dispose: async () => undefined,
  };
});
