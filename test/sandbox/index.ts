import { forget, heardFrom, lastWords } from './app-log.ts';
import { ChangeLog, type WaitOptions, waitForChange } from './changes.ts';
import { SandboxClock } from './clock.ts';
import { ControlServer } from './control/server.ts';
import { Piazza } from './piazza/piazza.ts';
import { EXAMPLE, keysBehind, type SeedOffice, TOKENS } from './seed.ts';
import { type SlackFaces, SlackSandbox } from './slack/slack-sandbox.ts';
import { WebSandbox } from './web/web-sandbox.ts';
import { FaultSwitches } from './wire/faults.ts';
import { XSandbox } from './x/x-sandbox.ts';

export interface SandboxOptions {
  /** Of the control API; 0 for any free one. */
  readonly port?: number;
  readonly slackPort?: number;
  readonly xPort?: number;
  /** User groups exist on paid plans only. */
  readonly workspace?: 'paid' | 'free';
  readonly delivery?: 'socket' | 'http';
  /** Where signed HTTP goes; can be set later with `slack.configure`. */
  readonly requestUrl?: string;
  readonly ackTimeoutMs?: number;
  /** Under which addresses the app reaches the local Slack, where it does not do so straight. */
  readonly slackFaces?: SlackFaces;
  /** Folder of a built page, served at the root of the control API's address. */
  readonly page?: string;
  /** Who and what is there at the beginning; the example office when absent. */
  readonly seed?: SeedOffice;
}

/** Slack and X on this machine, with the switches to both. */
export class Sandbox {
  readonly clock = new SandboxClock();
  readonly changes = new ChangeLog(this.clock);
  readonly faults = new FaultSwitches(() => this.changes.emit({ kind: 'faults', rules: this.faults.list() }));
  readonly slack: SlackSandbox;
  readonly x: XSandbox;
  /** The web that links lead to. */
  readonly web = new WebSandbox();
  readonly piazza = new Piazza(this.clock, this.changes);
  readonly #seed: SeedOffice;
  readonly #delivery: 'socket' | 'http';
  readonly #control: ControlServer;

  constructor(options: SandboxOptions) {
    this.#seed = options.seed ?? EXAMPLE;
    this.#delivery = options.delivery ?? 'socket';
    const settingsChanged = () =>
      this.changes.emit({ kind: 'settings', slack: this.slack.core.settings, x: this.x.settings });
    this.x = new XSandbox(this.clock, this.changes, this.faults, settingsChanged, this.#seed);
    this.slack = new SlackSandbox(
      this.clock,
      this.changes,
      this.faults,
      {
        plan: options.workspace ?? 'paid',
        delivery: this.#delivery,
        requestUrl: options.requestUrl ?? null,
        ...(options.ackTimeoutMs === undefined ? {} : { ackTimeoutMs: options.ackTimeoutMs }),
      },
      settingsChanged,
      this.#seed,
      options.slackFaces,
    );
    this.#control = new ControlServer(this, options.page ?? null);
  }

  async start(options: SandboxOptions): Promise<void> {
    await this.slack.start(options.slackPort ?? 0);
    await this.x.start(options.xPort ?? 0);
    await this.web.start(0);
    await this.#control.start(options.port ?? 0);
  }

  get slackApiUrl(): string {
    return this.slack.apiUrl;
  }

  get xApiUrl(): string {
    return this.x.apiUrl;
  }

  get controlUrl(): string {
    return this.#control.url;
  }

  /** What the app is started with, besides its own folder and port. */
  get env(): Readonly<Record<string, string>> {
    return {
      SLACK_API_URL: this.slackApiUrl,
      SLACK_BOT_TOKEN: TOKENS.bot,
      ...(this.#delivery === 'socket'
        ? { SLACK_APP_TOKEN: TOKENS.app }
        : { SLACK_SIGNING_SECRET: TOKENS.signingSecret }),
      X_API_URL: this.xApiUrl,
      LINK_CHECK_SANDBOX: this.web.place,
      ...Object.fromEntries(
        this.#seed.keys.flatMap(({ prefix }) =>
          Object.entries(keysBehind(prefix)).map(([name, key]) => [`${prefix}_${name}`, key]),
        ),
      ),
    };
  }

  now(): Date {
    return this.clock.now();
  }

  advanceClock(ms: number): void {
    this.clock.advance(ms);
    this.changes.emit({ kind: 'clock', now: this.now().toISOString() });
  }

  /**
   * Looks now and after every change.
   * @throws Error with what Slack and X show and what the app has said, when nothing was found in time.
   */
  waitFor<T>(look: () => T | undefined | null | false, options: WaitOptions = {}): Promise<T> {
    return waitForChange(this.changes, look, options, () =>
      [this.slack.describe(), this.x.readTimeline(), lastWords(heardFrom(this.slackApiUrl), options.about?.())].join(
        '\n\n',
      ),
    );
  }

  snapshot() {
    return {
      seq: this.changes.seq,
      now: this.now().toISOString(),
      office: { isExample: this.#seed.isExample, accounts: this.#seed.accounts },
      slack: this.slack.snapshot(),
      x: this.x.snapshot(),
      piazza: this.piazza.posts(),
      faults: this.faults.list(),
    };
  }

  reset(): void {
    this.clock.reset();
    this.faults.clear();
    this.slack.reset();
    this.x.reset();
    this.web.reset();
    this.piazza.reset();
    this.changes.emit({ kind: 'reset' });
  }

  async stop(): Promise<void> {
    forget(this.slackApiUrl);
    await Promise.all([this.slack.stop(), this.x.goOffline(), this.web.stop(), this.#control.stop()]);
  }
}

/** Starts a local Slack, a local X and their control API on loopback. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = new Sandbox(options);
  await sandbox.start(options);
  return sandbox;
}
