import { Hono } from 'hono';
import { z } from 'zod';
import type { Sandbox } from '../index.ts';
import { PersonError, SlackError } from '../slack/errors.ts';
import { faultRuleSchema } from '../wire/faults.ts';
import { Listener, type WireEnv } from '../wire/listener.ts';
import { eventStream } from './events.ts';
import { page } from './page.ts';
import { piazzaControl } from './piazza.ts';
import { slackControl } from './slack.ts';
import { xControl } from './x.ts';

const clockBody = z.strictObject({ advanceMs: z.number() });

/** The HTTP control API; test/sandbox/README.md describes it. */
export class ControlServer {
  readonly #listener: Listener;

  /** @param pageFolder of the page to serve beside the API, if any. */
  constructor(sandbox: Sandbox, pageFolder: string | null) {
    const app = new Hono<WireEnv>().route('/', controlApp(sandbox));
    if (pageFolder !== null) app.get('*', page(pageFolder));
    this.#listener = new Listener(app);
  }

  get url(): string {
    return this.#listener.url;
  }

  start(port: number): Promise<void> {
    return this.#listener.start(port);
  }

  stop(): Promise<void> {
    return this.#listener.goOffline();
  }
}

function controlApp(sandbox: Sandbox): Hono<WireEnv> {
  const app = new Hono<WireEnv>().basePath('/control');

  app.onError((error, context) => {
    const expected = error instanceof PersonError || error instanceof SlackError || error instanceof z.ZodError;
    return context.json({ error: error.message }, expected ? 400 : 500);
  });

  app.get('/snapshot', (context) => context.json(sandbox.snapshot()));
  app.get('/events', (context) => eventStream(context, sandbox.changes));
  app.post('/reset', (context) => {
    sandbox.reset();
    return context.json({ ok: true });
  });
  app.post('/clock', async (context) => {
    sandbox.advanceClock(clockBody.parse(await context.req.json()).advanceMs);
    return context.json({ now: sandbox.now().toISOString() });
  });
  app.get('/faults', (context) => context.json(sandbox.faults.list()));
  app.post('/faults', async (context) =>
    context.json(sandbox.faults.add(faultRuleSchema.parse(await context.req.json()))),
  );
  app.delete('/faults/:id', (context) => {
    sandbox.faults.remove(context.req.param('id'));
    return context.json({ ok: true });
  });
  app.delete('/faults', (context) => {
    sandbox.faults.clear();
    return context.json({ ok: true });
  });
  app.route('/slack', slackControl(sandbox));
  app.route('/x', xControl(sandbox));
  app.route('/piazza', piazzaControl(sandbox));
  return app;
}
