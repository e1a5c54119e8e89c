import { parentPort, workerData } from 'node:worker_threads';
import { TextlintKernel, type TextlintKernelOptions } from '@textlint/kernel';
import textPlugin from '@textlint/textlint-plugin-text';
import unmatchedPair from '@textlint-rule/textlint-rule-no-unmatched-pair';
import successiveWord from 'textlint-rule-ja-no-successive-word';
import droppingTheRa from 'textlint-rule-no-dropping-the-ra';
import prh from 'textlint-rule-prh';
import { z } from 'zod';
import type { StyleAnswer } from './messages.ts';

/**
 * The thread in which textlint runs, under the rule ids of the catalogue. It loads a dictionary of Japanese (kuromoji) with
 * its first text, which takes seconds and some 300 MB: hence a thread of its own, started when it is first needed.
 */

type Rules = NonNullable<TextlintKernelOptions['rules']>;
type Plugins = NonNullable<TextlintKernelOptions['plugins']>;

const question = z.object({ id: z.number(), text: z.string() });
const { dictionary } = z.object({ dictionary: z.string().nullable() }).parse(workerData);

/** CommonJS modules arrive wrapped once or twice, depending on who loads them. */
function unwrapped<T>(module: T): T {
  let inner: unknown = module;
  while (typeof inner === 'object' && inner !== null && 'default' in inner) inner = inner.default;
  return inner as T;
}

const rules: Rules = [
  { ruleId: 'unmatched-pair', rule: unwrapped(unmatchedPair) },
  { ruleId: 'repeated-word', rule: unwrapped(successiveWord) },
  { ruleId: 'ra-nuki', rule: unwrapped(droppingTheRa) },
  ...(dictionary === null
    ? []
    : [{ ruleId: 'term-style', rule: unwrapped(prh), options: { rulePaths: [dictionary] } }]),
];
const plugins: Plugins = [{ pluginId: 'text', plugin: unwrapped(textPlugin.default) }];
const kernel = new TextlintKernel();

async function answer(id: number, text: string): Promise<StyleAnswer> {
  try {
    // Plain text, never Markdown: a draft's * and # are the author's own.
    const { messages } = await kernel.lintText(text, { ext: '.txt', plugins, rules });
    return {
      id,
      messages: messages.map(({ ruleId, message, range: [start, end], fix }) => ({
        ruleId,
        message,
        start,
        end,
        fix: fix === undefined ? null : { start: fix.range[0], end: fix.range[1], text: fix.text },
      })),
    };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', (message: unknown) => {
  const { id, text } = question.parse(message);
  void answer(id, text).then((result) => parentPort?.postMessage(result));
});
