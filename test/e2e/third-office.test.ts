import { expect, it } from 'vitest';
import { startOffice } from '../support/kessai.ts';

const OFFICE = 'test/guideline/fixtures/mihon/office.yaml';
const CHANNEL = 'C0GENERAL';
const STAFF = 'U0KOHO001';
const MANAGER = 'U0BUNKA01';

it('an office with a guideline of its own works without a change to the code', { timeout: 60_000 }, async () => {
  const { people, sandbox } = await startOffice({ office: OFFICE });
  const card = await people.postByForm(STAFF, CHANNEL, { 'text.0': '資料を供覧します。', 'categories.0': ['2'] });
  const reading = await people.cardSays(card, '要確認');
  expect(reading).toContain('見本町公式LINE');
  expect(reading).toContain('〔第3条2項(3)〕');
  const told = await people.threadSays(card, '庁内の言葉です。町民に分かる言葉に言いかえます。');
  expect(told).toContain('第3条第2項(3) 町民に分かる言葉を用いること。');

  await sandbox.slack.as(STAFF).command(CHANNEL, '/post', '要領');
  const guideline = await people.toldPrivately(STAFF, CHANNEL, '見本町公式LINE運用要綱');
  expect(guideline).toContain('第2条の2');
  expect(guideline).toContain('今月の指摘：own-jargon 1件');

  await people.approve(MANAGER, card);
  await people.cardSays(card, '手動掲載待ち');
  expect(sandbox.slack.mistakes()).toEqual([]);
});
