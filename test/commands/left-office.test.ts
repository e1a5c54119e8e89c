import { expect, it } from 'vitest';
import { FIELDS } from '../../src/slack/action-ids.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { PEOPLE } from '../sandbox/office.ts';
import { finding, review, staffA } from '../support/drafts.ts';
import { startListening } from '../support/listening.ts';
import { until } from '../support/until.ts';
import { submitted } from '../support/world.ts';

/** The manager goes to another section while the form is open on their screen. */

const { prManager } = PEOPLE;
const NEW = '異動のあとに書かれた、まだ公開していない文です。';

it('a form that was left open does not show what was written after its owner had left', async () => {
  const office = await startListening();
  office.world.findings = review(finding('waiver', 3));
  const { id } = await submitted(office.world);
  await office.people.press(prManager, await office.card(id), 'approve');
  await office.sandbox.waitFor(() => office.sandbox.slack.as(prManager).modal());
  office.world.roster.now = ['U0KOHO999'];
  office.world.roster.before = ['U0KOHO999'];
  await reviseDraft(office.world, {
    ...{ draftId: id, by: staffA, delivery: 'revised', expectedRevision: 1, text: NEW, fields: {} },
  });

  await office.people.submit(prManager, {
    [FIELDS.grounds]: ['other'],
    [FIELDS.necessity]: '個別に返信する必要があると認める。',
  });
  await until(() => office.inbox.held().length === 0);
  expect(office.sandbox.slack.readModal(prManager)).not.toContain(NEW);
});
