import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import open from 'open';
import { problemList } from '../../src/text/config.ts';
import { AppProcess } from './app-process.ts';
import { playDay } from './day.ts';
import { type Sandbox, startSandbox } from './index.ts';
import { SHINAGAWA, TOSHIMA } from './office.ts';
import { ownOffice, withGuidelines } from './own-office.ts';
import { buildPage } from './page/build.ts';
import type { SeedOffice } from './seed.ts';

/**
 * `npm run demo`: the sandbox and the app together, on an empty data folder, with no account and no token.
 * `--office FILE [--guidelines FOLDER]` an office of one's own; `--data FOLDER` keeps the record; `--play` plays a day and ends.
 */

const { values } = parseArgs({
  options: {
    play: { type: 'boolean', default: false },
    office: { type: 'string' },
    guidelines: { type: 'string' },
    data: { type: 'string' },
  },
});
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const heading = (text: string): void => print(`\n${styleText('bold', text)}`);
/** As it is meant where the command was typed; npm starts scripts in the package's own folder. */
const path = (typed: string): string => resolve(process.env.INIT_CWD ?? '.', typed);

const ending = new AbortController();
// Ctrl+C comes twice, from the terminal and from npm; the second must not cut the tidying up short.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
const ended = new Promise<void>((end) => ending.signal.addEventListener('abort', () => end()));
const scratch = await mkdtemp(join(tmpdir(), 'kessai-demo-'));
try {
  process.exitCode = await demo();
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** @returns the exit code. */
async function demo(): Promise<number> {
  const refusal = await refused();
  if (refusal !== null) {
    print(styleText('red', refusal));
    return 1;
  }
  const own = values.office === undefined ? null : await readOwn(path(values.office));
  if (own !== null && 'problems' in own) {
    print(own.problems);
    return 1;
  }
  const sandbox = await startSandbox({
    ...(values.play ? {} : { page: await buildPage() }),
    ...(own === null ? {} : { seed: own.seed }),
  });
  const dataFolder = values.data === undefined ? join(scratch, 'data') : path(values.data);
  let app: AppProcess | null = null;
  try {
    app = await AppProcess.start({
      env: sandbox.env,
      fromSource: true,
      dataFolder,
      ...(own === null ? {} : { office: own.file }),
    });
    introduce(sandbox, own === null ? null : path(values.office ?? ''));
    if (values.play) return await played(sandbox, app);
    print('\n  終わるときは Ctrl+C を押します。1日の流れを自動で見るには： npm run demo -- --play');
    if (hasDesktop()) await open(sandbox.controlUrl);
    await ended;
    return 0;
  } catch (error) {
    // An app that is still starting ends with the rest.
    if (!ending.signal.aborted) throw error;
    return 0;
  } finally {
    await app?.stop();
    await sandbox.stop();
  }
}

/** Why these options do not go together; null when they do. */
async function refused(): Promise<string | null> {
  const { play, office, guidelines, data } = values;
  if (play && office !== undefined)
    return '--play は、はじめから入っている例の役所だけで使えます。--office を外してください。';
  if (guidelines !== undefined && office === undefined)
    return '--guidelines は --office といっしょに使います。例：npm run demo -- --office office.yaml --guidelines guidelines';
  const held = data === undefined ? [] : await readdir(path(data)).catch(() => []);
  if (held.length > 0)
    return `${data} は空ではありません。前の記録の続きは使えないので、空のフォルダーか、まだないフォルダーを書いてください。`;
  return null;
}

type Own = { readonly file: string; readonly seed: SeedOffice } | { readonly problems: string };

/** The office of one's own as it stands in the file, or what the app says is wrong with it. */
async function readOwn(office: string): Promise<Own> {
  const file = values.guidelines === undefined ? office : join(scratch, 'office', 'office.yaml');
  // A file that is not there is the app's to tell.
  if (values.guidelines !== undefined)
    await withGuidelines(office, path(values.guidelines), file).catch(() => undefined);
  const read = ownOffice(file, new Date());
  if (read.ok) return { file, seed: read.seed };
  return {
    problems: problemList(read.problems.map((each) => (each.file === file ? { ...each, file: office } : each))),
  };
}

function introduce(sandbox: Sandbox, office: string | null): void {
  heading('Kessai のデモが動いています（アカウントもトークンもいりません）');
  print(`\n  ブラウザーで開く  ${styleText(['bold', 'cyan'], sandbox.controlUrl)}\n`);
  if (office !== null) print(`  役所の設定   ${office}`);
  print(`  手元のSlack  ${sandbox.slackApiUrl}`);
  print(`  手元のX      ${sandbox.xApiUrl}`);
  print(`  操作用API    ${sandbox.controlUrl}/control/  （使い方は test/sandbox/README.md）`);
  print(
    values.data === undefined
      ? '  記録         終わるときに消します。残すには： npm run demo -- --data フォルダー'
      : `  記録         ${path(values.data)}`,
  );
}

/** Somebody sits in front of a screen: not over SSH, not in CI, not in a container. */
function hasDesktop(): boolean {
  const { CI, SSH_CONNECTION, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (!process.stdout.isTTY || CI !== undefined || SSH_CONNECTION !== undefined) return false;
  return process.platform !== 'linux' || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined;
}

/** @returns 0 when the day went as it must. */
async function played(world: Sandbox, running: AppProcess): Promise<number> {
  heading('1日の流れ');
  try {
    await playDay(world, (title) => print(`  ・${title}`));
  } catch (error) {
    print(styleText('red', `\n足りないものがあります：${error instanceof Error ? error.message : String(error)}`));
    print(running.logs.join('\n'));
    return 1;
  }
  for (const [name, channel] of [
    ['品川区公式X', SHINAGAWA],
    ['豊島区公式ピアッツァ', TOSHIMA],
  ] as const) {
    heading(`チャンネルとスレッド：${name}`);
    for (const { ts, blocks } of world.slack.messages(channel)) {
      if ((blocks?.length ?? 0) === 0) continue;
      print(`\n${'─'.repeat(72)}`);
      print(world.slack.readThread(channel, ts));
    }
  }
  heading('Xのタイムライン');
  print(world.x.readTimeline());
  print(styleText('green', '\nすべて確かめました：どの投稿も、承認の後に1回だけ公開されています。'));
  return 0;
}
