import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { tooLateText } from '../../src/text/refusals.ts';
import { threadText } from '../../src/text/thread.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import type { Message } from '../sandbox/slack/state.ts';
import { ROOT } from '../support/app-build.ts';
import { diskTrouble, type Effect, openForm, overheard, slowSync, taken, told, xFault } from './acts.ts';
import { Draft } from './persistent-people.ts';
import { HEARD, LINES } from './said.ts';
import { check, eventually, type Scenario } from './scenario.ts';
import type { TroubleOffice } from './trouble-office.ts';

const { staffA, prManager } = PEOPLE;
/** In office.example.yaml's register; here a second manager. */
const SECOND_MANAGER = 'U0KOHO101';
const away: Effect = { kind: 'html', status: 503 };
const revoked = { [FIELDS.reason]: '内容を確かめ直すため。' };

const requests = (office: TroubleOffice, key: string): number =>
  office.sandbox.x.createRequests().filter(({ text }) => text?.includes(key)).length;
const posts = (office: TroubleOffice, key: string): number =>
  office.sandbox.x.allPosts().filter(({ text }) => text.includes(key)).length;

const sentOnce = (office: TroubleOffice, key: string): void => {
  check(`one request, not ${requests(office, key)}`, requests(office, key) === 1);
  check(`one post, not ${posts(office, key)}`, posts(office, key) === 1);
};

/** The draft waits for approval, and all of its thread is there. */
async function waiting(office: TroubleOffice, key: string): Promise<Draft> {
  const draft = new Draft(office, SHINAGAWA, key);
  await draft.post(staffA);
  await draft.tells(LINES.submitted);
  return draft;
}

/** 承認の取消し, of an approval that the card shows. */
async function revokes(draft: Draft): Promise<void> {
  await draft.says('承認済み');
  await draft.form(prManager, 'revoke', revoked, '承認待ち');
}

/** もう一度公開する on a screen that still shows the card as it was. */
async function clicksAgain({ sandbox }: TroubleOffice, old: Message): Promise<void> {
  const click = () =>
    sandbox.slack.as(prManager).click({ channel: SHINAGAWA, ts: old.ts }, ACTIONS.retry, { stale: old });
  for (let tries = 0; tries < 5 && (await click()).outcome !== 'acknowledged'; tries += 1);
}

/** An office in which two people may decide. It is opened by this. */
async function withTwoManagers(office: TroubleOffice): Promise<void> {
  const yaml = await readFile(join(ROOT, 'office.example.yaml'), 'utf8');
  office.officeFile = join(office.dataFolder, 'office.yaml');
  await writeFile(office.officeFile, yaml.replace('users: [U0KOHO100]', `users: [U0KOHO100, ${SECOND_MANAGER}]`));
  office.supervise();
  await office.up();
}

/** Approved, revoked and approved again while the account check of the first approval is on its way. */
const approvedAgain = (how: string, effect: Effect | null): Scenario => ({
  name: `race: approved, 承認の取消し, approved again while the first account check is slow; it ${how}`,
  async play(office, key) {
    const draft = await waiting(office, key);
    if (effect !== null) xFault(office, 'users.me', effect);
    const first = office.hold('x users.me handled');
    await draft.approve(prManager);
    await taken(office, 'the account check', first);
    await revokes(draft);
    await draft.approve(prManager);
    await draft.says('承認済み');
    check('nothing has left yet', requests(office, key) === 0);
    first.letGo();
    await draft.says('公開済み');
    sentOnce(office, key);
    check('it was revoked', draft.thread.includes(LINES.revoked));
    check('the first check is nobody’s failure', !draft.thread.includes(threadText.failed));
  },
});

