import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formText } from '../../src/text/forms.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { startOffice } from '../support/kessai.ts';
import { TOLD } from '../support/told.ts';

it('with textlint and the office’s own dictionary, 参考 findings join the card after it is up, and 編集 mends them', {
  timeout: 90_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kessai-office-'));
  const office = join(folder, 'office.yaml');
  const example = readFileSync(new URL('../../office.example.yaml', import.meta.url), 'utf8');
  writeFileSync(office, `${example}\ntextlint:\n  enabled: true\n  dictionary: ./prh.yml\n`);
  writeFileSync(join(folder, 'prh.yml'), 'version: 1\nrules:\n  - expected: 区役所本庁舎\n    pattern: 本庁\n');
  const { people, sandbox } = await startOffice({ office });
  const card = await people.post(PEOPLE.staffA, SHINAGAWA, '受付は本庁の1階です。');
  await people.threadSays(card, TOLD.submitted);
  await sandbox.waitFor(() => people.lines(card).join('\n').includes(TOLD.oneNotice), { timeoutMs: 60_000 });
  await people.cardSays(card, '参考1');
  expect(await people.threadSays(card, '「区役所本庁舎」と書きます。')).toContain('表記の基準');

  await people.press(PEOPLE.staffA, card, 'revise');
  const staff = sandbox.slack.as(PEOPLE.staffA);
  await sandbox.waitFor(() => staff.modal());
  expect(staff.readModal()).toContain('「区役所本庁舎」と書きます。');
  await staff.fill({ 'text.0': '【お知らせ】受付は本庁の1階です。' });
  await staff.click('modal', 'form.mend.0');
  await sandbox.waitFor(() => staff.readModal().includes(formText.draft.mended));
  expect(staff.readModal()).not.toContain('「区役所本庁舎」と書きます。');
  await people.submit(PEOPLE.staffA);
  expect(await people.cardSays(card, '第2版')).toContain('【お知らせ】受付は区役所本庁舎の1階です。');
  expect(sandbox.slack.mistakes()).toEqual([]);
});
