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
  const style = makeStyleChecker({ setup: { dictionary }, recycleAfter: 200, timeout: 100_000 });
  return {
    style,
    trouble: async (on) => {
      if (on) renameSync(dictionary, away);
      else renameSync(away, dictionary);
      // The office's list is read by each new thread, and a thread is costly to start: only now is there another.
      await style.stop();
    },
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
    trouble: async (on) => {
      style.down = on;
    },
    dispose: async () => undefined,
  };
});
