import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contentHash } from '../../src/draft/content.ts';
import type { CheckupParts } from '../../src/health/checkup.ts';
import { makeMetrics } from '../../src/health/metrics.ts';
import { type Asked, type Recorded, watchAppends, watchPublisher } from '../../src/health/observe.ts';
import { type HealthServer, serveHealth } from '../../src/health/server.ts';
import type { World } from '../../src/usecases/act.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { makeDuties } from '../../src/usecases/duties.ts';
import { content, manager, text } from '../support/drafts.ts';
import { makeWorld, submitted, type TestWorld } from '../support/world.ts';

const health = z.object({ status: z.string(), reasons: z.array(z.looseObject({ code: z.string() })) });
let server: HealthServer | null = null;

afterEach(async () => {
  await server?.stop();
  server = null;
});

interface Trouble {
  readonly silentMs?: number;
  readonly writeError?: string;
  readonly stopping?: boolean;
  readonly overdue?: CheckupParts['overdue'];
}

async function serve(world: TestWorld, trouble: Trouble = {}) {
  const parts: CheckupParts = {
    store: world.store,
    clock: world.clock,
    connection: () => ({ connected: trouble.silentMs === undefined, silentMs: trouble.silentMs ?? 0 }),
    checksPending: () => 3,
    overdue: trouble.overdue ?? world.duties.overdue,
    tryWrite: async () => trouble.writeError ?? null,
    stopping: trouble.stopping === true ? AbortSignal.abort() : new AbortController().signal,
  };
  const metrics = makeMetrics();
  server = await serveHealth({ host: '127.0.0.1', port: 0 }, parts, metrics);
  const url = `http://127.0.0.1:${server.port}`;
  return {
    metrics,
    async healthz() {
      const answer = await fetch(`${url}/healthz`);
      const { status, reasons } = health.parse(await answer.json());
      return { http: answer.status, status, reasons };
    },
    async figures() {
      return (await fetch(`${url}/metrics`)).text();
    },
    fetch: (path: string) => fetch(`${url}${path}`),
  };
}

const told = (version: number) => ({
  channel: 'C0SHINAGAWA',
  cardTs: '1.1',
  shown: version,
  told: version,
  parts: 0,
  inDoubt: false,
});

describe('/healthz', () => {
  it('is 200 while all is well, also with drafts that wait for a decision', async () => {
    const world = makeWorld();
    const draft = await submitted(world);
    await world.store.saveThread(draft.id, told(1));
    world.later(86_400_000);
    expect(await (await serve(world)).healthz()).toEqual({ http: 200, status: 'ok', reasons: [] });
  });

  it.each([
    ['a socket that is down for longer than a refresh takes', { silentMs: 21_000 }, 'slack-disconnected'],
    ['a record that cannot be written', { writeError: 'ENOSPC' }, 'store-not-writable'],
    ['an approved post that is not sent', { overdue: () => ({ drafts: 1, seconds: 61 }) }, 'sending-overdue'],
    ['the stop', { stopping: true }, 'stopping'],
  ])('is 503 with the reason: %s', async (_what, trouble, code) => {
    const { http, reasons } = await (await serve(makeWorld(), trouble)).healthz();
    expect(http).toBe(503);
    expect(reasons).toEqual([expect.objectContaining({ code })]);
  });

  it('is 200 through a refresh of the socket', async () => {
    const { healthz, fetch: get } = await serve(makeWorld(), { silentMs: 19_000 });
    expect((await healthz()).http).toBe(200);
    // Who looks closer sees it all the same.
    expect(await (await get('/healthz')).json()).toMatchObject({ slack: { connected: false } });
  });

  it('is 503 when a thread is more than ten minutes behind the record, and well again when it has caught up', async () => {
    const world = makeWorld();
    const draft = await submitted(world);
    const { healthz } = await serve(world);
    world.later(599_000);
    expect((await healthz()).http).toBe(200);
    world.later(2_000);
    expect((await healthz()).reasons).toEqual([{ code: 'thread-behind', drafts: 1, seconds: 601 }]);
    await world.store.saveThread(draft.id, told(1));
    expect((await healthz()).http).toBe(200);
  });

  it('serves nothing else', async () => {
    const { fetch: get } = await serve(makeWorld());
    for (const path of ['/', '/healthz/', '/__proto__', '/constructor']) expect((await get(path)).status).toBe(404);
  });
});

