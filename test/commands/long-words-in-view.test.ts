import { describe, expect, it } from 'vitest';
import { doAct } from '../../src/usecases/do-act.ts';
import { PEOPLE } from '../sandbox/office.ts';
import { finding, review, staffA } from '../support/drafts.ts';
import { type Listening, startListening } from '../support/listening.ts';
import { until } from '../support/until.ts';
import { submitted } from '../support/world.ts';

/** A notice that takes the place of a form gives back what was written, and says in how many messages. */

const { prManager } = PEOPLE;
/** As long as its field takes it. */
const REASONS = [`理由。${'あ'.repeat(2_900)}理由おわり`];

/** The manager has given a reason at length, and sends the form. */
async function sent(office: Listening, meanwhile: (draftId: string) => Promise<unknown>): Promise<void> {
  office.world.findings = review(...REASONS.map((_, index) => finding('waiver', index)));
  const { id } = await submitted(office.world);
  await office.people.press(prManager, await office.card(id), 'approve');
  const form = await office.sandbox.waitFor(() => office.sandbox.slack.as(prManager).modal());
  await meanwhile(id);
  await office.people.submit(prManager, office.people.answers(form, REASONS.join('')));
  await until(() => office.inbox.held().length === 0);
}

function missing(office: Listening): readonly string[] {
  const shown = [office.sandbox.slack.readModal(prManager), ...office.privately(prManager)].join('\n');
  return REASONS.map((reason) => reason.slice(-5)).filter((end) => !shown.includes(end));
}

describe('a reason as long as its field', () => {
  it('comes back whole when the draft was withdrawn meanwhile', async () => {
    const office = await startListening();
    await sent(office, (draftId) =>
      doAct(office.world, 'withdraw', { draftId, by: staffA, delivery: 'withdrawn', expectedRevision: 1 }),
    );
    expect(missing(office)).toEqual([]);
  });
});
