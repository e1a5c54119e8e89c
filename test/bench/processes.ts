import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const manifest = z.object({ scripts: z.object({ start: z.string() }) });
const ROOT = new URL('../..', import.meta.url).pathname;

export interface Running {
  readonly pid: number;
  /** From the start of the process to its line, in milliseconds. */
  readonly startedIn: number;
  /** The line that said so. */
  readonly line: string;
  /** Called with every later line. */
  onLine(listen: (line: string) => void): void;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/**
 * Starts a process and waits for the line that says that it is up.
 * @param args of Node.
 * @throws with what it said when it ends before.
 */
export async function startProcess(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  up: (line: string) => boolean,
): Promise<Running> {
  const begin = performance.now();
  const child: ChildProcess = spawn(process.execPath, [...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, TZ: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'exit');
  const said: string[] = [];
  const listeners: ((line: string) => void)[] = [];
  const line = await new Promise<string>((resolve, reject) => {
    const hear = (text: string): void => {
      if (said.length < 1_000) said.push(text);
      if (up(text)) resolve(text);
      for (const listen of listeners) listen(text);
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', hear);
    void gone.then(() => reject(new Error(said.join('\n'))));
  });
  return {
    pid: child.pid ?? 0,
    startedIn: performance.now() - begin,
    line,
    onLine: (listen) => listeners.push(listen),
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The app as `npm start` runs it: compiled, in production. */
export async function startCompiledApp(env: Readonly<Record<string, string>>, dataFolder: string): Promise<Running> {
  return startProcess(
    await startArguments(),
    {
      NODE_ENV: 'production',
      KESSAI_OFFICE: 'office.example.yaml',
      KESSAI_DATA: dataFolder,
      KESSAI_HEALTH_PORT: '0',
      LOG_LEVEL: 'info',
      ...env,
    },
    (line) => line.includes('Kessai is running'),
  );
}

/** What `npm start` gives to Node, with the flags that offices run with. */
async function startArguments(): Promise<readonly string[]> {
  const { scripts } = manifest.parse(JSON.parse(await readFile(`${ROOT}package.json`, 'utf8')));
  return scripts.start.split(' ').slice(1);
}

/** Gives a process another priority, in every thread that it has by now. Linux only. */
export async function giveWay(pid: number, priority: number): Promise<void> {
  for (const thread of await readdir(`/proc/${pid}/task`)) setPriority(Number(thread), priority);
}

/** Resident memory in megabytes. Linux only. */
export async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1_000;
}
