import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { mediaText } from '../../src/text/media.ts';
import { startSandbox } from '../sandbox/index.ts';
import { OfficePeople, PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { picture } from '../support/pictures.ts';
import { memoryOf, startCompiledApp } from './processes.ts';
import { type Comparison, compared, measured } from './result.ts';

const DRAFTS = 20;
/** As a phone takes them. */
const TWELVE_MEGAPIXELS = { width: 4_000, height: 3_000, noise: true, quality: 60 } as const;
const AIM_MS = 50;
const AIM_RATIO = 1.5;
const REST_MS = 60_000;
const PROBE = new URL('../../dist/test/bench/stall-probe.js', import.meta.url).href;
const { form } = mediaText;

/**
 * Draft after draft with four pictures of twelve megapixels, from the form to X: what stays in the app's memory a minute after the
 * last, against its memory before the first, and for how long anything held its event loop.
 */
export async function benchPictures(note: (text: string) => void): Promise<readonly Comparison[]> {
  const sandbox = await startSandbox({ delivery: 'socket', ackTimeoutMs: 60_000 });
  const folder = await mkdtemp(join(tmpdir(), 'kessai-pictures-'));
  const app = await startCompiledApp({ ...sandbox.env, NODE_OPTIONS: `--import=${PROBE}` }, folder);
  const held: number[] = [];
  app.onLine((line) => {
    const found = /^held ([\d.]+)/.exec(line)?.[1];
    if (found !== undefined) held.push(Number(found));
  });
  try {
    await sandbox.slack.connected();
    const files = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (name) => ({ name: `${name}.jpg`, bytes: await picture(TWELVE_MEGAPIXELS) })),
    );
    note(`four files of ${files.map(({ bytes }) => (bytes.length / 1e6).toFixed(1)).join(', ')} MB`);
    const people = new OfficePeople(sandbox);
    const staff = sandbox.slack.as(PEOPLE.staffA);
    const draft = async (text: string, given: typeof files): Promise<void> => {
      await people.openForm(PEOPLE.staffA, SHINAGAWA);
      await staff.fill({ [`${FIELDS.text}.0`]: text });
      if (given.length > 0) {
        await staff.attach(form.files(0, 4), given);
        await staff.click('modal', ACTIONS.check);
        await sandbox.waitFor(() => staff.readModal().includes(form.alt(given.length)), { timeoutMs: 120_000 });
      }
      const answers = given.flatMap((_, index) => [
        [form.alt(index + 1), '説明'],
        [form.rightsLabel(index + 1), form.rights.own],
        [form.peopleLabel(index + 1), form.people.none],
      ]);
      await people.submit(PEOPLE.staffA, Object.fromEntries(answers));
      const card = await people.cardOf(text);
      await people.approve(PEOPLE.prManager, card);
      await sandbox.waitFor(() => sandbox.x.createCount(text) === 1, { timeoutMs: 120_000, what: `${text} on X` });
    };
    await draft('画像のない、はじめのお知らせです。', []);
    await wait(REST_MS / 6);
    const before = await memoryOf(app.pid);
    held.length = 0;
    for (let number = 1; number <= DRAFTS; number += 1) {
      await draft(`画像のお知らせ、その${number}回目です。`, files);
      note(`draft ${number}: ${(await memoryOf(app.pid)).toFixed(0)} MB`);
    }
    const longest = Math.max(0, ...held);
    await wait(REST_MS);
    const after = await memoryOf(app.pid);
    return [
      { ...compared(`memory a minute after ${DRAFTS} drafts with 4 pictures`, before, after, AIM_RATIO), unit: 'MB' },
      measured('longest block of the event loop, with pictures', longest, 'ms', AIM_MS),
    ];
  } finally {
    await app.stop();
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
