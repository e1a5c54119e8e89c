import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { afterEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { TOKENS } from './seed.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function card(text: string, buttons: boolean): KnownBlock[] {
  const section: KnownBlock = { type: 'section', text: { type: 'plain_text', text } };
  if (!buttons) return [section];
  return [
    section,
    {
      type: 'actions',
      elements: [
        { type: 'button', action_id: 'approve', text: { type: 'plain_text', text: '承認する' }, value: 'draft-1' },
      ],
    },
  ];
}

/** The smallest app with the path of a draft: command → card → click → form → changed card. */
function listen(app: App): void {
  app.command('/post', async ({ ack, command, client }) => {
    await ack();
    await client.chat.postMessage({
      channel: command.channel_id,
      text: command.text,
      blocks: card(command.text, true),
    });
  });
  app.action('approve', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions' || body.container.type !== 'message') return;
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'decide',
        private_metadata: JSON.stringify([body.container.channel_id, body.container.message_ts]),
        title: { type: 'plain_text', text: '承認' },
        submit: { type: 'plain_text', text: '承認する' },
        blocks: [
          {
            type: 'input',
            block_id: 'reason',
            label: { type: 'plain_text', text: '必要と認める理由' },
            element: { type: 'plain_text_input', action_id: 'text', multiline: true },
          },
        ],
      },
    });
  });
  app.view('decide', async ({ ack, view, client }) => {
    const reason = view.state.values.reason?.text?.value ?? '';
    if (reason === '不明') {
      await ack({ response_action: 'errors', errors: { reason: '理由を具体的に書いてください。' } });
      return;
    }
    await ack();
    const [channel, ts] = JSON.parse(view.private_metadata);
    await client.chat.update({ channel, ts, text: '公開済み', blocks: card(`公開済み：${reason}`, false) });
  });
}

async function overSocketMode(sandbox: Sandbox): Promise<void> {
  const receiver = new SocketModeReceiver({
    appToken: TOKENS.app,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions: { slackApiUrl: sandbox.slackApiUrl } },
  });
  const app = new App({
    token: TOKENS.bot,
    receiver,
    logLevel: LogLevel.ERROR,
    deferInitialization: true,
    clientOptions: { slackApiUrl: sandbox.slackApiUrl, retryConfig: { retries: 0 } },
  });
  await app.init();
  listen(app);
  await app.start();
  closing.push(() => app.stop());
  await sandbox.slack.connected();
}

async function overHttp(sandbox: Sandbox): Promise<void> {
  const receiver = new HTTPReceiver({ signingSecret: TOKENS.signingSecret, port: 0, logLevel: LogLevel.ERROR });
  const app = new App({
    token: TOKENS.bot,
    receiver,
    logLevel: LogLevel.ERROR,
    deferInitialization: true,
    clientOptions: { slackApiUrl: sandbox.slackApiUrl, retryConfig: { retries: 0 } },
  });
  await app.init();
  listen(app);
  const server = await app.start(0);
  closing.push(() => app.stop());
  const address = 'address' in server ? server.address() : null;
  if (address === null || typeof address === 'string') throw new Error('Expected a TCP address');
  sandbox.slack.configure({ delivery: 'http', requestUrl: `http://127.0.0.1:${address.port}/slack/events` });
}

describe.each([
  ['Socket Mode', overSocketMode],
  ['signed HTTP', overHttp],
])('a bare Bolt app over %s', (_name, connect) => {
  it('takes a draft from the command to the changed card', async () => {
    const sandbox = await startSandbox();
    closing.push(() => sandbox.stop());
    await connect(sandbox);
    const staff = sandbox.slack.as('U0KOHO001');
    const manager = sandbox.slack.as('U0KOHO100');

    expect(await staff.command('C0SHINAGAWA', '/post', '図書館は<休館>します')).toMatchObject({
      outcome: 'acknowledged',
    });
    const posted = await sandbox.waitFor(() => sandbox.slack.messages('C0SHINAGAWA')[0], { what: 'the card' });
    expect(sandbox.slack.readMessage(posted)).toContain('図書館は<休館>します\n[承認する]');

    await manager.click({ channel: 'C0SHINAGAWA', ts: posted.ts }, 'approve');
    await sandbox.waitFor(() => manager.modal(), { what: 'the form' });
    expect(manager.readModal()).toContain('【承認】\n必要と認める理由');
    expect(await manager.submit()).toMatchObject({
      outcome: 'incomplete',
      problems: [{ field: 'reason', problem: 'required' }],
    });
    expect(await manager.submit({ 必要と認める理由: '不明' })).toMatchObject({
      outcome: 'errors',
      errors: { reason: '理由を具体的に書いてください。' },
    });
    expect(await manager.submit({ reason: '周知のため' })).toMatchObject({ outcome: 'acknowledged' });
    expect(manager.modal()).toBeUndefined();

    await sandbox.waitFor(() => sandbox.slack.messages('C0SHINAGAWA')[0]?.edited, { what: 'the changed card' });
    expect(sandbox.slack.readChannel('C0SHINAGAWA')).toContain('公開済み：周知のため');
    expect(sandbox.slack.mistakes()).toEqual([]);
  });
});