/** Two managers do what excludes each other, at the same instant: one is heard, the other is told. */
const atTheSameInstant = (name: string, act: 'approve' | 'return'): Scenario => ({
  name: `race: two managers at the same instant: ${name}`,
  closed: true,
  async play(office, key) {
    await withTwoManagers(office);
    const { slack } = office.sandbox;
    const [one, other] = [slack.as(prManager), slack.as(SECOND_MANAGER)];
    for (const turn of ['一', '二', '三', '四']) {
      const own = `${turn}つ目の${key}`;
      const draft = await waiting(office, own);
      const heard = overheard(office, SECOND_MANAGER);
      const alsoHeard = overheard(office, prManager);
      await openForm(office, draft, prManager, 'approve');
      await openForm(office, draft, SECOND_MANAGER, act);
      const submits = [
        () => one.submit(),
        () => other.submit(act === 'approve' ? {} : { [FIELDS.reason]: '曜日が合いません。' }),
      ];
      if (turn === '二' || turn === '四') submits.reverse();
      await Promise.all(submits.map((submit) => submit()));
      await eventually(office, 'the answer to the one who was second', () =>
        [heard, alsoHeard].some((each) =>
          [tooLateText.title, HEARD.cannot('approve'), HEARD.cannot(act)].some((words) => each.has(words)),
        ),
      );
      await eventually(office, 'the end', () => /公開済み|差戻し中/.test(draft.reading));
      await eventually(office, 'the line of it', () =>
        [LINES.published, LINES.returned].some((line) => draft.thread.includes(line)),
      );
      const approvals = draft.thread.split(LINES.approved).length - 1;
      const returns = draft.thread.split(LINES.returned).length - 1;
      check(`one decision, not ${approvals} and ${returns}`, approvals + returns === 1);
      check('sent as often as approved', requests(office, own) === approvals);
      for (const person of [one, other]) if (person.modal() !== undefined) await person.close({ all: true });
    }
  },
});

