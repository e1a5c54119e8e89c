import { describe, expect, it } from 'vitest';
import { formText } from '../../../src/text/forms.ts';
import { standing } from '../../../src/text/words.ts';
import { guideWords } from '../../sandbox/page/src/guide/guide-words.ts';
import { DESKTOP, PHONE } from '../../support/browser.ts';
import { STORY_MS, sharedDemo } from '../../support/shared-demo.ts';
import { TOLD } from '../../support/told.ts';
import { Visitor } from '../../support/visitor.ts';

/** A manager decides on the phone; staff draft there too. */

/** Apple's and Google's least size of what a finger must hit, in CSS pixels. */
const FINGER = 44;
const demo = sharedDemo();

describe('a visitor on a phone', () => {
  it(
    'drafts as staff, takes the manager’s seat, approves, and looks at X and the thread, one pane at a time',
    async () => {
      const { page, visitor } = await phone();
      const pane = (name: string | RegExp) =>
        page.getByRole('navigation', { name: '画面の切り替え' }).getByRole('button', { name }).tap();
      const person = async (name: string) => {
        await page.getByRole('button', { name: '切り替え' }).tap();
        await page.getByRole('dialog').getByRole('button', { name }).tap();
      };
      await page.getByRole('main').getByRole('combobox').fill('/post プールの開館時間を変えます。');
      await page.getByRole('main').getByRole('button', { name: '送信' }).tap();
      await visitor.status('プールの開館時間', '承認待ち').waitFor();
      await person('戦略広報課長 運営管理者');
      await visitor.message('プールの開館時間').getByRole('button', { name: '承認する' }).tap();
      await page.getByRole('dialog').getByRole('button', { name: formText.decision.submit.approve }).tap();
      await visitor.status('プールの開館時間', '公開済み').waitFor();

      await pane(/^X/);
      await page.getByRole('main').waitFor({ state: 'hidden' });
      await page.getByRole('article').filter({ hasText: 'プールの開館時間を変えます。' }).waitFor();
      await pane('チャンネル');
      await visitor
        .message('プールの開館時間')
        .getByRole('button', { name: /件の返信/ })
        .tap();
      await page.getByText(`戦略広報課長${TOLD.approved}`).waitFor();
      await page.goBack();
      await visitor.status('プールの開館時間', '公開済み').waitFor();
      expect(demo().sandbox.x.createCount('プールの開館時間を変えます。')).toBe(1);
    },
    STORY_MS,
  );

  it(
    'is told what Kessai is, and is led on to X once something is published',
    async () => {
      const { page, visitor } = await phone();
      await page.getByText(guideWords.what).waitFor();
      await visitor.button('問題のない投稿').tap();
      await page.getByRole('main').getByRole('button', { name: '送信' }).tap();
      await visitor.button('戦略広報課長になる').tap();
      await visitor.message('図書館の再開').getByRole('button', { name: '承認する' }).tap();
      await page.getByRole('dialog').getByRole('button', { name: formText.decision.submit.approve }).tap();
      await visitor.button(guideWords.toNetwork('X')).tap();
      await page.getByRole('article').filter({ hasText: '図書館の再開' }).waitFor();
      await page.getByRole('main').waitFor({ state: 'hidden' });
    },
    STORY_MS,
  );

  it(
    'never has to scroll sideways, and hits every button with a finger',
    async () => {
      const { page, visitor } = await phone();
      await demo().sandbox.slack.as('U0KOHO001').command('C0SHINAGAWA', '/post', LONG_DRAFT);
      await visitor.status('hogehoge', standing('submitted', true).label).waitFor();
      const small: string[] = [];
      for (const pane of ['メニュー', 'チャンネル', 'スレッド', 'X'] as const) {
        const choice = page.getByRole('navigation', { name: '画面の切り替え' }).getByRole('button', { name: pane });
        await choice.tap();
        await choice.and(page.locator('[aria-current=page]')).waitFor();
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(PHONE.viewport.width);
        for (const button of await page.getByRole('button').filter({ visible: true }).all()) {
          const box = await button.boundingBox();
          if (box && box.height < FINGER) small.push(`${pane}: ${await button.textContent()} ${box.height}`);
        }
      }
      expect(small).toEqual([]);
    },
    STORY_MS,
  );

  it(
    'who reads further up is taken to the card that comes of what was sent',
    async () => {
      const { page, visitor } = await phone();
      for (const place of ['大井', '大崎', '八潮']) {
        await visitor.send(`/post ${place}図書館は、年末も開いています。`);
        await visitor.status(`${place}図書館`, '承認待ち').waitFor();
      }
      await page.getByRole('region', { name: /のメッセージ$/u }).evaluate((list) => list.scrollTo(0, 0));
      await visitor.send('/post 荏原図書館は、年末も開いています。');
      await visitor.status('荏原図書館', '承認待ち').waitFor();
      const approve = visitor.message('荏原図書館').getByRole('button', { name: '承認する' });
      await expect.poll(async () => (await approve.boundingBox())?.y).toBeLessThan(PHONE.viewport.height);
    },
    STORY_MS,
  );

  it(
    'chooses the category first, sees what was found above the text, and has the text back when the form is closed',
    async () => {
      const { page, visitor } = await phone('#/C0TOSHIMA?as=U0KUMIN01');
      const text = '申込みは担当の090-1234-5678へお電話ください。';
      await visitor.send(`/post ${text}`);
      const { dialog } = visitor;
      const field = dialog.getByLabel('本文');
      const top = async (element: typeof field) => (await element.boundingBox())?.y ?? Number.NaN;
      const category = dialog.getByLabel(/区政連絡会や町会活動/);
      expect(await top(category)).toBeLessThan(await top(field));
      await category.check();
      await dialog.getByRole('button', { name: formText.draft.check }).tap();
      const result = dialog.getByText(/チェックの結果：📝1/);
      await result.waitFor();
      expect(await top(result)).toBeLessThan(await top(category));
      expect(await top(result)).toBeLessThan(PHONE.viewport.height);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(PHONE.viewport.width);

      await field.fill(`${text}平日の9時からです。`);
      await dialog.getByRole('button', { name: formText.close }).last().tap();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText(`${text}平日の9時からです。`).waitFor();
    },
    STORY_MS,
  );

  it(
    'sees at once what a colleague does at a desk',
    async () => {
      const { visitor } = await phone('#/C0SHINAGAWA?as=U0KOHO100');
      const desk = new Visitor(await demo().open(DESKTOP));
      await desk.send('/post 区役所の開庁時間のお知らせです。');
      await visitor.status('区役所の開庁時間', '承認待ち').waitFor();
      await desk.press('取下げ', '区役所の開庁時間');
      await desk.button('取り下げる', desk.dialog).click();
      await visitor.status('区役所の開庁時間', '取下げ').waitFor();
    },
    STORY_MS,
  );
});

const LONG_DRAFT = `${'https://www.city.shinagawa.tokyo.jp/PC/'.padEnd(220, 'hogehoge')} ${'長い文。'.repeat(40)}`;

async function phone(hash = '') {
  const page = await demo().open(PHONE, hash);
  return { page, visitor: new Visitor(page) };
}
