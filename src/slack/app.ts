import { App, HTTPReceiver, SocketModeReceiver, webApi } from '@slack/bolt';
import type { Clock } from '../usecases/ports.ts';
import { outliveLostAnswers } from './answers.ts';
import { makeCourtesy } from './courtesy.ts';
import { BODY_LIMIT_BYTES, guarded } from './http-guard.ts';
import { registerIntake } from './intake.ts';
import { boltLogger, type Log } from './log.ts';

export interface SlackSettings {
  readonly botToken: string;
  /** Ends in a slash. */
  readonly apiUrl: string;
  readonly connection:
    | { readonly mode: 'socket'; readonly appToken: string }
    | { readonly mode: 'http'; readonly signingSecret: string; readonly port: number };
}

export interface SlackApp {
  readonly app: App;
  /** For chat.* and conversations.*: a rate limit here must not hold up a form. */
  readonly chat: webApi.WebClient;
  /** Verifies the token, then opens the connection. @throws with Slack's error name when the token is no good. */
  start(): Promise<void>;
  /** Takes no more deliveries and waits for those under way. */
  stop(): Promise<void>;
  /** Address of a message in Slack; null before the app has started. */
  linkTo(channel: string, ts: string): string | null;
  /** Is there a connection on which deliveries can come? Always in HTTP mode, where Slack makes one for each. */
  isConnected(): boolean;
  /** @see Courtesy */
  calm(): Promise<void>;
}

/** Slack gives a form three seconds; no call may take longer than people wait. */
const CALL_TIMEOUT_MS = 10_000;

/**
 * Bolt over Socket Mode or signed HTTP. Two traps shape it: the receiver gets a retry configuration of its own (Bolt
 * would write 100 retries into a shared one), and no client retries by itself, because a repeated chat.postMessage
 * is a doubled message; what may be repeated is repeated by whoever knows how to look first (thread-log.ts).
 */
export function makeSlackApp(settings: SlackSettings, clock: Clock, log: Log): SlackApp {
  const logger = boltLogger(log);
  const clientOptions = () => ({
    slackApiUrl: settings.apiUrl,
    timeout: CALL_TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger,
  });
  const { connection } = settings;
  const receiver =
    connection.mode === 'socket'
      ? new SocketModeReceiver({
          appToken: connection.appToken,
          logger,
          installerOptions: {
            clientOptions: {
              slackApiUrl: settings.apiUrl,
              retryConfig: { retries: 1_000, factor: 1.3, minTimeout: 200, maxTimeout: 30_000 },
            },
          },
        })
      : httpReceiver(connection, { clock, log });
  const app = new App({
    token: settings.botToken,
    receiver,
    logger,
    deferInitialization: true,
    extendedErrorHandler: true,
    clientOptions: clientOptions(),
  });
  let workspace: { readonly id: string; readonly url: string | null } | null = null;
  registerIntake(app, log, () => workspace?.id ?? null);
  const underWay = trackDeliveries(app);
  const courtesy = makeCourtesy();
  outliveLostAnswers(app, log, courtesy);

  return {
    app,
    chat: new webApi.WebClient(settings.botToken, clientOptions()),
    async start() {
      await app.init();
      const { team_id, url } = await app.client.auth.test();
      if (team_id === undefined) throw new Error('Slack does not say which workspace the token belongs to');
      workspace = { id: team_id, url: url ?? null };
      await app.start();
    },
    async stop() {
      await app.stop();
      await underWay.settled();
    },
    linkTo: (channel, ts) =>
      workspace?.url == null ? null : new URL(`archives/${channel}/p${ts.replace('.', '')}`, workspace.url).href,
    isConnected: () => !('client' in receiver) || receiver.client.websocket?.isActive() === true,
    calm: courtesy.calm,
  };
}

function httpReceiver(
  { signingSecret, port }: { readonly signingSecret: string; readonly port: number },
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): HTTPReceiver {
  const receiver = new HTTPReceiver({ signingSecret, port, bodyLimit: BODY_LIMIT_BYTES, logger: boltLogger(log) });
  receiver.requestListener = guarded(receiver.requestListener, { signingSecret, clock, log });
  return receiver;
}

/** Bolt's own stop does not wait for listeners. */
function trackDeliveries(app: App): { settled(): Promise<void> } {
  const underWay = new Set<Promise<void>>();
  app.use(async ({ next }) => {
    const work = next();
    const settled = work.then(
      () => undefined,
      () => undefined,
    );
    underWay.add(settled);
    try {
      await work;
    } finally {
      underWay.delete(settled);
    }
  });
  return {
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
