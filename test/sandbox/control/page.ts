import { serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler } from 'hono';
import type { WireEnv } from '../wire/listener.ts';

/** Serves a built page. @param folder that holds its `index.html`. */
export function page(folder: string): MiddlewareHandler<WireEnv> {
  return serveStatic<WireEnv>({
    root: folder,
    onFound: (path, context) => {
      // The names of assets change with their content; the page itself must be looked up every time.
      context.header('cache-control', path.includes('/assets/') ? 'max-age=31536000, immutable' : 'no-cache');
    },
  });
}