/** Whatever people do at the same time, one approval sends at most one request, and what is on its way is not changed. */
export const RACE_FAULTS: readonly Scenario[] = [
  {
    name: 'race: 「もう一度公開する」 a second time while the account check of the first is slow, and fails',
    async play(office, key) {
      xFault(office, 'users.me', away, { times: 2 });
      const draft = await waiting(office, key);
      await draft.approve(prManager);
      await draft.says('公開失敗');
      const old = structuredClone(draft.card);
      const slow = office.hold('x users.me handled');
      await draft.press(prManager, 'retry');
      await taken(office, 'the account check', slow);
      // The second screen still shows the button.
      await clicksAgain(office, old);
      await eventually(office, 'the answer to the second click', () => told(office, prManager, HEARD.tooLate));
      slow.letGo();
      // The card may show the first failure still.
      await eventually(office, 'the second failure', () => draft.thread.split(threadText.failed).length === 3);
      check('nothing was sent', requests(office, key) === 0);
      await draft.pressed(prManager, 'retry', '公開済み');
      sentOnce(office, key);
    },
  },
  {
    name: 'race: 「もう一度公開する」 a second time while X has the request of the first, which then succeeds',
    async play(office, key) {
      xFault(office, 'users.me', away);
      const draft = await waiting(office, key);
      await draft.approve(prManager);
      await draft.says('公開失敗');
      const old = structuredClone(draft.card);
      const request = office.hold('x tweets.create handled');
      await draft.press(prManager, 'retry');
      await taken(office, 'the request', request);
      xFault(office, 'users.me', away, { times: null });
      await clicksAgain(office, old);
      await eventually(office, 'the answer to the second click', () => told(office, prManager, HEARD.tooLate));
      request.letGo();
      await draft.says('公開済み');
      sentOnce(office, key);
    },
  },
  approvedAgain('fails late', away),
  approvedAgain('succeeds late', null),
  {
    name: 'race: approved, then 承認の取消し while the account check is slow; it succeeds late, and nothing is sent',
    async play(office, key) {
      const draft = await waiting(office, key);
      const first = office.hold('x users.me handled');
      await draft.approve(prManager);
      await taken(office, 'the account check', first);
      await revokes(draft);
      first.letGo();
      await draft.form(staffA, 'revise', { [`${FIELDS.text}.0`]: `${key}直しました。` }, '第2版');
      check('nothing was sent', requests(office, key) === 0);
      await draft.published(prManager);
      sentOnce(office, key);
      check('what was approved last is there', office.sandbox.x.posts()[0]?.text.includes('直しました') === true);
    },
  },
  {
    name: 'race: 承認の取消し and 編集 while X has the request: both are refused, and what was approved is published',
    async play(office, key) {
      xFault(office, 'tweets.create', { kind: 'resetAfterRead' });
      const draft = await waiting(office, key);
      const { slack } = office.sandbox;
      await openForm(office, draft, staffA, 'revise');
      await draft.approve(prManager);
      await draft.pressed(prManager, 'confirmNotPublished', cardText.approvedNotSent);
      await openForm(office, draft, prManager, 'revoke');
      const request = office.hold('x tweets.create handled');
      await draft.press(prManager, 'retry');
      await taken(office, 'the request', request);
      const heard = overheard(office, prManager);
      const editor = overheard(office, staffA);
      const text = `${key}直しました。`;
      await slack.as(prManager).submit(revoked);
      await slack.as(staffA).submit({ [`${FIELDS.text}.0`]: text });
      await eventually(office, 'the refusal of 承認の取消し', () => heard.has(HEARD.cannot('revoke')));
      await eventually(office, 'the refusal of 編集', () => editor.has(HEARD.cannot('revise')));
      check('the author has the text', editor.has(text));
      request.letGo();
      await draft.says('公開済み');
      check(`two requests, not ${requests(office, key)}`, requests(office, key) === 2);
      check(
        'one post, of what was approved',
        office.sandbox.x
          .allPosts()
          .map((post) => post.text)
          .join() === key,
      );
    },
  },
  atTheSameInstant('both approve', 'approve'),
  atTheSameInstant('one approves, the other returns', 'return'),
  {
    name: 'race: the same approval, the same 「もう一度公開する」 and the same 削除 delivered three times at the same instant',
    async play(office, key) {
      xFault(office, 'tweets.create', { kind: 'problem', problem: 'noCredit' });
      const draft = await waiting(office, key);
      const { slack, x } = office.sandbox;
      await openForm(office, draft, prManager, 'approve');
      // All three arrive before the first of them is on record.
      slack.configure({ redeliver: 2 });
      diskTrouble(office, 'slow', slowSync('record DraftApproved', 500));
      await slack.as(prManager).submit();
      await draft.says('公開失敗');
      diskTrouble(office, 'slow', slowSync('record RetryOrdered', 500));
      await draft.press(prManager, 'retry');
      await draft.says('公開済み');
      check(`two attempts, not ${requests(office, key)}`, requests(office, key) === 2);
      check('one post', posts(office, key) === 1);
      slack.configure({ redeliver: 0 });
      await openForm(office, draft, prManager, 'takeDown');
      slack.configure({ redeliver: 2 });
      diskTrouble(office, 'slow', slowSync('record RemovalStarted', 500));
      await slack.as(prManager).submit({ [FIELDS.reason]: '会場が変わったため。' });
      await draft.says('削除済み');
      await draft.tells(LINES.takenDown);
      check(`deleted once, not ${x.requests('tweets.delete').length}`, x.requests('tweets.delete').length === 1);
      for (const once of [LINES.approved, LINES.orderedAgain, LINES.removalOrdered])
        check(`one line 「${once}」`, draft.thread.split(once).length === 2);
    },
  },
  {
    name: 'race: the search for the first attempt is slow and empty while the second is open: it ends only its own',
    async play(office, key) {
      office.sandbox.x.configure({ timelineLag: 2 });
      xFault(office, 'tweets.create', { kind: 'resetAfterRead' });
      xFault(office, 'tweets.create', { kind: 'handledThenReset' });
      const draft = await waiting(office, key);
      const look: { hold?: ReturnType<TroubleOffice['hold']> } = {};
      office.onWire = (name) => {
        if (name === 'x tweets.create arrived') look.hold ??= office.hold('x users.tweets handled');
      };
      await draft.approve(prManager);
      await eventually(office, 'the search', () => look.hold?.isTaken() === true);
      await draft.says('結果不明');
      await draft.press(prManager, 'confirmNotPublished');
      await draft.says(cardText.approvedNotSent);
      await draft.press(prManager, 'retry');
      await draft.tells(LINES.orderedAgain);
      look.hold?.letGo();
      await draft.says('公開済み');
      await draft.tells(LINES.found);
      check('nobody was told that it is not there', !draft.thread.includes(LINES.notFound));
      check(`two requests, not ${requests(office, key)}`, requests(office, key) === 2);
      check('one post', posts(office, key) === 1);
    },
  },
];
