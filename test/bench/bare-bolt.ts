import { App, HTTPReceiver } from '@slack/bolt';

/** What Kessai's answers are held against: the least that a Bolt app can do with the same request. */
const { SLACK_BOT_TOKEN = '', SLACK_SIGNING_SECRET = '', SLACK_API_URL = '', PORT = '' } = process.env;

const app = new App({
  token: SLACK_BOT_TOKEN,
  receiver: new HTTPReceiver({ signingSecret: SLACK_SIGNING_SECRET, port: Number(PORT) }),
  clientOptions: { slackApiUrl: SLACK_API_URL },
  deferInitialization: true,
});
app.command('/post', async ({ ack }) => {
  await ack();
});
await app.init();
await app.start();
process.stdout.write('running\n');
