import { afterEach, describe, expect, it } from 'vitest';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { formText } from '../../src/text/forms.ts';
import { refusalText } from '../../src/text/refusals.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { sharedOffice } from '../support/kessai.ts';

/** A lecturer is named, and has agreed to it. */

const { staffA, prManager } = PEOPLE;
const TEXT = `${FIELDS.text}.0`;
const office = sharedOffice();

afterEach(() => {
  expect(office().sandbox.slack.mistakes()).toEqual([]);
});

describe('氏名掲載の同意', () => {
  it('is asked once a name was found, wants to know whose, and is put to the manager; an edit finds it', async () => {
    const { people, sandbox } = office();
    const staff = sandbox.slack.as(staffA);
    await people.openForm(staffA, SHINAGAWA);
    expect(staff.readModal()).not.toContain(formText.draft.consent);
    await staff.fill({ [TEXT]: '講師の伊藤健一さんをお招きします。' });
    await staff.click('modal', ACTIONS.check);
    await sandbox.waitFor(() => staff.readModal().includes(formText.draft.consent));

    await people.submit(staffA, { [FIELDS.consent]: ['given'] });
    await sandbox.waitFor(() => staff.readModal().includes(refusalText({ code: 'consent-unsaid' })));
    const before = sandbox.slack.messages(SHINAGAWA).length;
    const note = '講師本人に電話で確認';
    await people.submit(staffA, { [FIELDS.consent]: ['given'], [FIELDS.consentNote]: note });
    const shown = await sandbox.waitFor(() => sandbox.slack.messages(SHINAGAWA).slice(before)[0]);
    const card = { channel: SHINAGAWA, ts: shown.ts };
    expect(await people.cardSays(card, cardText.consent(note))).toContain(cardText.clean([]));

    await people.press(prManager, card, 'approve');
    const chief = sandbox.slack.as(prManager);
    expect(await sandbox.waitFor(() => chief.modal() && chief.readModal())).toContain(cardText.consent(note));
    await chief.close();
    await people.press(staffA, card, 'revise');
    await sandbox.waitFor(() => staff.modal());
    expect(JSON.stringify(staff.modal())).toContain(note);
    await staff.close();
  });
});
