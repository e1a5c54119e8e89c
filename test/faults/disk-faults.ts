import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BLOCKS } from '../../src/slack/action-ids.ts';
import { PEOPLE, SHINAGAWA, TOSHIMA } from '../sandbox/office.ts';
import { ROOT } from '../support/app-build.ts';
import { withAnyNumbers } from '../support/with-any-numbers.ts';
import { anyWrite, healed, told, diskTrouble as trouble } from './acts.ts';
import { EX_CONFIG, EX_TEMPFAIL } from './app.ts';
import { Draft } from './persistent-people.ts';
import { readDraftFile } from './preload/document.ts';
import type { DiskTrouble } from './preload/settings.ts';
import { folderRemedy, HEARD, LINES, NOT_STARTED, SENDS_NOTHING } from './said.ts';
import { check, eventually, refusesToStart, type Scenario } from './scenario.ts';
import type { TroubleOffice } from './trouble-office.ts';

const { staffA, staffD, prManager } = PEOPLE;
const DAY_MS = 24 * 60 * 60_000;

async function openFolder(office: TroubleOffice): Promise<readonly string[]> {
  return (await readdir(join(office.dataFolder, 'open'))).filter((name) => name.endsWith('.json'));
}

/** Nothing can be written: whoever drafts or approves is told, and gets back what they wrote; later it all works. */
const unwritable = (kind: 'ENOSPC' | 'EROFS'): Scenario => ({
  name: `disk: ${kind} for every write, then none any more`,
  async play(office, key) {
    const draft = new Draft(office, SHINAGAWA, key);
    trouble(office, kind);
    await office.sandbox.slack.as(staffA).command(SHINAGAWA, '/post', key);
    await eventually(office, 'the text, given back', () => told(office, staffA, key));
    check('told that it did not work', told(office, staffA, HEARD.fault));
    healed(office);
    await draft.post(staffA);
    await draft.press(prManager, 'approve');
    const manager = office.sandbox.slack.as(prManager);
    await eventually(office, 'the form', () => manager.modal() !== undefined);
    trouble(office, kind);
    await manager.submit();
    await eventually(office, 'the form again', () => manager.readModal().includes(HEARD.notSaved));
    healed(office);
    await manager.submit();
    await draft.says('公開済み');
    check('sent once', office.sandbox.x.createCount(key) === 1);
  },
});

/** The disk fails at one moment of the publication. */
const whilePublishing = (
  name: string,
  at: string,
  disk: readonly [DiskTrouble['kind'], Partial<DiskTrouble>],
  ends: 'published' | 'asks',
): Scenario => ({
  name: `disk: ${name}`,
  async play(office, key) {
    const draft = new Draft(office, SHINAGAWA, key);
    await draft.post(staffA);
    await draft.tells(LINES.submitted);
    let armed = true;
    office.onWire = (point) => {
      if (point !== at || !armed) return;
      armed = false;
      trouble(office, ...disk);
      setTimeout(() => healed(office), 400).unref();
    };
    await draft.approve(prManager);
    if (ends === 'asks') {
      await draft.says(NOT_STARTED);
      check('nothing was sent', office.sandbox.x.createCount(key) === 0);
      await draft.press(prManager, 'retry');
    }
    await draft.says('公開済み');
    check('sent once', office.sandbox.x.createCount(key) === 1);
  },
});

const clock = (name: string, aheadMs: number): Scenario => ({
  name: `clock: ${name} between approval and publication, by a restart`,
  async play(office, key) {
    const draft = new Draft(office, SHINAGAWA, key);
    await draft.post(staffA);
    await draft.tells(LINES.submitted);
    office.clockAheadMs = aheadMs;
    let armed = true;
    office.onWire = (point) => {
      if (point !== 'x users.me arrived' || !armed) return;
      armed = false;
      office.app?.kill();
    };
    await draft.approve(prManager);
    await draft.says(NOT_STARTED);
    check('nothing was sent', office.sandbox.x.createCount(key) === 0);
    await draft.press(prManager, 'retry');
    await draft.says('公開済み');
    check('sent once', office.sandbox.x.createCount(key) === 1);
  },
});

