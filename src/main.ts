import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Desk } from '../commands/desk.ts';
import { registerCommands } from '../commands/index.ts';
import { finishArrival } from '../commands/post.ts';
import { card } from '../views/card.ts';
import { plainMessage } from '../views/plain.ts';
import { threadLines } from '../views/thread-lines.ts';
import { loadConfig } from './config/load.ts';
import { makeGuidelines } from './guideline/guidelines.ts';
import { makeMetrics } from './health/metrics.ts';
import { watchAppends, watchPublisher } from './health/observe.ts';
import { type HealthServer, serveHealth } from './health/server.ts';
import { fixedConnector } from './links/fixed-connector.ts';
import { makeLinkChecker, VISIT_TIMEOUT_MS } from './links/link-checker.ts';
import { publicConnector } from './links/public-only.ts';
import { makePublishers } from './publishers/make-publishers.ts';
import { makeSlackApp } from './slack/app.ts';
import { watchConnection } from './slack/connection-watch.ts';
import { answerFaults } from './slack/error-handler.ts';
import { makeLog } from './slack/log.ts';
import { withReference } from './slack/reference.ts';
import { makeRoster } from './slack/roster.ts';
import { slackStartFault } from './slack/start-fault.ts';
import { makeThreadLog } from './slack/thread-log.ts';
import { openInboxFile } from './store/inbox-file.ts';
import { tryWrite } from './store/lowdb/inspection.ts';
import { openLowdbStore } from './store/lowdb/lowdb-store.ts';
import { errnoOf, StoreFault } from './store/store-fault.ts';
import { makeStyleChecker, STYLE_DEFAULTS } from './style/style-checker.ts';
import { problemList } from './text/config.ts';
import { type StartFault, startText } from './text/start.ts';
import type { World } from './usecases/act.ts';
import { checkLinks } from './usecases/check-links.ts';
import { checkStyle, giveUpStyle } from './usecases/check-style.ts';
import { japanDay } from './usecases/japan-time.ts';
import { makeLaterChecks } from './usecases/later-checks.ts';
import type { DraftStore } from './usecases/ports.ts';
import { viewDraft } from './usecases/read-draft.ts';
import { recover } from './usecases/recover.ts';

/** sysexits(3): a service manager can tell a wrong configuration, which no restart mends, from a crash. */
const EX_CONFIG = 78;
const EX_UNAVAILABLE = 69;
const EX_SOFTWARE = 70;
/** A stop that takes longer is a kill: systemd and containers wait little more than this. */
const DRAIN_MS = 9_000;
const RELEASE_MS = 1_000;

const clock = { now: () => new Date() };
const config = loadConfig(japanDay(clock.now()));
if (!config.ok) {
  console.error(problemList(config.problems));
  process.exit(EX_CONFIG);
}
const { env, office, editions } = config;
const log = makeLog(env.logLevel);
const stopping = new AbortController();
const pause = (milliseconds: number) => wait(milliseconds, undefined, { signal: stopping.signal });

const metrics = makeMetrics();

const { store, inbox } = await openFolder().catch((error: unknown) => {
  log.fatal({ err: error }, 'the data folder cannot be opened');
  const folder = env.dataFolder;
  const holder = error instanceof StoreFault ? error.holder : undefined;
  tell(
    holder === undefined
      ? { kind: 'folder', folder, code: errnoOf(error instanceof StoreFault ? error.cause : error) ?? 'unknown' }
      : { kind: 'locked', folder, ...holder },
  );
  process.exit(EX_CONFIG);
});
const slack = makeSlackApp(env.slack, clock, log);
const watched: DraftStore = watchAppends(store, (recorded) => {
  metrics.recorded(recorded);
  log.info(recorded, 'recorded');
});
const guidelines = makeGuidelines(editions);
const reading = { store, office, guidelines };
const threadLog = makeThreadLog({
  client: slack.chat,
  store,
  reader: { view: (id) => viewDraft(reading, id) },
  clock,
  log,
  pause,
  calm: slack.calm,
  card,
  threadLines,
  plain: plainMessage,
  monthOf: (instant) => japanDay(instant).slice(0, 7),
});
const publishers = makePublishers(office.accounts, {
  xApiUrl: env.xApiUrl,
  secretsOf: (credentials) => {
    const secrets = env.xSecrets(credentials);
    if (!secrets.ok) throw new Error('loadConfig lets no account without secrets through');
    return secrets.secrets;
  },
});
const { linkSandbox } = env;
const links = makeLinkChecker({
  connect:
    linkSandbox === null ? publicConnector(VISIT_TIMEOUT_MS) : fixedConnector(linkSandbox.host, linkSandbox.port),
  stop: stopping.signal,
  timeout: VISIT_TIMEOUT_MS,
});
const style = office.textlint === null ? null : makeStyleChecker({ setup: office.textlint, ...STYLE_DEFAULTS });
const laterChecks = makeLaterChecks({
  checks: [
    { run: (id) => slack.calm().then(() => checkLinks(world, id)) },
    { run: (id) => slack.calm().then(() => checkStyle(world, id)), giveUp: (id) => giveUpStyle(world, id) },
  ],
  failed: (draft, error, again) =>
    log.error(
      { err: error, draft },
      `a later check failed; ${again ? 'it is tried again' : 'the next start repeats it'}`,
    ),
  pause,
});
const world: World = {
  ...reading,
  store: watched,
  clock,
  roster: makeRoster(slack.chat, clock, log),
  // The thread catches up for everybody: what it logs belongs to no single click.
  threadLog: {
    changed: (id) => withReference(null, () => threadLog.changed(id)),
    redraw: (id) => withReference(null, () => threadLog.redraw(id)),
    lookAfter: (ids) => withReference(null, () => threadLog.lookAfter(ids)),
    told: threadLog.told,
  },
  publisherOf: (account) =>
    watchPublisher(publishers(account), clock, (asked) => {
      metrics.asked(account.id, asked);
      log.info({ account: account.id, ...asked }, 'network');
    }),
  links: office.linkCheck ? links : null,
  style,
  laterChecks: { changed: (id) => withReference(null, () => laterChecks.changed(id)) },
  pause,
  report: (draft, error) => {
    if (!stopping.signal.aborted) log.error({ err: error, draft }, 'a draft cannot be worked on');
  },
};
const desk: Desk = {
  world,
  linkTo: slack.linkTo,
  inbox,
};
registerCommands(slack.app, desk);
answerFaults(slack.app, { log, names: office.names, stopping: stopping.signal });

