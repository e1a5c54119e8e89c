import { webApi } from '@slack/bolt';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { makeSlackFiles } from '../../src/slack/files.ts';
import { startSandbox } from '../sandbox/index.ts';
import { PEOPLE } from '../sandbox/office.ts';
import { TOKENS } from '../sandbox/seed.ts';
import { addFile } from '../sandbox/slack/files.ts';
import { MemoryFiles } from '../support/memory-media.ts';
import { describeFiles } from './files.contract.ts';

describeFiles('of Slack', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
  const { slackApiUrl: apiUrl } = sandbox;
  const files = makeSlackFiles({
    client: new webApi.WebClient(TOKENS.bot, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } }),
    token: TOKENS.bot,
    apiUrl,
    fetch,
    log: pino({ level: 'silent' }),
  });
  return {
    files,
    given: (bytes) => addFile(sandbox.slack.core, PEOPLE.staffA, { name: 'a.png', bytes }).id,
    shownAs: (id) => sandbox.slack.file(id)?.bytes,
  };
});

describeFiles('for as long as a test runs', async () => {
  const files = new MemoryFiles();
  return {
    files,
    given: (bytes) => {
      files.given.set('F0GIVEN', bytes);
      return 'F0GIVEN';
    },
    shownAs: (id) => files.shown.get(id),
  };
});
