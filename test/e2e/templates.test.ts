import { afterEach, expect, it } from 'vitest';
import { ACTS } from '../../src/acts/index.ts';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { formText } from '../../src/text/forms.ts';
import { reviewText } from '../../src/text/review.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { sharedOffice } from '../support/kessai.ts';

/** Texts that the office begins with: a place that was not filled in never goes out. */

const { staffA, prManager } = PEOPLE;
const TEXT = `${FIELDS.text}.0`;
const office = sharedOffice();

afterEach(() => {
  expect(office().sandbox.slack.mistakes()).toEqual([]);
});

it('a template stands in the form behind what was written, and blocks until its places are filled in', async () => {
  const { people, sandbox } = office();
  const staff = sandbox.slack.as(staffA);
  await people.openForm(staffA, SHINAGAWA);
  await staff.fill({ [TEXT]: '先に書いた文です。' });
  await staff.choose('modal', ACTIONS.template, '休館');
  const places = ['{{施設名}}', '{{月日（曜日）}}', '{{理由}}'];
  const said = await sandbox.waitFor(
    () => staff.readModal().includes(formText.draft.templated('休館', places)) && staff.readModal(),
  );
  expect(said).toContain('先に書いた文です。');
  await staff.click('modal', ACTIONS.check);
  await sandbox.waitFor(() => staff.readModal().includes(reviewText.heading('block', places.length, true)));
  await people.submit(staffA, { [TEXT]: '【休館のお知らせ】図書館は、12月7日（月）設備点検のため休館します。' });
  const card = await people.cardOf('図書館は、12月7日');
  await people.cardSays(card, '承認待ち');
  await people.approve(prManager, card);
  await people.cardSays(card, '公開済み');
});

it('a template that was sent as it is waits for its drafter, and cannot be approved', async () => {
  const { people, sandbox } = office();
  const staff = sandbox.slack.as(staffA);
  await people.openForm(staffA, SHINAGAWA);
  await staff.choose('modal', ACTIONS.template, '気象・防災');
  await sandbox.waitFor(() => staff.readModal().includes('{{とってほしい行動}}'));
  await people.submit(staffA);
  const card = await people.cardOf('{{とってほしい行動}}');
  expect(await people.cardSays(card, '要修正')).not.toContain(ACTS.approve.button);
  expect(sandbox.x.createRequests().some(({ text }) => text?.includes('{{') === true)).toBe(false);
});

it('an edit offers no template: what stands there is never replaced', async () => {
  const { people, sandbox } = office();
  const card = await people.post(staffA, SHINAGAWA, 'ひな形のない、ふつうのお知らせです。');
  await people.cardSays(card, '承認待ち');
  await people.press(staffA, card, 'revise');
  const staff = sandbox.slack.as(staffA);
  await sandbox.waitFor(() => staff.modal());
  expect(staff.readModal()).not.toContain(formText.draft.template);
  await staff.close();
});
