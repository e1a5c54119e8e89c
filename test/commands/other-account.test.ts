import { expect, it } from 'vitest';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import type { Account } from '../../src/usecases/ports.ts';
import { PEOPLE } from '../sandbox/office.ts';
import { startListening } from '../support/listening.ts';
import { until } from '../support/until.ts';
import { account } from '../support/world.ts';

/** Somebody answers what one guideline asks, and then chooses the account of another. */

const { staffB } = PEOPLE;
const GENERAL = 'C0GENERAL';
const TEXT = '図書館は12月1日に開きます。';
const CATEGORIES = `${FIELDS.categories}.0`;

const other: Account = { ...account, id: 'other-x', name: '別のアカウント', channel: 'C0TOSHIMA' };
const FORMS = {
  'shinagawa-x': {
    categories: [{ item: '1', label: '町会の活動' }],
    emergency: true,
    priorApproval: false,
    targets: [],
  },
  'other-x': { categories: [{ item: '1', label: '職員の募集' }], emergency: false, priorApproval: false, targets: [] },
} as const;

async function answered() {
  const office = await startListening({ accounts: [account, other] });
  Object.assign(office.world.guidelines, { form: ({ id }: Account) => FORMS[id as keyof typeof FORMS] });
  await office.people.openForm(staffB, GENERAL, TEXT);
  const staff = office.sandbox.slack.as(staffB);
  await staff.choose('modal', ACTIONS.chooseAccount, account.id);
  await office.sandbox.waitFor(() => staff.readModal().includes('町会の活動'));
  await staff.fill({ [CATEGORIES]: ['1'], [FIELDS.circumstances]: ['emergency'] });
  return { office, staff };
}

it('what was ticked of the one guideline is not ticked of the other', async () => {
  const { office, staff } = await answered();
  await staff.choose('modal', ACTIONS.chooseAccount, other.id);
  await office.sandbox.waitFor(() => staff.readModal().includes('職員の募集'));
  expect(staff.readModal()).toContain(TEXT);
  expect((await staff.submit()).outcome).toBe('incomplete');
});

it('sent before the questions of the other are there, the draft has no answers of the first', async () => {
  const { office, staff } = await answered();
  // The app is slow: the form is sent as it stands on the screen.
  const view = staff.modal();
  if (view === undefined) throw new Error('the form is open');
  const values = structuredClone(view.state.values) as Record<string, Record<string, unknown>>;
  for (const elements of Object.values(values))
    if (ACTIONS.chooseAccount in elements)
      elements[ACTIONS.chooseAccount] = { type: 'static_select', selected_option: { value: other.id } };
  const click = office.sandbox.slack.deliveries().findLast(({ payload }) => payload.type === 'block_actions')?.payload;
  if (click === undefined) throw new Error('the account was chosen');
  const { team, user, api_app_id, token, is_enterprise_install, enterprise } = click;
  await office.sandbox.slack.deliverRaw('interactive', {
    ...{ type: 'view_submission', team, user, api_app_id, token, is_enterprise_install, enterprise },
    ...{ trigger_id: 'quick', view: { ...view, state: { values } }, response_urls: [] },
  });
  await until(async () => (await office.world.store.openIds()).length === 1);
  const [id = ''] = await office.world.store.openIds();
  const [event] = (await office.world.store.load(id))?.events ?? [];
  expect(event).toMatchObject({ content: { accountId: other.id } });
  expect(event).not.toHaveProperty('fields.categories');
  expect(event).not.toHaveProperty('fields.emergency');
});
