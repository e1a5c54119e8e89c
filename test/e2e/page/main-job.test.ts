import { describe, expect, it } from 'vitest';
import { formText } from '../../../src/text/forms.ts';
import { refusalText } from '../../../src/text/refusals.ts';
import { SHINAGAWA } from '../../sandbox/office.ts';
import { DESKTOP } from '../../support/browser.ts';
import { STORY_MS, sharedDemo } from '../../support/shared-demo.ts';
import { TOLD } from '../../support/told.ts';
import { Visitor } from '../../support/visitor.ts';

/** The main job as a visitor of the demo does it: by clicking what is written on the page. */

/** Whether Slack's client or the app says it. */
const REASON_WANTED = new RegExp(
  `この項目は必須です|${refusalText({ code: 'reason-missing' })}|${refusalText({ code: 'necessity-missing', findingKeys: ['1'] })}`,
);
const demo = sharedDemo();

const visitor = async (hash = '') => new Visitor(await demo().open(DESKTOP, hash));

describe('a visitor at a desk', () => {
  it(
    'sees a draft become a card, is asked by the manager’s form, and finds the post on X and its story in the thread',
    async () => {
      const one = await visitor();
      await one.send('/post 図書館を6月から改修します。');
      await one.status('図書館を6月から改修します', '承認待ち').waitFor();

      await one.become('戦略広報課長 運営管理者');
      await one.approve('図書館を6月から改修します');
      await one.status('図書館を6月から改修します', '公開済み').waitFor();

      await one.network.getByRole('article').filter({ hasText: '図書館を6月から改修します。' }).waitFor();
      await one
        .message('図書館を6月から改修します')
        .getByRole('button', { name: /件の返信/ })
        .click();
      await one.thread.getByText(`職員A${TOLD.submitted}`).waitFor();
      await one.thread.getByText(`戦略広報課長${TOLD.approved}`).waitFor();
      await one.thread.getByText(TOLD.published).waitFor();
      expect(demo().sandbox.x.createCount('図書館を6月から改修します。')).toBe(1);
    },
    STORY_MS,
  );

  it(
    'sees a wrong weekday marked with its provision, sends it back with a reason, mends it and approves what was mended',
    async () => {
      const wrong = '2027年1月9日（日）に新春の集いを開きます。';
      const right = '2027年1月9日（土）に新春の集いを開きます。';
      const one = await visitor();
      await one.send(`/post ${wrong}`);
      const card = one.message('新春の集い');
      await card.locator('blockquote code', { hasText: '1月9日（日）' }).waitFor();
      await card.getByText('第5条2項(4)').waitFor();

      await one.become('戦略広報課長 運営管理者');
      await one.press('差戻し', '新春の集い');
      await one.button('差し戻す', one.dialog).click();
      await one.dialog.getByText(REASON_WANTED).waitFor();
      await one.dialog.getByLabel('差戻しの理由').fill('曜日を確かめてください。');
      await one.button('差し戻す', one.dialog).click();
      await one.status('新春の集い', '差戻し中').waitFor();

      await one.become('職員A 戦略広報課');
      await one.press('編集', '新春の集い');
      await one.dialog.getByLabel('本文').fill(right);
      await one.dialog.getByRole('button', { name: formText.draft.editSubmit(2) }).click();
      await one.status('新春の集い', '承認待ち').waitFor();

      await one.become('戦略広報課長 運営管理者');
      await one.approve('新春の集い');
      await one.status('新春の集い', '公開済み').waitFor();
      expect(demo().sandbox.x.createCount(wrong)).toBe(0);
      expect(demo().sandbox.x.createCount(right)).toBe(1);
    },
    STORY_MS,
  );

  it(
    'must give the reason for a reply before the form goes',
    async () => {
      const one = await visitor();
      await one.send('/post @tokyo_bousai お知らせをありがとうございます。');
      await one.status('お知らせをありがとうございます', '承認待ち').waitFor();
      await one.become('戦略広報課長 運営管理者');
      await one.press('承認する', 'お知らせをありがとうございます');
      const approve = one.dialog.getByRole('button', { name: formText.decision.submit.approve });
      await approve.click();
      await one.dialog.getByText(REASON_WANTED).first().waitFor();
      await one.answerAll('早く知らせる必要があるため。');
      await approve.click();
      await one.status('お知らせをありがとうございます', '公開済み').waitFor();
    },
    STORY_MS,
  );

  it(
    'is told privately that the press of a person without authority was refused and recorded',
    async () => {
      const one = await visitor();
      await one.send('/post 窓口の混雑状況を掲載しました。');
      await one.status('窓口の混雑状況', '承認待ち').waitFor();
      await one.become('職員B 防災課');
      await one.press('承認する', '窓口の混雑状況');
      const told = one.page.getByRole('article', { name: 'あなただけに表示されています' });
      await told.getByText('戦略広報課長だけが使えます').waitFor();

      await one.become('職員C 戦略広報課');
      await told.waitFor({ state: 'detached' });
      await one
        .message('窓口の混雑状況')
        .getByRole('button', { name: /件の返信/ })
        .click();
      await one.thread.getByText(TOLD.submitted).waitFor();
      expect(await one.thread.getByText('職員B').count()).toBe(0);
      await one.status('窓口の混雑状況', '承認待ち').waitFor();
    },
    STORY_MS,
  );

  it(
    'posts by hand where there is no API, and reports the address',
    async () => {
      const one = await visitor('#/C0TOSHIMA?as=U0KUMIN01');
      await one.send('/post');
      await one.dialog.getByLabel('本文').fill('町会の防災訓練の様子をお知らせします。');
      await one.dialog.getByLabel(/区政連絡会や町会活動/).check();
      await one.button('起案する', one.dialog).click();
      await one.status('町会の防災訓練', '承認待ち').waitFor();

      await one.become('区民活動推進課長 運営管理者');
      await one.approve('町会の防災訓練');
      await one.status('町会の防災訓練', '手動掲載待ち').waitFor();

      await one.become('職員D 区民活動推進課');
      await one.button('この文をコピーする').click();
      await one.button('掲載する').click();
      const address = (await one.network.locator('code').textContent()) ?? '';
      await one.press('掲載しました', '町会の防災訓練');
      await one.dialog.getByLabel('投稿のURL').fill(address);
      await one.button('掲載しました', one.dialog).click();
      await one.status('町会の防災訓練', '公開済み').waitFor();
      expect(
        demo()
          .sandbox.piazza.posts()
          .map(({ text }) => text),
      ).toEqual(['町会の防災訓練の様子をお知らせします。']);
    },
    STORY_MS,
  );

  it(
    'is asked before a draft is withdrawn, and can say no',
    async () => {
      const one = await visitor();
      await one.send('/post 出張所の休止のお知らせです。');
      await one.status('出張所の休止', '承認待ち').waitFor();
      await one.press('取下げ', '出張所の休止');
      await one.button('閉じる', one.dialog).last().click();
      await one.dialog.waitFor({ state: 'detached' });
      expect(await one.status('出張所の休止', '承認待ち').count()).toBe(1);
      await one.press('取下げ', '出張所の休止');
      await one.button('取り下げる', one.dialog).click();
      await one.status('出張所の休止', '取下げ').waitFor();
    },
    STORY_MS,
  );

  it(
    'makes a draft of a colleague’s message through its menu',
    async () => {
      const one = await visitor();
      await one.send('駅前の花壇が見ごろです。');
      const said = one.message('駅前の花壇が見ごろです。');
      await said.getByRole('button', { name: /メッセージのメニュー$/ }).click();
      await one.page.getByRole('menuitem', { name: 'この文を起案する' }).click();
      await one.dialog.waitFor();
      expect(await one.dialog.getByLabel('本文').inputValue()).toBe('駅前の花壇が見ごろです。');
      await one.button('起案する', one.dialog).click();
      await one.status('駅前の花壇が見ごろです。', '承認待ち').waitFor();
    },
    STORY_MS,
  );

  it(
    'finds the draft on the manager’s Home and goes from there to its card',
    async () => {
      const one = await visitor();
      await one.send('/post 区民農園の利用者を募集します。');
      await one.status('区民農園の利用者', '承認待ち').waitFor();
      await one.become('戦略広報課長 運営管理者');
      await one.page.getByRole('button', { name: 'Kessai（ホーム）' }).click();
      const home = one.page.getByRole('region', { name: 'Kessai（ホーム）' });
      await home.getByText('区民農園の利用者を募集します。').waitFor();
      await home.getByRole('link', { name: 'カード', exact: true }).last().click();
      await one.thread.getByText(`職員A${TOLD.submitted}`).waitFor();
    },
    STORY_MS,
  );

  it(
    'still has what was typed, and the same seat, after the page was loaded anew',
    async () => {
      const one = await visitor('#/C0SHINAGAWA?as=U0KOHO002');
      await one.send('/post');
      await one.dialog.getByLabel('本文').fill('書きかけの文です。');
      await demo().sandbox.waitFor(() =>
        JSON.stringify(demo().sandbox.slack.modals('U0KOHO002')).includes('書きかけの文です。'),
      );
      await one.page.reload();
      expect(await one.dialog.getByLabel('本文').inputValue()).toBe('書きかけの文です。');
      await one.dialog.getByRole('button', { name: '閉じる' }).last().click();
      await one.dialog.waitFor({ state: 'detached' });
      expect(await one.page.getByRole('button', { name: '職員C 戦略広報課' }).getAttribute('aria-pressed')).toBe(
        'true',
      );
    },
    STORY_MS,
  );

  it('leaves Slack with nothing to complain about', () => {
    expect(demo().sandbox.slack.mistakes()).toEqual([]);
    expect(demo().sandbox.slack.messages(SHINAGAWA).length).toBeGreaterThan(5);
  });
});
