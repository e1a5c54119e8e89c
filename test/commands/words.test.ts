import { describe, expect, it } from 'vitest';
import { ACTIONS, FIELDS, SHORTCUTS } from '../../src/slack/action-ids.ts';
import { faultText, refusalText, slowText } from '../../src/text/refusals.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import type { Arrival, Roster } from '../../src/usecases/ports.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { type Listening, startListening } from '../support/listening.ts';
import { until } from '../support/until.ts';
import { account, statusOf, submitted } from '../support/world.ts';

/**
 * Somebody writes on a train: the text is sent, the tunnel comes, the form is closed, the disk or Slack has a bad moment.
 * Whatever happens, the text is on record or with its author, and until then in the inbox.
 */

const { staffA, prManager } = PEOPLE;
const TEXT = '電車の中で書いた、図書館の再開のお知らせです。';
const bodyOf = (text: string) => ({ [`${FIELDS.text}.0`]: text });
/** The reference follows. */
const FAULT = faultText.fault('');
const NOT_ALLOWED = refusalText(
  { code: 'not-allowed-to-draft', accountId: account.id },
  { accountName: account.name, managerTitle: account.manager.title },
);
const NOBODY = { drafters: { users: [], group: null } };
const BY_GROUP = { drafters: { users: [], group: 'S0KOHO' } };

/** Of a private word. */
const ANY_WAY = ['response_url', 'chat.postEphemeral', 'chat.postMessage', 'views.open'];

/** Slack does not answer these calls. @returns what ends it. */
function away({ sandbox }: Listening, ...operations: readonly string[]): () => void {
  for (const operation of operations)
    sandbox.faults.add({ service: 'slack', operation, effect: { kind: 'html', status: 503 }, times: null });
  return () => sandbox.faults.clear();
}

/** Who may draft is asked, and comes when the test says so: null when it cannot be known. */
class SlowRoster implements Roster {
  readonly asked: ((members: readonly string[] | null) => void)[] = [];
  members(): Promise<readonly string[] | null> {
    return new Promise((resolve) => this.asked.push(resolve));
  }
  async anyActive(): Promise<boolean> {
    return true;
  }
  answer(members: readonly string[] | null): void {
    for (const give of this.asked.splice(0)) give(members);
  }
}

function slowRoster(office: Listening): SlowRoster {
  const roster = new SlowRoster();
  Object.assign(office.world, { roster });
  return roster;
}

const told = (office: Listening, words: string, user: string = staffA): Promise<string> =>
  office.sandbox.waitFor(() => office.privately(user).find((each) => each.includes(words)), { what: words });

/** The inbox is empty once the text is on record or back. */
const letGo = (office: Listening): Promise<void> => until(() => office.inbox.held().length === 0);

/** The open form is sent while the disk hangs; it turns into the notice, and is closed. */
async function sentAndClosed(office: Listening, user: string, entries: Record<string, string>): Promise<void> {
  office.store.hang();
  await office.people.submit(user, entries);
  expect(office.sandbox.slack.readModal(user)).toContain(slowText.saving);
  await office.sandbox.slack.as(user).close();
}

const formOf = (office: Listening, user: string) =>
  office.sandbox.waitFor(() => office.sandbox.slack.as(user).modal(), { what: 'the form' });

async function openedSlowly(office: Listening, roster: SlowRoster): Promise<void> {
  const opening = office.sandbox.slack.as(staffA).command(SHINAGAWA, '/post');
  await until(() => roster.asked.length > 0);
  roster.answer([staffA]);
  await opening;
  await formOf(office, staffA);
}

