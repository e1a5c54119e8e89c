import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../support/free-port.ts';
import { type ForwardProxy, OwnProxy, PROXY_USER, type ProxySettings, urlWithPassword } from './own-proxy.ts';

const run = promisify(execFile);
const START_TRIES = 200;

/** Where Debian and Ubuntu, and where others put the helper that knows passwords. */
const HELPERS = [
  '/usr/lib/squid/basic_ncsa_auth',
  '/usr/lib64/squid/basic_ncsa_auth',
  '/usr/libexec/squid/basic_ncsa_auth',
];

/** A real Squid with a password, and behind it the tests' own proxy as the one that leads to the internet. */
class Squid implements ForwardProxy {
  readonly port: number;
  readonly #folder: string;
  readonly #upstream: OwnProxy;
  #child: ChildProcess | null = null;

  constructor(folder: string, port: number, upstream: OwnProxy) {
    this.#folder = folder;
    this.port = port;
    this.#upstream = upstream;
  }

  get url(): string {
    return urlWithPassword(this.port);
  }

  async hosts(): Promise<readonly string[]> {
    const log = await readFile(join(this.#folder, 'access.log'), 'utf8').catch(() => '');
    return log.split('\n').flatMap((line) => {
      const [, , , outcome = '', , , place = ''] = line.split(/\s+/u);
      const status = outcome.split('/')[1];
      const host = place.replace(/^http:\/\//u, '').replace(/\/.*$/u, '');
      // Whoever only looked whether it is there, or hung up, has asked for nothing.
      return !/^[\w.-]+(?::\d+)?$/u.test(host) ? [] : [outcome.startsWith('TCP_DENIED') ? `${host} ${status}` : host];
    });
  }

  async start(): Promise<void> {
    const child = spawn('squid', ['-N', '-f', join(this.#folder, 'squid.conf')], { stdio: 'ignore' });
    this.#child = child;
    for (let tries = 0; tries < START_TRIES; tries += 1) {
      if (await answers(this.port)) return;
      if (child.exitCode !== null) break;
      await wait(50);
    }
    throw new Error(`Squid does not start: ${await readFile(join(this.#folder, 'cache.log'), 'utf8').catch(() => '')}`);
  }

  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    await this.#upstream.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** A Squid where there is one, else the tests' own proxy. */
export async function startProxy({ places }: Pick<ProxySettings, 'places'>): Promise<ForwardProxy> {
  const helper = await passwordHelper();
  if (helper === null) return OwnProxy.start({ places });
  const upstream = await OwnProxy.start({ places, password: false });
  const folder = await mkdtemp(join(tmpdir(), 'kessai-squid-'));
  // Squid gives up root's rights, and must still be able to write here.
  await chmod(folder, 0o777);
  const { stdout: hash } = await run('openssl', ['passwd', '-apr1', PROXY_USER.password]);
  await writeFile(join(folder, 'passwords'), `${PROXY_USER.name}:${hash.trim()}\n`);
  const port = await freePort();
  await writeFile(join(folder, 'squid.conf'), configuration(folder, port, upstream.port, helper, Object.keys(places)));
  const squid = new Squid(folder, port, upstream);
  await squid.start();
  return squid;
}

/** Whether a real Squid is here. */
export async function hasSquid(): Promise<boolean> {
  return (await passwordHelper()) !== null;
}

async function passwordHelper(): Promise<string | null> {
  const there = await run('squid', ['-v']).then(
    () => true,
    () => false,
  );
  if (!there) return null;
  for (const helper of HELPERS)
    if (
      await readFile(helper).then(
        () => true,
        () => false,
      )
    )
      return helper;
  return null;
}

function configuration(folder: string, port: number, upstream: number, helper: string, names: readonly string[]) {
  return `
http_port 127.0.0.1:${port}
visible_hostname proxy.office
pid_filename ${folder}/squid.pid
access_log stdio:${folder}/access.log
cache_log ${folder}/cache.log
buffered_logs off
cache deny all
cache_mem 8 MB
max_filedescriptors 1024
pinger_enable off
shutdown_lifetime 0 seconds
auth_param basic program ${helper} ${folder}/passwords
auth_param basic children 1 startup=1
auth_param basic realm office
acl known proxy_auth REQUIRED
acl allowed dstdomain ${names.map((name) => `.${name}`).join(' ')}
cache_peer 127.0.0.1 parent ${upstream} 0 no-query no-digest no-netdb-exchange default
never_direct allow all
http_access deny !known
http_access allow allowed
http_access deny all
`;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
