import { Worker, type WorkerOptions } from 'node:worker_threads';
import { z } from 'zod';
import type { StyleChecker } from '../usecases/ports.ts';
import type { StyleMessage, StyleQuestion, StyleSetup } from './messages.ts';
import { forTextlint, readMessages } from './read-messages.ts';

export interface StyleCheckerParts {
  readonly setup: StyleSetup;
  /** Texts after which the thread is replaced: the dictionary of Japanese keeps every text that it has seen. */
  readonly recycleAfter: number;
  /** Milliseconds for one text; the first waits for the dictionary as well. */
  readonly timeout: number;
}

export interface RunningStyleChecker extends StyleChecker {
  /** Ends the thread; what is under way is rejected. */
  stop(): Promise<void>;
}

export const STYLE_DEFAULTS = { recycleAfter: 200, timeout: 30_000 } as const;
/** Megabytes of JavaScript objects; beyond it the thread ends, not the app. */
const CEILING = 768;

/** Run from its source, as in the demo, the app is loaded by tsx, which registers itself in the main thread only. */
const LOADER = [
  '--import',
  `data:text/javascript,import{register}from"node:module";register("tsx/esm","${import.meta.url}",{data:true})`,
];

const answerSchema = z.union([
  z.object({
    id: z.number(),
    messages: z.array(
      z.object({
        ruleId: z.string(),
        message: z.string(),
        start: z.number(),
        end: z.number(),
        fix: z.object({ start: z.number(), end: z.number(), text: z.string() }).nullable(),
      }),
    ),
  }),
  z.object({ id: z.number(), error: z.string() }),
]);

/** textlint in a thread of its own: started by the first text, one text at a time, replaced after a number of them. */
export function makeStyleChecker(parts: StyleCheckerParts): RunningStyleChecker {
  let worker: Worker | null = null;
  let seen = 0;
  let next = 1;
  let last: Promise<unknown> = Promise.resolve();

  async function ask(text: string): Promise<readonly StyleMessage[]> {
    worker ??= startWorker(parts);
    try {
      const messages = await question(worker, next, forTextlint(text), parts.timeout);
      next += 1;
      seen += 1;
      if (seen >= parts.recycleAfter) await discard();
      return messages;
    } catch (error) {
      await discard();
      throw error;
    }
  }

  async function discard(): Promise<void> {
    const old = worker;
    worker = null;
    seen = 0;
    await old?.terminate();
  }

  return {
    look(text) {
      const turn = last.then(() => ask(text));
      last = turn.catch(() => undefined);
      return turn.then((messages) => readMessages(text, messages));
    },
    stop: discard,
  };
}

function startWorker({ setup }: StyleCheckerParts): Worker {
  const fromSource = import.meta.url.endsWith('.ts');
  const options: WorkerOptions = {
    workerData: setup,
    resourceLimits: { maxOldGenerationSizeMb: CEILING },
    // Nothing that a library prints goes into the app's own output.
    stdout: true,
    stderr: true,
    ...(fromSource ? { execArgv: LOADER } : {}),
  };
  const code = fromSource ? './style-worker.ts' : './style-worker.js';
  const worker = new Worker(new URL(code, import.meta.url), options);
  // Somebody has to listen, or an error that comes between two texts would end the app.
  worker.on('error', () => undefined);
  // A thread that waits for work keeps nobody from ending.
  worker.unref();
  return worker;
}

function question(worker: Worker, id: number, text: string, timeout: number): Promise<readonly StyleMessage[]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(new Error(`textlint gave no answer in ${timeout} ms`)), timeout);
    const fail = (error: Error) => settle(() => reject(error));
    const ended = () => fail(new Error('the textlint thread ended'));
    const hear = (message: unknown) => {
      const answer = answerSchema.parse(message);
      if (answer.id !== id) return;
      settle(() => ('error' in answer ? reject(new Error(answer.error)) : resolve(answer.messages)));
    };
    const settle = (how: () => void) => {
      clearTimeout(timer);
      worker.off('message', hear).off('error', fail).off('exit', ended);
      how();
    };
    worker.on('message', hear).on('error', fail).on('exit', ended);
    const asked: StyleQuestion = { id, text };
    worker.postMessage(asked);
  });
}
