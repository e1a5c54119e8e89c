import { type Context, Hono } from 'hono';
import { TEAM, TOKENS } from '../seed.ts';
import type { FaultEffect, FaultSwitches } from '../wire/faults.ts';
import type { WireEnv } from '../wire/listener.ts';
import { multipartFields } from '../wire/multipart.ts';
import { htmlPage, trouble } from '../wire/trouble.ts';
import type { SlackCore } from './core.ts';
import { type ResponseUrls, responseSchema } from './delivery/response-urls.ts';
import { SlackError } from './errors.ts';
import { Arguments } from './methods/arguments.ts';
import { METHODS } from './methods/index.ts';
import type { Method, World } from './methods/method.ts';

/** The HTTP face of the local Slack: the Web API and the response URLs. */
export function slackServer(world: World, responseUrls: ResponseUrls, faults: FaultSwitches): Hono<WireEnv> {
  const { core } = world;
  const app = new Hono<WireEnv>();
  const meetTrouble = trouble('slack', faults, (effect, context, next) => slackTrouble(effect, context, next, core));

  app.use('/api/:method', async (context, next) => {
    context.set('operation', context.req.param('method'));
    await next();
  });
  app.use('/response/*', async (context, next) => {
    context.set('operation', 'response_url');
    await next();
  });
  app.use('/files-pri/*', async (context, next) => {
    context.set('operation', 'files.download');
    await next();
  });
  app.use('/upload/*', async (context, next) => {
    context.set('operation', 'files.upload');
    await next();
  });
  app.use(meetTrouble);

  app.on(['GET', 'POST'], '/api/:method', async (context) => {
    const name = context.req.param('method');
    const args = await readArguments(context);
    context.header('x-oauth-scopes', core.settings.scopes.join(','));
    try {
      const method = METHODS[name];
      if (!method) throw new SlackError('unknown_method', { req_method: name });
      authorise(method, context, args, core);
      const answer = method.run(args, world);
      core.recordCall(name, args.values, null);
      return context.json({ ok: true, ...answer });
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      core.recordCall(name, args.values, error.code);
      return context.json({ ok: false, error: error.code, ...error.details });
    }
  });

  app.get('/files-pri/:key/*', (context) => {
    const file = core.state.files.get(context.req.param('key').replace(`${TEAM.id}-`, ''));
    const allowed =
      context.req.header('authorization') === `Bearer ${TOKENS.bot}` && core.settings.scopes.includes('files:read');
    core.recordCall('files.download', { file: file?.id ?? null }, allowed ? null : 'login page');
    // Whoever may not have it is shown the page at which people sign in, with a status that says that all is well.
    if (!allowed) return context.html('<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>');
    if (file === undefined || file.gone) return context.notFound();
    return context.body(new Uint8Array(file.bytes), 200, { 'content-type': file.mimetype });
  });

  app.post('/upload/v1/:id', async (context) => {
    const body = Buffer.from(await context.req.arrayBuffer());
    const type = context.req.header('content-type') ?? '';
    const parts = [...multipartFields(body, type).values()];
    const taken = core.uploads.bring(context.req.param('id'), type.includes('multipart') ? (parts[0] ?? body) : body);
    core.recordCall('files.upload', { file: context.req.param('id') }, taken ? null : 'length mismatch');
    return taken ? context.text(`OK - ${body.length}`) : context.text('length mismatch', 400);
  });

  app.post('/response/:token', async (context) => {
    const parsed = responseSchema.safeParse(await context.req.json().catch(() => undefined));
    if (!parsed.success) {
      core.mistake(`An answer to a response_url is not of Slack's form: ${parsed.error.message}`);
      return context.json({ ok: false, error: 'invalid_payload' }, 400);
    }
    try {
      responseUrls.use(context.req.param('token'), parsed.data);
      core.recordCall('response_url', parsed.data, null);
      return context.text('ok');
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      core.recordCall('response_url', parsed.data, error.code);
      core.mistake(`An answer to a response_url was refused: ${error.code} ${JSON.stringify(error.details)}`);
      const gone = ['used_url', 'expired_url', 'invalid_url'].includes(error.code);
      return context.json({ ok: false, error: error.code, ...error.details }, gone ? 404 : 400);
    }
  });

  return app;
}

async function readArguments(context: Context<WireEnv>): Promise<Arguments> {
  const query = context.req.query();
  if (context.req.method === 'GET') return new Arguments(query);
  const type = context.req.header('content-type') ?? '';
  if (type.includes('json')) {
    const body: unknown = await context.req.json().catch(() => ({}));
    return new Arguments({ ...query, ...(typeof body === 'object' ? body : {}) });
  }
  return new Arguments({ ...query, ...(await context.req.parseBody()) });
}

function authorise(method: Method, context: Context<WireEnv>, args: Arguments, core: SlackCore): void {
  if (method.token === 'none') return;
  const token = context.req.header('authorization')?.replace(/^Bearer /i, '') ?? args.string('token');
  if (token === undefined) throw new SlackError('not_authed');
  if (token !== TOKENS.bot && token !== TOKENS.app) throw new SlackError('invalid_auth');
  if ((token === TOKENS.app) !== (method.token === 'app')) throw new SlackError('not_allowed_token_type');
  if (method.scope !== null && !core.settings.scopes.includes(method.scope)) {
    throw new SlackError('missing_scope', { needed: method.scope, provided: core.settings.scopes.join(',') });
  }
}

async function slackTrouble(
  effect: FaultEffect,
  context: Context<WireEnv>,
  next: () => Promise<void>,
  core: SlackCore,
) {
  switch (effect.kind) {
    case 'html':
      return htmlPage(effect.status);
    case 'rateLimited':
      core.recordCall(context.get('operation'), {}, 'ratelimited');
      return {
        kind: 'respond' as const,
        status: 429,
        headers: { 'retry-after': String(effect.retryAfter), 'content-type': 'application/json' },
        body: JSON.stringify({ ok: false, error: 'ratelimited' }),
      };
    case 'error':
      if (effect.handled) await next();
      else core.recordCall(context.get('operation'), {}, effect.error);
      context.res = undefined;
      context.res = Response.json({ ok: false, error: effect.error });
      return 'answered' as const;
    case 'problem':
    case 'okWithErrors':
      throw new Error(`${effect.kind} is a fault of the local X`);
    default:
      return effect;
  }
}
