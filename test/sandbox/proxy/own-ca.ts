import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A certificate authority that nobody trusts but who is told to, as that of a proxy which reads along. */
export interface OwnCa {
  /** Path for NODE_EXTRA_CA_CERTS. */
  readonly file: string;
  /** Of a server that goes by all the names. */
  readonly key: Buffer;
  readonly cert: Buffer;
  dispose(): Promise<void>;
}

const run = promisify(execFile);
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** @param hosts names (also `*.example.jp`) and addresses that the certificate is for. Needs openssl. */
export async function makeOwnCa(hosts: readonly string[]): Promise<OwnCa> {
  const folder = await mkdtemp(join(tmpdir(), 'kessai-ca-'));
  const openssl = (...args: readonly string[]) => run('openssl', args, { cwd: folder });
  const names = hosts.map((host) => `${/^[\d.]+$/u.test(host) ? 'IP' : 'DNS'}:${host}`);
  await writeFile(join(folder, 'names'), `subjectAltName=${names.join(',')}\n`);
  await openssl('req', '-x509', ...KEY, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=office');
  await openssl('req', ...KEY, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=server');
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names'];
  await openssl('x509', '-req', '-in', 'server.csr', ...signed, '-out', 'server.pem');
  return {
    file: join(folder, 'ca.pem'),
    key: await readFile(join(folder, 'server.key')),
    cert: await readFile(join(folder, 'server.pem')),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}
