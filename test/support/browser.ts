import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContextOptions, type BrowserServer, chromium, type Page } from 'playwright-core';
import { AppProcess } from '../sandbox/app-process.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { buildPage } from '../sandbox/page/build.ts';
import type { SeedOffice } from '../sandbox/seed.ts';

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

/** For what a page is to show. Long, because a busy machine draws late. */
const WAIT_MS = 60_000;

export const DESKTOP = { viewport: { width: 1280, height: 800 } } as const satisfies BrowserContextOptions;
export const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
} as const satisfies BrowserContextOptions;

/** Names where a browser listens that was started for several test files. */
export const BROWSER_VARIABLE = 'KESSAI_TEST_BROWSER';

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

/** @param own an office instead of the example: its office.yaml, and what Slack and X begin with. */
export async function startDemo(own: { readonly office?: string; readonly seed?: SeedOffice } = {}): Promise<Demo> {
  const [browser, page] = await Promise.all([openBrowser(), buildPage()]);
  const { office, seed } = own;
  const sandbox = await startSandbox({ page, ...(seed === undefined ? {} : { seed }) });
  const app = await AppProcess.start({ env: sandbox.env, ...(office === undefined ? {} : { office }) });
  return {
    sandbox,
    app,
    open: async (screen, hash = '') => {
      const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', ...screen });
      context.setDefaultTimeout(WAIT_MS);
      const opened = await context.newPage();
      await opened.goto(`${sandbox.controlUrl}/${hash}`);
      return opened;
    },
    closeForms: async () => {
      for (const { id } of sandbox.snapshot().slack.users)
        if (sandbox.slack.modals(id).length > 0) await sandbox.slack.as(id).close({ all: true });
    },
    stop: async () => {
      // Of a browser that others use as well, only what was opened here.
      await browser.close();
      await app.stop();
      await sandbox.stop();
    },
  };
}

/** For several test files at once. The caller closes it. */
export async function startBrowserServer(): Promise<BrowserServer> {
  return chromium.launchServer({ executablePath: await chromiumPath(), args: ARGUMENTS, headless: true });
}

/** The one that was started for all, or one of its own. */
async function openBrowser(): Promise<Browser> {
  const shared = process.env[BROWSER_VARIABLE];
  if (shared !== undefined) return chromium.connect(shared);
  return chromium.launch({ executablePath: await chromiumPath(), args: ARGUMENTS, headless: true });
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
