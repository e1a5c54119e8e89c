import { parseArgs, styleText } from 'node:util';
import open from 'open';
import { AppProcess } from './app-process.ts';
import { playDay } from './day.ts';
import { type Sandbox, startSandbox } from './index.ts';
import { SHINAGAWA, TOSHIMA } from './office.ts';
import { buildPage } from './page/build.ts';

/** `npm run demo`: the sandbox and the app together, on an empty data folder, with no account and no token. */

const { values } = parseArgs({ options: { play: { type: 'boolean', default: false } } });
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const heading = (text: string): void => print(`\n${styleText('bold', text)}`);

const sandbox = await startSandbox(values.play ? {} : { page: await buildPage() });
const app = await AppProcess.start({ env: sandbox.env, fromSource: true });

heading('Kessai のデモが動いています（アカウントもトークンもいりません）');
print(`\n  ブラウザーで開く  ${styleText(['bold', 'cyan'], sandbox.controlUrl)}\n`);
print(`  手元のSlack  ${sandbox.slackApiUrl}`);
print(`  手元のX      ${sandbox.xApiUrl}`);
print(`  操作用API    ${sandbox.controlUrl}/control/  （使い方は test/sandbox/README.md）`);
print(`  データ       ${app.dataFolder}`);

if (values.play) {
  process.exitCode = await played(sandbox, app);
  await app.stop();
  await sandbox.stop();
} else {
  print('\n  終わるときは Ctrl+C を押します。1日の流れを自動で見るには： npm run demo -- --play');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void app.stop().then(() => sandbox.stop()));
  if (hasDesktop()) await open(sandbox.controlUrl);
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
