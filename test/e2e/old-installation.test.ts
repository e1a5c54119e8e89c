import { expect, it, onTestFinished } from 'vitest';
import { FIELDS } from '../../src/slack/action-ids.ts';
import { mediaText } from '../../src/text/media.ts';
import { AppProcess } from '../sandbox/app-process.ts';
import { startSandbox } from '../sandbox/index.ts';
import { OfficePeople, PEOPLE, SHINAGAWA } from '../sandbox/office.ts';

/** Slack has the scopes of an earlier version: nobody has renewed the installation. */

it('an installation that may not read files drafts as before; the form asks for no picture, and the log says why', async () => {
  const sandbox = await startSandbox({ ackTimeoutMs: 30_000 });
  onTestFinished(() => sandbox.stop());
  const { scopes } = sandbox.slack.core.settings;
  sandbox.slack.configure({ scopes: scopes.filter((scope) => !scope.startsWith('files:')) });
  const app = await AppProcess.start({ env: sandbox.env });
  onTestFinished(async () => void (await app.stop()));
  const people = new OfficePeople(sandbox);
  const text = '前の版のままのSlackで書いた文です。';
  await people.openForm(PEOPLE.staffA, SHINAGAWA);
  expect(sandbox.slack.as(PEOPLE.staffA).readModal()).not.toContain(mediaText.form.files(0, 4));
  await people.submit(PEOPLE.staffA, { [`${FIELDS.text}.0`]: text });
  await people.cardSays(await people.cardOf(text), '承認待ち');
  expect(app.logs.join('\n')).toContain('files:read');
});
