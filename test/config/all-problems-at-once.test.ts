import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';

const folder = mkdtempSync(join(tmpdir(), 'kessai-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a slip in the kind of publisher does not keep back that the keys of the account are missing', () => {
  const example = readFileSync(new URL('../../office.example.yaml', import.meta.url), 'utf8');
  const file = join(folder, 'office.yaml');
  writeFileSync(file, example.replace('kind: x', 'kind: X'));
  const values = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', KESSAI_OFFICE: file };
  const loaded = loadConfig('2026-07-01', { values, lines: {} });
  const told = loaded.ok ? [] : loaded.problems.map(({ path }) => path);
  expect(told).toContain('accounts[0].publisher.kind');
  expect(told).toContain('X_API_KEY');
});
