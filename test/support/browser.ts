import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { AppProcess } from '../sandbox/app-process.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { buildPage } from '../sandbox/page/build.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const DESKTOP = { viewport: { width: 1280, height: 800 } } as const satisfies BrowserContextOptions;
export const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
} as const satisfies BrowserContextOptions;

/** The office's Slack, its networks and the app, with the page in front of them. */
export interface Demo {
  readonly sandbox: Sandbox;
  readonly app: AppProcess;
  /** A new person at a new screen. @param hash of the page, for example `#/C0TOSHIMA?as=U0KUMIN01`. */
  readonly open: (screen: BrowserContextOptions, hash?: string) => Promise<Page>;
  /** Whatever form a story left open would stand in the way of the next. */
  readonly closeForms: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startDemo(): Promise<Demo> {
  const [executablePath, page] = await Promise.all([chromiumPath(), buildPage()]);
  const sandbox = await startSandbox({ page });
  const app = await AppProcess.start({ env: sandbox.env });
  const folders: string[] = [];
  const contexts: BrowserContext[] = [];
  return {
    sandbox,
    app,
    open: async (screen, hash = '') => {
      const folder = await mkdtemp(join(tmpdir(), 'kessai-browser-'));
      folders.push(folder);
      const context = await chromium.launchPersistentContext(folder, {
        executablePath,
        args: ARGUMENTS,
        headless: true,
        locale: 'ja-JP',
        timezoneId: 'Asia/Tokyo',
        ...screen,
      });
      contexts.push(context);
      context.setDefaultTimeout(20_000);
      const opened = context.pages()[0] ?? (await context.newPage());
      await opened.goto(`${sandbox.controlUrl}/${hash}`);
      return opened;
    },
    closeForms: async () => {
      for (const { id } of sandbox.snapshot().slack.users)
        if (sandbox.slack.modals(id).length > 0) await sandbox.slack.as(id).close({ all: true });
    },
    stop: async () => {
      await Promise.all(contexts.map((context) => context.close()));
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
      await app.stop();
      await sandbox.stop();
    },
  };
}

/** @throws when no Chromium is installed. */
async function chromiumPath(): Promise<string> {
  const asked = process.env.CHROMIUM;
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin'];
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  for (const path of asked === undefined ? places : [asked]) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) return path;
  }
  throw new Error('No Chromium was found; install it, or name its path in CHROMIUM');
}