const connection = watchConnection({
  isConnected: slack.isConnected,
  elapsed: () => performance.now(),
  onDead: (silent) => {
    log.fatal({ silent }, 'the connection to Slack is dead; ending so that the supervisor starts the app again');
    process.exit(EX_UNAVAILABLE);
  },
});

const health = env.health === null ? null : await openHealth(env.health);
let background: Promise<unknown> = Promise.resolve();

// For example Slack's refusal to ever open another connection, which its client throws where nobody can catch it.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    log.fatal({ err: error }, 'the app cannot go on; ending so that the supervisor starts it again');
    process.exit(EX_SOFTWARE);
  });
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping.signal.aborted) {
      log.warn({ signal }, 'stopped at once; the next start finishes what was under way');
      process.exit(128 + constants.signals[signal]);
    }
    void drain(signal);
  });
}

try {
  const resume = await recover(world, (draft, account) =>
    log.warn({ draft, account }, 'office.yaml has no such account any more; the draft is kept and left alone'),
  );
  await slack.start();
  background = Promise.allSettled([
    ...resume(),
    // An index that has to be made anew is made before anybody asks for the history.
    store.summaries.tally('', ''),
    ...inbox.left().map(async (kept) => {
      const { delivery } = kept.arrival;
      await finishArrival(desk, slack.app.client, kept).then(
        () => log.info({ delivery }, 'a text that had arrived before the stop was drafted'),
        (error: unknown) => log.error({ err: error, delivery }, 'a text that had arrived waits for the next start'),
      );
    }),
  ]);
} catch (error) {
  if (!stopping.signal.aborted) {
    log.fatal({ err: error }, 'the app cannot start');
    tell(slackStartFault(error, env.slack.apiUrl));
    await store.release();
    process.exit(EX_UNAVAILABLE);
  }
}
// Reading the guidelines leaves garbage that a quiet app would keep for hours.
globalThis.gc?.();
if (!stopping.signal.aborted)
  log.info({ accounts: office.accounts.map(({ id }) => id), mode: env.slack.connection.mode }, 'Kessai is running');

/** The record first: whoever has its lock has the inbox as well. */
async function openFolder() {
  const opened = await openLowdbStore({
    folder: env.dataFolder,
    clock,
    onUnreadable: (report) => log.error(report, 'a draft file cannot be read and was set aside'),
  });
  try {
    return { store: opened, inbox: await openInboxFile(join(env.dataFolder, 'inbox')) };
  } catch (error) {
    await opened.release();
    throw error;
  }
}

/** For the person at the terminal; the log has the same for the machines. */
function tell(fault: StartFault | null): void {
  if (fault !== null) console.error(startText(fault));
}

async function openHealth(address: NonNullable<typeof env.health>): Promise<HealthServer | null> {
  const parts = {
    store,
    clock,
    connection: connection.look,
    checksPending: laterChecks.pending,
    tryWrite: () => tryWrite(env.dataFolder),
    stopping: stopping.signal,
  };
  try {
    const server = await serveHealth(address, parts, metrics);
    log.info({ host: address.host, port: server.port }, 'serving /healthz and /metrics');
    return server;
  } catch (error) {
    // Whoever watches will miss it at once; the office's work does not depend on it.
    log.error({ err: error, ...address }, 'no /healthz and /metrics: choose another KESSAI_HEALTH_PORT');
    return null;
  }
}

async function drain(signal: string): Promise<void> {
  log.info({ signal }, 'stopping');
  stopping.abort();
  connection.end();
  threadLog.stop();
  laterChecks.stop();
  void style?.stop();
  await Promise.race([
    Promise.allSettled([slack.stop(), threadLog.idle(), laterChecks.idle(), background]),
    wait(DRAIN_MS),
  ]);
  await Promise.race([Promise.allSettled([inbox.close(), store.release(), health?.stop()]), wait(RELEASE_MS)]);
  log.info('stopped');
  process.exit(0);
}
