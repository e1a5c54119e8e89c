import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FIELDS, FORMS } from '../../src/slack/action-ids.ts';
import { openInboxFile } from '../../src/store/inbox-file.ts';
import { faultText, refusalText } from '../../src/text/refusals.ts';
import type { Arrival } from '../../src/usecases/ports.ts';
import { AppProcess } from '../sandbox/app-process.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { OfficePeople, PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { until } from '../support/until.ts';

/** What people had just written when the power went is done, or back with them, after the next start. */

const { staffA, staffD, prManager } = PEOPLE;
/** Whose members Slack is asked for, and does not tell. */
const GROUP = 'S0KOHOKACHO';

interface Office {
  readonly sandbox: Sandbox;
  readonly people: OfficePeople;
  readonly app: AppProcess;
  /** Pulls the plug, and starts again when what is given is done. */
  restart(meanwhile?: () => unknown): Promise<AppProcess>;
}

async function open(change: (example: string) => string = (example) => example): Promise<Office> {
  const sandbox = await startSandbox();
  const dataFolder = await mkdtemp(join(tmpdir(), 'kessai-arrivals-'));
  const office = join(dataFolder, 'office.yaml');
  await writeFile(office, change(await readFile('office.example.yaml', 'utf8')));
  const start = () => AppProcess.start({ env: sandbox.env, dataFolder, office });
  const app = await start();
  let running = app;
  onTestFinished(async () => {
    await running.kill();
    await sandbox.stop();
    await rm(dataFolder, { recursive: true, force: true });
  });
  return {
    sandbox,
    people: new OfficePeople(sandbox),
    app,
    async restart(meanwhile = () => undefined) {
      await running.kill();
      await meanwhile();
      running = await start();
      return running;
    },
  };
}

/** As if the process had died with this on its way. */
async function leaveInInbox({ app: { dataFolder } }: Office, ...arrivals: readonly Arrival[]): Promise<void> {
  const inbox = await openInboxFile(join(dataFolder, 'inbox'));
  for (const arrival of arrivals) await inbox.keep(arrival).safe;
  await inbox.close();
}

const toldAlone = ({ sandbox }: Office, user: string, words: string): Promise<string> =>
  sandbox.waitFor(
    () =>
      sandbox.slack
        .ephemerals(SHINAGAWA, user)
        .map((each) => sandbox.slack.readMessage(each))
        .find((each) => each.includes(words)),
    { what: `「${words}」 for ${user} alone`, timeoutMs: 60_000 },
  );

// Each starts the app twice, which a busy machine does not do soon.
describe('what people had just written when the power went', { timeout: 180_000 }, () => {
  it('is drafted once, or goes back to who may not draft any more', async () => {
    const office = await open((example) => example.replace(/# drafters:.*/u, `drafters: { users: [${staffA}] }`));
    const { sandbox, people } = office;
    const arrival: Arrival = {
      ...{ kind: 'draft', accountId: 'shinagawa-x', fields: {}, channel: SHINAGAWA, delivery: 'a-delivery' },
      ...{ text: '届いたばかりの下書きです。', by: { id: staffA, name: '職員A' }, at: '2026-11-21T14:59:58.000Z' },
    };
    const theirs = { ...arrival, text: '戻ってくるはずの文です。', by: { id: staffD, name: '職員D' }, delivery: 'b' };
    // Twice the same, as if the letting go had been lost with the power.
    const app = await office.restart(() => leaveInInbox(office, arrival, theirs, arrival));
    const seenTo = () => app.logs.filter((each) => each.includes('what had arrived before the stop is seen to')).length;
    await until(() => seenTo() === 3, app.logs);
    await sandbox.waitFor(() => people.cards(SHINAGAWA)[0], { what: 'the card', timeoutMs: 60_000 });
    expect(people.cards(SHINAGAWA)).toEqual([expect.stringContaining('届いたばかりの下書きです。')]);
    await toldAlone(office, staffD, '戻ってくるはずの文です。');
  });

  it('comes back after kill -9: a reason whose decision had not been made, and a text that could not be given back', async () => {
    const office = await open((example) =>
      example
        .replace('users: [U0KOHO100]', `group: ${GROUP}`)
        .replace(/# drafters:.*/u, `drafters: { users: [${staffA}] }`),
    );
    const { sandbox, people } = office;
    const card = await people.post(staffA, SHINAGAWA, '差し戻されかけた文です。');
    await people.press(prManager, card, 'return');
    await sandbox.waitFor(() => sandbox.slack.as(prManager).modal(), { what: 'the form' });
    sandbox.faults.add({
      service: 'slack',
      operation: 'usergroups.users.list',
      effect: { kind: 'noAnswer', handled: false },
      times: null,
    });
    for (const operation of ['response_url', 'chat.postEphemeral', 'chat.postMessage', 'views.open'])
      sandbox.faults.add({ service: 'slack', operation, effect: { kind: 'resetBeforeRead' }, times: null });
    const sending = sandbox.slack.as(prManager).submit({ [FIELDS.reason]: '日付と曜日が合いません。' });
    await sandbox.slack.as(staffD).command(SHINAGAWA, '/post', 'トンネルの中の文です。');
    await until(() => office.app.logs.some((each) => each.includes(FORMS.decision)), office.app.logs);

    await office.restart(() => sandbox.faults.clear());
    await sending;
    expect(await toldAlone(office, prManager, '日付と曜日が合いません。')).toContain(faultText.stopped.draft);
    expect(await toldAlone(office, staffD, 'トンネルの中の文です。')).toContain(
      refusalText(
        { code: 'not-allowed-to-draft', accountId: 'shinagawa-x' },
        { accountName: '品川区公式X', managerTitle: '戦略広報課長' },
      ),
    );
    await people.cardSays(card, '承認待ち');
  });
});
