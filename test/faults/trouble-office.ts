import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/index.ts';
import { OfficePeople } from '../sandbox/office.ts';
import type { Build } from '../support/app-build.ts';
import { compare, type Disagreement, readRecord } from './agreement.ts';
import { type Ending, EX_UNAVAILABLE, FaultyApp, type FaultyAppOptions } from './app.ts';
import { Gate, slackRequest, xRequest } from './gate.ts';
import { readDraftFile } from './preload/document.ts';
import type { Arm, PreloadMessage } from './preload/settings.ts';

/** What a process is to die of: a point of the disk, or of the wire, whichever comes first. */
export interface Fate {
  readonly disk: Arm | null;
  readonly wire: Arm | null;
}

/** A request that is kept where it is until it is let go. */
export interface Hold {
  /** Is one waiting there, or has one been let go? */
  readonly isTaken: () => boolean;
  readonly letGo: () => void;
}

/** One process's life, for the statistics. */
export interface LifeReport {
  readonly fate: Fate | null;
  /** Points that it reached, in the order in which they were heard of. */
  readonly points: readonly string[];
  /** The point at which it was killed; null when it lived on. */
  readonly diedAt: string | null;
}

export interface TroubleOptions extends SandboxOptions {
  readonly build: Build;
  readonly hurry?: number;
  readonly office?: string;
  /** The app talks to the sandbox itself, so that a cut or dribbling answer reaches it as it is. */
  readonly direct?: boolean;
  /** Changes to what the app is started with. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the next process is to die of. */
  readonly fateOf?: () => Fate | null | Promise<Fate | null>;
  readonly onLife?: (report: LifeReport) => void;
}

/** Within this the app is up, however often it dies before. */
const ALL_LIVES_MS = 600_000;
/** More of them in a row are no busy machine, but an app that cannot start. */
const STARTS_IN_VAIN = 3;

/** A Slack, an X and an app that dies and is started again, as a supervisor would. */
export class TroubleOffice {
  readonly sandbox: Sandbox;
  readonly people: OfficePeople;
  readonly dataFolder: string;
  readonly endings: Ending[] = [];
  readonly logs: string[] = [];
  app: FaultyApp | null = null;
  deaths = 0;
  /** Drafts whose files a scenario changes itself. */
  readonly destroyed = new Set<string>();
  /** How wrong the clock is of whatever is started from now on. */
  clockAheadMs = 0;
  /** Told to whatever is started from now on, before it starts. */
  before: PreloadMessage | null = null;
  /** Exit codes after which the supervisor just starts the app again. */
  mayEndWith: readonly number[] = [];
  /** Called at each phase of each request, before it goes on. */
  onWire: (name: string) => void = () => undefined;
  #failure: Error | null = null;
  readonly #others: FaultyApp[] = [];
  #meanwhile: () => Promise<void> = async () => undefined;
  /** Another office.yaml for whatever is started from now on. */
  officeFile: string | undefined;
  readonly #options: TroubleOptions;
  readonly #gates: { readonly slack: Gate; readonly x: Gate };
  #standby: FaultyApp | null = null;
  #supervised = false;
  #supervisor: Promise<void> = Promise.resolve();
  #wire: { readonly seen: Map<string, number>; count: number } = { seen: new Map(), count: 0 };
  readonly #holds = new Map<string, (() => Promise<void>)[]>();
  #fate: Fate | null = null;
  #reached: string[] = [];
  #diedAt: string | null = null;
  /** Events of each file as they were when a process had died. */
  readonly #snapshots: Map<string, readonly unknown[]>[] = [];
  #spared = false;
  /** Starts one after the other that came to nothing. */
  #inVain = 0;

  private constructor(sandbox: Sandbox, dataFolder: string, gates: { slack: Gate; x: Gate }, options: TroubleOptions) {
    this.sandbox = sandbox;
    this.people = new OfficePeople(sandbox);
    this.dataFolder = dataFolder;
    this.#gates = gates;
    this.#options = options;
    gates.slack.onPoint = (name) => this.#atWire(name);
    gates.x.onPoint = (name) => this.#atWire(name);
    for (const gate of [gates.slack, gates.x]) gate.onHold = (name) => this.#holds.get(name)?.shift()?.() ?? null;
    sandbox.changes.subscribe((change) => {
      if (change.kind === 'delivery' && change.delivery.state === 'acknowledged' && change.delivery.tookMs !== null)
        this.#atWire(`socket ${change.delivery.kind} acknowledged`);
    });
  }

