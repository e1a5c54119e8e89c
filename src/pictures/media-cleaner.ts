import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MediaCleaner } from '../usecases/ports.ts';
import { type Answer, answer, type Wish } from './messages.ts';

export interface RunningMediaCleaner extends MediaCleaner {
  /** Ends the process; what is under way is told to be unreadable. */
  stop(): void;
}

export interface CleanerParts {
  /** Milliseconds for one picture; after that the process is ended, whatever it is doing. */
  readonly timeout: number;
  /** Milliseconds without work after which the process ends, and its memory is free. */
  readonly idle: number;
}

const DEFAULTS: CleanerParts = { timeout: 30_000, idle: 5_000 };

/** From its source, as in the demo, the app is loaded by tsx. */
const FROM_SOURCE = import.meta.url.endsWith('.ts');
const CODE = fileURLToPath(new URL(FROM_SOURCE ? './picture-process.ts' : './picture-process.js', import.meta.url));

/**
 * Works on pictures in a process of its own, one after the other. What comes from outside is decoded where there are no
 * keys and no records; a decoder that breaks, hangs or eats memory ends that process and not the app; and the memory of big
 * pictures is free again as soon as it ends.
 */
export function makeMediaCleaner({ timeout, idle }: CleanerParts = DEFAULTS): RunningMediaCleaner {
  let child: ChildProcess | null = null;
  let next = 1;
  let last: Promise<unknown> = Promise.resolve();
  let resting: NodeJS.Timeout | undefined;

  function end(): void {
    clearTimeout(resting);
    child?.kill('SIGKILL');
    child = null;
  }

  async function ask(wish: Wish): Promise<Answer> {
    clearTimeout(resting);
    child ??= start();
    try {
      return await answerOf(child, wish, timeout);
    } catch (error) {
      end();
      throw error;
    } finally {
      resting = setTimeout(end, idle).unref();
    }
  }

  /** One after the other: two big pictures at once are twice the memory. */
  function inTurn(wish: Wish): Promise<Answer> {
    const turn = last.then(() => ask(wish));
    last = turn.catch(() => undefined);
    return turn;
  }

  const id = (): number => {
    next += 1;
    return next;
  };

  return {
    async clean(bytes) {
      const said = await inTurn({ kind: 'clean', id: id(), bytes }).catch(() => null);
      return said !== null && 'cleaned' in said ? said.cleaned : { ok: false, trouble: { kind: 'unreadable' } };
    },
    async sheet(pictures) {
      const said = await inTurn({ kind: 'sheet', id: id(), pictures: [...pictures] });
      if (!('sheet' in said)) throw new Error('error' in said ? said.error : 'no sheet was made');
      return said.sheet;
    },
    stop: end,
  };
}

function start(): ChildProcess {
  const child = fork(CODE, [], {
    // Nothing of the app's own settings, and so none of its keys, is there.
    env: { MALLOC_ARENA_MAX: '2' },
    execArgv: FROM_SOURCE ? ['--import', 'tsx'] : [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // Somebody has to listen, or an error between two pictures would end the app.
  child.on('error', () => undefined);
  child.unref();
  child.channel?.unref();
  return child;
}

function answerOf(child: ChildProcess, wish: Wish, timeout: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (how: () => void): void => {
      clearTimeout(timer);
      child.channel?.unref();
      child.off('message', hear).off('error', failed).off('exit', ended);
      how();
    };
    const failed = (error: Error): void => settle(() => reject(error));
    const ended = (): void => failed(new Error('the process that works on pictures ended'));
    const hear = (message: unknown): void => {
      const said = answer.parse(message);
      if (said.id === wish.id) settle(() => resolve(said));
    };
    const timer = setTimeout(() => failed(new Error(`no picture in ${timeout} ms`)), timeout);
    child.channel?.ref();
    child.on('message', hear).on('error', failed).on('exit', ended);
    child.send(wish, (error) => {
      if (error !== null) failed(error);
    });
  });
}
