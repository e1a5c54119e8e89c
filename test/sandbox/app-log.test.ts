import { expect, it, onTestFinished } from 'vitest';
import { hear, lastWords } from './app-log.ts';
import { startSandbox } from './index.ts';

const LINES = [
  '{"reference":"AAAAAAAA","kind":"command","msg":"delivery"}',
  '{"reference":"AAAAAAAA","draft":"20261121-7K2MQ9TB","event":"DraftSubmitted","msg":"recorded"}',
  '{"draft":"20261121-7K2MQ9TB","msg":"thread is behind the record"}',
  '{"reference":"BBBBBBBB","draft":"20261121-00000000","event":"DraftSubmitted","msg":"recorded"}',
  'a line for the person at the terminal',
];

it('a story that waits in vain reads first what the app said about its draft', () => {
  const said = lastWords(LINES, '起案者 職員A｜番号：20261121-7K2MQ9TB');
  expect(said.split('\n').slice(0, 7)).toEqual([
    'The app on this:',
    ...LINES.slice(0, 3).map((line) => `  ${line}`),
    'The app on everything else:',
    ...LINES.slice(3).map((line) => `  ${line}`),
  ]);
});

it('where nothing names a draft yet, it reads what came of the last click', () => {
  expect(lastWords(LINES).split('\n').slice(0, 3)).toEqual([
    'The app on this:',
    `  ${LINES[3]}`,
    'The app on everything else:',
  ]);
});

it('is told so by the wait itself', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
  hear(sandbox.slackApiUrl, LINES);
  await expect(sandbox.waitFor(() => null, { what: 'the card', timeoutMs: 1 })).rejects.toThrow(
    /in vain for the card[\s\S]*The app on this:[\s\S]*BBBBBBBB/,
  );
});
