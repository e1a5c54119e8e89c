import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { makeThreadLog } from '../../src/slack/thread-log.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { viewDraft } from '../../src/usecases/read-draft.ts';
import { card } from '../../views/card/card.ts';
import { withoutPictures } from '../../views/kit/pictures.ts';
import { plainMessage } from '../../views/kit/plain.ts';
import { threadLines } from '../../views/thread/lines.ts';
import { startSandbox } from '../sandbox/index.ts';
import { SHINAGAWA } from '../sandbox/office.ts';
import { TOKENS } from '../sandbox/seed.ts';
import { noPictures } from '../support/doubles.ts';
import { staffA } from '../support/drafts.ts';
import { TOLD } from '../support/told.ts';
import { makeWorld, submitted } from '../support/world.ts';

it('while nobody knows whether Slack has a line, the card still follows the record, and the line comes once', async () => {
  const sandbox = await startSandbox();
  const world = makeWorld({ channel: SHINAGAWA });
  const { id } = await submitted(world);
  const pauses = new Map<number, () => void>();
  const threadLog = makeThreadLog({
    client: new webApi.WebClient(TOKENS.bot, { slackApiUrl: sandbox.slackApiUrl, retryConfig: { retries: 0 } }),
    store: world.store,
    reader: { view: (draftId) => viewDraft(world, draftId) },
    clock: world.clock,
    log: pino({ level: 'silent' }),
    pause: (milliseconds) => new Promise((resolve) => pauses.set(milliseconds, resolve)),
    calm: async () => undefined,
    card,
    threadLines,
    plain: plainMessage,
    withoutPictures,
    board: noPictures,
    monthOf: () => '2026-11',
  });
  onTestFinished(async () => {
    threadLog.stop();
    await sandbox.stop();
  });
  /** The pause after a failed try is over, or the one that Slack's lists are given. */
  const passes = async (milliseconds: number) => {
    pauses.get(milliseconds)?.();
    pauses.delete(milliseconds);
    await new Promise(setImmediate);
    await threadLog.idle();
  };
  sandbox.faults.add({
    service: 'slack',
    operation: 'chat.postMessage',
    effect: { kind: 'html', status: 500 },
    textIncludes: TOLD.submitted,
  });
  threadLog.changed(id);
  await threadLog.idle();
  await passes(500);
  const cardTs = (await world.store.loadThread(id))?.cardTs ?? '';
  const thread = () => sandbox.slack.thread(SHINAGAWA, cardTs).map((message) => sandbox.slack.readMessage(message));
  expect(thread()).toHaveLength(1);

  await doAct(world, 'withdraw', { draftId: id, by: staffA, delivery: 'w', expectedRevision: 1 });
  threadLog.changed(id);
  await threadLog.idle();
  expect(thread()).toEqual([expect.stringContaining('取り下げ')]);
  expect(threadLog.behind()).toBe(1);

  await passes(5_000);
  expect(thread()).toEqual([
    expect.stringContaining('取り下げ'),
    expect.stringContaining(TOLD.submitted),
    expect.stringContaining('取り下げ'),
  ]);
  expect(threadLog.behind()).toBe(0);
});
