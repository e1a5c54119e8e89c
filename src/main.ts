import { setTimeout as wait } from 'node:timers/promises';
import { registerCommands } from '../commands/index.ts';
import { card } from '../views/card.ts';
import { threadLines } from '../views/thread-lines.ts';
import { loadConfig } from './config/load.ts';
import { makeGuidelines } from './guideline/guidelines.ts';
import { makePublishers } from './publishers/make-publishers.ts';
import { makeSlackApp } from './slack/app.ts';
import { answerFaults } from './slack/error-handler.ts';
import { makeLog } from './slack/log.ts';
import { makeRoster } from './slack/roster.ts';
import { makeThreadLog } from './slack/thread-log.ts';
import { openLowdbStore } from './store/lowdb/lowdb-store.ts';
import { problemList } from './text/config.ts';
import type { World } from './usecases/act.ts';
import { japanDay } from './usecases/japan-time.ts';
import { viewDraft } from './usecases/read-draft.ts';
import { recover } from './usecases/recover.ts';

/** sysexits(3): a service manager can tell a wrong configuration, which no restart mends, from a crash. */
const EX_CONFIG = 78;
const EX_UNAVAILABLE = 69;
/** A stop that takes longer is a kill: systemd and containers wait little more than this. */
const DRAIN_MS = 10_000;
const SOCKET_DEAD_MS = 120_000;
const WATCH_EVERY_MS = 5_000;

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

const store = await openLowdbStore({
  folder: env.dataFolder,
  clock,
  onUnreadable: (report) => log.error(report, 'a draft file cannot be read and was set aside'),
}).catch((error: unknown) => {
  log.fatal({ err: error }, 'the data folder cannot be opened');
  process.exit(EX_CONFIG);
});
const slack = makeSlackApp(env.slack, log);
const guidelines = makeGuidelines(editions);
const reading = { store, office, guidelines };
const threadLog = makeThreadLog({
  client: slack.chat,
  store,
  reader: { view: (id) => viewDraft(reading, id) },
  clock,
  log,
  pause,
  card,
  threadLines,
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
const world: World = {
  ...reading,
  clock,
  roster: makeRoster(slack.chat, clock, log),
  threadLog,
  publisherOf: publishers,
  pause,
};
registerCommands(slack.app, {
  world,
  permalinkOf: async (draftId) => {
    const thread = await store.loadThread(draftId);
    return thread === undefined || thread.cardTs === null ? null : slack.linkTo(thread.channel, thread.cardTs);
  },
});
answerFaults(slack.app, { log, names: office.names, stopping: stopping.signal });

let background: Promise<unknown> = Promise.resolve();
try {
  await slack.start();
  background = Promise.allSettled(await recover(world));
} catch (error) {
  log.fatal({ err: error }, 'the app cannot start');
  await store.release();
  process.exit(EX_UNAVAILABLE);
}
log.info({ accounts: office.accounts.map(({ id }) => id), mode: env.slack.connection.mode }, 'Kessai is running');

const watch = setInterval(() => {
  const silent = slack.disconnectedFor(clock.now());
  if (silent < SOCKET_DEAD_MS) return;
  log.fatal({ silent }, 'the connection to Slack is dead; ending so that the supervisor starts the app again');
  process.exit(EX_UNAVAILABLE);
}, WATCH_EVERY_MS);

async function drain(signal: string): Promise<void> {
  log.info({ signal }, 'stopping');
  clearInterval(watch);
  stopping.abort();
  threadLog.stop();
  await Promise.race([
    Promise.allSettled([slack.stop(), threadLog.idle(), background]),
    wait(DRAIN_MS, undefined, { ref: false }),
  ]);
  await store.release();
  log.info('stopped');
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    // A second signal finds no handler and ends the process at once.
    void drain(signal);
  });
}