describe('a form that was sent and closed while the disk was slow', () => {
  it('a new draft comes back in the channel when the disk fails', async () => {
    const office = await startListening();
    await office.people.openForm(staffA, SHINAGAWA);
    await sentAndClosed(office, staffA, bodyOf(TEXT));
    expect(office.inbox.held()).toMatchObject([{ kind: 'draft', text: TEXT, channel: SHINAGAWA }]);
    office.store.goOn('fails');
    expect(await told(office, TEXT)).toContain(FAULT);
    await letGo(office);
  });

  it('a new draft is on record when the disk works after all, and its author hears so', async () => {
    const office = await startListening();
    await office.people.openForm(staffA, SHINAGAWA);
    await sentAndClosed(office, staffA, bodyOf(TEXT));
    office.store.goOn('works');
    await told(office, slowText.savedAfterAll);
    expect(await office.world.store.openIds()).toHaveLength(1);
    expect(office.inbox.held()).toEqual([]);
  });

  it('a revision comes back as it was written', async () => {
    const office = await startListening();
    const { id } = await submitted(office.world);
    await office.people.press(staffA, await office.card(id), 'revise');
    await formOf(office, staffA);
    await sentAndClosed(office, staffA, bodyOf(TEXT));
    expect(office.inbox.held()).toMatchObject([{ kind: 'revision', draftId: id, expectedRevision: 1, text: TEXT }]);
    office.store.goOn('fails');
    await told(office, TEXT);
    await letGo(office);
  });

  it.each(['return', 'reject'] as const)('the reason of a %s comes back as it was written', async (action) => {
    const office = await startListening();
    const { id } = await submitted(office.world);
    await office.people.press(prManager, await office.card(id), action);
    await formOf(office, prManager);
    await sentAndClosed(office, prManager, { [FIELDS.reason]: '日付と曜日が合っていません。' });
    expect(office.inbox.held()).toMatchObject([{ kind: 'words', draftId: id, text: '日付と曜日が合っていません。' }]);
    office.store.goOn('fails');
    expect(await told(office, '日付と曜日が合っていません。', prManager)).toContain(FAULT);
    expect(await statusOf(office.world, id)).toBe('submitted');
    await letGo(office);
  });
});

describe('a form that is refused', () => {
  it('gives the text back when Slack is slow with who may draft, and the form cannot be shown again', async () => {
    const office = await startListening({ account: BY_GROUP });
    const roster = slowRoster(office);
    await openedSlowly(office, roster);
    away(office, 'views.update');
    await office.people.submit(staffA, bodyOf(TEXT));
    roster.answer(null);
    expect(await told(office, TEXT)).toContain(NOT_ALLOWED);
    await letGo(office);
  });

  it('does not swallow the text when it was closed before its answer came, however fast that was', async () => {
    const office = await startListening({ account: BY_GROUP });
    const roster = slowRoster(office);
    await openedSlowly(office, roster);
    const sending = office.people.submit(staffA, bodyOf(TEXT));
    await until(() => roster.asked.length > 0);
    await office.sandbox.slack.as(staffA).close();
    roster.answer([]);
    await sending;
    await told(office, TEXT);
    await letGo(office);
  });

  it('shows the text again, and says nothing twice, when it is still open', async () => {
    const office = await startListening();
    const { id } = await submitted(office.world);
    const place = await office.card(id);
    await office.people.press(staffA, place, 'revise');
    await formOf(office, staffA);
    office.store.hang();
    const sending = office.people.submit(staffA, bodyOf(TEXT));
    await until(() => office.store.waiting > 0);
    office.store.goOn('fails');
    await sending;
    await until(() => office.sandbox.slack.readModal(staffA).includes(faultText.notSaved));
    expect(office.sandbox.slack.readModal(staffA)).toContain(TEXT);
    expect(await told(office, FAULT)).not.toContain(TEXT);
    expect(office.inbox.held()).toEqual([]);
  });
});

describe('a text of /post', () => {
  it('was acknowledged, and Slack is away when its refusal is to be told: it stays until it is heard', async () => {
    const office = await startListening({ account: NOBODY });
    const back = away(office, ...ANY_WAY);
    const { outcome } = await office.sandbox.slack.as(staffA).command(SHINAGAWA, '/post', TEXT);
    expect(outcome).toBe('acknowledged');
    for (const tries of [1, 2]) {
      await until(() => office.pauses.length > 0);
      expect(office.inbox.held(), `after ${tries} tries`).toMatchObject([{ text: TEXT }]);
      if (tries === 2) back();
      office.goOn();
    }
    expect(await told(office, TEXT)).toContain(NOT_ALLOWED);
    await letGo(office);
  });

  it('the disk failed, and Slack is away: the same', async () => {
    const office = await startListening();
    const back = away(office, ...ANY_WAY);
    office.store.hang();
    await office.sandbox.slack.as(staffA).command(SHINAGAWA, '/post', TEXT);
    await until(() => office.store.waiting > 0);
    office.store.goOn('fails');
    await until(() => office.pauses.length > 0);
    expect(office.inbox.held()).toMatchObject([{ text: TEXT }]);
    back();
    office.goOn();
    expect(await told(office, TEXT)).toContain(FAULT);
    await letGo(office);
  });

  it('Slack will not have it on any way: it waits in the inbox for the next start', async () => {
    const office = await startListening({ account: NOBODY });
    const { sandbox } = office;
    const effect = { kind: 'error', error: 'restricted_action' } as const;
    for (const operation of ANY_WAY) sandbox.faults.add({ service: 'slack', operation, effect, times: null });
    await sandbox.slack.as(staffA).command(SHINAGAWA, '/post', TEXT);
    // The refusal, and then the word that it could not be told.
    await sandbox.waitFor(() => sandbox.slack.calls('chat.postMessage').length > 1);
    expect(office.inbox.held()).toMatchObject([{ text: TEXT }]);
  });

  it('on the way into a form that cannot be opened any more, comes back', async () => {
    const one = { ...account, ...BY_GROUP, channel: SHINAGAWA };
    const office = await startListening({ accounts: [one, { ...one, id: 'second-x' }] });
    const roster = slowRoster(office);
    const asking = office.sandbox.slack.as(staffA).command(SHINAGAWA, '/post', TEXT);
    await until(() => roster.asked.length > 0);
    expect(office.inbox.held()).toMatchObject([{ kind: 'words', draftId: null, text: TEXT }]);
    office.sandbox.advanceClock(4_000);
    roster.answer([staffA]);
    await asking;
    expect(await told(office, TEXT)).toContain(faultText.triggerExpired);
    await letGo(office);
  });
});

