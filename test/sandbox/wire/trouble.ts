import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import type { FaultEffect, FaultSwitches, Service, WireEffect } from './faults.ts';
import type { WireEnv } from './listener.ts';

/**
 * Lets a request meet the trouble that was switched on for its operation.
 * @param translate turns a service's own faults (429, problems, …) into what happens on the wire; may answer itself.
 */
export function trouble(
  service: Service,
  switches: FaultSwitches,
  translate: (
    effect: FaultEffect,
    context: Context<WireEnv>,
    next: () => Promise<void>,
  ) => WireEffect | 'answered' | Promise<WireEffect | 'answered'>,
): MiddlewareHandler<WireEnv> {
  return async (context, next) => {
    const effect = await switches.take(service, context.get('operation'), () => readableBody(context));
    if (effect?.kind !== 'resetBeforeRead') await context.get('whenRead')?.();
    if (!effect) return await next();
    const wire = await translate(effect, context, next);
    if (wire !== 'answered') await apply(wire, context, next);
  };
}

/** The body as a person would search it: form encoding undone. */
async function readableBody(context: Context<WireEnv>): Promise<string> {
  const body = await context.req.text();
  if (!context.req.header('content-type')?.includes('urlencoded')) return body;
  return [...new URLSearchParams(body).values()].join('\n');
}

async function apply(effect: WireEffect, context: Context<WireEnv>, next: () => Promise<void>): Promise<void> {
  const { incoming, outgoing } = context.env;
  const gone = () => {
    context.res = undefined;
    context.res = RESPONSE_ALREADY_SENT;
  };
  const reset = () => {
    incoming.socket.resetAndDestroy();
    gone();
  };
  switch (effect.kind) {
    case 'resetBeforeRead':
      reset();
      return;
    case 'resetAfterRead':
      await context.req.arrayBuffer();
      reset();
      return;
    case 'handledThenReset':
      await next();
      reset();
      return;
    case 'noAnswer':
      if (effect.handled) await next();
      else await context.req.arrayBuffer();
      if (!outgoing.destroyed) await once(outgoing, 'close');
      gone();
      return;
    case 'delay':
      if (effect.when === 'before') await pause(effect.ms);
      await next();
      if (effect.when === 'after') await pause(effect.ms);
      return;
    case 'truncated': {
      await next();
      const { status, headers, body } = await finished(context);
      outgoing.writeHead(status, { ...headers, 'content-length': String(body.length) });
      await new Promise<void>((resolve) => outgoing.write(body.subarray(0, body.length / 2), () => resolve()));
      incoming.socket.destroy();
      gone();
      return;
    }
    case 'slowBody': {
      await next();
      const { status, headers, body } = await finished(context);
      outgoing.writeHead(status, { ...headers, 'content-length': String(body.length) });
      const steps = 20;
      const size = Math.ceil(body.length / steps);
      for (let at = 0; at < body.length && !outgoing.destroyed; at += size) {
        outgoing.write(body.subarray(at, at + size));
        await pause(effect.ms / steps);
      }
      outgoing.end();
      gone();
      return;
    }
    case 'respond':
      await context.req.arrayBuffer();
      context.res = new Response(effect.body, { status: effect.status, headers: effect.headers });
      return;
    default: {
      const never: never = effect;
      throw new Error(`Unknown effect ${JSON.stringify(never)}`);
    }
  }
}

async function finished(context: Context<WireEnv>) {
  const { status, headers } = context.res;
  return { status, headers: Object.fromEntries(headers), body: Buffer.from(await context.res.arrayBuffer()) };
}

/** The page that a proxy in front of the service sends. */
export function htmlPage(status: number): WireEffect {
  return {
    kind: 'respond',
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>Over capacity</h1></body></html>`,
  };
}
