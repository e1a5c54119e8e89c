import { Hono } from 'hono';
import { z } from 'zod';
import type { Sandbox } from '../index.ts';
import type { WireEnv } from '../wire/listener.ts';
import { xSettingsSchema } from '../x/state.ts';

const bodies = {
  online: z.strictObject({ online: z.boolean() }),
  seedPost: z.strictObject({ username: z.string(), text: z.string().min(1) }),
  deletePost: z.strictObject({ id: z.string() }),
};

/** `/control/x/…` */
export function xControl(sandbox: Sandbox): Hono<WireEnv> {
  const app = new Hono<WireEnv>();
  const { x } = sandbox;
  const post = <T>(path: string, schema: z.ZodType<T>, run: (body: T) => unknown): void => {
    app.post(`/${path}`, async (context) => {
      const result = await run(schema.parse(await context.req.json()));
      return context.json(result ?? { ok: true });
    });
  };

  post('configure', xSettingsSchema.partial(), (body) => x.configure(body));
  post('online', bodies.online, ({ online }) => (online ? x.goOnline() : x.goOffline()));
  post('seed-post', bodies.seedPost, (body) => x.seedPost(body.username, body.text));
  post('delete-post', bodies.deletePost, (body) => x.deletePost(body.id));
  app.get('/requests', (context) => context.json(x.requests(context.req.query('operation'))));
  app.get('/create-requests', (context) => context.json(x.createRequests(context.req.query('text'))));
  // On the page's own origin, so that it need not know where the local X is.
  app.get('/media/:id', (context) => fetch(`${x.apiUrl}/media/${encodeURIComponent(context.req.param('id'))}`));
  app.get('/read', (context) => context.text(x.readTimeline(context.req.query('username'))));
  return app;
}
