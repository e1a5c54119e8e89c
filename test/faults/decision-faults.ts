import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { diskTrouble, healed, openForm, overheard, slackFault, slowSync, taken, told } from './acts.ts';
import { EX_TEMPFAIL, EX_UNAVAILABLE } from './app.ts';
import { Draft } from './persistent-people.ts';
import { HEARD, LINES } from './said.ts';
import { check, eventually, type Scenario } from './scenario.ts';
import type { TroubleOffice } from './trouble-office.ts';

const { staffA, staffB, prManager } = PEOPLE;
const WHY = '他課の起案だが、急ぐため必要と認める。';

const sentOnce = (office: TroubleOffice, key: string): void => {
  const count = office.sandbox.x.createCount(key);
  check(`sent once, not ${count} times`, count === 1);
};

/** The form of 承認する in front of the manager, and nothing else under way. */
async function beforeApproval(office: TroubleOffice, key: string, drafter: string = staffA): Promise<Draft> {
  const draft = new Draft(office, SHINAGAWA, key);
  await draft.post(drafter);
  await draft.tells(LINES.submitted);
  await openForm(office, draft, prManager, 'approve');
  return draft;
}

const manager = (office: TroubleOffice) => office.sandbox.slack.as(prManager);

/** Sends the form on a disk that is slow just there. Resolves when it has turned into the notice that it takes time. */
async function submitSlowly(office: TroubleOffice, entries: Record<string, string | string[]> = {}) {
  diskTrouble(office, 'slow', slowSync('record DraftApproved', 6_000));
  await manager(office).submit(entries);
  await eventually(office, 'the notice', () => manager(office).readModal().includes(HEARD.saving));
}

/** The folder cannot be synced while the approval is recorded: whether it would outlive a power cut is not known. */
const uncertain = (
  name: string,
  play: (office: TroubleOffice, draft: Draft, heard: { has(words: string): boolean }) => Promise<void>,
): Scenario => ({
  name: `approval: its write is uncertain, ${name}; nobody hears that nothing was done`,
  async play(office, key) {
    const draft = await beforeApproval(office, key);
    const heard = overheard(office, prManager);
    await play(office, draft, heard);
    await draft.published(prManager);
    sentOnce(office, key);
    check('nobody heard that nothing was done', !heard.has(HEARD.nothingDone));
    check('approved once', draft.thread.split(LINES.approved).length === 2);
  },
});

/** An approval is carried out because it is on record, and only then. */
export const DECISION_FAULTS: readonly Scenario[] = [
  {
    name: 'approval: the disk is slow and the form cannot be updated; sent all the same, and the manager is told',
    async play(office, key) {
      const draft = await beforeApproval(office, key);
      slackFault(office, 'views.update', { kind: 'html', status: 503 }, { times: null });
      await submitSlowly(office);
      await draft.says('公開済み');
      await eventually(office, 'the answer', () => told(office, prManager, HEARD.notAgain));
      sentOnce(office, key);
    },
  },
  {
    name: 'approval: the disk is slow and Slack does not answer to views.update; sent all the same',
    async play(office, key) {
      const draft = await beforeApproval(office, key);
      slackFault(office, 'views.update', { kind: 'noAnswer', handled: false }, { times: null });
      await submitSlowly(office);
      await draft.says('公開済み');
      sentOnce(office, key);
    },
  },
  {
    name: 'approval: the disk is slow, the form is closed and Slack goes away; sent meanwhile, and told when it is back',
    setup: { hurry: 20 },
    async play(office, key) {
      office.mayEndWith = [EX_UNAVAILABLE];
      const { slack, x } = office.sandbox;
      const draft = await beforeApproval(office, key);
      await submitSlowly(office);
      await manager(office).close();
      await slack.goOffline();
      await eventually(office, 'the post', () => x.posts().length === 1);
      await slack.goOnline();
      await draft.says('公開済み');
      await draft.tells(LINES.published);
      sentOnce(office, key);
    },
  },
  {
    name: 'approval: the disk is slow, then fails; the form comes back, and sending it again approves once',
    async play(office, key) {
      const draft = await beforeApproval(office, key);
      await submitSlowly(office);
      diskTrouble(office, 'EIO');
      await eventually(office, 'the form again', () => manager(office).readModal().includes(HEARD.nothingDone));
      check('nothing was sent', office.sandbox.x.createCount(key) === 0);
      healed(office);
      await manager(office).submit();
      await draft.says('公開済み');
      sentOnce(office, key);
    },
  },
  {
    name: 'approval: the disk is slow, then fails, and the form is closed; the manager has the reason back',
    async play(office, key) {
      const draft = await beforeApproval(office, key, staffB);
      const view = manager(office).modal();
      await submitSlowly(office, view === undefined ? {} : office.people.answers(view, WHY));
      await manager(office).close();
      diskTrouble(office, 'EIO');
      await eventually(office, 'the reason, given back', () => told(office, prManager, WHY));
      healed(office);
      check('nothing was sent', office.sandbox.x.createCount(key) === 0);
      await draft.published(prManager);
      sentOnce(office, key);
    },
  },
  uncertain('once', async (office, draft) => {
    diskTrouble(office, 'EIO', { operations: ['folder sync'], during: 'record DraftApproved', times: 1 });
    await manager(office).submit();
    await draft.says('公開済み');
  }),
  uncertain('and stays so for a while', async (office, draft, heard) => {
    diskTrouble(office, 'EIO', { operations: ['folder sync'] });
    await manager(office).submit();
    await eventually(office, 'the doubt', () => heard.has(HEARD.inDoubt));
    healed(office);
    await draft.tells(LINES.approved);
  }),
  uncertain('the form is closed, and the app is killed', async (office, draft) => {
    diskTrouble(office, 'slow', slowSync('record DraftApproved', 6_000));
    await manager(office).submit();
    await manager(office).close();
    diskTrouble(office, 'EIO', { operations: ['folder sync'] });
    await eventually(office, 'the approval on the disk', () =>
      (office.app?.points ?? []).includes('record DraftApproved: renamed'),
    );
    await office.restart();
    await draft.tells(LINES.approved);
  }),
  {
    name: 'approval: the lock folder is removed by hand during the account check: what is no longer held sends nothing',
    async play(office, key) {
      office.mayEndWith = [EX_TEMPFAIL];
      const draft = await beforeApproval(office, key);
      const look = office.hold('x users.me handled');
      await manager(office).submit();
      await taken(office, 'the account check', look);
      await rm(join(office.dataFolder, 'lock'), { recursive: true });
      look.letGo();
      await eventually(office, 'the end of the process', () => office.endings[0]?.code === EX_TEMPFAIL);
      await draft.published(prManager);
      sentOnce(office, key);
    },
  },
];