describe('a private word', () => {
  it('of a shortcut reaches the person in the channel when the response_url has run out', async () => {
    const office = await startListening({ account: BY_GROUP });
    const roster = slowRoster(office);
    const { slack } = office.sandbox;
    const { ts } = slack.as(staffA).say(SHINAGAWA, TEXT);
    await slack.as(staffA).shortcut(SHINAGAWA, ts, SHORTCUTS.draftFromMessage);
    await until(() => roster.asked.length > 0);
    office.sandbox.advanceClock(31 * 60_000);
    roster.answer([]);
    await told(office, TEXT);
    await letGo(office);
  });

  it('reaches the person in their own conversation when the channel takes nothing', async () => {
    const office = await startListening({ account: NOBODY });
    const { slack } = office.sandbox;
    slack.removeFromChannel(SHINAGAWA);
    away(office, 'response_url');
    await slack.as(staffA).command(SHINAGAWA, '/post', TEXT);
    await office.sandbox.waitFor(() => slack.messages(staffA).some((each) => slack.readMessage(each).includes(TEXT)));
    await letGo(office);
  });

  it('of the check of a form that has changed meanwhile gives the text back', async () => {
    const office = await startListening();
    await office.people.openForm(staffA, SHINAGAWA);
    const person = office.sandbox.slack.as(staffA);
    await person.fill(bodyOf(TEXT));
    office.sandbox.faults.add({
      service: 'slack',
      operation: 'views.update',
      effect: { kind: 'error', error: 'hash_conflict' },
    });
    await person.click('modal', ACTIONS.check);
    expect(await told(office, TEXT)).toContain(faultText.notShown);
  });

  it('is one for each of twelve accounts, though a response_url works five times', async () => {
    const accounts = Array.from({ length: 12 }, (_, index) => ({
      ...account,
      channel: SHINAGAWA,
      id: `office-${index}`,
      name: `第${index + 1}課の公式X`,
    }));
    const office = await startListening({ accounts });
    await office.sandbox.slack.as(staffA).command(SHINAGAWA, '/post', '履歴');
    await until(() => office.privately(staffA).length >= 12);
    const answers = office.privately(staffA);
    expect(accounts.map(({ name }) => answers.filter((each) => each.includes(name)).length)).toEqual(
      accounts.map(() => 1),
    );
    expect(office.sandbox.slack.mistakes()).toEqual([]);
  });

  it('of many parts comes whole', async () => {
    const office = await startListening({ account: NOBODY });
    const long = '「"\\"」'.repeat(7_000);
    await office.sandbox.slack.as(staffA).command(SHINAGAWA, '/post', long);
    await letGo(office);
    const back = office.sandbox.slack
      .ephemerals(SHINAGAWA, staffA)
      .flatMap(({ blocks = [] }) => blocks.filter(({ block_id }) => block_id === 'returned-text'));
    expect(back.length).toBeGreaterThan(5);
    const said = JSON.stringify(back).match(/「|」/gu)?.length;
    expect(said).toBe(14_000);
    expect(office.sandbox.slack.mistakes()).toEqual([]);
  });
});

