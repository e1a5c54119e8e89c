import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Desk, elsewhere } from '../commands/desk.ts';
import { registerCommands } from '../commands/index.ts';
import { finishArrival } from '../commands/words.ts';
import { card } from '../views/card/card.ts';
import { withoutPictures } from '../views/kit/pictures.ts';
import { plainMessage } from '../views/kit/plain.ts';
import { threadLines } from '../views/thread/lines.ts';
import { loadConfig } from './config/load.ts';
import { makeGuidelines } from './guideline/guidelines.ts';
import { makeMetrics } from './health/metrics.ts';
import { watchAppends, watchPublisher } from './health/observe.ts';
import { type HealthServer, serveHealth } from './health/server.ts';
import { fixedConnector } from './links/fixed-connector.ts';
import { makeLinkChecker, VISIT_TIMEOUT_MS } from './links/link-checker.ts';
import { publicConnector } from './links/public-only.ts';
import { NO_PROXIES, openWayOut } from './network/way-out.ts';
import { makeMediaCleaner } from './pictures/media-cleaner.ts';
import { makePublishers } from './publishers/make-publishers.ts';
import { makeSlackApp } from './slack/app.ts';
import { makeBreath } from './slack/breath.ts';
import { watchConnection } from './slack/connection-watch.ts';
import { answerFaults } from './slack/error-handler.ts';
import { makeLog } from './slack/log.ts';
import { makePictureBoard } from './slack/picture-board.ts';
import { referenceOf, withReference } from './slack/reference.ts';
import { makeRoster } from './slack/roster.ts';
import { slackStartFault } from './slack/start-fault.ts';
import { makeThreadLog } from './slack/thread-log.ts';
import { whileHeld } from './store/held-inbox.ts';
import { openInboxFile } from './store/inbox-file.ts';
import { tryWrite } from './store/lowdb/inspection.ts';
import { openLowdbStore } from './store/lowdb/lowdb-store.ts';
import { tighten } from './store/lowdb/tighten.ts';
import { openMediaFiles } from './store/media-files.ts';
import { errnoOf, StoreFault } from './store/store-fault.ts';
import { makeStyleChecker, STYLE_DEFAULTS } from './style/style-checker.ts';
import { problemList } from './text/config.ts';
import { proxyWords } from './text/network.ts';
import { seenOf } from './text/seen.ts';
import { type StartFault, startText } from './text/start.ts';
import type { World } from './usecases/act.ts';
import { checkDeciders, checkDecidersOfAll } from './usecases/check-deciders.ts';
import { checkLinks } from './usecases/check-links.ts';
import { checkStyle, giveUpStyle } from './usecases/check-style.ts';
import { makeDuties } from './usecases/duties.ts';
import { japanDay } from './usecases/japan-time.ts';
import { makeLaterChecks } from './usecases/later-checks.ts';
import { giveUpTarget, lookAtTarget } from './usecases/look-at-target.ts';
import type { DraftStore, Kept } from './usecases/ports.ts';
import { viewDraft } from './usecases/read-draft.ts';
import { recover } from './usecases/recover.ts';
import { renewReview } from './usecases/renew-review.ts';

/** sysexits(3): a service manager can tell a wrong configuration, which no restart mends, from what passes. */
const EX_CONFIG = 78;
const EX_TEMPFAIL = 75;
const EX_UNAVAILABLE = 69;
const EX_SOFTWARE = 70;
/** A stop that takes longer is a kill: systemd and containers wait little more than this. */
const DRAIN_MS = 9_000;
const RELEASE_MS = 1_000;
/** A form that stands open for so long is given up, and so are its pictures. */
const GIVEN_UP_MS = 7 * 24 * 3_600_000;
/** How soon an idle app notices that its data folder is not its own any more; whatever it does notices at once. */
const HELD_MS = 1_000;

/** Of the machine, and not of the settings: it passes without anybody changing them. A read-only place does not. */
const PASSING = ['ENOSPC', 'EDQUOT', 'EIO', 'ENOMEM', 'ENFILE', 'EMFILE', 'EBUSY', 'EAGAIN', 'ESTALE', 'ETIMEDOUT'];

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
const wayOut = openWayOut(env.proxies, {
  // In the log as whoever reads it needs it: what it is, and what to do.
  refused: (trouble) => log.error({ ...trouble, said: proxyWords(trouble).join('') }, 'the proxy lets nothing out'),
});

