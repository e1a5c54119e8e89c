import { Hono } from 'hono';
import { z } from 'zod';
import type { Sandbox } from '../index.ts';
import type { WireEnv } from '../wire/listener.ts';

const postBody = z.strictObject({ account: z.string(), text: z.string().min(1) });

/** `/control/piazza/…` */
export function piazzaControl(sandbox: Sandbox): Hono<WireEnv> {
  const app = new Hono<WireEnv>();
  app.get('/posts', (context) => context.json(sandbox.piazza.posts()));
  app.post('/posts', async (context) => {
    const { account, text } = postBody.parse(await context.req.json());
    return context.json(sandbox.piazza.post(account, text));
  });
  return app;
}
