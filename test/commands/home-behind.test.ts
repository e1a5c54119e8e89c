import { expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/action-ids.ts';
import { formText } from '../../src/text/forms.ts';
import { homeText } from '../../src/text/help.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { staffA } from '../support/drafts.ts';
import { startListening } from '../support/listening.ts';
import { submitted } from '../support/world.ts';

/** The chief's Home stands open on a desk while the drafter mends the draft. */

const { prManager } = PEOPLE;

it('pressed too early it says so once; then the Home has the new text, and its button opens the form', async () => {
  const office = await startListening();
  const { id } = await submitted(office.world);
  await office.world.store.saveThread(id, {
    ...{ channel: SHINAGAWA, cardTs: '1.1', shown: 1, told: 1, parts: 0, inDoubt: false },
  });
  const chief = office.sandbox.slack.as(prManager);
  await chief.openHome();
  await office.sandbox.waitFor(() => chief.readHome().includes(homeText.tasks(1)));
  await reviseDraft(office.world, {
    ...{ draftId: id, by: staffA, delivery: 'revised', expectedRevision: 1, text: '直した文です。', fields: {} },
  });
  await chief.click('home', ACTIONS.decide);
  await office.sandbox.waitFor(() => office.privately(prManager).some((said) => said.includes('第2版')));
  await office.sandbox.waitFor(() => chief.readHome().includes('直した文です。'));
  await chief.click('home', ACTIONS.decide);
  await office.sandbox.waitFor(() => chief.modal()?.title?.text === formText.decision.title);
  expect(chief.readModal()).toContain('直した文です。');
});
