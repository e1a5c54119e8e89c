import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { makeThreadLog } from '../../src/slack/thread-log.ts';
import { viewDraft } from '../../src/usecases/read-draft.ts';
import { card } from '../../views/card/card.ts';
import { withoutPictures } from '../../views/kit/pictures.ts';
import { plainMessage } from '../../views/kit/plain.ts';
import { threadLines } from '../../views/thread/lines.ts';
import { startSandbox } from '../sandbox/index.ts';
import { SHINAGAWA } from '../sandbox/office.ts';
import { TOKENS } from '../sandbox/seed.ts';
import { noPictures, QuietThread } from '../support/doubles.ts';
import { makeWorld, submitted } from '../support/world.ts';
import { describeThreadLog } from './thread-log.contract.ts';

describeThreadLog('in Slack', async () => {
  const sandbox = await startSandbox();
  const world = makeWorld({ channel: SHINAGAWA });
  const { id } = await submitted(world);
  const { slackApiUrl } = sandbox;
  const threadLog = makeThreadLog({
    client: new webApi.WebClient(TOKENS.bot, { slackApiUrl, retryConfig: { retries: 0 } }),
    store: world.store,
    reader: { view: (draftId) => viewDraft(world, draftId) },
    clock: world.clock,
    log: pino({ level: 'silent' }),
    // The test is over before any rest is.
    pause: () => new Promise<void>(() => undefined),
    calm: async () => undefined,
    card,
    threadLines,
    plain: plainMessage,
    withoutPictures,
    board: noPictures,
    monthOf: () => '2026-11',
  });
  const before = sandbox.slack.messages(SHINAGAWA).length;
  return {
    threadLog,
    draftId: id,
    messages: () => {
      const cards = sandbox.slack.messages(SHINAGAWA).slice(before);
      // A thread begins with its card.
      return cards.reduce((sum, { ts }) => sum + sandbox.slack.thread(SHINAGAWA, ts).length, 0);
    },
    archive: () => sandbox.slack.archiveChannel(SHINAGAWA),
    dispose: async () => {
      threadLog.stop();
      await threadLog.idle();
      await sandbox.stop();
    },
  };
});

describeThreadLog('that nobody reads', async () => ({
  threadLog: new QuietThread(),
  draftId: '20261121-7K2MQ9TB',
  dispose: async () => undefined,
}));
