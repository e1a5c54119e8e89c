import sharp from 'sharp';
import { expect, it } from 'vitest';
import { formText } from '../../../src/text/forms.ts';
import { mediaText } from '../../../src/text/media.ts';
import { PHONE } from '../../support/browser.ts';
import { picture } from '../../support/pictures.ts';
import { STORY_MS, sharedDemo } from '../../support/shared-demo.ts';
import { Visitor } from '../../support/visitor.ts';

/** A post with its poster on a phone, as staff and their chief see it. */

const demo = sharedDemo();

async function poster(): Promise<Buffer> {
  const words = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><rect width="900" height="600" fill="#0b5394"/>' +
      '<circle cx="450" cy="260" r="160" fill="#ffd966"/><rect x="150" y="470" width="600" height="60" fill="#fff"/></svg>',
  );
  return sharp(words).png().toBuffer();
}

it(
  'is attached in the form, asked about, seen on the card and in the decision, and up on X',
  async () => {
    const page = await demo().open(PHONE);
    const visitor = new Visitor(page);
    const main = page.getByRole('main');
    await main.getByRole('combobox').fill('/post');
    await main.getByRole('button', { name: '送信' }).tap();
    await visitor.dialog
      .getByLabel(formText.draft.text(1, 1))
      .fill('写真展のお知らせです。詳しくは画像をご覧ください。');
    await visitor.dialog.getByLabel(mediaText.form.files(0, 4)).setInputFiles([
      { name: 'poster.png', mimeType: 'image/png', buffer: await poster() },
      { name: 'hall.jpg', mimeType: 'image/jpeg', buffer: await picture({ width: 600, height: 800 }) },
    ]);
    await visitor.dialog.getByText('hall.jpg').first().waitFor();
    await visitor.button(formText.draft.check, visitor.dialog).tap();
    const asked = visitor.dialog.getByLabel(mediaText.form.alt(2));
    await asked.waitFor();
    await visitor.dialog.getByRole('img', { name: mediaText.form.thumbnail(1) }).waitFor();
    await visitor.dialog.getByLabel(mediaText.form.alt(1)).fill('写真展のポスター');
    await asked.fill('会場の入口');
    for (const number of [1, 2]) {
      await visitor.dialog
        .getByLabel(mediaText.form.rightsLabel(number))
        .selectOption({ label: mediaText.form.rights.own });
      await visitor.dialog
        .getByLabel(mediaText.form.peopleLabel(number))
        .selectOption({ label: mediaText.form.people.none });
    }
    await visitor.button(formText.draft.newSubmit, visitor.dialog).tap();
    await visitor.status('写真展のお知らせ', '承認待ち').waitFor();
    const sheet = mediaText.card.sheet(['写真展のポスター', '会場の入口']);
    await visitor.message('写真展のお知らせ').getByRole('img', { name: sheet }).waitFor();

    await page.getByRole('button', { name: '切り替え' }).tap();
    await page.getByRole('dialog').getByRole('button', { name: '戦略広報課長 運営管理者' }).tap();
    await visitor.message('写真展のお知らせ').getByRole('button', { name: '承認する' }).tap();
    await visitor.dialog.getByRole('img', { name: '会場の入口' }).waitFor();
    await visitor.dialog.getByRole('button', { name: formText.decision.submit.approve }).tap();
    await visitor.status('写真展のお知らせ', '公開済み').waitFor();
    await page.getByRole('navigation', { name: '画面の切り替え' }).getByRole('button', { name: /^X/ }).tap();
    const posted = page.getByRole('article').filter({ hasText: '写真展のお知らせ' });
    expect(await posted.getByRole('img').count()).toBe(2);
    // Nothing on a phone is wider than the phone.
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  },
  STORY_MS,
);
