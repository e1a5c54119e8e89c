import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NO_LIMITS } from '../sandbox/x/state.ts';
import type { Build } from '../support/app-build.ts';
import type { Disagreement } from './agreement.ts';
import { readDraftFile } from './preload/document.ts';
import { STORIES, type Story } from './stories.ts';
import { type Fate, type LifeReport, TroubleOffice } from './trouble-office.ts';

/** What one office in trouble came to. */
export interface LaneReport {
  readonly found: Disagreement;
  readonly kills: readonly string[];
  readonly points: readonly string[];
  readonly drafts: number;
}

export interface LaneOptions {
  readonly build: Build;
  readonly stories?: readonly Story[];
  /** After so many deaths the office is left in peace. */
  readonly atMost?: number;
  /** What each next process is to die of. */
  readonly fateOf: () => Fate | null | Promise<Fate | null>;
  readonly onLife?: (report: LifeReport) => void;
}

let drafts = 0;

/** Plays the stories while the app dies and comes back, delivers everything once more, and compares. */
export async function playLane({
  build,
  stories = STORIES,
  atMost = 25,
  fateOf,
  onLife,
}: LaneOptions): Promise<LaneReport> {
  const kills: string[] = [];
  const points = new Set<string>();
  const office = await TroubleOffice.open({
    build,
    hurry: 100,
    ackTimeoutMs: 800,
    fateOf: () => (kills.length < atMost ? fateOf() : null),
    onLife: (life) => {
      if (life.diedAt !== null) kills.push(life.diedAt);
      for (const point of life.points) points.add(point);
      onLife?.(life);
    },
  });
  try {
    office.sandbox.x.configure(NO_LIMITS);
    office.supervise();
    await office.up();
    await Promise.all(
      stories.map((story) => {
        drafts += 1;
        return story.play(office, `${process.pid}番の${drafts}件目のお知らせです。`);
      }),
    );
    await office.spare();
    for (const { id } of office.sandbox.slack.deliveries()) await office.sandbox.slack.redeliver(id);
    await told(office);
    const found = await office.settle();
    return { found, kills, points: [...points], drafts: stories.length };
  } finally {
    await office.close();
  }
}

/** Waits until the thread of every draft tells all of its record. */
export async function told(office: TroubleOffice, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  const folder = join(office.dataFolder, 'open');
  for (;;) {
    const behind: string[] = [];
    for (const name of await readdir(folder).catch(() => [])) {
      if (!name.endsWith('.json')) continue;
      const text = await readFile(join(folder, name), 'utf8').catch(() => null);
      if (text === null) continue;
      const { events, thread } = readDraftFile(text);
      if (thread?.told !== events.length || thread.shown !== events.length) behind.push(name);
    }
    if (behind.length === 0) return;
    if (Date.now() > deadline) return;
    await office.sees(() => false, 50);
  }
}
