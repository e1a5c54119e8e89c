import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays } from 'date-fns';
import type { Locator } from 'playwright-core';
import { daysAhead } from '../sandbox/dates.ts';
import { OfficePeople, PEOPLE, SHINAGAWA, TOSHIMA } from '../sandbox/office.ts';
import { type Demo, PHONE, startDemo } from '../support/browser.ts';
import { Visitor } from '../support/visitor.ts';
import { measured } from './lines.ts';

/**
 * `npm run ux [-- --shots FOLDER]`: what people see, counted: lines, characters and pixels of cards and forms, and taps, on a
 * telephone (390 px) and at a desk (1440 px), drawn by a real browser. It prints a table for docs/ux.md.
 */

const { staffA, staffD, prManager } = PEOPLE;
const staffC = 'U0KOHO002';
const DESK = { viewport: { width: 1440, height: 900 } } as const;
const SCREENS = [
  [390, PHONE],
  [1440, DESK],
] as const;
const at = process.argv.indexOf('--shots');
const FOLDER = at < 0 ? null : (process.argv[at + 1] ?? null);

interface Scene {
  readonly name: string;
  /** Words by which the card is found. */
  readonly words: string;
  readonly channel: string;
  readonly by: string;
  readonly text: string;
  readonly category?: string;
  /** Seconds since 1970. */
  readonly slot?: number;
  readonly after?: (people: OfficePeople, card: { readonly channel: string; readonly ts: string }) => Promise<unknown>;
}

const demo = await startDemo();
try {
  const people = new OfficePeople(demo.sandbox);
  await cardsAndDecision(demo, people);
  await formsAndHome(demo, people);
} finally {
  await demo.stop();
}

async function cardsAndDecision({ sandbox, open }: Demo, people: OfficePeople): Promise<void> {
  if (FOLDER !== null) await mkdir(FOLDER, { recursive: true });
  const day = daysAhead(sandbox.now(), 30);
  const clean =
    '【図書館】改修工事が終わり、図書館をふたたび開きます。開館時間は午前9時から午後8時までです。くわしくはこちら https://www.city.shinagawa.tokyo.jp/news';
  const flagged = `【講演会】${day.day}（${day.wrongWeekday}）に鈴木花子さんの講演会を開きます。申込みは090-1111-2222へ。`;
  const scenes: readonly Scene[] = [
    { name: 'long, many findings', words: '合同説明会', channel: SHINAGAWA, by: staffA, text: longText(day) },
    { name: 'clean', words: '改修工事', channel: SHINAGAWA, by: staffA, text: clean },
    { name: '3 findings', words: '講演会', channel: SHINAGAWA, by: staffA, text: flagged },
    {
      name: 'blocked',
      words: '訓練を',
      channel: SHINAGAWA,
      by: staffA,
      text: '本日○時○分ころ、●●において訓練を行います。',
    },
    {
      name: 'PIAZZA',
      words: '回覧板',
      channel: TOSHIMA,
      by: staffD,
      category: '1',
      text: '町会の回覧板をお届けします。',
    },
    {
      name: 'published',
      words: 'プール',
      channel: SHINAGAWA,
      by: staffA,
      text: 'プールの開館時間を変えます。',
      after: async (office, card) => {
        await office.approve(prManager, card);
        await office.cardSays(card, '公開済み');
      },
    },
    {
      name: 'scheduled',
      words: '図書館だより',
      channel: SHINAGAWA,
      by: staffA,
      slot: eightInTheMorning(sandbox.now(), 3),
      text: '図書館だよりの最新号を、区内の図書館で配布しています。',
      after: async (office, card) => {
        await office.approve(prManager, card);
        await office.cardSays(card, '予約済み');
      },
    },
    {
      name: 'published and reported',
      words: '体育館',
      channel: SHINAGAWA,
      by: staffA,
      text: '体育館の休館日を変えます。',
      after: async (office, card) => {
        await office.approve(prManager, card);
        await office.cardSays(card, '公開済み');
        await office.press(staffC, card, 'reportError');
        await sandbox.waitFor(() => sandbox.slack.as(staffC).modal());
        await office.submit(staffC, { reason: '休館日は水曜日ではなく木曜日です。' });
        await office.cardSays(card, '木曜日');
      },
    },
    {
      name: 'second version',
      words: '保育園',
      channel: SHINAGAWA,
      by: staffA,
      text: '保育園の申込みを受け付けます。',
      after: async (office, card) => {
        await office.returnDraft(prManager, card, '受付の期間がありません');
        await office.edit(staffA, card, '保育園の申込みを4月から受け付けます。');
        await office.cardSays(card, '第2版');
      },
    },
  ];
  sandbox.web.setPage('www.city.shinagawa.tokyo.jp/news', { title: '図書館のお知らせ' });
  for (const { channel, by, text, category, slot, after } of scenes) {
    const answers = {
      ...(category === undefined ? {} : { 'categories.0': [category] }),
      ...(slot === undefined ? {} : { slot }),
    };
    const card =
      Object.keys(answers).length === 0
        ? await people.post(by, channel, text)
        : await people.postByForm(by, channel, { 'text.0': text, ...answers });
    await after?.(people, card);
  }
  process.stdout.write('| what | width | lines | characters | height |\n|---|---|---|---|---|\n');
  for (const [width, screen] of SCREENS) {
    for (const channel of [SHINAGAWA, TOSHIMA]) {
      const one = new Visitor(await open(screen, `#/${channel}?as=${prManager}`));
      for (const scene of scenes.filter((each) => each.channel === channel))
        await tell(`card: ${scene.name}`, width, one.message(scene.words).locator('.blocks').first());
      if (channel !== SHINAGAWA) continue;
      for (const [name, words] of [
        ['clean', '改修工事'],
        ['3 findings', '講演会'],
        ['long, many findings', '合同説明会'],
      ] as const) {
        await one.press('承認する', words);
        await one.dialog.waitFor();
        await tell(`decision form: ${name}`, width, one.dialog.locator('.dialog-body'));
        await one.button('閉じる', one.dialog).last().click();
        await one.dialog.waitFor({ state: 'detached' });
      }
    }
  }
}

