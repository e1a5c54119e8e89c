import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { type Build, ROOT } from '../support/app-build.ts';
import {
  type Arm,
  POINTS_FD,
  type PreloadMessage,
  type PreloadSettings,
  SETTINGS_VARIABLE,
} from './preload/settings.ts';

/** sysexits(3), as the app ends by itself. */
export const EX_UNAVAILABLE = 69;
export const EX_SOFTWARE = 70;
export const EX_TEMPFAIL = 75;
export const EX_CONFIG = 78;

const RUNNING = 'Kessai is running';
const START_TIMEOUT_MS = 120_000;
/** Most processes live for seconds: what makes a long life fast only makes their start slow. Nothing behaves otherwise. */
const SHORT_LIFE = ['--no-opt', '--regexp-interpret-all'];

export interface FaultyAppOptions {
  readonly build: Build;
  readonly env: Readonly<Record<string, string>>;
  readonly dataFolder: string;
  readonly office?: string;
  readonly hurry?: number;
  readonly clockAheadMs?: number;
}

/** How a process ended: its exit code, or the signal that killed it. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The app in a process of its own, waiting for `go`. */
export class FaultyApp {
  readonly logs: string[] = [];
  /** Points of the disk that were reached, in order. */
  readonly points: string[] = [];
  readonly booted: Promise<unknown>;
  readonly ended: Promise<Ending>;
  /** Resolves with true when the app says that it is running, with false when it ended before. */
  readonly running: Promise<boolean>;
  isRunning = false;
  onPoint: (name: string) => void = () => undefined;
  readonly #child: ChildProcess;

  #ending: Ending | null = null;
  #late: (why: Error) => void = () => undefined;

  constructor({ build, env, dataFolder, office, hurry = 1, clockAheadMs = 0 }: FaultyAppOptions) {
    const settings: PreloadSettings = { folder: dataFolder, hurry, clockAheadMs };
    this.#child = spawn(process.execPath, [...SHORT_LIFE, '--import', build.preload, build.main], {
      cwd: build.folder,
      env: {
        PATH: process.env.PATH,
        TZ: 'UTC',
        LOG_LEVEL: 'info',
        KESSAI_HEALTH_PORT: '',
        KESSAI_OFFICE: office ?? join(ROOT, 'office.example.yaml'),
        KESSAI_DATA: dataFolder,
        [SETTINGS_VARIABLE]: JSON.stringify(settings),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
    });
    this.booted = once(this.#child, 'message').catch(() => undefined);
    this.ended = once(this.#child, 'exit').then(([code, signal]: (number | NodeJS.Signals | null)[]) => {
      this.#ending = {
        code: typeof code === 'number' ? code : null,
        signal: typeof signal === 'string' ? signal : null,
      };
      return this.#ending;
    });
    this.running = this.#watch();
    // Whoever does not ask need not hear.
    this.running.catch(() => undefined);
    const points = this.#child.stdio[POINTS_FD];
    if (!(points instanceof Readable)) throw new TypeError('the pipe for the points is missing');
    createInterface({ input: points }).on('line', (name) => {
      this.points.push(name);
      this.onPoint(name);
    });
  }

  get ending(): Ending | null {
    return this.#ending;
  }

  /** Lets the app start. */
  async go(arm: Arm | null = null): Promise<void> {
    await Promise.race([this.booted, this.ended]);
    this.tell({ go: arm });
    setTimeout(() => this.#late(new Error(`the app did not start\n${this.logs.join('\n')}`)), START_TIMEOUT_MS).unref();
  }

  tell(message: PreloadMessage): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  /** As a power cut would. Returns at once; `ended` tells when it is over. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** As a service manager would. @returns the exit code. */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return (await this.ended).code;
  }

  #watch(): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#late = reject;
      for (const stream of [this.#child.stdout, this.#child.stderr])
        if (stream !== null)
          createInterface({ input: stream }).on('line', (line) => {
            this.logs.push(line);
            if (!line.includes(RUNNING)) return;
            this.isRunning = true;
            resolve(true);
          });
      void this.ended.then(() => resolve(false));
    });
  }
}
