import { type Context, Hono, type MiddlewareHandler } from 'hono';
import type { ChangeLog } from '../changes.ts';
import type { FaultEffect, FaultSwitches } from '../wire/faults.ts';
import type { WireEnv } from '../wire/listener.ts';
import { multipartFields } from '../wire/multipart.ts';
import { htmlPage, trouble } from '../wire/trouble.ts';
import { countRequest, exhaustedHeaders } from './limits.ts';
import { append, describe, finalize, initialize, uploadStatus } from './media.ts';
import { signedBy } from './oauth.ts';
import { PROBLEMS, problemResponse, XProblem } from './problems.ts';
import type { XRequest, XState } from './state.ts';
import { createPost, deletePost, me, repost, showPost, timeline, undoRepost } from './tweets.ts';

/** The HTTP face of the local X. */
export function xServer(state: XState, faults: FaultSwitches, changes: ChangeLog): Hono<WireEnv> {
  const app = new Hono<WireEnv>();
  const meetTrouble = trouble('x', faults, (effect, context) => xTrouble(effect, context, state));
  const on = (operation: string) => [named(operation), recorded(state, changes), meetTrouble, admitted(state)] as const;

  app.onError((error) => {
    if (error instanceof XProblem) return problemResponse(error.problem, error.errors);
    throw error;
  });

  app.post('/2/tweets', ...on('tweets.create'), async (context) => {
    const post = createPost(state, context.get('me'), await json(context));
    changes.emit({ kind: 'x.posted', post: state.publicPost(post) });
    const history = { [`edit_history_${state.settings.answersIn}_ids`]: [post.id] };
    return context.json({ data: { id: post.id, text: post.returnedText, ...history } }, 201);
  });
  app.delete('/2/tweets/:id', ...on('tweets.delete'), (context) => {
    const post = deletePost(state, context.get('me'), context.req.param('id'));
    changes.emit({ kind: 'x.deleted', post: state.publicPost(post) });
    return context.json({ data: { deleted: true } });
  });
  app.get('/2/tweets/:id', ...on('tweets.show'), (context) =>
    context.json(showPost(state, context.get('me'), context.req.param('id'), context.req.query())),
  );
  app.post('/2/users/:id/retweets', ...on('retweets.create'), async (context) => {
    const body = await json(context);
    const post = repost(state, context.get('me'), context.req.param('id'), body);
    if (post !== undefined) changes.emit({ kind: 'x.posted', post: state.publicPost(post) });
    return context.json({ data: { retweeted: true } });
  });
  app.delete('/2/users/:id/retweets/:source', ...on('retweets.delete'), (context) => {
    const { id, source } = context.req.param();
    const post = undoRepost(state, context.get('me'), id, source);
    if (post !== undefined) changes.emit({ kind: 'x.deleted', post: state.publicPost(post) });
    return context.json({ data: { retweeted: false } });
  });
  app.get('/2/users/me', ...on('users.me'), (context) => {
    context.header('x-access-level', state.settings.permission === 'read' ? 'read' : 'read-write');
    return context.json({ data: me(state, context.get('me'), context.req.query()) });
  });
  app.get('/2/users/:id/tweets', ...on('users.tweets'), (context) =>
    context.json(timeline(state, context.req.param('id'), context.req.query())),
  );

  app.post('/2/media/upload/initialize', ...on('media.initialize'), async (context) =>
    context.json(initialize(state, context.get('me'), await json(context))),
  );
  app.post('/2/media/upload/:id/append', ...on('media.append'), async (context) => {
    const body = Buffer.from(await context.req.arrayBuffer());
    const fields = multipartFields(body, context.req.header('content-type') ?? '');
    const media = fields.get('media');
    if (!media) throw new XProblem('invalid', ['media is missing.']);
    const segment = Number(fields.get('segment_index')?.toString());
    return context.json(append(state, context.get('me'), context.req.param('id'), segment, media));
  });
  app.post('/2/media/upload/:id/finalize', ...on('media.finalize'), (context) =>
    context.json(finalize(state, context.get('me'), context.req.param('id'))),
  );
  app.get('/2/media/upload', ...on('media.status'), (context) =>
    context.json(uploadStatus(state, context.req.query('media_id') ?? '')),
  );
  app.post('/2/media/metadata', ...on('media.metadata'), async (context) =>
    context.json(describe(state, await json(context))),
  );

  app.get('/media/:id', (context) => {
    const media = state.media.get(context.req.param('id'));
    if (!media?.finalized) return context.notFound();
    return context.body(new Uint8Array(Buffer.concat(media.chunks)), 200, { 'content-type': media.type });
  });

  app.notFound(() => problemResponse('notFound'));
  return app;
}

