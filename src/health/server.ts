import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CheckupParts, checkup } from './checkup.ts';
import type { Metrics } from './metrics.ts';
import { readVitals } from './vitals.ts';

export interface HealthServer {
  /** Where it listens; differs from what was asked for when that was 0. */
  readonly port: number;
  stop(): Promise<void>;
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * `/healthz` for a supervisor, `/metrics` for Prometheus. It tells nothing that is written in a draft.
 * @throws the system's error when the address cannot be had.
 */
export async function serveHealth(
  address: { readonly host: string; readonly port: number },
  parts: CheckupParts,
  metrics: Metrics,
): Promise<HealthServer> {
  const pages: Readonly<Record<string, () => Promise<Page>>> = {
    '/healthz': shared(() => healthPage(parts)),
    '/metrics': shared(() => metricsPage(parts, metrics)),
  };
  const server = createServer((request, response) => {
    void answer(pages, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, () => resolve());
  });
  server.unref();
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** However many ask at the same time, the disk is asked once. */
function shared(make: () => Promise<Page>): () => Promise<Page> {
  let running: Promise<Page> | null = null;
  return () => {
    running ??= make().finally(() => {
      running = null;
    });
    return running;
  };
}

async function healthPage(parts: CheckupParts): Promise<Page> {
  const reasons = await checkup(parts);
  const well = reasons.length === 0;
  return {
    status: well ? 200 : 503,
    type: 'application/json',
    body: JSON.stringify({
      status: well ? 'ok' : 'unwell',
      reasons,
      slack: { connected: parts.connection().connected },
    }),
  };
}

async function metricsPage(parts: CheckupParts, metrics: Metrics): Promise<Page> {
  const vitals = await readVitals(parts.store, parts.clock.now());
  const body = await metrics.page(vitals, parts.connection(), parts.checksPending());
  return { status: 200, type: metrics.contentType, body };
}

async function answer(
  pages: Readonly<Record<string, () => Promise<Page>>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url?.split('?')[0] ?? '';
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
  try {
    const { status, type, body } = await (page?.() ?? notFound());
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : body);
  } catch {
    response.writeHead(503).end();
  }
}

async function notFound(): Promise<Page> {
  return { status: 404, type: 'text/plain', body: '/healthz /metrics\n' };
}
