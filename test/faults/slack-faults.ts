import { ACTIONS } from '../../src/slack/action-ids.ts';
import { PEOPLE, SHINAGAWA, TOSHIMA } from '../sandbox/office.ts';
import { type Effect, openForm, type Rule, slackFault, told } from './acts.ts';
import { Draft } from './persistent-people.ts';
import { LINES } from './said.ts';
import { check, eventually, type Scenario } from './scenario.ts';
import { STORIES, wholeWay } from './stories.ts';
import type { TroubleOffice } from './trouble-office.ts';

const { staffA, staffB, staffD, prManager } = PEOPLE;

/** A whole draft's life while one method of Slack fails again and again. */
const lifeUnder = (
  name: string,
  rules: readonly (readonly [string, Effect, Partial<Rule>?])[],
  patience = 1,
): Scenario => ({
  name: `Slack: ${name}`,
  async play(office, key) {
    for (const [operation, effect, more] of rules) slackFault(office, operation, effect, more);
    await wholeWay(office, key);
    check('sent once', office.sandbox.x.allPosts().filter(({ text }) => text.includes(key)).length === patience);
  },
});

const page: Effect = { kind: 'html', status: 503 };
const lost: Effect = { kind: 'handledThenReset' };
const twice = { times: 2 } as const;
const empty: Effect = {
  kind: 'respond',
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"ok":true,"messages":[]}',
};

const asksForTheList = (office: TroubleOffice) =>
  office.sandbox.slack.as(staffA).command(SHINAGAWA, '/post', '承認待ち');

const anotherCard = (office: TroubleOffice, ts: string): boolean =>
  office.sandbox.slack
    .messages(SHINAGAWA)
    .some((message) => message.metadata?.event_type === 'kessai_card' && message.ts !== ts);

/** The card must come back, with the whole story under it. */
const cardGone = (name: string, lose: (office: TroubleOffice, draft: Draft) => Promise<void>): Scenario => ({
  name: `Slack: ${name}; the card comes back with its whole story`,
  async play(office, key) {
    const draft = new Draft(office, SHINAGAWA, key);
    await draft.post(staffA);
    await draft.tells(LINES.submitted);
    await lose(office, draft);
    await draft.published(prManager);
    await draft.tells(LINES.published);
    await draft.tells(LINES.submitted);
  },
});

