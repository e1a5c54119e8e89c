import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FIELDS } from '../../src/slack/action-ids.ts';
import { threadText } from '../../src/text/thread.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { ROOT } from '../support/app-build.ts';
import { type Effect, openForm, overheard, taken, xFault } from './acts.ts';
import { Draft } from './persistent-people.ts';
import { HEARD, LINES, removalFailed, removalUnknown } from './said.ts';
import { check, eventually, type Scenario } from './scenario.ts';
import type { TroubleOffice } from './trouble-office.ts';

const { staffA, prManager } = PEOPLE;
const SUCCESSOR = 'U0KOHO101';
const reason = { [FIELDS.reason]: '会場が変わったため。' };

const removals = (office: TroubleOffice): number => office.sandbox.x.requests('tweets.delete').length;
const isUp = (office: TroubleOffice): boolean => office.sandbox.x.posts().length === 1;

async function published(office: TroubleOffice, key: string): Promise<Draft> {
  const draft = new Draft(office, SHINAGAWA, key);
  await draft.post(staffA);
  await draft.published(prManager);
  await draft.tells(LINES.published);
  return draft;
}

/** Opens the form of 削除する once and sends it. */
async function takeDown(office: TroubleOffice, draft: Draft, manager = prManager): Promise<void> {
  await openForm(office, draft, manager, 'takeDown');
  await office.sandbox.slack.as(manager).submit(reason);
}

/** What becomes of it is not known at first; the app asks again by itself, which is harmless. */
const unknown = (name: string, effect: Effect, said: string, times = 1): Scenario => ({
  name: `removal: ${name}; asked again until X says that it is gone`,
  setup: { direct: true },
  async play(office, key) {
    const draft = await published(office, key);
    xFault(office, 'tweets.delete', effect, { times });
    await takeDown(office, draft);
    await draft.says('削除済み');
    for (const words of [LINES.removalOrdered, threadText.removalUnknown, said, LINES.takenDown])
      await draft.tells(words);
    check('the post is gone', !isUp(office));
    check(`${times + 1} requests, not ${removals(office)}`, removals(office) === times + 1);
    check('sent once', office.sandbox.x.createCount(key) === 1);
  },
});

/** A clear no: the card says that the post is up, and the next 削除する works. */
const refused = (name: string, effect: Effect, said: string): Scenario => ({
  name: `removal: ${name}; the card says that the post is up, and the next 削除する works`,
  setup: { direct: true },
  async play(office, key) {
    const draft = await published(office, key);
    xFault(office, 'tweets.delete', effect);
    await takeDown(office, draft);
    for (const words of [threadText.removalFailed, said]) await draft.tells(words);
    await draft.says('公開済み');
    check('the post is up', isUp(office));
    check('the app does not ask again by itself', removals(office) === 1);
    await draft.takenDown(prManager);
    check('the post is gone', !isUp(office));
  },
});

/** Killed with a DELETE on its way. */
const killed = (point: 'arrived' | 'handled'): Scenario => ({
  name: `removal: killed while X ${point === 'arrived' ? 'has not yet' : 'already'} deleted; the next start finishes it`,
  async play(office, key) {
    const draft = await published(office, key);
    const request = office.hold(`x tweets.delete ${point}`);
    await takeDown(office, draft);
    await taken(office, 'the request', request);
    await office.restart();
    request.letGo();
    await draft.says('削除済み');
    await draft.tells(removalUnknown('restart'));
    check('the post is gone', !isUp(office));
    check('sent once', office.sandbox.x.createCount(key) === 1);
  },
});

