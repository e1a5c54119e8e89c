import { describe, expect, it } from 'vitest';
import { ACTS } from '../../../src/acts/index.ts';
import { findText } from '../../../src/text/find.ts';
import { formText } from '../../../src/text/forms.ts';
import { homeText } from '../../../src/text/help.ts';
import { queueText } from '../../../src/text/lists.ts';
import { standing } from '../../../src/text/words.ts';
import { OfficePeople, PEOPLE, SHINAGAWA } from '../../sandbox/office.ts';
import { PHONE } from '../../support/browser.ts';
import { STORY_MS, sharedDemo } from '../../support/shared-demo.ts';
import { Visitor } from '../../support/visitor.ts';

/** A chief's day on a telephone, from the app's Home. */

const { staffA, prManager } = PEOPLE;
const HOME = `#/home?as=${prManager}`;
const demo = sharedDemo();

describe('a section chief on a phone', () => {
  it(
    'decides on eight waiting drafts from Home in sixteen presses',
    async () => {
      const people = new OfficePeople(demo().sandbox);
      const texts = Array.from({ length: 8 }, (_, nth) => `図書館だより第${nth + 1}号を置いています。`);
      for (const text of texts) await people.post(staffA, SHINAGAWA, text);
      const page = await demo().open(PHONE, HOME);
      const one = new Visitor(page);
      let presses = 0;
      for (let left = texts.length; left > 0; left -= 1) {
        await page.getByRole('heading', { name: homeText.tasks(left) }).waitFor();
        await one.button(queueText.decide).first().tap();
        await one.button(formText.decision.submit.approve, one.dialog).tap();
        await one.dialog.waitFor({ state: 'detached' });
        presses += 2;
      }
      await page.getByText(homeText.tasksNone).waitFor();
      expect(presses).toBeLessThanOrEqual(16);
      for (const text of texts) await demo().sandbox.waitFor(() => demo().sandbox.x.createCount(text) === 1);
    },
    STORY_MS,
  );

  it(
    'finds a post by a word that stands in it',
    async () => {
      const people = new OfficePeople(demo().sandbox);
      const card = await people.post(staffA, SHINAGAWA, '駅前の噴水を直しました。水遊びができます。');
      await people.approve(prManager, card);
      await people.cardSays(card, '公開済み');
      const page = await demo().open(PHONE, HOME);
      const one = new Visitor(page);
      await one.button(findText.open).tap();
      await one.dialog.getByLabel(findText.words).fill('水遊ビ');
      await one.button(findText.submit, one.dialog).tap();
      await one.dialog.getByText('駅前の噴水を直しました').first().waitFor();
    },
    STORY_MS,
  );

  it(
    'returns a draft from Home; its author mends it on a phone with the reason in view',
    async () => {
      const people = new OfficePeople(demo().sandbox);
      const card = await people.post(staffA, SHINAGAWA, '遊歩道の清掃を行います。ご協力ください。');
      const chief = new Visitor(await demo().open(PHONE, HOME));
      await chief.button(queueText.decide).first().tap();
      await chief.dialog.getByLabel(formText.decision.outcomes.return).tap();
      await chief.dialog.getByLabel('差戻しの理由').fill('集合の時刻と場所がありません。');
      await chief.button(formText.decision.submit.return, chief.dialog).tap();
      await chief.dialog.waitFor({ state: 'detached' });
      const author = new Visitor(await demo().open(PHONE, `#/home?as=${staffA}`));
      await author.button(ACTS.revise.button).first().tap();
      const reason = author.dialog.getByText('集合の時刻と場所がありません。');
      await reason.waitFor();
      // On the first screen, above the text that is mended.
      const [told, text] = [await reason.boundingBox(), await author.dialog.getByLabel('本文').boundingBox()];
      expect(told?.y ?? Number.NaN).toBeLessThan(text?.y ?? Number.NaN);
      expect((told?.y ?? Number.NaN) + (told?.height ?? 0)).toBeLessThan(PHONE.viewport.height);
      await author.dialog.getByLabel('本文').fill('遊歩道の清掃を行います。9時に区役所の前に集まります。');
      await author.button(formText.draft.editSubmit(2), author.dialog).tap();
      await author.dialog.waitFor({ state: 'detached' });
      expect(await people.cardSays(card, '第2版')).toContain('9時に区役所の前に集まります。');
      await people.approve(prManager, card);
      await people.cardSays(card, '公開済み');
    },
    STORY_MS,
  );

  it(
    'is not troubled with a draft that has to be mended first',
    async () => {
      const people = new OfficePeople(demo().sandbox);
      const card = await people.post(staffA, SHINAGAWA, '本日○時○分ころ、●●で訓練を行います。');
      await people.cardSays(card, standing({ status: 'submitted', blocked: true, scheduled: false }).label);
      const page = await demo().open(PHONE, HOME);
      await page
        .getByRole('heading', { name: /^あなたがすること|^最近終わったもの/u })
        .first()
        .waitFor();
      await page.getByText(homeText.tasksNone).waitFor();
      const calls = demo()
        .sandbox.slack.thread(SHINAGAWA, card.ts)
        .map((line) => demo().sandbox.slack.pings(line).users);
      expect(calls.flat()).toEqual([staffA]);
    },
    STORY_MS,
  );
});