/** In Japan, so many days from now; in seconds since 1970. */
function eightInTheMorning(now: Date, days: number): number {
  const day = addDays(now, days - 1)
    .toISOString()
    .slice(0, 10);
  return Date.parse(`${day}T23:00:00.000Z`) / 1_000;
}

/** As much as a post of the account can carry, with nearly all that a check finds in one; nothing of it blocks. */
function longText(day: ReturnType<typeof daysAhead>): string {
  return [
    `【合同説明会】${day.day}（${day.wrongWeekday}）午後2時から、区役所で移住・定住の合同説明会をｶｲｻｲします。`,
    '講師は鈴木花子さんと佐藤太郎さん。申込みは090-1111-2222（担当：田中一郎）へ。',
    'くわしくは http://www.example.com/a と https://bit.ly/abc をご覧ください。絶対に来てください!!',
  ].join('\n');
}

/** Where staff begin, and where the chief does. */
async function formsAndHome({ sandbox, open }: Demo, people: OfficePeople): Promise<void> {
  for (const [width, screen] of SCREENS) {
    const staff = new Visitor(await open(screen, `#/${SHINAGAWA}?as=${staffA}`));
    await people.openForm(staffA, SHINAGAWA);
    await staff.dialog.waitFor();
    await tell('draft form, empty', width, staff.dialog.locator('.dialog-body'));
    await sandbox.slack.as(staffA).close({ all: true });
    await sandbox.slack.as(staffA).command(SHINAGAWA, '/post', '予定');
    const calendar = staff.page.getByRole('article', { name: 'あなただけに表示されています' }).last();
    await tell('calendar', width, calendar.locator('.blocks').first());
    const home = await open(screen, `#/home?as=${prManager}`);
    await home.getByRole('heading', { name: /^あなたがすること/u }).waitFor();
    await tell('Home of the chief', width, home.getByRole('main').locator('.blocks').first());
  }
}

async function tell(what: string, width: number, shown: Locator): Promise<void> {
  await shown.waitFor();
  const { lines, characters, height } = await shown.evaluate(measured);
  process.stdout.write(`| ${what} | ${width} | ${lines} | ${characters} | ${height} px |\n`);
  if (FOLDER === null) return;
  const name = `${what.replaceAll(/[^a-z0-9]+/giu, '-')}-${width}.png`;
  await shown.screenshot({ path: join(FOLDER, name), animations: 'disabled' });
}