  static async open(options: TroubleOptions): Promise<TroubleOffice> {
    const sandbox = await startSandbox(options);
    const slack = await Gate.before(sandbox.slackApiUrl, slackRequest);
    const x = await Gate.before(sandbox.xApiUrl, xRequest);
    const dataFolder = await mkdtemp(join(tmpdir(), 'kessai-faults-'));
    return new TroubleOffice(sandbox, dataFolder, { slack, x }, options);
  }

  get appOptions(): FaultyAppOptions {
    const { build, hurry = 1 } = this.#options;
    const office = this.officeFile ?? this.#options.office;
    const gates = { SLACK_API_URL: `${this.#gates.slack.url}/api/`, X_API_URL: this.#gates.x.url };
    return {
      build,
      hurry,
      dataFolder: this.dataFolder,
      clockAheadMs: this.clockAheadMs,
      ...(office === undefined ? {} : { office }),
      env: { ...this.sandbox.env, ...(this.#options.direct === true ? {} : gates), ...this.#options.env },
    };
  }

  /** From now on the app runs, whatever it dies of. */
  supervise(): void {
    this.#supervised = true;
    this.#supervisor = this.#keepAlive();
  }

  /** Nothing kills the app any more. Resolves when it runs. */
  async spare(): Promise<void> {
    this.#spared = true;
    await this.up();
    if (this.#fate !== null) {
      this.app?.kill();
      await this.app?.ended;
      await this.up();
    }
  }

  /** Resolves when the app is connected, however often it dies before. @throws when one life takes too long for it. */
  async up(): Promise<void> {
    const up = (): boolean => {
      if (this.#failure !== null) throw this.#failure;
      return this.app?.ending === null && this.app.isRunning && this.sandbox.slack.connections() > 0;
    };
    const deadline = Date.now() + ALL_LIVES_MS;
    while (!up()) {
      if (Date.now() > deadline) throw new Error(`the app never comes up\n${this.logs.slice(-20).join('\n')}`);
      const { deaths } = this;
      const what = `the app to be up\n${this.logs.slice(-20).join('\n')}`;
      await this.sandbox.waitFor(() => up() || this.deaths > deaths, { timeoutMs: 180_000, what });
    }
  }

  /** When the app has ended by itself, this happens before it is started again. */
  afterEnd(meanwhile: () => Promise<void>): void {
    this.#meanwhile = meanwhile;
  }

  /** Dies, and is started again. Resolves when it runs. @param meanwhile happens while no process is there. */
  async restart(meanwhile: () => Promise<void> = async () => undefined): Promise<void> {
    const { deaths } = this;
    this.#meanwhile = meanwhile;
    this.app?.kill();
    await this.sandbox.waitFor(() => this.deaths > deaths, { timeoutMs: 60_000 });
    await this.up();
  }

  /** Is this so, now or soon? False as soon as the app has died meanwhile. */
  async sees(what: () => boolean, timeoutMs = 2_000): Promise<boolean> {
    const { deaths } = this;
    try {
      await this.sandbox.waitFor(() => what() || this.deaths > deaths, { timeoutMs });
    } catch {
      return what();
    }
    return what();
  }

  deleteCard({ ts }: { readonly ts: string }): void {
    for (const channel of this.sandbox.slack.core.state.channels.values())
      if (channel.messages.some((message) => message.ts === ts)) this.sandbox.slack.deleteMessage(channel.id, ts);
  }

  /** From now on X refuses connections; requests under way go on. */
  closeX(): void {
    this.#gates.x.refuse();
  }

  /** The next request that comes to this point waits there. */
  hold(point: string): Hold {
    let letGo: () => void = () => undefined;
    const promise = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let taken = false;
    const take = (): Promise<void> => {
      taken = true;
      this.#ring();
      return promise;
    };
    this.#holds.set(point, [...(this.#holds.get(point) ?? []), take]);
    return { isTaken: () => taken, letGo };
  }

  /** Starts a process with what is given instead of the supervised one's. It is not supervised. */
  async alone(changes: Partial<FaultyAppOptions> = {}, before?: PreloadMessage): Promise<FaultyApp> {
    const app = new FaultyApp({ ...this.appOptions, ...changes });
    this.#others.push(app);
    await app.booted;
    if (before !== undefined) app.tell(before);
    await app.go();
    return app;
  }

  /** Stops the app in peace and compares all that is told of its drafts. */
  async settle(): Promise<Disagreement> {
    this.#supervised = false;
    await this.app?.stop();
    this.#standby?.kill();
    await this.#supervisor;
    const drafts = await readRecord(this.dataFolder, this.officeFile ?? this.#options.office);
    const found = compare(this.sandbox, drafts, this.destroyed);
    const now = new Map<string, readonly unknown[]>(drafts.map(({ view }) => [view.draft.id, view.events]));
    for (const snapshot of this.#snapshots)
      for (const [id, events] of snapshot) {
        if (this.destroyed.has(id)) continue;
        const kept = now.get(id) ?? [];
        const lost = events.filter((event, index) => !isDeepStrictEqual(kept[index], event)).length;
        found.lostEvents += lost;
        if (lost > 0) found.details.push(`${id}: ${lost} events that were on disk are gone or changed`);
      }
    return found;
  }

  async close(): Promise<void> {
    this.#supervised = false;
    for (const app of [this.app, this.#standby, ...this.#others]) app?.kill();
    await this.#supervisor;
    await this.#gates.slack.stop();
    await this.#gates.x.stop();
    await this.sandbox.stop();
    await rm(this.dataFolder, { recursive: true, force: true });
  }

  async #keepAlive(): Promise<void> {
    while (this.#supervised) {
      const fate = (await this.#options.fateOf?.()) ?? null;
      if (!this.#supervised) return;
      const app = this.#standby ?? new FaultyApp(this.appOptions);
      this.#standby = null;
      this.#fate = this.#spared ? null : fate;
      this.#reached = [];
      this.#diedAt = null;
      this.#wire = { seen: new Map(), count: 0 };
      app.onPoint = (name) => this.#reached.push(name);
      this.app = app;
      await Promise.race([app.booted, app.ended]);
      if (this.before !== null) app.tell(this.before);
      await app.go(this.#fate?.disk ?? null);
      // Wakes whoever waits for the app to be up.
      void app.running.then(
        () => this.#ring(),
        () => undefined,
      );
      // Booted while the other still runs; it waits for its turn.
      if (this.#fate !== null) this.#standby = new FaultyApp(this.appOptions);
      const ending = await app.ended;
      this.logs.push(...app.logs);
      this.endings.push(ending);
      this.deaths += 1;
      if (ending.signal === 'SIGKILL') this.#diedAt ??= app.points.at(-1) ?? null;
      this.#options.onLife?.({ fate: this.#fate, points: this.#reached, diedAt: this.#diedAt });
      // On a busy machine even the local Slack answers too late for a start; a supervisor then tries again, not for ever.
      const inVain = ending.code === EX_UNAVAILABLE && !app.isRunning;
      this.#inVain = inVain ? this.#inVain + 1 : 0;
      const tooLate = inVain && this.#inVain <= STARTS_IN_VAIN;
      const expected = ending.signal === 'SIGKILL' || tooLate || this.mayEndWith.includes(ending.code ?? -1);
      if (!expected && this.#supervised) {
        this.#failure = new Error(`the app ended by itself (${ending.code})\n${app.logs.slice(-20).join('\n')}`);
        this.#supervised = false;
      }
      await this.#photograph();
      await this.#meanwhile();
      this.#meanwhile = async () => undefined;
      this.#ring();
    }
  }

  /** Wakes whoever waits for something to change. */
  #ring(): void {
    this.sandbox.changes.emit({ kind: 'socket', connections: this.sandbox.slack.connections() });
  }

  #atWire(name: string): void {
    this.#reached.push(name);
    this.onWire(name);
    const nth = (this.#wire.seen.get(name) ?? 0) + 1;
    this.#wire.seen.set(name, nth);
    this.#wire.count += 1;
    const wire = this.#fate?.wire ?? null;
    // It dies of the first; what its last request still comes to is no further death.
    if (wire === null || this.#diedAt !== null) return;
    if ((wire.points.includes(name) && wire.nth === nth) || wire.latest === this.#wire.count) {
      this.#diedAt = name;
      this.app?.kill();
    }
  }

  async #photograph(): Promise<void> {
    const folder = join(this.dataFolder, 'open');
    const snapshot = new Map<string, readonly unknown[]>();
    for (const name of await readdir(folder).catch(() => []))
      if (name.endsWith('.json')) {
        const document = readDraftFile(await readFile(join(folder, name), 'utf8'));
        snapshot.set(document.id, document.events);
      }
    this.#snapshots.push(snapshot);
  }
}
