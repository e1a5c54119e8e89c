import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { counted, openForm } from './acts.ts';
import { EX_SOFTWARE, EX_UNAVAILABLE } from './app.ts';
import { Draft } from './persistent-people.ts';
import { LINES } from './said.ts';
import { check, eventually, type Scenario } from './scenario.ts';

const { staffA, prManager } = PEOPLE;

/** The app is asked to stop while X has the request. */
const stopWhilePublishing = (name: string, signals: readonly NodeJS.Signals[], code: number): Scenario => ({
  name: `stop: ${name}`,
  // The time that the app gives itself to stop must be the real one.
  setup: { hurry: 1 },
  async play(office, key) {
    office.mayEndWith = [code];
    office.sandbox.faults.add({
      service: 'x',
      operation: 'tweets.create',
      effect: { kind: 'delay', ms: 1_500, when: 'after' },
    });
    const draft = new Draft(office, SHINAGAWA, key);
    await draft.post(staffA);
    await openForm(office, draft, prManager, 'approve');
    const recorded = office.app;
    office.onWire = (point) => {
      if (point !== 'x tweets.create arrived') return;
      // Two at the same moment would be one.
      for (const [index, signal] of signals.entries()) setTimeout(() => recorded?.signal(signal), index * 200).unref();
    };
    await office.sandbox.slack.as(prManager).submit();
    await eventually(office, 'the end of the process', () => recorded?.ending !== null);
    check(`exit code ${code}, not ${recorded?.ending?.code}`, recorded?.ending?.code === code);
    const logs = recorded?.logs ?? [];
    if (code === 0)
      check(
        'the answer was recorded before the end',
        logs.some((line) => line.includes('PostPublished')),
      );
    await draft.says('公開済み');
    check('sent once', office.sandbox.x.createCount(key) === 1);
  },
});

