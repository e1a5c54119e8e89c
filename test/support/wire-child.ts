import https from 'node:https';
import { connect } from 'node:tls';
import { readEnv } from '../../src/config/env.ts';
import { openWayOut, type WayOut } from '../../src/network/way-out.ts';
import { type Exchange, exchange } from '../../src/publishers/x/wire.ts';

/**
 * One request to X in a process of its own, because a certificate authority can be added only before a process starts.
 * The proxy comes with the environment, as the app's does.
 */
export interface WireOrder {
  readonly apiUrl: string;
  readonly timeoutMs: number;
  /** An agent that hands over a socket only when its handshake is over, as Node's own for a proxy does. */
  readonly finished?: boolean;
}

const credentials = { appKey: 'key', appSecret: 'secret', accessToken: 'token', accessSecret: 'token-secret' };

function finishedAgent(url: URL): https.Agent {
  const agent = new https.Agent({ keepAlive: false });
  agent.createConnection = (_options, done) => {
    const socket = connect({ host: url.hostname, port: Number(url.port) }, () => done?.(null, socket));
    return undefined;
  };
  return agent;
}

function wayOut(finished: boolean): Pick<WayOut, 'agent'> {
  const read = readEnv({ values: { ...process.env, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }, lines: {} });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return finished ? { agent: finishedAgent } : openWayOut(read.env.proxies);
}

process.on('message', (order: WireOrder) => void carryOut(order));

async function carryOut({ apiUrl, timeoutMs, finished = false }: WireOrder): Promise<void> {
  const request = { method: 'POST', path: 'tweets', body: { text: '区民プールを開きます。' } } as const;
  const became: Exchange = await exchange({ credentials, apiUrl, timeoutMs, wayOut: wayOut(finished) }, request);
  process.send?.(became);
}
