import { FIELDS } from '../../src/slack/action-ids.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { anyWrite, diskTrouble, healed, openForm, slackFault, slowSync, told } from './acts.ts';
import { EX_TEMPFAIL, EX_UNAVAILABLE } from './app.ts';
import { Draft } from './persistent-people.ts';
import { HEARD, LINES } from './said.ts';
import { check, eventually, type Scenario } from './scenario.ts';
import type { TroubleOffice } from './trouble-office.ts';

const { staffA, prManager } = PEOPLE;
const WHY = '電話番号を代表番号にしてください。';

/** Slack is away as soon as `/post` has been acknowledged. @returns what brings it back. */
function goesAwayAfterCommand(office: TroubleOffice): () => Promise<void> {
  let away: Promise<void> | undefined;
  office.onWire = (name) => {
    if (name === 'socket slash_commands acknowledged') away ??= office.sandbox.slack.goOffline();
  };
  return async () => {
    await away;
    await office.sandbox.slack.goOnline();
  };
}

/** The form of a new draft, filled in, in an app that has been at work: the first check of all takes its time. */
async function writeForm(office: TroubleOffice, text: string): Promise<void> {
  await new Draft(office, SHINAGAWA, '先に出した別の件です。').post(staffA);
  const author = office.sandbox.slack.as(staffA);
  await author.command(SHINAGAWA, '/post');
  await eventually(office, 'the form', () => author.modal() !== undefined);
  await author.fill({ [`${FIELDS.text}.0`]: text });
}

/** Sends the form that is open on a disk that is slow just there. Resolves when Slack has been told that it takes time. */
async function submitSlowly(office: TroubleOffice, user: string, during: string, entries = {}): Promise<void> {
  diskTrouble(office, 'slow', slowSync(during, 6_000));
  await office.sandbox.slack.as(user).submit(entries);
  await eventually(office, 'the notice', () => office.sandbox.slack.as(user).readModal().includes(HEARD.saving));
}

const cards = (office: TroubleOffice, key: string): number =>
  office.sandbox.slack
    .messages(SHINAGAWA)
    .filter(
      (message) =>
        message.metadata?.event_type === 'kessai_card' && office.sandbox.slack.readMessage(message).includes(key),
    ).length;

/** The text is a draft, once, and goes its way. */
async function becomesOneDraft(office: TroubleOffice, key: string): Promise<void> {
  const draft = new Draft(office, SHINAGAWA, key);
  await draft.says('承認待ち');
  await draft.published(prManager);
  check('one draft', cards(office, key) === 1);
}

/** 差戻し is sent, and its record takes long. */
async function returningSlowly(office: TroubleOffice, key: string): Promise<Draft> {
  const draft = new Draft(office, SHINAGAWA, key);
  await draft.post(staffA);
  await draft.tells(LINES.submitted);
  await openForm(office, draft, prManager, 'return');
  await submitSlowly(office, prManager, 'record DraftReturned', { [FIELDS.reason]: WHY });
  return draft;
}

