import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildApp } from '../support/app-build.ts';
import { hear } from './app-log.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const RUNNING = 'Kessai is running';
/** For a machine that is busy with ten other things; whoever waits in vain is told what the app said. */
const START_TIMEOUT_MS = 90_000;
/** The sources as they are, by tsx. */
const FROM_SOURCE = ['--import', 'tsx', 'src/main.ts'];

export interface AppOptions {
  /** What the sandbox hands out: addresses and tokens. */
  readonly env: Readonly<Record<string, string>>;
  /** A new empty folder when absent. */
  readonly dataFolder?: string;
  readonly office?: string;
  /** As it stands in the sources, every example of every rule tried; slow to start. Otherwise a build of the same sources. */
  readonly fromSource?: boolean;
  /** The Node that runs it; this process's own when absent. */
  readonly node?: string;
  /** Given the app as soon as its process is there, which may be long before it runs. */
  readonly spawned?: (app: AppProcess) => void;
}

/** The app as it is started in production, as a process of its own that can be killed and started again. */
export class AppProcess {
  readonly dataFolder: string;
  readonly logs: string[] = [];
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | null>;

  private constructor(child: ChildProcess, dataFolder: string) {
    this.#child = child;
    this.dataFolder = dataFolder;
    // Not `exit`: its last words may still be on their way then.
    this.#exited = once(child, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : null));
  }

  /** Resolves when the app says that it is running. @throws with its output when it ends before. */
  static async start({
    env,
    dataFolder,
    office,
    fromSource = false,
    node = process.execPath,
    spawned,
  }: AppOptions): Promise<AppProcess> {
    const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'kessai-')));
    const program = fromSource ? FROM_SOURCE : [(await buildApp()).main];
    const child = spawn(node, program, {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        TZ: 'UTC',
        LOG_LEVEL: 'info',
        // Several apps run side by side in the tests.
        KESSAI_HEALTH_PORT: '',
        KESSAI_OFFICE: office ?? 'office.example.yaml',
        KESSAI_DATA: folder,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const app = new AppProcess(child, folder);
    if (env.SLACK_API_URL !== undefined) hear(env.SLACK_API_URL, app.logs);
    spawned?.(app);
    await app.#running();
    return app;
  }

  #running(): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${why}\n${this.logs.join('\n')}`));
      const timer = setTimeout(() => fail('the app did not start in time'), START_TIMEOUT_MS);
      const listen = (line: string) => {
        this.logs.push(line);
        if (!line.includes(RUNNING)) return;
        clearTimeout(timer);
        resolve();
      };
      for (const stream of [this.#child.stdout, this.#child.stderr])
        if (stream !== null) createInterface({ input: stream }).on('line', listen);
      void this.#exited.then((code) => {
        clearTimeout(timer);
        fail(`the app ended with ${code}`);
      });
    });
  }

  /** Sends a signal; what comes of it is seen with `ended`. */
  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Resolves with the exit code when the app is gone; null when a signal ended it. */
  ended(): Promise<number | null> {
    return this.#exited;
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  /** Ends it as a service manager would. @returns the exit code. */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return this.#exited;
  }
}
