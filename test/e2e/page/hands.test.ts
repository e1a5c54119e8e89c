import { describe, expect, it } from 'vitest';
import { ACTS } from '../../../src/acts/index.ts';
import { takeOver } from '../../../src/acts/take-over.ts';
import { cardText } from '../../../src/text/card.ts';
import { formText } from '../../../src/text/forms.ts';
import { OfficePeople, PEOPLE, SHINAGAWA } from '../../sandbox/office.ts';
import { PHONE } from '../../support/browser.ts';
import { STORY_MS, sharedDemo } from '../../support/shared-demo.ts';
import { Visitor } from '../../support/visitor.ts';

/** A draft goes from hand to hand, on telephones. */

const { staffA, prManager } = PEOPLE;
const staffC = 'U0KOHO002';
const demo = sharedDemo();

const phoneOf = async (user: string) => new Visitor(await demo().open(PHONE, `#/${SHINAGAWA}?as=${user}`));

describe('on a phone', () => {
  it(
    'a colleague takes a draft over, and edits in the same window',
    async () => {
      await new OfficePeople(demo().sandbox).post(staffA, SHINAGAWA, '休館日を変えます。');
      const colleague = await phoneOf(staffC);
      await colleague.press(ACTS.takeOver.button, '休館日を変えます');
      await colleague.button(takeOver.confirm().yes, colleague.dialog).tap();
      await colleague.dialog.getByText(formText.draft.takenOver).waitFor();
      await colleague.dialog.getByLabel('本文').fill('来月から休館日を変えます。');
      await colleague.button(formText.draft.editSubmit(2), colleague.dialog).tap();
      const card = colleague.message('来月から休館日を変えます');
      await card.getByText(cardText.firstDrafter('職員A')).waitFor();
      const wide = await colleague.page.evaluate<number>('document.documentElement.scrollWidth');
      expect(wide).toBe(PHONE.viewport.width);
    },
    STORY_MS,
  );

  it(
    'a chief writes how it should read, and the drafter accepts with one press',
    async () => {
      await new OfficePeople(demo().sandbox).post(staffA, SHINAGAWA, '体育館を開けます。');
      const chief = await phoneOf(prManager);
      await chief.press(ACTS.propose.button, '体育館を開けます');
      await chief.dialog.getByLabel('本文').fill('体育館を9時に開けます。');
      await chief.button(ACTS.propose.button, chief.dialog).tap();
      await chief.dialog.waitFor({ state: 'detached' });

      const drafter = await phoneOf(staffA);
      await drafter.message('体育館を開けます').getByText(cardText.proposed('戦略広報課長', 1)).waitFor();
      await drafter.button(ACTS.acceptProposal.button, drafter.message('体育館を開けます')).tap();
      await drafter.message('体育館を9時に開けます').getByText(cardText.asProposed('戦略広報課長')).waitFor();
    },
    STORY_MS,
  );
});
