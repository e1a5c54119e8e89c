import { describe, expect, it } from 'vitest';
import { DESKTOP } from '../../support/browser.ts';
import { STORY_MS, sharedDemo } from '../../support/shared-demo.ts';
import { Visitor } from '../../support/visitor.ts';

/** What anybody can bring about with the switches, and what Slack itself says when the app fails. */

const demo = sharedDemo();

async function approvedWith(trouble: RegExp, text: string): Promise<Visitor> {
  const one = new Visitor(await demo().open(DESKTOP));
  await one.network.getByText('トラブルを起こす').click();
  await one.network.getByRole('switch', { name: trouble }).check();
  await one.send(`/post ${text}`);
  await one.status(text, '承認待ち').waitFor();
  await one.become('戦略広報課長 運営管理者');
  await one.approve(text);
  return one;
}

describe('trouble at X', () => {
  it(
    'a post that was made before the line broke is found on the timeline, and is out exactly once',
    async () => {
      const text = '停電の情報をまとめました。';
      const one = await approvedWith(/投稿された直後に切れる/, text);
      await one.status(text, '公開済み').waitFor();
      expect(await one.network.getByRole('article').filter({ hasText: text }).count()).toBe(1);
      await one.network.getByText('返事をしていない').waitFor();
      expect(demo().sandbox.x.createCount(text)).toBe(1);
      // The switch was for once.
      expect(await one.network.getByRole('switch', { name: /投稿された直後に切れる/ }).isChecked()).toBe(false);
    },
    STORY_MS,
  );

  it(
    'a refusal for want of credit shows as failed, and the switch stays on until it is turned off',
    async () => {
      const text = '健康診断の日程をまとめました。';
      const one = await approvedWith(/クレジット切れ/, text);
      await one.status(text, '公開失敗').waitFor();
      const credit = one.network.getByRole('switch', { name: /クレジット切れ/ });
      expect(await credit.isChecked()).toBe(true);
      await credit.uncheck();
      await one.press('もう一度公開する', text);
      await one.dialog.getByRole('button', { name: '公開する' }).click();
      await one.status(text, '公開済み').waitFor();
    },
    STORY_MS,
  );

  it(
    'a post that is taken down stays on the page, marked as deleted',
    async () => {
      const one = new Visitor(await demo().open(DESKTOP));
      const { id } = demo().sandbox.x.seedPost('shinagawacity', '去年の催しのお知らせです。');
      const post = one.network.getByRole('article').filter({ hasText: '去年の催し' });
      await post.waitFor();
      demo().sandbox.x.deletePost(id);
      await post.getByText(/に削除されました/).waitFor();
    },
    STORY_MS,
  );
});

describe('an app that is gone', () => {
  it(
    'is said on the page, and Slack’s own words come up when somebody still tries',
    async () => {
      const one = new Visitor(await demo().open(DESKTOP));
      await one.page.getByText('アプリ接続中').waitFor();
      await demo().app.kill();
      await one.page.getByText('アプリ未接続').waitFor();
      await one.send('/post お知らせです。');
      await one.page
        .getByRole('status')
        .getByText(/エラーにより失敗しました/)
        .waitFor();
    },
    STORY_MS,
  );
});
