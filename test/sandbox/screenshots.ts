import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { formText } from '../../src/text/forms.ts';
import { threadText } from '../../src/text/thread.ts';
import { type Demo, PHONE, startDemo } from '../support/browser.ts';
import { TOLD } from '../support/told.ts';
import { Visitor } from '../support/visitor.ts';

/** `npm run screenshots`: the main moments of the main job, as a visitor of the demo sees them, into docs/images. */

const FOLDER = new URL('../../docs/images/', import.meta.url).pathname;
const DESK = { viewport: { width: 1280, height: 800 } } as const;
/** Wide enough for a thread beside the network. */
const WIDE = { viewport: { width: 1600, height: 900 } } as const;
const MANAGER = '戦略広報課長 運営管理者';
const STAFF = '職員A 戦略広報課';

await mkdir(FOLDER, { recursive: true });
const demo = await startDemo();
try {
  for (const tell of [cleanPost, flaggedPost, withoutAuthority, byHand, cutOff, onAPhone]) await tell(demo);
} finally {
  await demo.stop();
}

async function cleanPost({ open }: Demo): Promise<void> {
  const one = new Visitor(await open(WIDE));
  await one.button('問題のない投稿').click();
  await shot(one.page, 'start');
  await one.button('送信', one.page.getByRole('main')).click();
  await one.status('図書館の再開', '承認待ち').waitFor();
  await one.become(MANAGER);
  await one.press('承認する', '図書館の再開');
  await one.dialog.waitFor();
  await shot(one.page, 'approve');
  await one.dialog.getByRole('button', { name: formText.decision.submit.approve }).click();
  await one.status('図書館の再開', '公開済み').waitFor();
  await openThread(one, '図書館の再開', TOLD.published);
  await shot(one.page, 'published');
}

async function flaggedPost({ open }: Demo): Promise<void> {
  const one = new Visitor(await open(DESK));
  await one.button('曜日の誤り').click();
  await one.button('送信', one.page.getByRole('main')).click();
  await one.status('防災講座', '承認待ち').waitFor();
  await one.become(MANAGER);
  await shot(one.page, 'flagged');
  await one.press('差戻し', '防災講座');
  await one.dialog.getByLabel('日付・時刻・曜日').check();
  await one.dialog.getByLabel('差戻しの理由').fill('曜日が違うようです。チラシを確かめてください。');
  await shot(one.page, 'return');
  await one.dialog.getByRole('button', { name: '差し戻す' }).click();
  await one.status('防災講座', '差戻し中').waitFor();
  await one.become(STAFF);
  await one.press('編集', '防災講座');
  const text = one.dialog.getByLabel('本文');
  const wrong = await text.inputValue();
  const days = [...'日月火水木金土'];
  // The guide's flyer names the day after the right one.
  await text.fill(
    wrong.replace(/（(.)）/u, (_, day: string) => `（${days[(days.indexOf(day) + 6) % days.length] ?? day}）`),
  );
  await one.dialog.getByRole('button', { name: /として出す$/ }).click();
  await one.status('防災講座', '承認待ち').waitFor();
  await openThread(one, '防災講座', threadText.changes(1, 1));
  await shot(one.page, 'revised');
}

async function withoutAuthority({ open }: Demo): Promise<void> {
  const one = new Visitor(await open(DESK));
  await one.button('権限のない人').click();
  await one.button('送信', one.page.getByRole('main')).click();
  await one.status('ごみの収集', '承認待ち').waitFor();
  await one.become('職員B 防災課');
  await one.press('承認する', 'ごみの収集');
  await one.page.getByRole('article', { name: 'あなただけに表示されています' }).waitFor();
  await shot(one.page, 'refused');
}

async function byHand({ open }: Demo): Promise<void> {
  const one = new Visitor(await open(DESK, '#/C0TOSHIMA?as=U0KUMIN01'));
  await one.send('/post');
  await one.dialog
    .getByLabel('本文')
    .fill('【区政連絡会】次の会は、区民センターで開きます。くわしくは回覧をご覧ください。');
  await one.dialog.getByRole('checkbox').first().check();
  await one.dialog.getByRole('button', { name: '起案する' }).click();
  await one.status('区政連絡会', '承認待ち').waitFor();
  await one.become('区民活動推進課長 運営管理者');
  await one.approve('区政連絡会');
  await one.status('区政連絡会', '手動掲載待ち').waitFor();
  await one.become('職員D 区民活動推進課');
  await one.button('この文をコピーする').click();
  await one.button('掲載する').click();
  await one.button('URLをコピー').waitFor();
  await shot(one.page, 'by-hand');
}

async function cutOff({ open }: Demo): Promise<void> {
  const one = new Visitor(await open(DESK));
  await one.network.getByText('トラブルを起こす').click();
  await one.network.getByRole('switch', { name: /返事がない/ }).check();
  await one.send('/post 【給水】給水車を区役所前に出しています。容器をお持ちください。');
  await one.status('給水', '承認待ち').waitFor();
  await one.become(MANAGER);
  await one.approve('給水');
  await one.status('給水', '結果不明').waitFor({ timeout: 30_000 });
  await shot(one.page, 'unknown');
}

async function onAPhone({ open }: Demo): Promise<void> {
  const one = new Visitor(await open(PHONE, '#/C0SHINAGAWA?as=U0KOHO001'));
  await one.button('携帯番号').tap();
  await one.button('送信', one.page.getByRole('main')).tap();
  await one.status('一時保育', '承認待ち').waitFor();
  const chief = new Visitor(await open(PHONE, '#/C0SHINAGAWA?as=U0KOHO100'));
  await chief.message('一時保育').evaluate((card) => card.scrollIntoView());
  await shot(chief.page, 'phone-card');
  await chief.press('承認する', '一時保育');
  await chief.dialog.waitFor();
  await shot(chief.page, 'phone-decide');
  await chief.button('閉じる', chief.dialog).first().tap();
  await chief.dialog.waitFor({ state: 'detached' });
  await chief.page.goto(chief.page.url().replace('C0SHINAGAWA', 'home'));
  await chief.page.getByRole('heading', { name: /^あなたがすること/u }).waitFor();
  await shot(chief.page, 'phone-home');
}

async function openThread(one: Visitor, words: string, until: string): Promise<void> {
  await one
    .message(words)
    .getByRole('button', { name: /件の返信/ })
    .click();
  await one.thread.getByText(until).last().waitFor();
}

/** Waits for what still moves: fonts, images and the highlight of what was just found. */
async function shot(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready');
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide', scale: 'css' });
  process.stdout.write(`docs/images/${name}.png  ${Math.round((await stat(path)).size / 1024)} kB\n`);
}
