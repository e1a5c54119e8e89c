import { describe, expect, it } from 'vitest';
import { formText } from '../../../src/text/forms.ts';
import { DESKTOP, PHONE } from '../../support/browser.ts';
import { STORY_MS, sharedDemo } from '../../support/shared-demo.ts';
import { Visitor } from '../../support/visitor.ts';

/** Somebody who has read nothing follows what the page says, and has a post approved. */

const demo = sharedDemo();

describe('the guide', () => {
  it(
    'leads from a click to a published post, and then to why the next one is flagged',
    async () => {
      const one = new Visitor(await demo().open(DESKTOP));
      const guide = one.page.getByRole('main').locator('.guide');
      const says = (hint: string) => guide.getByRole('status').getByText(hint).waitFor();
      await guide.getByText('0/6').waitFor();

      await one.button('問題のない投稿').click();
      await says('「送信」してください');
      await one.button('送信', one.page.getByRole('main')).click();
      await says('次は、承認する人の番です');
      await one.button('戦略広報課長になる').click();
      await says('「承認する」を押してください');
      await one.press('承認する', '図書館の再開');
      await one.dialog.getByRole('button', { name: formText.decision.submit.approve }).click();
      await says('公開されました');
      await guide.getByText('1/6').waitFor();
      await one.button('問題のない投稿（できました）').waitFor();

      await one.button('つぎ：曜日の誤り').click();
      await expect
        .poll(() => one.page.getByRole('main').getByRole('combobox').inputValue())
        .toMatch(/^\/post 【防災講座】/);
      expect(await one.page.getByRole('button', { name: '職員A 戦略広報課' }).getAttribute('aria-pressed')).toBe(
        'true',
      );
      await one.button('送信', one.page.getByRole('main')).click();
      await says('根拠の条項が出ています');
      await guide.getByText('2/6').waitFor();
    },
    STORY_MS,
  );

  it(
    'knows what was done when the page is opened anew',
    async () => {
      await demo().sandbox.waitFor(() => demo().sandbox.x.posts().length === 1);
      const other = new Visitor(await demo().open(DESKTOP));
      await other.button('問題のない投稿（できました）').waitFor();
      await other.button('携帯番号').waitFor();
    },
    STORY_MS,
  );

  it(
    'leaves room for the channel on a phone, and is after a reload as it was: with the text it gave, or closed',
    async () => {
      const page = await demo().open(PHONE);
      const one = new Visitor(page);
      const guide = page.locator('.guide');
      await one.button('問題のない投稿（できました）').waitFor();
      const channel = page.getByRole('region', { name: /のメッセージ$/u });
      expect((await channel.boundingBox())?.height).toBeGreaterThan(PHONE.viewport.height / 3);

      await one.button('問題のない投稿（できました）').tap();
      const side = async (name: string | RegExp) => (await one.button(name).boundingBox())?.y;
      expect(await side('Xを見る')).toBe(await side(/^つぎ：/u));

      await one.button('携帯番号').tap();
      const field = page.getByRole('main').getByRole('combobox');
      await expect.poll(() => field.inputValue()).toMatch(/^\/post 【一時保育】/u);
      await page.reload();
      await guide.getByRole('status').getByText('下の欄に入った文を').waitFor();
      expect(await field.inputValue()).toMatch(/^\/post 【一時保育】/u);

      await guide.locator('summary').tap();
      await one.button('問題のない投稿（できました）').waitFor({ state: 'hidden' });
      await page.reload();
      await guide.waitFor();
      expect(await one.button('問題のない投稿（できました）').isVisible()).toBe(false);
    },
    STORY_MS,
  );
});
