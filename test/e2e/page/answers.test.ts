import { expect, it } from 'vitest';
import { targetText } from '../../../src/text/target.ts';
import { OTHER_X_ACCOUNT } from '../../sandbox/seed.ts';
import { DESKTOP } from '../../support/browser.ts';
import { STORY_MS, sharedDemo } from '../../support/shared-demo.ts';
import { Visitor } from '../../support/visitor.ts';

/** By clicking: a question on X is answered by hand, and the account's page shows it as X would. */

const demo = sharedDemo();
const QUESTION = '避難所はどこですか';
const ANSWER = 'お問い合わせの避難所は、区役所の1階です。';

it(
  'staff answer a post from the form, the manager finds it necessary, and what was done on X is on record',
  async () => {
    const { x } = demo().sandbox;
    const post = x.seedPost(OTHER_X_ACCOUNT.username, QUESTION);
    const one = new Visitor(await demo().open(DESKTOP));
    await one.send('/post');
    await one.dialog.waitFor();
    await one.dialog
      .getByLabel(targetText.form.kind(['reply', 'quote', 'repost', 'follow']))
      .selectOption({ label: targetText.kinds.reply });
    await one.dialog.getByLabel(targetText.form.url('reply')).fill(`https://x.com/${post.username}/status/${post.id}`);
    await one.dialog.getByLabel('本文', { exact: true }).fill(ANSWER);
    await one.button('起案する', one.dialog).click();
    await one.message(ANSWER).getByText(QUESTION).waitFor();
    await one.become('戦略広報課長 運営管理者');
    await one.approve(ANSWER);
    await one.status(ANSWER, '手動掲載待ち').waitFor();

    // On X, by hand, and then a quote and a repost of the same post.
    const about = post.id;
    x.seedPost('shinagawacity', ANSWER, { replyTo: about });
    x.seedPost('shinagawacity', 'くわしくはこちらです。', { quoteOf: about });
    x.seedPost('shinagawacity', 'RT', { repostOf: about });
    await one.network.getByText(`返信先: @${post.username} さん`).waitFor();
    await one.network.getByText('品川区さんがリポストしました').waitFor();
    expect(await one.network.locator('blockquote').getByText(QUESTION).count()).toBe(1);
  },
  STORY_MS,
);
