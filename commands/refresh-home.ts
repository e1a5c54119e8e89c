import type { webApi } from '@slack/bolt';
import { listForPerson } from '../src/usecases/list-drafts.ts';
import { HOME_MOST, homeView } from '../views/list/home.ts';
import { type Desk, linked } from './desk.ts';

/** Somebody who opened their Home so long ago does not look at it any more. */
const LOOKED_AT_MS = 60 * 60_000;

/** Person → when their Home was last drawn because they opened it, in milliseconds. */
const openedAt = new WeakMap<Desk, Map<string, number>>();

/** Draws the Home of somebody who opens it. */
export async function openHome(desk: Desk, client: webApi.WebClient, userId: string): Promise<void> {
  const opened = openedAt.get(desk) ?? new Map<string, number>();
  openedAt.set(desk, opened);
  const now = desk.world.clock.now().getTime();
  for (const [id, at] of opened) if (now - at > LOOKED_AT_MS) opened.delete(id);
  opened.set(userId, now);
  await drawHome(desk, client, userId);
}

/**
 * Draws it anew after this person has done something, or could not, so that what is done is gone from it; only where they had it open
 * within the hour. Never throws: what was done is done.
 */
export async function refreshHome(desk: Desk, client: webApi.WebClient, userId: string): Promise<void> {
  const at = openedAt.get(desk)?.get(userId);
  if (at === undefined || desk.world.clock.now().getTime() - at > LOOKED_AT_MS) return;
  try {
    await drawHome(desk, client, userId);
  } catch (error) {
    desk.world.report?.(`home of ${userId}`, error);
  }
}

async function drawHome(desk: Desk, client: webApi.WebClient, userId: string): Promise<void> {
  const { tasks, waiting, finished } = await listForPerson(desk.world, userId, HOME_MOST);
  const view = homeView({
    tasks: { ...tasks, entries: linked(desk, tasks.entries) },
    waiting: { ...waiting, entries: linked(desk, waiting.entries) },
    finished: linked(desk, finished),
    now: desk.world.clock.now().toISOString(),
  });
  await client.views.publish({ user_id: userId, view });
}
