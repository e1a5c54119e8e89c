import { describe, expect, it, vi } from 'vitest';
import { ACTS } from '../../src/acts/index.ts';
import { ACTIONS, confirmForm, FIELDS } from '../../src/slack/action-ids.ts';
import { formText } from '../../src/text/forms.ts';
import { refusalText, tooLateText } from '../../src/text/refusals.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { staffA as author, finding, review, text } from '../support/drafts.ts';
import { type Listening, startListening } from '../support/listening.ts';
import { published } from '../support/posts.ts';
import { until } from '../support/until.ts';
import { account, submitted } from '../support/world.ts';

/** Somebody acts on what they see, and it is behind: what they are told, what they get back, and what they must not learn. */

const { staffA, staffD, prManager } = PEOPLE;
const staffC = 'U0KOHO002';
const GENERAL = 'C0GENERAL';
const BODY = `${FIELDS.text}.0`;
const CARD = { channel: SHINAGAWA, cardTs: '1.1', shown: 1, told: 1, parts: 0, inDoubt: false };

const said = (office: Listening, user: string, channel = SHINAGAWA): string =>
  office.privately(user, channel).join('\n');

const colleagues = (office: Listening, ...members: readonly string[]) =>
  Object.assign(office.world, {
    office: { ...office.world.office, departments: [{ name: '戦略広報課', members: [staffA, ...members] }] },
  });

/** 引き継いで編集, as far as the question. */
async function asked(office: Listening, id: string): Promise<void> {
  const value = JSON.stringify({ action: 'takeOver', draftId: id, revision: 1, stage: 0 });
  const { slack } = office.sandbox;
  await slack.as(staffC).choose(await office.card(id), 'draft.more', value);
  await office.sandbox.waitFor(() => slack.as(staffC).modal()?.callback_id === confirmForm(ACTS.takeOver.id));
}

const taken = (office: Listening, draftId: string) =>
  doAct(office.world, 'takeOver', {
    ...{ draftId, by: { id: staffC, name: '職員C' }, delivery: 'on the phone', expectedRevision: 1 },
  });

describe('引き継いで編集, asked for on two devices or by somebody who has moved', () => {
  it('whoever has it already is told so, and is asked nothing any more', async () => {
    const office = await startListening();
    colleagues(office, staffC);
    const { id } = await submitted(office.world);
    await asked(office, id);
    expect((await taken(office, id)).ok).toBe(true);
    await office.people.submit(staffC);
    const form = office.sandbox.slack.as(staffC).modal();
    expect(form?.title?.text).toBe(tooLateText.title);
    expect(office.sandbox.slack.readModal(staffC)).toContain(refusalText({ code: 'own-draft' }));
  });

  it('whoever is a colleague no more is told so, and is asked nothing any more', async () => {
    const office = await startListening();
    colleagues(office, staffC);
    const { id } = await submitted(office.world);
    await asked(office, id);
    colleagues(office);
    await office.people.submit(staffC);
    expect(office.sandbox.slack.as(staffC).modal()?.title?.text).toBe(tooLateText.title);
    expect((await loadDraft(office.world, id))?.drafter.id).toBe(staffA);
  });

  it('it is done although the form of 編集 cannot follow; nobody is told of a fault', async () => {
    const office = await startListening();
    colleagues(office, staffC);
    const { id } = await submitted(office.world);
    await asked(office, id);
    const reported = vi.fn();
    const broken = async () => Promise.reject(new Error('the guideline cannot be read'));
    Object.assign(office.world, { report: reported });
    Object.assign(office.world.guidelines, { review: broken });
    await office.people.submit(staffC);
    await until(() => office.inbox.held().length === 0);
    expect((await loadDraft(office.world, id))?.drafter.id).toBe(staffC);
    expect(office.sandbox.slack.as(staffC).modal()).toBeUndefined();
    expect(said(office, staffC)).toBe('');
    expect(reported).toHaveBeenCalled();
  });
});

