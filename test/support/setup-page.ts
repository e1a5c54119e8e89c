import { buildPage } from '../sandbox/page/build.ts';
import { BROWSER_VARIABLE, startBrowserServer } from './browser.ts';

/** One browser and one build of the page for all files that open it; each visitor has a context of its own. */
export async function setup(): Promise<() => Promise<void>> {
  const [server] = await Promise.all([startBrowserServer(), buildPage()]);
  // Workers that start later inherit it.
  process.env[BROWSER_VARIABLE] = server.wsEndpoint();
  return () => server.close();
}