const { store, inbox } = await openFolder().catch((error: unknown) => {
  log.fatal({ err: error }, 'the data folder cannot be opened');
  const folder = env.dataFolder;
  const holder = error instanceof StoreFault ? error.holder : undefined;
  const code = errnoOf(error instanceof StoreFault ? error.cause : error) ?? 'unknown';
  tell(holder === undefined ? { kind: 'folder', folder, code } : { kind: 'locked', folder, ...holder });
  process.exit(holder === undefined && PASSING.includes(code) ? EX_TEMPFAIL : EX_CONFIG);
});
const slack = makeSlackApp(env.slack, wayOut, clock, log);
const watched: DraftStore = watchAppends(store, (recorded) => {
  metrics.recorded(recorded);
  log.info(recorded, 'recorded');
});
const { breathe, due } = makeBreath(() => performance.now());
const guidelines = makeGuidelines(editions, due);
const reading = { store, office, guidelines };
const media = openMediaFiles(env.dataFolder, () => store.isHeld());
const cleaner = makeMediaCleaner();
const files = slack.files;
const board = makePictureBoard({ files, media, cleaner });
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
  withoutPictures,
  board,
  monthOf: (instant) => japanDay(instant).slice(0, 7),
});
const publishers = makePublishers(office.accounts, { ...env, wayOut, media });
const { linkSandbox } = env;
const links = makeLinkChecker({
  wayOut: linkSandbox === null ? wayOut : openWayOut(NO_PROXIES),
  noWayOut: () => log.warn('no page of the office can be opened from here; links are not looked at'),
  connect:
    linkSandbox === null ? publicConnector(VISIT_TIMEOUT_MS) : fixedConnector(linkSandbox.host, linkSandbox.port),
  stop: stopping.signal,
  timeout: VISIT_TIMEOUT_MS,
});
const style = office.textlint === null ? null : makeStyleChecker({ setup: office.textlint, ...STYLE_DEFAULTS });
const laterChecks = makeLaterChecks({
  checks: [
    { run: (id) => slack.calm().then(() => checkLinks(world, id)) },
    { run: (id) => slack.calm().then(() => lookAtTarget(world, id)), giveUp: (id) => giveUpTarget(world, id) },
    { run: (id) => slack.calm().then(() => checkDeciders(world, id)) },
    { run: (id) => renewReview(world, id) },
    { run: (id) => slack.calm().then(() => checkStyle(world, id)), giveUp: (id) => giveUpStyle(world, id) },
  ],
  failed: (draft, error, again) =>
    log.error(
      { err: error, draft },
      `a later check failed; ${again ? 'it is tried again' : 'the next start repeats it'}`,
    ),
  pause,
});
const duties = makeDuties(() => world);
const world: World = {
  ...reading,
  seen: ({ findings, provisions }) => seenOf(findings, provisions),
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
  media,
  cleaner,
  files,
  laterChecks: { changed: (id) => withReference(null, () => laterChecks.changed(id)) },
  duties,
  pause,
  breathe,
  report: (draft, error) => {
    if (!stopping.signal.aborted) log.error({ err: error, draft }, 'a draft cannot be worked on');
  },
};
const desk: Desk = {
  world,
  linkTo: slack.linkTo,
  inbox,
  takesFiles: slack.takesFiles,
  board,
};
registerCommands(slack.app, desk);
answerFaults(slack.app, {
  log,
  fetch: wayOut.fetch,
  names: office.names,
  channels: elsewhere(desk),
  stopping: stopping.signal,
  pause,
});

const connection = watchConnection({
  isConnected: slack.isConnected,
  elapsed: () => performance.now(),
  onDead: (silent) => {
    log.fatal({ silent }, 'the connection to Slack is dead; ending so that the supervisor starts the app again');
    process.exit(EX_UNAVAILABLE);
  },
});

const holding = setInterval(() => store.isHeld(), HELD_MS);

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
  resume();
  background = Promise.allSettled([
    // An index that has to be made anew is made before anybody asks for the history.
    store.summaries.tally('', ''),
    checkDecidersOfAll(world),
    // Pictures of forms that were given up.
    media.sweep(new Date(clock.now().getTime() - GIVEN_UP_MS).toISOString()),
    ...inbox.left().map(finishLeft),
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

async function finishLeft(kept: Kept): Promise<void> {
  const { delivery } = kept.arrival;
  await withReference(referenceOf({ event_id: delivery }), async () => {
    try {
      const outcome = await finishArrival(desk, slack.app.client, kept);
      log.info({ delivery, outcome }, 'what had arrived before the stop is seen to');
    } catch (error) {
      const waits = kept.isHeld() && 'it waits for the next start';
      log.error({ err: error, delivery, waits }, 'what had arrived before the stop could not be seen to');
    }
  });
}

/** The record first: whoever has its lock has the inbox as well. */
async function openFolder() {
  const opened = await openLowdbStore({
    folder: env.dataFolder,
    clock,
    onUnreadable: (report) => log.error(report, 'a draft file cannot be read and was set aside'),
    onLost: () => {
      if (stopping.signal.aborted) return;
      log.fatal('the lock in the data folder is gone, or another’s: nothing is written or sent any more; ending');
      tell({ kind: 'lock-lost', folder: env.dataFolder });
      void drain('lock-lost', EX_TEMPFAIL);
    },
  });
  try {
    const inbox = await openInboxFile(join(env.dataFolder, 'inbox'), unkept);
    const { changed, refused } = tighten(env.dataFolder);
    if (changed > 0) log.warn({ changed }, 'other users of this machine could read the record; they cannot any more');
    if (refused > 0)
      log.warn({ refused }, 'other users of this machine can read the record, and it could not be changed');
    return { store: opened, inbox: whileHeld(opened, inbox) };
  } catch (error) {
    await opened.release();
    throw error;
  }
}

/** Nothing is lost: the text goes on record, or back to its author, before anybody is answered. */
function unkept(fault: StoreFault): void {
  log.error({ err: fault }, 'the inbox does not take a text');
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
    overdue: duties.overdue,
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

async function drain(why: string, exitCode = 0): Promise<void> {
  log.info({ why }, 'stopping');
  stopping.abort();
  connection.end();
  clearInterval(holding);
  threadLog.stop();
  laterChecks.stop();
  void style?.stop();
  cleaner.stop();
  await Promise.race([
    Promise.allSettled([slack.stop(), threadLog.idle(), laterChecks.idle(), duties.idle(), background]),
    wait(DRAIN_MS),
  ]);
  await Promise.race([Promise.allSettled([inbox.close(), store.release(), health?.stop()]), wait(RELEASE_MS)]);
  log.info('stopped');
  process.exit(exitCode);
}
