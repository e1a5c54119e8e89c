import { describe, expect, it } from 'vitest';
import { FIELDS } from '../../src/slack/action-ids.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { finding, review, staffA, text } from '../support/drafts.ts';
import { type Listening, startListening } from '../support/listening.ts';
import { until } from '../support/until.ts';
import { submitted } from '../support/world.ts';

/** The manager is writing why something is necessary; meanwhile the drafter changes the text. */

const { prManager } = PEOPLE;
const REASON = '区民の安全に関わる問い合わせが続いており、個別に返信する必要があると認める。';

/** The manager has the approval form before them; its one question is answered with a reason. */
async function writing(office: Listening): Promise<string> {
  office.world.findings = review(finding('waiver', 3));
  const { id } = await submitted(office.world);
  await office.people.press(prManager, await office.card(id), 'approve');
  await office.sandbox.waitFor(() => office.sandbox.slack.as(prManager).modal());
  return id;
}

async function revised(office: Listening, draftId: string): Promise<void> {
  office.world.findings = review(finding('waiver', 4));
  const outcome = await reviseDraft(office.world, {
    ...{ draftId, by: staffA, delivery: 'revised', expectedRevision: 1, text: `※${text}`, fields: {} },
  });
  expect(outcome.ok).toBe(true);
}

async function sent(office: Listening): Promise<void> {
  await office.people.submit(prManager, { [FIELDS.grounds]: ['other'], [FIELDS.necessity]: REASON });
  await until(() => office.inbox.held().length === 0);
}

/** Whatever Slack shows the manager now: the form, and what was said to them alone. */
const shown = (office: Listening): string =>
  [JSON.stringify(office.sandbox.slack.as(prManager).modal() ?? ''), ...office.privately(prManager, SHINAGAWA)].join();

describe('a reason that was written for a text that is no longer the same', () => {
  it('stands in the form that is shown again, or is given back', async () => {
    const office = await startListening();
    const id = await writing(office);
    await revised(office, id);
    await sent(office);
    expect(shown(office)).toContain('第2版');
    expect(shown(office)).toContain(REASON);
  });

  it('comes back when there is nothing left to decide', async () => {
    const office = await startListening();
    const id = await writing(office);
    await revised(office, id);
    const over = await doAct(office.world, 'withdraw', {
      ...{ draftId: id, by: staffA, delivery: 'withdrawn', expectedRevision: 2 },
    });
    expect(over.ok).toBe(true);
    await sent(office);
    expect(shown(office)).toContain('取り下げ');
    expect(shown(office)).toContain(REASON);
  });
});