export const SLACK_FAULTS: readonly Scenario[] = [
  {
    name: 'Slack: every payload is delivered three times',
    async play(office, key) {
      office.sandbox.slack.configure({ redeliver: 2 });
      for (const [index, story] of STORIES.entries()) await story.play(office, `${index}番の${key}`);
    },
  },
  {
    name: 'Slack: payloads in the wrong order (the approval overtakes the edit)',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await openForm(office, draft, prManager, 'approve');
      const { slack } = office.sandbox;
      await draft.press(staffA, 'revise');
      await eventually(office, 'the edit form', () => slack.as(staffA).modal() !== undefined);
      slack.holdDeliveries();
      await slack.as(staffA).submit({ 'text.0': `${key}直しました。` });
      await slack.as(prManager).submit();
      await slack.releaseDeliveries('reversed');
      await draft.says('済み');
      await draft.published(prManager);
      const posts = office.sandbox.x.allPosts().filter(({ text }) => text.includes(key));
      check('one post, of what the manager saw or saw later', posts.length === 1);
    },
  },
  {
    name: 'Slack: the same approval submitted twice within a millisecond, and again after a restart',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await openForm(office, draft, prManager, 'approve');
      const { slack } = office.sandbox;
      const submitted = await slack.as(prManager).submit();
      const id = submitted.delivery?.id ?? '';
      await Promise.all([slack.redeliver(id), slack.redeliver(id)]);
      await draft.says('公開済み');
      await office.restart();
      await slack.redeliver(id);
      check('sent once', office.sandbox.x.createCount(key) === 1);
      await eventually(office, 'one line of the approval', () => draft.thread.split(LINES.approved).length === 2);
    },
  },
  {
    name: 'Slack: two clicks on 「もう一度公開する」 within a millisecond',
    async play(office, key) {
      office.sandbox.faults.add({
        service: 'x',
        operation: 'tweets.create',
        effect: { kind: 'problem', problem: 'noCredit' },
      });
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.approve(prManager);
      await draft.says('公開失敗');
      await Promise.all([draft.press(prManager, 'retry'), draft.press(prManager, 'retry')]);
      await draft.says('公開済み');
      check('sent once more', office.sandbox.x.createCount(key) === 2 && office.sandbox.x.posts().length === 1);
    },
  },
  {
    name: 'Slack: a refused click delivered again, also after a restart, is recorded once',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      const { slack } = office.sandbox;
      const recorded = (): number =>
        [...office.logs, ...(office.app?.logs ?? [])].filter((line) => line.includes('"event":"AttemptRefused"'))
          .length;
      const before = recorded();
      const click = await draft.press(staffB, 'withdraw');
      await eventually(office, 'the refusal', () => recorded() > before);
      const id = click?.delivery?.id ?? '';
      await Promise.all([slack.redeliver(id), slack.redeliver(id)]);
      await office.restart();
      await slack.redeliver(id);
      await draft.published(prManager);
      check('recorded once', recorded() === before + 1);
    },
  },
  {
    name: 'Slack: the trigger has expired; the person is asked to click again',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      office.sandbox.slack.holdDeliveries();
      await draft.press(prManager, 'approve');
      office.sandbox.advanceClock(4_000);
      await office.sandbox.slack.releaseDeliveries();
      await eventually(office, 'the answer', () => told(office, prManager, 'もう一度'));
      await draft.published(prManager);
    },
  },
  {
    name: 'Slack: 429 on chat.postMessage; forms go on opening',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      slackFault(office, 'chat.postMessage', { kind: 'rateLimited', retryAfter: 30 }, { times: 3 });
      await openForm(office, draft, prManager, 'approve');
      await office.sandbox.slack.as(prManager).submit();
      await draft.says('公開済み');
      await draft.tells(LINES.published);
    },
  },
  lifeUnder('429 on chat.postMessage and chat.update', [
    ['chat.postMessage', { kind: 'rateLimited', retryAfter: 1 }, { times: 4 }],
    ['chat.update', { kind: 'rateLimited', retryAfter: 1 }, { times: 4 }],
  ]),
  lifeUnder('5xx on chat.postMessage, chat.update and views.open', [
    ['chat.postMessage', page, { times: 3 }],
    ['chat.update', page, { times: 3 }],
    ['views.open', page, { times: 1 }],
  ]),
  lifeUnder('messages are posted and the answer is lost', [['chat.postMessage', lost, { times: 5 }]]),
  lifeUnder('messages are posted, the answer is lost, and the list shows them late', [
    ['chat.postMessage', lost, twice],
    ['conversations.history', empty],
    ['conversations.replies', empty],
  ]),
  lifeUnder('messages are posted, the answer is lost, and the list cannot be read for a while', [
    ['chat.postMessage', lost, twice],
    ['conversations.history', page, twice],
    ['conversations.replies', { kind: 'error', error: 'internal_error' }, twice],
  ]),
  lifeUnder('messages are posted, the answer is lost, and the list comes back as something else', [
    ['chat.postMessage', lost, twice],
    [
      'conversations.history',
      {
        kind: 'respond',
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: '{"ok":true,"messages":7}',
      },
    ],
  ]),
  lifeUnder('Slack says internal_error though it has posted', [
    ['chat.postMessage', { kind: 'error', error: 'internal_error', handled: true }, { times: 3 }],
  ]),
  lifeUnder('requests are cut before they are read', [
    ['chat.postMessage', { kind: 'resetAfterRead' }, { times: 3 }],
    ['chat.update', { kind: 'resetAfterRead' }, { times: 3 }],
  ]),
  lifeUnder('msg_too_long for a card and for lines', [
    ['chat.postMessage', { kind: 'error', error: 'msg_too_long' }, { times: 1 }],
    ['chat.postMessage', { kind: 'error', error: 'msg_blocks_too_long' }, { times: 2, skip: 2 }],
    ['chat.update', { kind: 'error', error: 'msg_too_long' }, { times: 1 }],
  ]),
  lifeUnder('private answers cannot be delivered', [['response_url', page, { times: null }]]),
  cardGone('cant_update_message', async (office, draft) => {
    slackFault(office, 'chat.update', { kind: 'error', error: 'cant_update_message' });
    // What can no longer be changed is as good as deleted; a person tidies up.
    const { ts } = draft.card;
    await openForm(office, draft, prManager, 'approve');
    await office.sandbox.slack.as(prManager).submit();
    await eventually(office, 'another card', () =>
      office.sandbox.slack
        .messages(SHINAGAWA)
        .some((message) => message.metadata?.event_type === 'kessai_card' && message.ts !== ts),
    );
    office.deleteCard({ ts });
  }),
  // A start draws only what is behind; whether this card is, depends on when the app was killed.
  cardGone('the card is deleted, the app is killed, and the list of what waits is asked for', async (office, draft) => {
    const { ts } = draft.card;
    office.deleteCard(draft.card);
    await office.restart();
    await asksForTheList(office);
    await eventually(office, 'another card', () => anotherCard(office, ts));
  }),
  cardGone('the card is deleted and the list of what waits is asked for', async (office, draft) => {
    const { ts } = draft.card;
    office.deleteCard(draft.card);
    await asksForTheList(office);
    await eventually(office, 'another card', () => anotherCard(office, ts));
  }),
  {
    name: 'Slack: one channel is archived, with more drafts than are told at once; the other goes on',
    async play(office, key) {
      const { slack } = office.sandbox;
      const stuck = Array.from({ length: 6 }, (_, index) => new Draft(office, TOSHIMA, `${index}つ目の${key}`));
      for (const draft of stuck) await draft.post(staffD);
      for (const draft of stuck) await draft.tells(LINES.submitted);
      slackFault(
        office,
        'chat.update',
        { kind: 'error', error: 'is_inactive' },
        { times: null, textIncludes: TOSHIMA },
      );
      slackFault(
        office,
        'chat.postMessage',
        { kind: 'error', error: 'is_archived' },
        { times: null, textIncludes: TOSHIMA },
      );
      for (const draft of stuck) await draft.press(staffD, 'withdraw');
      const free = new Draft(office, SHINAGAWA, key);
      await free.post(staffA);
      await free.published(prManager);
      office.sandbox.faults.clear();
      for (const draft of stuck) await draft.says('取下げ');
      check('nobody waits in vain', slack.mistakes().length === 0);
    },
  },
  {
    name: 'Slack: the app was removed from the channel; the author is told, and the card comes when it is back',
    async play(office, key) {
      office.sandbox.slack.removeFromChannel(SHINAGAWA);
      const draft = new Draft(office, SHINAGAWA, key);
      await office.sandbox.slack.as(staffA).command(SHINAGAWA, '/post', key);
      await eventually(office, 'the answer', () => office.sandbox.slack.as(staffA).ephemerals(SHINAGAWA).length > 0);
      office.sandbox.slack.addToChannel(SHINAGAWA);
      await draft.says('承認待ち');
      await draft.published(prManager);
    },
  },
  {
    name: 'Slack: the drafter has left',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      office.sandbox.slack.deactivateUser(staffA);
      await draft.published(prManager);
    },
  },
  {
    name: 'Slack: out of order for an hour while a post is on its way; then all is told',
    setup: { hurry: 20 },
    async play(office, key) {
      const { slack, x } = office.sandbox;
      office.mayEndWith = [69];
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await openForm(office, draft, prManager, 'approve');
      office.onWire = (name) => {
        if (name === 'x tweets.create arrived') void slack.goOffline();
      };
      await slack.as(prManager).submit();
      await eventually(office, 'the post', () => x.posts().length === 1);
      const { deaths } = office;
      office.app?.tell({ passMs: 3_600_000 });
      await eventually(office, 'the end of the process', () => office.deaths > deaths);
      check(
        'a clear line',
        office.logs.some((line) => line.includes('the connection to Slack is dead')),
      );
      await slack.goOnline();
      await draft.says('公開済み');
      await draft.tells(LINES.published);
      check('sent once', x.createCount(key) === 1);
    },
  },
  {
    name: 'Slack: a storm of 429 with many drafts behind: one gate holds them all, also after a restart; then all is told',
    async play(office, key) {
      const { slack } = office.sandbox;
      const drafts = Array.from({ length: 12 }, (_, index) => new Draft(office, SHINAGAWA, `${index}つ目の${key}`));
      const own = `先の${key}`;
      const opened = new Draft(office, SHINAGAWA, own);
      await opened.post(staffA);
      await opened.tells(LINES.submitted);
      // Ten minutes, which the suite lets pass in six seconds.
      for (const method of ['chat.postMessage', 'chat.update'])
        slackFault(office, method, { kind: 'rateLimited', retryAfter: 600 }, { times: null });
      for (let index = 0; index < drafts.length; index += 1)
        await slack.as(staffA).command(SHINAGAWA, '/post', `${index}つ目の${key}`);
      await openForm(office, opened, prManager, 'approve');
      await slack.as(prManager).submit();
      await eventually(office, 'the post', () => office.sandbox.x.createCount(own) === 1);
      await office.restart();
      await eventually(
        office,
        'the storm',
        () => office.app?.logs.some((line) => line.includes('asks for a rest')) === true,
      );
      const rests = [...office.logs, ...(office.app?.logs ?? [])].filter((line) => line.includes('asks for a rest'));
      const turnedAway = slack.calls().filter(({ error }) => error === 'ratelimited');
      // Four threads are told at the same time; whoever is already on the way cannot be called back.
      check(
        `${turnedAway.length} calls in vain for ${rests.length} rests`,
        turnedAway.length > 0 && turnedAway.length <= 4 * rests.length,
      );
      office.sandbox.faults.clear();
      await opened.says('公開済み');
      for (const draft of drafts) await draft.tells(LINES.submitted);
      check('sent once', office.sandbox.x.createCount(own) === 1);
    },
  },
  {
    name: 'Slack: a person presses what the card no longer shows',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      const old = structuredClone(draft.card);
      await draft.published(prManager);
      await office.sandbox.slack
        .as(prManager)
        .click({ channel: SHINAGAWA, ts: old.ts }, ACTIONS.approve, { stale: old });
      await eventually(office, 'the answer', () => told(office, prManager, '公開済み'));
      check('sent once', office.sandbox.x.createCount(key) === 1);
    },
  },
];
