import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { type Desk, elsewhere } from '../../commands/desk.ts';
import { registerCommands } from '../../commands/index.ts';
import { finishArrival } from '../../commands/words.ts';
import type { DraftEvent } from '../../src/draft/events.ts';
import { NO_PROXIES, openWayOut } from '../../src/network/way-out.ts';
import { makeSlackApp } from '../../src/slack/app.ts';
import { answerFaults } from '../../src/slack/error-handler.ts';
import { StoreFault } from '../../src/store/store-fault.ts';
import type { Account, AppendResult, Arrival } from '../../src/usecases/ports.ts';
import { viewDraft } from '../../src/usecases/read-draft.ts';
import { card } from '../../views/card/card.ts';
import { hear } from '../sandbox/app-log.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { type CardPlace, OfficePeople, SHINAGAWA } from '../sandbox/office.ts';
import { TOKENS } from '../sandbox/seed.ts';
import { MemoryInbox, noPictures } from './doubles.ts';
import { freePort } from './free-port.ts';
import { MemoryStore } from './memory-store.ts';
import { submittedEvent } from './posts.ts';
import { account, makeWorld, type TestWorld } from './world.ts';

/** A record whose disk can be made to hang, and then to fail or to work. */
export class HangingStore extends MemoryStore {
  #hung: ((works: boolean) => void)[] | null = null;

  hang(): void {
    this.#hung = [];
  }

  /** Writes that wait now. */
  get waiting(): number {
    return this.#hung?.length ?? 0;
  }

  /** What waits goes on; what comes later does not wait any more. */
  goOn(how: 'works' | 'fails'): void {
    for (const go of this.#hung ?? []) go(how === 'works');
    this.#hung = null;
  }

  override async append(id: string, version: number, events: readonly DraftEvent[]): Promise<AppendResult> {
    const works = this.#hung === null || (await new Promise<boolean>((go) => this.#hung?.push(go)));
    if (!works) throw new StoreFault('write-failed', 'the disk is gone');
    return super.append(id, version, events);
  }
}

interface Options {
  /** Texts that the inbox has room for. */
  readonly room?: number;
  readonly delivery?: 'socket' | 'http';
  readonly account?: Partial<Account>;
  readonly accounts?: readonly Account[];
}

export interface Listening {
  readonly sandbox: Sandbox;
  readonly people: OfficePeople;
  readonly world: TestWorld;
  readonly store: HangingStore;
  readonly inbox: MemoryInbox;
  /** Waits of the app that go on only when the test says so. */
  readonly pauses: (() => void)[];
  goOn(): void;
  /** What the next start does with what was left on its way. */
  finish(arrival: Arrival): Promise<string>;
  /** Puts the card of a draft into its channel, as the thread log would. */
  card(draftId: string): Promise<CardPlace>;
  /** What was said to somebody alone: in the channel, then in their own conversation with the app. */
  privately(user: string, channel?: string): readonly string[];
}

/** The listeners, on a local Slack, with a record and an inbox in this process that the test can trouble. */
export async function startListening({
  delivery = 'socket',
  account = {},
  accounts,
  room = 100,
}: Options = {}): Promise<Listening> {
  const port = await freePort();
  const sandbox = await startSandbox({
    delivery,
    requestUrl: `http://127.0.0.1:${port}/slack/events`,
    // Nobody is judged here by how long the app takes to answer.
    ackTimeoutMs: 30_000,
  });
  const made = makeWorld({ channel: SHINAGAWA, ...account });
  const store = new HangingStore();
  const inbox = new MemoryInbox(room);
  const pauses: (() => void)[] = [];
  const stopping = new AbortController();
  const pause = () => new Promise<void>((resolve) => pauses.push(resolve));
  const office = accounts === undefined ? made.office : { ...made.office, accounts };
  const world = Object.assign(made, { store, pause, office });
  const said: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => said.push(line.trimEnd()) });
  hear(sandbox.slackApiUrl, said);
  const wayOut = openWayOut(NO_PROXIES);
  const slack = makeSlackApp(
    {
      botToken: TOKENS.bot,
      apiUrl: sandbox.slackApiUrl,
      connection:
        delivery === 'socket'
          ? { mode: 'socket', appToken: TOKENS.app }
          : { mode: 'http', signingSecret: TOKENS.signingSecret, port },
    },
    wayOut,
    // Signatures are as old as they are, whatever day it is at the office.
    { now: () => new Date() },
    log,
  );
  const desk: Desk = { world, linkTo: () => null, inbox, takesFiles: () => true, board: noPictures };
  registerCommands(slack.app, desk);
  answerFaults(slack.app, {
    log,
    fetch: wayOut.fetch,
    names: {},
    channels: elsewhere(desk),
    stopping: stopping.signal,
    pause,
  });
  await slack.start();
  onTestFinished(async () => {
    stopping.abort();
    store.goOn('works');
    await slack.app.stop();
    await sandbox.stop();
  });
  if (delivery === 'socket') await sandbox.slack.connected();
  const privately = (user: string, channel = SHINAGAWA): readonly string[] => {
    const own = sandbox.slack.core.state.channels.has(`D${user.slice(1)}`) ? sandbox.slack.messages(user) : [];
    return [...sandbox.slack.as(user).ephemerals(channel), ...own].map((each) => sandbox.slack.readMessage(each));
  };
  return {
    sandbox,
    people: new OfficePeople(sandbox),
    world,
    store,
    inbox,
    pauses,
    goOn: () => {
      for (const goOn of pauses.splice(0)) goOn();
    },
    privately,
    finish: (arrival) => finishArrival(desk, slack.app.client, inbox.keep(arrival)),
    async card(draftId) {
      const view = await viewDraft(world, draftId);
      if (view === undefined) throw new Error(`no draft ${draftId}`);
      const { channel, ts = '' } = await slack.chat.chat.postMessage({ channel: SHINAGAWA, ...card(view) });
      return { channel: channel ?? SHINAGAWA, ts };
    },
  };
}

/** Where a card is that tells all of its draft. */
const CARD = { channel: SHINAGAWA, cardTs: '1.1', shown: 1, told: 1, parts: 0, inDoubt: false };

/** So many drafts that wait for the manager, each with its card. @returns their ids. */
export async function waiting(office: Listening, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, (_, nth) => `20261101-WAIT${nth + 100}`);
  for (const id of ids) {
    const event = submittedEvent(account.id);
    if (event.type === 'DraftSubmitted') await office.world.store.append(id, 0, [{ ...event, draftId: id }]);
    await office.world.store.saveThread(id, CARD);
  }
  return ids;
}