describe('over HTTP, where Bolt answers with an error by itself after three seconds', () => {
  it('the work goes on, the form says what came of it, and the process lives', async () => {
    const office = await startListening({ delivery: 'http', room: 0 });
    await office.people.openForm(staffA, SHINAGAWA);
    office.store.hang();
    // Neither inbox nor record has it, so the form may not let go of it.
    const { outcome } = await office.sandbox.slack.as(staffA).submit(bodyOf(TEXT));
    expect(outcome).not.toBe('acknowledged');
    expect(office.sandbox.slack.readModal(staffA)).toContain(TEXT);
    office.store.goOn('works');
    await until(() => office.sandbox.slack.readModal(staffA).includes(slowText.saved));
    expect(await office.world.store.openIds()).toHaveLength(1);
  });

  it('and a refusal that is as late stands in the form', async () => {
    const office = await startListening({ delivery: 'http', room: 0 });
    const { id } = await submitted(office.world);
    await office.people.press(prManager, await office.card(id), 'return');
    await formOf(office, prManager);
    office.store.hang();
    await office.sandbox.slack.as(prManager).submit({ [FIELDS.reason]: '長い説明です。' });
    office.store.goOn('fails');
    await until(() => office.sandbox.slack.readModal(prManager).includes(faultText.notSaved));
    expect(office.sandbox.slack.readModal(prManager)).toContain('長い説明です。');
  });
});

describe('what was on its way when the app stopped', () => {
  const about = { channel: SHINAGAWA, by: { id: staffA, name: '職員A' }, at: '2026-11-21T14:59:58.000Z' };
  const draft = (text: string): Arrival => ({
    ...about,
    ...{ kind: 'draft', accountId: account.id, fields: { department: '戦略広報課' }, text, delivery: 'a-form' },
  });

  it('is drafted once, with what was answered in the form, on the day on which it came', async () => {
    const office = await startListening();
    expect([await office.finish(draft(TEXT)), await office.finish(draft(TEXT))]).toEqual(['on record', 'on record']);
    const [id = '', ...others] = await office.world.store.openIds();
    expect(others).toEqual([]);
    expect(id).toMatch(/^20261121-/u);
    const stored = await office.world.store.load(id);
    expect(stored?.events[0]).toMatchObject({ at: about.at, fields: { department: '戦略広報課' } });
    expect(office.inbox.held()).toEqual([]);
  });

  it('becomes the next revision, unless somebody was first: then its author has it back', async () => {
    const office = await startListening();
    const { id } = await submitted(office.world);
    const revision = (text: string): Arrival => ({
      ...about,
      ...{ kind: 'revision', draftId: id, expectedRevision: 1, fields: {}, text, delivery: text },
    });
    expect(await office.finish(revision('図書館は12月5日に開きます。'))).toBe('on record');
    expect(await office.finish(revision(TEXT))).toBe('given back');
    expect(await told(office, TEXT)).toContain('第2版');
  });

  it('is never decided: a reason goes back to whoever wrote it, unless the record has it', async () => {
    const office = await startListening();
    const { id } = await submitted(office.world);
    const by = { id: prManager, name: '戦略広報課長' };
    const reason = (text: string, delivery: string): Arrival => ({
      ...about,
      ...{ kind: 'words', draftId: id, by, text, delivery },
    });
    expect(await office.finish(reason('日付と曜日が合いません。', 'never-came'))).toBe('given back');
    expect(await told(office, '日付と曜日が合いません。', prManager)).toContain(faultText.stopped.draft);
    expect(await statusOf(office.world, id)).toBe('submitted');

    const again = { draftId: id, by, delivery: 'came', expectedRevision: 1, reason: '記録された理由', labels: [] };
    await doAct(office.world, 'return', again);
    expect(await office.finish(reason('記録された理由', 'came'))).toBe('on record');
    expect(office.privately(prManager).join()).not.toContain('記録された理由');
    expect(office.inbox.held()).toEqual([]);
  });

  it('comes back when the disk fails again, so that nobody waits for the next start in vain', async () => {
    const office = await startListening();
    office.store.hang();
    const finishing = office.finish(draft(TEXT));
    await until(() => office.store.waiting > 0);
    office.store.goOn('fails');
    await expect(finishing).rejects.toThrow('the disk is gone');
    expect(await told(office, TEXT)).toContain(FAULT);
    expect(office.inbox.held()).toEqual([]);
  });
});
