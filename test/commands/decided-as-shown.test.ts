import { expect, it } from 'vitest';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { PEOPLE } from '../sandbox/office.ts';
import { finding, review, staffA } from '../support/drafts.ts';
import { startListening } from '../support/listening.ts';
import { until } from '../support/until.ts';
import { submitted } from '../support/world.ts';

const { prManager } = PEOPLE;
const NEW = '異動のあとに書かれた、まだ公開していない文です。';

it('異動した管理者が開いたままの決裁で「差戻し」を選んでも、異動後に書かれた文は見えない', async () => {
  const office = await startListening();
  office.world.findings = review(finding('waiver', 3));
  const { id } = await submitted(office.world);
  const manager = office.sandbox.slack.as(prManager);
  await office.people.press(prManager, await office.card(id), 'approve');
  await office.sandbox.waitFor(() => manager.modal());
  office.world.roster.now = ['U0KOHO999'];
  office.world.roster.before = ['U0KOHO999'];
  await reviseDraft(office.world, {
    ...{ draftId: id, by: staffA, delivery: 'revised', expectedRevision: 1, text: NEW, fields: {} },
  });
  await manager.choose('modal', ACTIONS.outcome, 'return');
  await new Promise((go) => setTimeout(go, 700));
  expect(manager.readModal()).not.toContain(NEW);
});

it('ひとつの理由は、開いたときに見えていた指摘だけに付く。後から見つかった要認定は、見せずに承認されない', async () => {
  const office = await startListening();
  const shown = { ...finding('waiver', 3), ruleId: 'pii-name', quote: '鈴木花子' };
  const later = { ...finding('waiver', 8), ruleId: 'pii-mobile', quote: '090-1111-2222' };
  office.world.findings = review(shown);
  const { id } = await submitted(office.world);
  const manager = office.sandbox.slack.as(prManager);
  await office.people.press(prManager, await office.card(id), 'approve');
  await office.sandbox.waitFor(() => manager.modal());
  expect(manager.readModal()).not.toContain('090-1111-2222');
  office.world.findings = review(shown, later);
  await office.people.submit(prManager, { [FIELDS.grounds]: ['consent'] });
  await until(() => office.inbox.held().length === 0);
  await new Promise((go) => setTimeout(go, 300));
  const events = (await office.world.store.load(id))?.events ?? [];
  expect(events.find(({ type }) => type === 'DraftApproved')).toBeUndefined();
});