/** What somebody wrote is on record, or they have it back, whatever fails. */
export const WORD_FAULTS: readonly Scenario[] = [
  {
    name: 'words: a form’s text on a disk that is slow, then fails, and the form is closed; its author has it back',
    async play(office, key) {
      await writeForm(office, key);
      await submitSlowly(office, staffA, 'record DraftSubmitted');
      await office.sandbox.slack.as(staffA).close();
      diskTrouble(office, 'EIO');
      await eventually(office, 'the text, given back', () => told(office, staffA, key));
      healed(office);
      check('there is no draft', cards(office, key) === 0);
      await office.sandbox.slack.as(staffA).command(SHINAGAWA, '/post', key);
      await becomesOneDraft(office, key);
    },
  },
  {
    name: 'words: the same, and views.update and the private answer fail at first; its author has it back later',
    async play(office, key) {
      await writeForm(office, key);
      await submitSlowly(office, staffA, 'record DraftSubmitted');
      for (const method of ['views.update', 'chat.postEphemeral', 'chat.postMessage'])
        slackFault(office, method, { kind: 'html', status: 503 }, { times: 3 });
      diskTrouble(office, 'EIO');
      await eventually(office, 'the text, given back', () => told(office, staffA, key));
      healed(office);
      check('there is no draft', cards(office, key) === 0);
    },
  },
  {
    name: 'words: a reason on a disk that is slow, then fails, and the form is closed; its author has it back',
    async play(office, key) {
      const draft = await returningSlowly(office, key);
      await office.sandbox.slack.as(prManager).close();
      diskTrouble(office, 'EIO');
      await eventually(office, 'the reason, given back', () => told(office, prManager, WHY));
      healed(office);
      await draft.returned(prManager);
    },
  },
  {
    name: 'words: /post is acknowledged and Slack goes away; the card comes when it is back',
    setup: { hurry: 20 },
    async play(office, key) {
      office.mayEndWith = [EX_UNAVAILABLE];
      const { slack } = office.sandbox;
      const comeBack = goesAwayAfterCommand(office);
      await slack.as(staffA).command(SHINAGAWA, '/post', key);
      await eventually(office, 'the draft on the disk', () =>
        (office.app?.points ?? []).includes('record DraftSubmitted: folder synced'),
      );
      await comeBack();
      await becomesOneDraft(office, key);
    },
  },
  {
    name: 'words: /post is acknowledged, the record fails and Slack is away; its author has the text when it is back',
    setup: { hurry: 20 },
    async play(office, key) {
      office.mayEndWith = [EX_UNAVAILABLE];
      const { slack } = office.sandbox;
      const comeBack = goesAwayAfterCommand(office);
      diskTrouble(office, 'EIO', { during: 'record DraftSubmitted' });
      const sent = await slack.as(staffA).command(SHINAGAWA, '/post', key);
      check('it was acknowledged', sent.outcome === 'acknowledged');
      await eventually(
        office,
        'the fault',
        () => office.app?.logs.some((line) => line.includes('a request failed')) === true,
      );
      healed(office);
      await comeBack();
      await eventually(office, 'the text, given back', () => told(office, staffA, key));
      check('there is no draft', cards(office, key) === 0);
    },
  },
  {
    name: 'words: the same, and killed while Slack is away; the next start makes it a draft',
    setup: { hurry: 20 },
    async play(office, key) {
      office.mayEndWith = [EX_UNAVAILABLE];
      const { slack } = office.sandbox;
      const comeBack = goesAwayAfterCommand(office);
      diskTrouble(office, 'EIO', { during: 'record DraftSubmitted' });
      await slack.as(staffA).command(SHINAGAWA, '/post', key);
      await eventually(
        office,
        'the fault',
        () => office.app?.logs.some((line) => line.includes('a request failed')) === true,
      );
      office.app?.kill();
      await eventually(
        office,
        'a start in vain',
        () => office.endings.some(({ code }) => code === EX_UNAVAILABLE),
        180_000,
      );
      await comeBack();
      await becomesOneDraft(office, key);
    },
  },
  {
    name: 'words: killed between the acknowledgement of /post and the record; the next start makes it a draft',
    async play(office, key) {
      diskTrouble(office, 'slow', slowSync('record DraftSubmitted', 6_000));
      const sent = await office.sandbox.slack.as(staffA).command(SHINAGAWA, '/post', key);
      check('it was acknowledged', sent.outcome === 'acknowledged');
      await office.restart();
      await becomesOneDraft(office, key);
    },
  },
  {
    name: 'words: killed between the answer to a form and the record; the next start makes it a draft',
    async play(office, key) {
      await writeForm(office, key);
      await submitSlowly(office, staffA, 'record DraftSubmitted');
      await office.restart();
      await becomesOneDraft(office, key);
    },
  },
  {
    name: 'words: killed between the answer to 編集 and the record; the next start makes it a revision',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.tells(LINES.submitted);
      await openForm(office, draft, staffA, 'revise');
      const text = `${key}直しました。`;
      await submitSlowly(office, staffA, 'record DraftRevised', { [`${FIELDS.text}.0`]: text });
      await office.restart();
      await draft.says('第2版');
      await draft.published(prManager);
      check('what was written is published', office.sandbox.x.posts()[0]?.text === text);
    },
  },
  {
    name: 'words: killed between the answer to 差戻し and the record; nothing is decided, and the reason comes back',
    async play(office, key) {
      const draft = await returningSlowly(office, key);
      await office.restart();
      await eventually(office, 'the reason, given back', () => told(office, prManager, WHY));
      check('it is said why', told(office, prManager, HEARD.stopped));
      check('nothing was decided', !draft.thread.includes(LINES.returned));
      await draft.returned(prManager);
    },
  },
  {
    name: 'words: killed with a text in the inbox, and the disk is full at the next starts; then it becomes a draft',
    async play(office, key) {
      office.mayEndWith = [EX_TEMPFAIL];
      diskTrouble(office, 'slow', slowSync('record DraftSubmitted', 6_000));
      await office.sandbox.slack.as(staffA).command(SHINAGAWA, '/post', key);
      office.before = { disk: anyWrite('ENOSPC') };
      office.app?.kill();
      await eventually(office, 'two starts in vain', () => office.deaths >= 3, 180_000);
      check(
        'each was a passing fault',
        office.endings.slice(1).every(({ code }) => code === EX_TEMPFAIL),
      );
      office.before = null;
      await becomesOneDraft(office, key);
    },
  },
];