export const SOCKET_FAULTS: readonly Scenario[] = [
  {
    name: 'Socket Mode: Slack replaces the connection while a decision is being recorded; it is carried out all the same',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.tells(LINES.submitted);
      await openForm(office, draft, prManager, 'approve');
      office.app?.tell({
        disk: { kind: 'slow', operations: ['sync'], during: 'record DraftApproved', skip: 0, times: 1, ms: 700 },
      });
      const submitted = office.sandbox.slack.as(prManager).submit();
      // The new one comes late enough for the answer to find none.
      const { sockets } = office.sandbox.slack;
      setTimeout(() => {
        sockets.refuse(true);
        sockets.refresh();
      }, 200).unref();
      check('the answer is lost', (await submitted).outcome !== 'acknowledged');
      sockets.refuse(false);
      await draft.says('公開済み');
      check('sent once', office.sandbox.x.createCount(key) === 1);
      await office.up();
    },
  },
  {
    name: 'Socket Mode: the connection is silently dead; the app connects again by itself',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      office.sandbox.slack.sockets.freeze();
      // The dead one is still counted: nobody has told Slack.
      await eventually(office, 'another connection', () => office.sandbox.slack.connections() > 1);
      office.sandbox.slack.sockets.thaw();
      await eventually(office, 'the end of the dead one', () => office.sandbox.slack.connections() === 1);
      await draft.published(prManager);
      check('it never died', office.deaths === 0);
    },
  },
  {
    name: 'Socket Mode: apps.connections.open fails; a client for messages still tries only once',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.tells(LINES.submitted);
      office.sandbox.faults.add({
        service: 'slack',
        operation: 'apps.connections.open',
        effect: { kind: 'html', status: 503 },
        times: 3,
      });
      office.sandbox.slack.sockets.close();
      await eventually(office, 'the loss', () => office.sandbox.slack.connections() === 0);
      await eventually(office, 'another connection', () => office.sandbox.slack.connections() > 0);
      const opened = counted(office, 'slack views.open arrived');
      office.sandbox.faults.add({ service: 'slack', operation: 'views.open', effect: { kind: 'html', status: 503 } });
      await draft.press(prManager, 'approve');
      await eventually(office, 'the answer', () => office.sandbox.slack.ephemerals(SHINAGAWA, prManager).length > 0);
      check(`one request, not ${opened()}`, opened() === 1);
      await draft.published(prManager);
    },
  },
  {
    name: 'Socket Mode: no connection can be had any more; the process ends with a clear line and is started again',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      office.mayEndWith = [EX_UNAVAILABLE];
      office.sandbox.slack.sockets.refuse(true);
      office.sandbox.slack.sockets.close();
      await eventually(office, 'the loss', () => office.sandbox.slack.connections() === 0);
      const { app } = office;
      app?.tell({ passMs: 130_000 });
      await eventually(office, 'the end of the process', () => app?.ending !== null);
      check(`exit code ${EX_UNAVAILABLE}`, app?.ending?.code === EX_UNAVAILABLE);
      check('a clear line', app?.logs.some((line) => line.includes('the connection to Slack is dead')) === true);
      office.sandbox.slack.sockets.refuse(false);
      await draft.published(prManager);
    },
  },
  {
    name: 'Socket Mode: Slack refuses every further connection; the process ends with a clear line and is started again',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      office.mayEndWith = [EX_SOFTWARE];
      office.sandbox.faults.add({
        service: 'slack',
        operation: 'apps.connections.open',
        effect: { kind: 'error', error: 'invalid_auth' },
      });
      office.sandbox.slack.sockets.close();
      const { app } = office;
      await eventually(office, 'the end of the process', () => app?.ending !== null);
      check('a clear line', app?.logs.some((line) => line.includes('the app cannot go on')) === true);
      await draft.published(prManager);
    },
  },
  {
    name: 'Socket Mode: a wall clock that jumps by an hour does not end a healthy app',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      office.sandbox.slack.sockets.close();
      await eventually(office, 'the loss', () => office.sandbox.slack.connections() === 0);
      office.app?.tell({ jumpMs: 3_600_000 });
      await office.up();
      await draft.published(prManager);
      check('it never died', office.deaths === 0);
    },
  },
  stopWhilePublishing('SIGTERM while X has the request; the answer is recorded before the end', ['SIGTERM'], 0),
  stopWhilePublishing('a second SIGTERM ends at once; the next start finds the post', ['SIGTERM', 'SIGTERM'], 143),
  {
    name: 'stop: SIGTERM while neither X nor Slack answers; it ends within ten seconds, and the next start finds the post',
    setup: { hurry: 1 },
    async play(office, key) {
      office.mayEndWith = [0];
      const { faults, slack, x } = office.sandbox;
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.tells(LINES.submitted);
      await openForm(office, draft, prManager, 'approve');
      faults.add({ service: 'x', operation: 'tweets.create', effect: { kind: 'noAnswer', handled: true } });
      for (const operation of ['chat.update', 'chat.postMessage'])
        faults.add({ service: 'slack', operation, effect: { kind: 'noAnswer', handled: false } });
      const { app } = office;
      let asked = 0;
      office.onWire = (point) => {
        if (point !== 'x tweets.create arrived') return;
        // X has the post by then, and the thread has begun to wait as well.
        setTimeout(() => {
          asked = Date.now();
          app?.signal('SIGTERM');
        }, 500).unref();
        office.onWire = () => undefined;
      };
      await slack.as(prManager).submit();
      await eventually(office, 'the end of the process', () => app?.ending !== null);
      const seconds = (Date.now() - asked) / 1_000;
      check(`exit code 0, not ${app?.ending?.code}`, app?.ending?.code === 0);
      // Nine seconds for the work and one for the folder; the rest is the machine's.
      check(`within ten seconds, not ${seconds}`, seconds < 11);
      await draft.says('公開済み');
      await draft.tells(LINES.found);
      check('sent once', x.createCount(key) === 1);
    },
  },
  {
    name: 'stop: SIGTERM while the account’s timeline is looked at; the next start goes on looking',
    setup: { hurry: 4 },
    async play(office, key) {
      office.mayEndWith = [0];
      office.sandbox.x.configure({ timelineLag: 1 });
      office.sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: { kind: 'handledThenReset' } });
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      office.onWire = (point) => {
        if (point !== 'x tweets.create handled' && point !== 'x tweets.create arrived') return;
        setTimeout(() => office.app?.signal('SIGTERM'), 200).unref();
        office.onWire = () => undefined;
      };
      await draft.approve(prManager);
      await draft.says('公開済み');
      check('it was stopped', office.deaths === 1);
      check('sent once', office.sandbox.x.createCount(key) === 1);
    },
  },
];
