import { describe, expect, it } from 'vitest';
import { ownOffice } from '../../sandbox/own-office.ts';
import { PHONE } from '../../support/browser.ts';
import { STORY_MS, sharedDemo } from '../../support/shared-demo.ts';
import { Visitor } from '../../support/visitor.ts';

/** The demo with somebody's own office.yaml and guideline, on a telephone. */

const OFFICE = 'test/guideline/fixtures/mihon/office.yaml';
const read = ownOffice(OFFICE, new Date());
if (!read.ok) throw new Error('the example of an own guideline loads');
const demo = sharedDemo({ office: OFFICE, seed: read.seed });

describe('the page of an office of one’s own', () => {
  it(
    'says how to begin instead of another office’s tasks, and leads from the draft to the own network',
    async () => {
      const page = await demo().open(PHONE);
      const one = new Visitor(page);
      const main = page.getByRole('main');
      await main.getByText('「# 見本町公式line」で、下の欄に「/post 本文」と書いて').waitFor();
      await main.getByText('→ LINE').waitFor();
      expect(await page.getByRole('button', { name: '曜日の誤り' }).count()).toBe(0);

      await one.send('/post');
      await one.dialog.getByLabel('本文').fill('資料を閲覧できます。');
      await one.dialog.getByRole('checkbox').or(one.dialog.getByRole('radio')).first().check();
      await one.button('起案する', one.dialog).tap();
      await one.status('資料を閲覧できます', '承認待ち').waitFor();

      await one.button('切り替え').tap();
      await one.button(/^総務課長/u, one.dialog).tap();
      await one.approve('資料を閲覧できます');
      await one.status('資料を閲覧できます', '手動掲載待ち').waitFor();
      await one.button(/^LINE/u, page.getByRole('navigation', { name: '画面の切り替え' })).tap();
      await one.network.getByText('資料を閲覧できます。').waitFor();
      expect(demo().sandbox.slack.mistakes()).toEqual([]);
    },
    STORY_MS,
  );
});
