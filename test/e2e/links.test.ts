import { expect, it } from 'vitest';
import { AppProcess } from '../sandbox/app-process.ts';
import { startSandbox } from '../sandbox/index.ts';
import { OfficePeople, PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { startOffice } from '../support/kessai.ts';
import { TOLD } from '../support/told.ts';

const { staffA, prManager } = PEOPLE;
const SITE = 'www.city.shinagawa.tokyo.jp';

it('the card is up first; then the page’s title joins it, and the thread is not troubled with it', async () => {
  const { people, sandbox } = await startOffice();
  sandbox.web.setPage(`${SITE}/library`, { title: '図書館 &amp; 資料室｜品川区' });
  const card = await people.post(staffA, SHINAGAWA, `図書館のお知らせです。https://${SITE}/library`);
  expect(await people.cardSays(card, '資料室')).toContain('✅ 「図書館 & 資料室｜品川区」');
  await people.returnDraft(prManager, card, 'お知らせの題を足してください。');
  expect(await people.threadSays(card, 'お知らせの題を足してください。')).not.toContain(TOLD.linkChecked);
  expect(sandbox.slack.mistakes()).toEqual([]);
});

it('a dead link is told on the card, and the manager confirms it', async () => {
  const { people, sandbox } = await startOffice();
  sandbox.web.setPage(`${SITE}/gone`, { status: 404 });
  const text = `図書館のお知らせです。https://${SITE}/gone`;
  const card = await people.post(staffA, SHINAGAWA, text);
  const reading = await people.cardSays(card, '要確認');
  expect(reading).toContain('（404）');
  expect(reading).toContain('第5条2項(4)');
  expect(await people.threadSays(card, '404')).toContain(TOLD.linkChecked);
  await people.approve(prManager, card);
  await people.cardSays(card, '公開済み');
  expect(sandbox.x.createCount(text)).toBe(1);
  expect(sandbox.slack.mistakes()).toEqual([]);
});

it('編集 says that a link is dead until another one stands in the text', async () => {
  const { people, sandbox } = await startOffice();
  sandbox.web.setPage(`${SITE}/gone`, { status: 404 });
  const card = await people.post(staffA, SHINAGAWA, `図書館のお知らせです。https://${SITE}/gone`);
  await people.cardSays(card, '要確認');
  await people.press(staffA, card, 'revise');
  const staff = sandbox.slack.as(staffA);
  await sandbox.waitFor(() => staff.modal());
  expect(staff.readModal()).toContain('（404）');
  const check = async (text: string) => {
    const before = staff.modal();
    await staff.fill({ 'text.0': text });
    await staff.click('modal', 'form.check');
    await sandbox.waitFor(() => staff.modal()?.hash !== before?.hash);
    return staff.readModal();
  };
  expect(await check(`図書館から、お知らせがあります。 https://${SITE}/gone`)).toContain('（404）');
  expect(await check(`図書館のお知らせです。https://${SITE}/news`)).not.toContain('（404）');
  await staff.close();
});

it('a page that does not answer keeps nobody waiting', async () => {
  const { people, sandbox } = await startOffice();
  sandbox.web.setPage(`${SITE}/slow`, { silent: true });
  const text = `図書館のお知らせです。https://${SITE}/slow`;
  const card = await people.post(staffA, SHINAGAWA, text);
  await people.approve(prManager, card);
  await people.cardSays(card, '公開済み');
  expect(sandbox.x.createCount(text)).toBe(1);
});

it('links that were not looked at before a power cut are looked at after it', { timeout: 60_000 }, async () => {
  const sandbox = await startSandbox();
  const people = new OfficePeople(sandbox);
  sandbox.web.setPage(`${SITE}/a`, { silent: true });
  const first = await AppProcess.start({ env: sandbox.env });
  const card = await people.post(staffA, SHINAGAWA, `お知らせです。https://${SITE}/a`);
  await people.threadSays(card, TOLD.submitted);
  await first.kill();
  sandbox.web.setPage(`${SITE}/a`, { title: '戻ったページ' });
  const second = await AppProcess.start({ env: sandbox.env, dataFolder: first.dataFolder });
  try {
    await people.cardSays(card, '✅ 「戻ったページ」');
  } finally {
    await second.stop();
    await sandbox.stop();
  }
});

it('what is opened is what X will link: the address ends where the sentence goes on', async () => {
  const { people, sandbox } = await startOffice();
  sandbox.web.setPage(`${SITE}/bousai.html`, { title: '防災' });
  const card = await people.post(staffA, SHINAGAWA, `https://${SITE}/bousai.htmlをご覧ください。`);
  expect(await people.cardSays(card, '✅ 「防災」')).not.toContain('404');
});

it('of an address that X links only in part, the page is not shown as if it were linked', async () => {
  const { people, sandbox } = await startOffice();
  sandbox.web.setPage(`${SITE}/`, { title: '区のホーム' });
  sandbox.web.setPage(`${SITE}/防災/地図.html`, { title: '防災地図' });
  const card = await people.post(staffA, SHINAGAWA, `防災地図 https://${SITE}/防災/地図.html`);
  const reading = await people.cardSays(card, '✅ 「区のホーム」');
  expect(reading).toContain('要確認');
  expect(reading).not.toContain('「防災地図」');
});