export const REMOVAL_FAULTS: readonly Scenario[] = [
  {
    name: 'removal: slow; meanwhile the card says that it is under way',
    async play(office, key) {
      const draft = await published(office, key);
      const request = office.hold('x tweets.delete handled');
      await takeDown(office, draft);
      await taken(office, 'the request', request);
      await draft.says('削除処理中');
      request.letGo();
      await draft.says('削除済み');
      await draft.tells(LINES.takenDown);
      check('one request', removals(office) === 1);
      check('the post is gone', !isUp(office));
    },
  },
  unknown('done, then cut', { kind: 'handledThenReset' }, removalUnknown('connection-cut')),
  unknown('cut before it is done', { kind: 'resetAfterRead' }, removalUnknown('connection-cut')),
  unknown('silent, and done', { kind: 'noAnswer', handled: true }, removalUnknown('no-answer')),
  unknown('silent, and not done', { kind: 'noAnswer', handled: false }, removalUnknown('no-answer')),
  unknown('500 four times', { kind: 'problem', problem: 'internal' }, removalUnknown('server-error'), 4),
  unknown('502 with a page', { kind: 'html', status: 502 }, removalUnknown('server-error')),
  {
    name: 'removal: 503 however often it is asked; the manager is asked to look, and orders it again',
    async play(office, key) {
      const draft = await published(office, key);
      xFault(office, 'tweets.delete', { kind: 'problem', problem: 'unavailable' }, { times: 5 });
      await takeDown(office, draft);
      await draft.tells(LINES.removalUnconfirmed);
      await draft.says('削除の結果不明');
      check('the post is up', isUp(office));
      await draft.pressed(prManager, 'confirmNotRemoved', '公開済み');
      await draft.tells(LINES.stillUp);
      xFault(office, 'tweets.delete', { kind: 'problem', problem: 'unavailable' }, { times: 5 });
      await takeDown(office, draft);
      await draft.says('削除の結果不明');
      await draft.pressed(prManager, 'retryRemoval', '削除済み');
      check('the post is gone', !isUp(office));
    },
  },
  {
    name: 'removal: 404, because somebody has deleted it on the web while the form was open',
    async play(office, key) {
      const draft = await published(office, key);
      await openForm(office, draft, prManager, 'takeDown');
      const [post] = office.sandbox.x.posts();
      if (post !== undefined) office.sandbox.x.deletePost(post.id);
      await office.sandbox.slack.as(prManager).submit(reason);
      await draft.says('削除済み');
      check('one request', removals(office) === 1);
    },
  },
  refused(
    '404 of something else than the post',
    { kind: 'html', status: 404 },
    removalFailed({ kind: 'rejected', detail: '' }),
  ),
  refused('401', { kind: 'problem', problem: 'unauthorized' }, removalFailed({ kind: 'not-authenticated' })),
  refused('403', { kind: 'problem', problem: 'forbidden' }, removalFailed({ kind: 'not-permitted', detail: '' })),
  refused(
    '429',
    { kind: 'problem', problem: 'rateLimit15m' },
    removalFailed({ kind: 'rate-limited', resetsAt: null, window: 'unknown' }),
  ),
  killed('arrived'),
  killed('handled'),
  {
    name: 'removal: the manager loses the role between form and click; nothing is deleted, and the successor deletes it',
    closed: true,
    async play(office, key) {
      const yaml = await readFile(join(ROOT, 'office.example.yaml'), 'utf8');
      office.officeFile = join(office.dataFolder, 'office.yaml');
      await writeFile(office.officeFile, yaml.replace('users: [U0KOHO100]', 'group: S0KOHOKACHO'));
      office.supervise();
      await office.up();
      const draft = await published(office, key);
      await openForm(office, draft, prManager, 'takeDown');
      const heard = overheard(office, prManager);
      office.sandbox.slack.setUsergroup('S0KOHOKACHO', [SUCCESSOR]);
      await office.sandbox.slack.as(prManager).submit(reason);
      await eventually(office, 'the refusal', () => heard.has(HEARD.onlyOthers));
      await draft.tells(LINES.refused('takeDown', 'not-manager'));
      check('nothing was asked of X', removals(office) === 0);
      check('the post is up', isUp(office));
      await draft.takenDown(SUCCESSOR);
      check('the post is gone', !isUp(office));
    },
  },
];