async function json(context: Context<WireEnv>): Promise<unknown> {
  try {
    return await context.req.json();
  } catch {
    throw new XProblem('invalid', ['The body is no JSON.']);
  }
}

function named(operation: string): MiddlewareHandler<WireEnv> {
  return async (context, next) => {
    context.set('operation', operation);
    await next();
  };
}

/** Notes every request when it arrives, its text when it was read, and its answer when there was one. */
function recorded(state: XState, changes: ChangeLog): MiddlewareHandler<WireEnv> {
  return async (context, next) => {
    const operation = context.get('operation');
    const request: XRequest = {
      seq: state.nextRequest(),
      at: state.now().toISOString(),
      operation,
      text: null,
      status: null,
    };
    state.requests.push(request);
    changes.emit({ kind: 'x.request', request });
    if (operation === 'tweets.create') {
      context.set('whenRead', async () => {
        request.text = textOf(await context.req.text());
        changes.emit({ kind: 'x.request', request });
      });
    }
    await next();
    if (context.res.headers.has('x-hono-already-sent')) return;
    request.status = context.res.status;
    changes.emit({ kind: 'x.request', request });
  };
}

function textOf(body: string): string | null {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && 'text' in parsed ? String(parsed.text) : null;
  } catch {
    return null;
  }
}

/** Signature, credit and rate limits, in X's order. */
function admitted(state: XState): MiddlewareHandler<WireEnv> {
  return async (context, next) => {
    const type = context.req.header('content-type') ?? '';
    const form = new URLSearchParams(type.includes('urlencoded') ? await context.req.text() : '');
    const url = new URL(context.req.url);
    const signer = signedBy(state.keys, context.req.method, url, context.req.header('authorization'), form);
    if (signer === null) return problemResponse('unauthorized');
    context.set('me', state.holder(signer).id);
    if (!state.settings.credit) return problemResponse('noCredit');
    const { headers, exceeded } = countRequest(state, context.get('operation'));
    if (exceeded) return problemResponse(exceeded, [], headers);
    await next();
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
    return undefined;
  };
}

function xTrouble(effect: FaultEffect, context: Context<WireEnv>, state: XState) {
  switch (effect.kind) {
    case 'html':
      return htmlPage(effect.status);
    case 'problem': {
      const { problem } = effect;
      const limited = problem === 'rateLimit15m' || problem === 'rateLimit24h';
      const { status: code, ...words } = PROBLEMS[problem];
      return {
        kind: 'respond' as const,
        status: code,
        headers: { 'content-type': 'application/problem+json', ...(limited ? exhaustedHeaders(state, problem) : {}) },
        body: JSON.stringify({ ...words, status: code }),
      };
    }
    case 'okWithErrors':
      context.res = undefined;
      context.res = Response.json({
        errors: [
          {
            title: 'Internal Error',
            detail: 'Something went wrong.',
            type: 'https://api.x.com/2/problems/internal-error',
          },
        ],
      });
      return 'answered' as const;
    case 'rateLimited':
    case 'error':
      throw new Error(`${effect.kind} is a fault of the local Slack`);
    default:
      return effect;
  }
}
