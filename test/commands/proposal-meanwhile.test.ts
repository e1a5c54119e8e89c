import { expect, it } from 'vitest';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { formText } from '../../src/text/forms.ts';
import { acceptProposal } from '../../src/usecases/accept-proposal.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { PEOPLE } from '../sandbox/office.ts';
import { staffA as author, manager, staffB, text } from '../support/drafts.ts';
import { type Listening, startListening } from '../support/listening.ts';
import { submitted } from '../support/world.ts';

/** The drafter has the form open while the chief sends a text, or while the draft goes to a colleague. */

const { staffA } = PEOPLE;
const BODY = `${FIELDS.text}.0`;
const BETTER = '大井町の図書館は12月5日（土）午前9時に再開します。';
const WHY = '異動した職員には見せない、差戻しの理由です。';
const given = { by: manager, expectedRevision: 1 } as const;

async function editing(office: Listening, id: string): Promise<void> {
  await office.people.press(staffA, await office.card(id), 'revise');
  await office.sandbox.waitFor(() => office.sandbox.slack.as(staffA).modal());
}

async function checked(office: Listening): Promise<string> {
  const staff = office.sandbox.slack.as(staffA);
  const before = staff.modal()?.hash;
  await staff.click('modal', ACTIONS.check);
  await office.sandbox.waitFor(() => staff.modal()?.hash !== before);
  return staff.readModal();
}

const propose = (office: Listening, draftId: string) =>
  doAct(office.world, 'propose', { ...given, draftId, delivery: 'proposed', text: BETTER, reason: '時刻も。' });

it('the form of before does not say that the chief’s text stands in it', async () => {
  const office = await startListening();
  const { id } = await submitted(office.world);
  await editing(office, id);
  expect((await propose(office, id)).ok).toBe(true);
  const shown = await checked(office);
  expect(shown).toContain(text);
  expect(shown).not.toContain(BETTER);
  expect(shown).not.toContain('修正案が入っています');
  expect(shown).toContain(cardText.proposedMeanwhile(manager.name, '時刻も。'));
});

it('the form that began with the chief’s text goes on saying so, also when it is changed', async () => {
  const office = await startListening();
  const { id } = await submitted(office.world);
  await propose(office, id);
  await editing(office, id);
  await office.sandbox.slack.as(staffA).fill({ [BODY]: `${BETTER}お待ちしています。` });
  expect(await checked(office)).toContain(cardText.startsFromProposal(manager.name, '時刻も。'));
});

it('whoever had the draft before is not told in an open form why it was sent back to a colleague', async () => {
  const office = await startListening();
  const { id } = await submitted(office.world);
  await editing(office, id);
  const { departments } = office.world.office;
  const [section] = departments;
  if (section === undefined) throw new Error('the office has a section');
  Object.assign(office.world.office, { departments: [{ ...section, members: [staffB.id] }] });
  const taken = await doAct(office.world, 'takeOver', { ...given, by: staffB, draftId: id, delivery: 'taken' });
  expect(taken.ok).toBe(true);
  const back = await doAct(office.world, 'return', {
    ...given,
    draftId: id,
    delivery: 'back',
    reason: WHY,
    labels: [],
  });
  expect(back.ok).toBe(true);
  expect(await checked(office)).not.toContain(WHY);
  const staff = office.sandbox.slack.as(staffA);
  const before = staff.modal()?.hash;
  await office.people.submit(staffA, { [BODY]: '前の起案者が書きかけた文です。' });
  await office.sandbox.waitFor(() => staff.modal()?.hash !== before);
  expect(staff.readModal()).toContain('前の起案者が書きかけた文です。');
  expect(staff.readModal()).not.toContain(WHY);
  expect(staff.modal()?.title?.text).toBe(formText.draft.editTitle(1));
});

it('a second text that the chief sends is not the one that stands in the form', async () => {
  const office = await startListening();
  const { id } = await submitted(office.world);
  await propose(office, id);
  await editing(office, id);
  const accepted = { draftId: id, by: author, delivery: 'on the phone', expectedRevision: 1 };
  expect((await acceptProposal(office.world, accepted)).ok).toBe(true);
  office.world.later(60_000);
  const second = { ...given, expectedRevision: 2, text: `${BETTER}ぜひお越しください。`, reason: '' };
  expect((await doAct(office.world, 'propose', { ...second, draftId: id, delivery: 'second' })).ok).toBe(true);
  await office.people.submit(staffA, { [BODY]: `${BETTER}机で書き足しました。` });
  const shown = office.sandbox.slack.readModal(staffA);
  expect(shown).toContain('もう第2版');
  expect(shown).toContain(cardText.proposedMeanwhile(manager.name, ''));
});
