import { fixedConnector } from '../../src/links/fixed-connector.ts';
import { makeLinkChecker } from '../../src/links/link-checker.ts';
import { NO_PROXIES, openWayOut } from '../../src/network/way-out.ts';
import { WebSandbox } from '../sandbox/web/web-sandbox.ts';
import { ScriptedWeb } from '../support/doubles.ts';
import { describeLinkChecker } from './link-checker.contract.ts';

const wayOut = openWayOut(NO_PROXIES);

describeLinkChecker('over HTTP', async () => {
  const web = new WebSandbox();
  await web.start(0);
  const [host = '', port = ''] = web.place.split(':');
  const going = new AbortController();
  return {
    links: makeLinkChecker({ wayOut, connect: fixedConnector(host, Number(port)), stop: going.signal, timeout: 2_000 }),
    page: (status, title) => web.setPage('www.city.shinagawa.tokyo.jp/a', { status, title }),
    visits: () => web.visits.length,
    stop: () => going.abort(),
    dispose: () => web.stop(),
  };
});

describeLinkChecker('scripted', async () => {
  const web = new ScriptedWeb();
  return {
    links: web,
    page: (status, title) => Object.assign(web, { status, title }),
    visits: () => web.visits.length,
    stop: () => web.stop(),
    dispose: async () => undefined,
  };
});
