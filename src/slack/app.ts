import { App, HTTPReceiver, type Logger, SocketModeReceiver, webApi } from '@slack/bolt';
import type { WayOut } from '../network/way-out.ts';
import type { Clock, Files } from '../usecases/ports.ts';
import { outliveLostAnswers } from './answers.ts';
import { makeCourtesy } from './courtesy.ts';
import { makeSlackFiles } from './files.ts';
import { BODY_LIMIT_BYTES, guarded } from './http-guard.ts';
import { registerIntake, type Workspace } from './intake.ts';
import { boltLogger, type Log } from './log.ts';
import { makeSocketLine } from './socket-line.ts';
import { OrganisationInstall } from './start-fault.ts';

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
  readonly files: Files;
  /** Verifies the token, then opens the connection. @throws with Slack's error name when the token is no good. */
  start(): Promise<void>;
  /** May the app read files that people give? An installation of an earlier version may not; false before the start. */
  takesFiles(): boolean;
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
/** For pictures that people attach, and for showing them. */
const FILE_SCOPES: readonly string[] = ['files:read', 'files:write'];
/** How long Slack may leave a ping unanswered before the connection counts as dead. */
const PONG_TIMEOUT_MS = 3_000;

/**
 * Bolt over Socket Mode or signed HTTP. Two traps shape it: each client gets an object of options of its own (Bolt would
 * write 100 retries into a shared one), and none retries by itself, because a repeated chat.postMessage is a doubled
 * message; what may be repeated is repeated by whoever knows how to look first (thread-log.ts, socket-line.ts).
 */
export function makeSlackApp(settings: SlackSettings, wayOut: WayOut, clock: Clock, log: Log): SlackApp {
  const logger = boltLogger(log);
  const clientOptions = () => ({
    slackApiUrl: settings.apiUrl,
    timeout: CALL_TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: wayOut.fetch,
    logger,
  });
  const { connection } = settings;
  const receiver =
    connection.mode === 'socket'
      ? socketReceiver(connection.appToken, settings.apiUrl, { wayOut, log })
      : httpReceiver(connection, { clock, log });
  const app = new App({
    token: settings.botToken,
    receiver,
    logger,
    deferInitialization: true,
    extendedErrorHandler: true,
    clientOptions: clientOptions(),
  });
  let takesFiles = false;
  let workspace: (Workspace & { readonly url: string | null }) | null = null;
  registerIntake(app, log, () => workspace);
  const underWay = trackDeliveries(app);
  const courtesy = makeCourtesy();
  outliveLostAnswers(app, log, courtesy);

  return {
    app,
    chat: new webApi.WebClient(settings.botToken, clientOptions()),
    files: makeSlackFiles({
      client: new webApi.WebClient(settings.botToken, clientOptions()),
      token: settings.botToken,
      apiUrl: settings.apiUrl,
      fetch: wayOut.fetch,
      log,
    }),
    async start() {
      await app.init();
      const {
        team_id,
        enterprise_id,
        is_enterprise_install,
        url,
        response_metadata: told,
      } = await app.client.auth.test();
      // Where Slack does not say what the token may, nothing is taken from anybody.
      const scopes = told?.scopes ?? FILE_SCOPES;
      const lacking = FILE_SCOPES.filter((scope) => !scopes.includes(scope));
      takesFiles = !lacking.includes('files:read');
      if (lacking.length > 0)
        log.warn({ lacking }, 'pictures cannot be attached or shown: the app lacks scopes, see npm run doctor');
      if (is_enterprise_install === true) throw new OrganisationInstall('the token is for a whole organisation');
      if (team_id === undefined) throw new Error('Slack does not say which workspace the token belongs to');
      workspace = { id: team_id, organisation: enterprise_id ?? null, url: url ?? null };
      await app.start();
    },
    takesFiles: () => takesFiles,
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

function socketReceiver(
  appToken: string,
  slackApiUrl: string,
  { wayOut, log }: { readonly wayOut: WayOut; readonly log: Log },
): SocketModeReceiver {
  const stopping = new AbortController();
  const way = wayOut.sockets();
  const receiver = new SocketModeReceiver({
    appToken,
    dispatcher: way.dispatcher,
    logger: withoutEmptyLines(boltLogger(log)),
    autoReconnectEnabled: false,
    clientPingTimeout: PONG_TIMEOUT_MS,
    installerOptions: {
      clientOptions: {
        slackApiUrl,
        timeout: CALL_TIMEOUT_MS,
        retryConfig: { retries: 0 },
        fetch: (input, init) =>
          wayOut.fetch(input, {
            ...init,
            signal: AbortSignal.any([stopping.signal, ...(init?.signal == null ? [] : [init.signal])]),
          }),
      },
    },
  });
  const line = makeSocketLine({ client: receiver.client, way, log, apiUrl: slackApiUrl, stopping });
  receiver.start = line.start;
  receiver.stop = line.stop;
  return receiver;
}

/** Of a connection that cannot be had the client says only that; the line beside it, ours, says why. */
function withoutEmptyLines(logger: Logger): Logger {
  const error = (...parts: unknown[]) => {
    if (!String(parts[0]).startsWith('WebSocket error')) logger.error(...parts);
  };
  return { ...logger, error };
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