/** The month's index is no part of the record: what a crash takes of it is made anew. */
const indexLost = (how: string, harm: (text: Buffer) => Buffer | null): Scenario => ({
  name: `disk: a month’s index is ${how} when the app is killed: the history shows every post`,
  async play(office, key) {
    const folder = join(office.dataFolder, 'index');
    const posts = ['一', '二', '三'].map((number) => new Draft(office, SHINAGAWA, `${number}つ目の${key}`));
    for (const post of posts) {
      await post.post(staffA);
      await post.published(prManager);
      await post.tells(LINES.published);
    }
    await eventually(office, 'the posts, put away', () =>
      posts.every((_, index) => (office.app?.points ?? []).filter((at) => at === 'close: renamed').length > index),
    );
    let harmed = 0;
    await office.restart(async () => {
      for (const name of await readdir(folder)) {
        const file = join(folder, name);
        const left = harm(await readFile(file));
        harmed += 1;
        await (left === null ? rm(file) : writeFile(file, left));
      }
    });
    check('there was an index', harmed > 0);
    await office.sandbox.slack.as(staffA).command(SHINAGAWA, '/post', '履歴');
    for (const number of ['一', '二', '三'])
      await eventually(office, `post ${number} in the history`, () => told(office, staffA, `${number}つ目の${key}`));
    await posts[0]?.takenDown(prManager);
  },
});

