import { type Sandbox, startSandbox } from '../index.ts';
import { type Encrypted, encrypt } from './encrypted.ts';
import { makeOwnCa, type OwnCa } from './own-ca.ts';
import type { ForwardProxy } from './own-proxy.ts';
import { startProxy } from './squid.ts';

const HOSTS = ['slack.com', '*.slack.com', 'api.x.com', '*.city.shinagawa.tokyo.jp', '127.0.0.1'];

/** A network with one way out: a proxy with a password, and behind it Slack, X and the office's site over TLS. */
export interface OfficeNetwork {
  readonly sandbox: Sandbox;
  readonly proxy: ForwardProxy;
  readonly ca: OwnCa;
  /** Which port of this machine stands behind which name. */
  readonly places: Readonly<Record<'slack.com' | 'x.com' | 'shinagawa.tokyo.jp', number>>;
  /** What the app is started with: the real services' own addresses, and the way out. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export async function startOfficeNetwork(): Promise<OfficeNetwork> {
  const sandbox = await startSandbox({
    slackFaces: { socket: 'wss://wss-primary.slack.com', hooks: 'https://hooks.slack.com' },
  });
  const ca = await makeOwnCa(HOSTS);
  const fronts = await Promise.all(
    [sandbox.slackApiUrl, sandbox.xApiUrl, `http://${sandbox.web.place}`].map((url) =>
      encrypt(Number(new URL(url).port), ca),
    ),
  );
  const [slack, x, web] = fronts as [Encrypted, Encrypted, Encrypted];
  const places = { 'slack.com': slack.port, 'x.com': x.port, 'shinagawa.tokyo.jp': web.port };
  const proxy = await startProxy({ places });
  return {
    sandbox,
    proxy,
    ca,
    places,
    env: {
      ...sandbox.env,
      SLACK_API_URL: '',
      X_API_URL: '',
      LINK_CHECK_SANDBOX: '',
      HTTPS_PROXY: proxy.url,
      NODE_EXTRA_CA_CERTS: ca.file,
    },
    async stop() {
      await proxy.stop();
      await Promise.all(fronts.map((front) => front.stop()));
      await sandbox.stop();
      await ca.dispose();
    },
  };
}
