import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { formText } from '../../../src/text/forms.ts';
import { DESKTOP, PHONE } from '../../support/browser.ts';
import { STORY_MS, sharedDemo } from '../../support/shared-demo.ts';
import { TOLD } from '../../support/told.ts';
import { Visitor } from '../../support/visitor.ts';

/** By keyboard alone, and as WCAG 2.1 AA wants it: names, contrast, roles. */

const demo = sharedDemo();
let axe: string;
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});

/** What axe-core finds on what is now to be seen. */
async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate<AxeResults>(
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] })",
  );
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${String(target)}`));
}

describe('the page', () => {
  it(
    'has no barrier that axe-core knows, with cards, a thread, a form, the board and on a phone',
    async () => {
      const one = new Visitor(await demo().open(DESKTOP));
      expect(await barriers(one.page)).toEqual([]);
      await one.button('曜日の誤り').click();
      await one.button('送信', one.page.getByRole('main')).click();
      await one
        .message('防災講座')
        .getByRole('button', { name: /件の返信/ })
        .click();
      await one.thread.getByText(`職員A${TOLD.submitted}`).waitFor();
      expect(await barriers(one.page)).toEqual([]);

      await one.press('承認する', '防災講座');
      await one.page.getByRole('article', { name: 'あなただけに表示されています' }).waitFor();
      await one.become('戦略広報課長 運営管理者');
      await one.press('承認する', '防災講座');
      await one.dialog.waitFor();
      expect(await barriers(one.page)).toEqual([]);
      await one.page.keyboard.press('Escape');
      await one.dialog.waitFor({ state: 'detached' });

      await one.enter('# 豊島区piazza');
      expect(await barriers(one.page)).toEqual([]);
      await one.page.getByRole('button', { name: 'Kessai（ホーム）' }).click();
      await one.page.getByRole('heading', { name: /^あなたがすること/ }).waitFor();
      expect(await barriers(one.page)).toEqual([]);

      expect(await barriers(await demo().open(PHONE))).toEqual([]);
      expect(await barriers(await demo().open(PHONE, '#/C0SHINAGAWA?pane=network'))).toEqual([]);
      expect(await barriers(await demo().open(PHONE, '#/C0SHINAGAWA?pane=menu'))).toEqual([]);
    },
    STORY_MS,
  );

  it(
    'lets somebody draft, change seats and approve without a mouse',
    async () => {
      const one = new Visitor(await demo().open(DESKTOP));
      const { keyboard } = one.page;
      await one.page.getByRole('main').getByRole('combobox').focus();
      await keyboard.type('/po');
      await one.page.getByRole('option').first().waitFor();
      await keyboard.press('ArrowDown');
      await keyboard.press('Enter');
      await keyboard.insertText('保育園の入園案内を掲載しました。');
      await keyboard.press('Enter');
      await one.status('保育園の入園案内', '承認待ち').waitFor();

      await one.page.getByRole('button', { name: '戦略広報課長 運営管理者' }).focus();
      await keyboard.press('Enter');
      await one.message('保育園の入園案内').getByRole('button', { name: '承認する' }).focus();
      await keyboard.press('Space');
      await one.dialog.waitFor();
      await one.dialog.getByRole('button', { name: formText.decision.submit.approve }).focus();
      await keyboard.press('Enter');
      await one.status('保育園の入園案内', '公開済み').waitFor();
    },
    STORY_MS,
  );

  it(
    'moves in a menu by arrows and leaves it by Escape',
    async () => {
      const one = new Visitor(await demo().open(DESKTOP));
      await one.send('おはようございます。');
      const menu = one.message('おはようございます。').getByRole('button', { name: /メニュー$/ });
      await menu.focus();
      await one.page.keyboard.press('Enter');
      const items = one.page.getByRole('menuitem');
      await one.focused(items.first());
      await one.page.keyboard.press('ArrowDown');
      await one.focused(items.nth(1));
      await one.page.keyboard.press('Escape');
      await items.first().waitFor({ state: 'detached' });
      await one.focused(menu);
    },
    STORY_MS,
  );
});