describe('what was written for a draft that has changed', () => {
  it('a reason comes back where nothing asks for one any more', async () => {
    const office = await startListening();
    office.world.findings = review(finding('waiver', 3));
    const { id } = await submitted(office.world);
    await office.people.press(prManager, await office.card(id), 'approve');
    await office.sandbox.waitFor(() => office.sandbox.slack.as(prManager).modal());
    office.world.findings = review();
    await reviseDraft(office.world, {
      ...{ draftId: id, by: author, delivery: 'revised', expectedRevision: 1, text: `※${text}`, fields: {} },
    });
    const redraw = vi.spyOn(office.world.threadLog, 'redraw');
    await office.people.submit(prManager, { [FIELDS.grounds]: ['other'], [FIELDS.necessity]: '本人に確かめました。' });
    await until(() => office.inbox.held().length === 0);
    expect(said(office, prManager)).toContain('本人に確かめました。');
    expect(redraw).toHaveBeenCalledWith(id);
  });

  it('a proposal that is closed comes back, with its reason', async () => {
    const office = await startListening();
    const { id } = await submitted(office.world);
    await office.people.press(prManager, await office.card(id), 'propose');
    const chief = office.sandbox.slack.as(prManager);
    await office.sandbox.waitFor(() => chief.modal());
    await chief.fill({ [BODY]: '課長が直した文です。', [FIELDS.reason]: '時刻も書きましょう。' });
    await chief.close();
    await until(() => office.inbox.held().length === 0);
    expect(said(office, prManager)).toContain('課長が直した文です。\n\n時刻も書きましょう。');
  });

  it('an edit of the version before is told so once; sent again, it is the next version', async () => {
    const office = await startListening();
    const { id } = await submitted(office.world);
    await office.people.press(staffA, await office.card(id), 'revise');
    await office.sandbox.waitFor(() => office.sandbox.slack.as(staffA).modal());
    await reviseDraft(office.world, {
      ...{ draftId: id, by: author, delivery: 'on the phone', expectedRevision: 1, text: '電話で直した文', fields: {} },
    });
    await office.people.submit(staffA, { [BODY]: '机で直した文' });
    expect(office.sandbox.slack.readModal(staffA)).toContain('もう第2版');
    await office.people.submit(staffA);
    await until(async () => (await loadDraft(office.world, id))?.revisions.length === 3);
    expect((await loadDraft(office.world, id))?.revisions.at(-1)?.content.text).toBe('机で直した文');
  });
});

describe('from where a draft cannot be reached', () => {
  it('決裁する with its address alone tells a stranger nothing, and leaves no line in its thread', async () => {
    const office = await startListening();
    const { id } = await submitted(office.world);
    await office.world.store.saveThread(id, CARD);
    const chief = office.sandbox.slack.as(prManager);
    await chief.command(GENERAL, '/post', '承認待ち');
    const list = await office.sandbox.waitFor(() => chief.ephemerals(GENERAL).at(-1));
    await chief.click({ channel: GENERAL, ts: list.ts }, ACTIONS.decide);
    await office.sandbox.waitFor(() => chief.modal());
    const click = office.sandbox.slack.deliveries().findLast(({ payload }) => payload.type === 'block_actions');
    const user = { ...(click?.payload.user as object), id: staffD };
    await office.sandbox.slack.deliverRaw('interactive', { ...click?.payload, user, trigger_id: 'forged' });
    const answers = () => said(office, prManager, GENERAL) + said(office, staffD, GENERAL);
    await office.sandbox.waitFor(() => answers().includes(refusalText({ code: 'not-found' })));
    expect((await office.world.store.load(id))?.events.map(({ type }) => type)).toEqual(['DraftSubmitted']);
  });
});

describe('the form of a new draft', () => {
  it('presets none of two accounts of the author’s own section', async () => {
    const other = { ...account, id: 'other-x', name: '品川区広報X' };
    const office = await startListening({ accounts: [account, other] });
    await office.people.openForm(staffA, GENERAL, '図書館は12月1日に開きます。');
    expect(JSON.stringify(office.sandbox.slack.as(staffA).modal())).not.toContain('"initial_option"');
  });

  it('shows a list of any length: what has no room above the form comes as messages', async () => {
    const accounts = Array.from({ length: 10 }, (_, nth) => ({ ...account, id: `x-${nth}`, name: `アカウント${nth}` }));
    const office = await startListening({ accounts });
    for (const { id } of accounts)
      for (let day = 10; day < 21; day += 1)
        await office.world.store.append(`202610${day}-${id}`, 0, published(id, `2026-10-${day}T00:00:00.000Z`));
    await office.people.openForm(staffA, GENERAL, '履歴を見る');
    const staff = office.sandbox.slack.as(staffA);
    await staff.click('modal', ACTIONS.meant);
    await office.sandbox.waitFor(() => office.privately(staffA, GENERAL).length === accounts.length);
    expect(staff.readModal()).toContain(formText.draft.newTitle);
    expect(office.sandbox.slack.mistakes()).toEqual([]);
  });
});