describe('/metrics', () => {
  it('counts what lies open, how long the oldest waits, and how publications ended', async () => {
    const world = makeWorld();
    const { metrics, figures } = await serve(world);
    const duties = makeDuties(() => observed);
    const observed: World = { ...world, duties, store: watchAppends(world.store, metrics.recorded) };
    const draft = await submitted(observed as TestWorld);
    world.later(90_000);
    expect(await figures()).toContain('kessai_drafts{account="shinagawa-x",status="submitted"} 1');
    expect(await figures()).toContain('kessai_oldest_waiting_seconds{account="shinagawa-x"} 90');
    expect(await figures()).toContain('kessai_thread_behind_drafts 1');
    expect(await figures()).toContain('kessai_later_checks_pending 3');
    expect(await figures()).toContain('kessai_thread_lag_seconds 90');
    await approveDraft(observed, {
      draftId: draft.id,
      by: manager,
      delivery: 'click-1',
      expectedRevision: 1,
      contentHash: contentHash(content),
      necessities: [],
      acknowledged: [],
    });
    await duties.idle();
    const page = await figures();
    expect(page).toContain('kessai_publications_total{outcome="published"} 1');
    expect(page).toContain('kessai_publications_total{outcome="unknown"} 0');
    expect(page).toContain('kessai_events_total{event="DraftApproved"} 1');
    // A finished draft waits for nobody.
    expect(page).not.toContain('kessai_drafts{');
    expect(page).not.toContain('kessai_oldest_waiting_seconds{');
    expect(page).toMatch(/nodejs_eventloop_lag_p99_seconds \d/);
    expect(page).toMatch(/process_resident_memory_bytes \d/);
    expect(page).not.toContain(text);
  });

  it('says whether Slack is there', async () => {
    expect(await (await serve(makeWorld(), { silentMs: 1_500 })).figures()).toMatch(
      /kessai_slack_connected 0[\s\S]*kessai_slack_disconnected_seconds 1.5/,
    );
    await server?.stop();
    expect(await (await serve(makeWorld(), { silentMs: 0 })).figures()).toMatch(/^kessai_slack_connected 0/mu);
    await server?.stop();
    expect(await (await serve(makeWorld())).figures()).toMatch(/^kessai_slack_connected 1/mu);
  });
});

describe('whoever watches', () => {
  it('is told of every event that is durable, of none that was refused, and of no text', async () => {
    const world = makeWorld();
    const seen: Recorded[] = [];
    const store = watchAppends(world.store, (recorded) => seen.push(recorded));
    const draft = await submitted({ ...world, store } as TestWorld);
    expect(seen).toEqual([{ draft: draft.id, event: 'DraftSubmitted', version: 1 }]);
    expect(await store.append(draft.id, 0, [])).toMatchObject({ ok: false });
    expect(seen).toHaveLength(1);
  });

  it('is told what the network was asked and how it ended, and changes no answer', async () => {
    const world = makeWorld();
    const seen: Asked[] = [];
    const publisher = watchPublisher(world.publisher, world.clock, (asked) => seen.push(asked));
    expect(await publisher.publish(content)).toEqual(world.publisher.answer);
    world.publisher.answer = { outcome: 'failed', failure: { kind: 'rejected', detail: text } };
    await publisher.publish(content);
    world.publisher.answer = { outcome: 'unknown', cause: 'no-answer' };
    await publisher.publish(content);
    await publisher.findSince(null, content);
    expect(seen.map(({ request, outcome }) => `${request} ${outcome}`)).toEqual([
      'publish published',
      'publish failed: rejected',
      'publish unknown: no-answer',
      'findSince not there',
    ]);
  });
});
