import { expect, it } from 'vitest';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { formText } from '../../src/text/forms.ts';
import { homeText } from '../../src/text/help.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { staffA } from '../support/drafts.ts';
import { type Listening, startListening } from '../support/listening.ts';
import { until } from '../support/until.ts';
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

it.each([
  ['that they never opened', async () => undefined],
  [
    'that they opened long ago',
    async (office: Listening) => {
      await office.sandbox.slack.as(prManager).openHome();
      await office.sandbox.waitFor(() => office.sandbox.slack.as(prManager).home());
      office.world.later(61 * 60_000);
    },
  ],
])('a Home %s is not drawn for them', async (_what, before) => {
  const office = await startListening();
  const { id } = await submitted(office.world);
  await before(office);
  const drawn = office.sandbox.slack.calls('views.publish').length;
  await office.people.press(prManager, await office.card(id), 'reject');
  await office.sandbox.waitFor(() => office.sandbox.slack.as(prManager).modal());
  await office.people.submit(prManager, { [FIELDS.reason]: '公開しないことにしました。' });
  await until(() => office.inbox.held().length === 0);
  expect(office.sandbox.slack.calls('views.publish')).toHaveLength(drawn);
});