export const DISK_FAULTS: readonly Scenario[] = [
  unwritable('ENOSPC'),
  unwritable('EROFS'),
  whilePublishing('full when the attempt is to be recorded', 'x users.tweets handled', ['ENOSPC', {}], 'published'),
  whilePublishing('full when X has answered', 'x tweets.create arrived', ['ENOSPC', {}], 'published'),
  whilePublishing(
    'the folder cannot be synced when the attempt is recorded',
    'x users.tweets handled',
    ['EIO', { operations: ['folder sync'], during: 'record PublishStarted', times: 1 }],
    'asks',
  ),
  whilePublishing(
    'the folder cannot be synced when X has answered',
    'x tweets.create arrived',
    ['EIO', { operations: ['folder sync'], during: 'record PostPublished', times: 1 }],
    'published',
  ),
  {
    name: 'disk: so slow that a form and a command must be answered before the record is written',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      trouble(office, 'slow', { operations: ['sync'], during: 'record DraftSubmitted', times: 1, ms: 4_000 });
      const { slack } = office.sandbox;
      const command = await slack.as(staffA).command(SHINAGAWA, '/post', key);
      check('the command is answered in time', command.outcome === 'acknowledged');
      await draft.says('承認待ち');
      await draft.tells(LINES.submitted);
      const manager = slack.as(prManager);
      await draft.press(prManager, 'approve');
      await eventually(office, 'the form', () => manager.modal() !== undefined);
      trouble(office, 'slow', { operations: ['sync'], during: 'record DraftApproved', times: 1, ms: 4_000 });
      const submitted = await manager.submit();
      check('the form is answered in time', submitted.outcome === 'acknowledged');
      check('it says that it takes time', manager.readModal().includes(HEARD.saving));
      await eventually(office, 'the result in the form', () => manager.readModal().includes(HEARD.saved));
      await draft.says('公開済み');
      check('sent once', office.sandbox.x.createCount(key) === 1);
      check(
        'every delivery was answered within three seconds',
        slack.deliveries().every(({ tookMs }) => (tookMs ?? 9_999) < 3_000),
      );
    },
  },
  {
    name: 'disk: so slow that the form is closed before the approval is on record',
    async play(office, key) {
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.tells(LINES.submitted);
      const manager = office.sandbox.slack.as(prManager);
      await draft.press(prManager, 'approve');
      await eventually(office, 'the form', () => manager.modal() !== undefined);
      trouble(office, 'slow', { operations: ['sync'], during: 'record DraftApproved', times: 1, ms: 4_000 });
      await manager.submit();
      await manager.close();
      await draft.says('公開済み');
      check('sent once', office.sandbox.x.createCount(key) === 1);
    },
  },
  ...(
    [
      ['read-only', 'EROFS', withAnyNumbers(folderRemedy('EROFS')), EX_CONFIG],
      ['full', 'ENOSPC', withAnyNumbers(folderRemedy('ENOSPC')), EX_TEMPFAIL],
      ['failing', 'EIO', withAnyNumbers(folderRemedy('EIO')), EX_TEMPFAIL],
    ] as const
  ).map(
    ([state, kind, words, exitCode]): Scenario => ({
      name: `disk: the data folder is ${state} at the start`,
      closed: true,
      async play(office) {
        const app = await office.alone({}, { disk: anyWrite(kind) });
        await refusesToStart(app, [new RegExp(kind), words], exitCode);
      },
    }),
  ),
  {
    name: 'disk: full at the start; the supervisor tries again, and when there is room the app is there',
    closed: true,
    async play(office, key) {
      office.mayEndWith = [EX_TEMPFAIL];
      office.before = { disk: anyWrite('ENOSPC') };
      office.supervise();
      await eventually(office, 'three starts in vain', () => office.deaths >= 3, 180_000);
      check(
        'each was a passing fault',
        office.endings.every(({ code }) => code === EX_TEMPFAIL),
      );
      office.before = null;
      await office.up();
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.published(prManager);
    },
  },
  indexLost('lost', () => null),
  indexLost('torn', (text) => text.subarray(0, Math.floor(text.length * 0.6))),
  indexLost('empty', () => Buffer.alloc(0)),
  indexLost('full of zero bytes', (text) => Buffer.alloc(text.length)),
  {
    name: 'disk: full when X has answered, killed, and still full when it is started again; then there is room',
    async play(office, key) {
      office.mayEndWith = [EX_TEMPFAIL];
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.tells(LINES.submitted);
      let armed = true;
      office.onWire = (point) => {
        if (point !== 'x tweets.create handled' || !armed) return;
        armed = false;
        office.before = { disk: anyWrite('ENOSPC') };
        office.app?.kill();
      };
      await draft.approve(prManager);
      await eventually(office, 'two starts in vain', () => office.deaths >= 3, 180_000);
      check('it is said why', office.logs.filter((line) => line.includes(folderRemedy('ENOSPC'))).length >= 2);
      office.before = null;
      await draft.says('公開済み');
      check('sent once', office.sandbox.x.createCount(key) === 1);
    },
  },
  {
    name: 'two processes on one data folder: the second refuses and names the first',
    async play(office) {
      await refusesToStart(await office.alone(), [/プロセス/], EX_CONFIG);
    },
  },
  {
    name: 'the lock folder is removed by hand and a second process started: the first ends, the second sends, once',
    async play(office, key) {
      office.mayEndWith = [EX_TEMPFAIL];
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.tells(LINES.submitted);
      const starting = rm(join(office.dataFolder, 'lock'), { recursive: true }).then(() => office.alone());
      // Until the second has done its work, nobody starts the first again.
      await new Promise<void>((resolve, reject) => {
        office.afterEnd(async () => {
          const work = async (): Promise<void> => {
            const second = await starting;
            await second.running;
            await draft.approve(prManager);
            await eventually(office, 'the post', () => draft.reading.includes('公開済み'));
            await second.stop();
          };
          await work().then(resolve, reject);
        });
      });
      check('the first ended by itself', office.endings[0]?.code === EX_TEMPFAIL);
      check(
        'it is said why',
        office.logs.some((line) => line.includes(SENDS_NOTHING)),
      );
      check('sent once', office.sandbox.x.createCount(key) === 1);
      await office.up();
    },
  },
  {
    name: 'a torn file, an empty one and one of zero bytes: set aside and reported, the others go on',
    async play(office, key) {
      const damages: readonly ((text: string) => string)[] = [
        (text) => text.slice(0, text.length / 2),
        () => '',
        (text) => '\0'.repeat(text.length),
      ];
      const lost = damages.map((_, index) => new Draft(office, SHINAGAWA, `${index}つ目の壊れる文です。`));
      for (const draft of lost) await draft.post(staffA);
      for (const draft of lost) await draft.tells(LINES.submitted);
      const names = await openFolder(office);
      check('a file each', names.length === damages.length);
      for (const name of names) office.destroyed.add(name.replace('.json', ''));
      await office.restart(async () => {
        for (const [index, name] of names.entries()) {
          const file = join(office.dataFolder, 'open', name);
          await writeFile(file, damages[index]?.(await readFile(file, 'utf8')) ?? '');
        }
      });
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.published(prManager);
      check('they are set aside', (await readdir(join(office.dataFolder, 'unreadable'))).length === names.length);
      check(
        'they are reported',
        office.app?.logs.filter((line) => line.includes('was set aside')).length === names.length,
      );
    },
  },
  {
    name: 'a file with an event of a later version: left as it is and reported, the others go on',
    async play(office, key) {
      const later = new Draft(office, SHINAGAWA, '後の版の文です。');
      await later.post(staffA);
      await later.tells(LINES.submitted);
      const [name = ''] = await openFolder(office);
      const file = join(office.dataFolder, 'open', name);
      const document = readDraftFile(await readFile(file, 'utf8'));
      const written = JSON.stringify({
        ...document,
        events: [...document.events, { type: 'DraftHalted', at: new Date().toISOString(), by: 'system' }],
      });
      office.destroyed.add(name.replace('.json', ''));
      await office.restart(() => writeFile(file, written));
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.published(prManager);
      check('the file is untouched', (await readFile(file, 'utf8')) === written);
      check('it is reported', office.app?.logs.some((line) => line.includes('newer version')) === true);
      await office.sandbox.slack.as(staffA).command(SHINAGAWA, '/post', '承認待ち');
      await eventually(office, 'the list', () => told(office, staffA, '処理中の起案'));
      // The later version comes back and takes its event away again; this version then goes on where it was.
      await office.restart(() => writeFile(file, JSON.stringify(document)));
      await later.press(staffA, 'withdraw');
      await later.says('取下げ');
      await later.tells(LINES.withdrawn);
    },
  },
  {
    name: 'an account that is gone from office.yaml: its drafts are left alone, the others go on',
    async play(office, key) {
      const orphan = new Draft(office, TOSHIMA, `豊島の${key}`);
      await orphan.post(staffD);
      await orphan.tells(LINES.submitted);
      const yaml = await readFile(join(ROOT, 'office.example.yaml'), 'utf8');
      const file = join(office.dataFolder, 'office.yaml');
      await writeFile(file, yaml.slice(0, yaml.indexOf('  - id: toshima-piazza')));
      office.officeFile = file;
      await office.restart();
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.published(prManager);
      await office.sandbox.slack.as(staffA).openHome();
      check('it is reported', office.app?.logs.some((line) => line.includes('no such account')) === true);
      office.officeFile = undefined;
      await office.restart();
      await orphan.pressed(staffD, 'withdraw', '取下げ');
    },
  },
  clock('a day ahead', DAY_MS),
  clock('a day back', -DAY_MS),
  {
    name: 'clock: jumps back and forth by hours while everybody works',
    async play(office, key) {
      const jump = (ms: number): void => office.app?.tell({ jumpMs: ms });
      const draft = new Draft(office, SHINAGAWA, key);
      jump(-5 * 3_600_000);
      await draft.post(staffA);
      jump(9 * 3_600_000);
      await draft.returned(prManager);
      jump(-7 * 3_600_000);
      await draft.edited(staffA);
      await draft.published(prManager);
      check(
        'the text is on the card',
        draft.card.blocks?.some(({ block_id }) => block_id === BLOCKS.postText) === true,
      );
    },
  },
];
