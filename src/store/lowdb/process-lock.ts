import { randomBytes } from 'node:crypto';
import { type BigIntStats, statSync } from 'node:fs';
import { chmod, link, open, readdir, readFile, readlink, rm, stat } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { errnoOf, type Holder, StoreFault } from '../store-fault.ts';
import { makeFolder, PRIVATE_FILE, syncFolder } from './durable-file.ts';

/**
 * Keeps a second process out of the data folder. A claim is a numbered file in `lock/`, put in place whole and never
 * changed; only one process can create a number. The highest number of a living process holds. Numbers, not one name,
 * because removing a dead claim and taking its place are two steps, and somebody else may be between them.
 */
export interface ProcessLock {
  /**
   * Asks the disk each time, some microseconds: a person may have removed the folder, or put another in its place, and
   * then a second process may have it.
   */
  isHeld(): boolean;
  release(): Promise<void>;
}

const claimSchema = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** Identity of the running kernel; null where the system has none. */
  boot: z.string().nullable().default(null),
  /** Process numbers mean something only inside one namespace (a container has its own). */
  namespace: z.string().nullable().default(null),
  /** When the process started, in the kernel's count: a number that was given to another process does not match. */
  started: z.string().nullable().default(null),
  /** Name of a socket in `lock/` on which the holder listens: it is refused from the moment the process is gone. */
  socket: z.string().nullable().default(null),
});
type Claim = z.infer<typeof claimSchema>;

const CLAIM_FILE = /^(\d{1,15})\.json$/;

/** @throws StoreFault `locked` with the holder, or `folder-unusable`. */
export async function takeProcessLock(folder: string): Promise<ProcessLock> {
  const locks = join(folder, 'lock');
  try {
    await makeFolder(locks);
    return await claim(locks);
  } catch (cause) {
    if (cause instanceof StoreFault) throw cause;
    throw new StoreFault('folder-unusable', `the data folder cannot be used (${errnoOf(cause) ?? 'unknown'})`, {
      cause,
    });
  }
}

async function claim(locks: string): Promise<ProcessLock> {
  const token = randomBytes(6).toString('hex');
  const server = await listen(join(locks, `${token}.sock`));
  const own = await ownClaim(server === null ? null : `${token}.sock`);
  const temp = join(locks, `${token}.tmp`);
  const stop = (): Promise<void> =>
    new Promise((resolve) => (server === null ? resolve() : server.close(() => resolve())));
  let mine: string | undefined;
  try {
    await writeSynced(temp, `${JSON.stringify(own)}\n`);
    while (mine === undefined) {
      const others = await claimsIn(locks);
      await refuseIfHeld(locks, others, own);
      mine = await create(temp, join(locks, `${Math.max(0, ...others.map(({ number }) => number)) + 1}.json`));
    }
    const held = mine;
    // Between looking and creating, somebody may have come and created another number.
    const others = (await claimsIn(locks)).filter(({ path }) => path !== held);
    await refuseIfHeld(locks, others, own);
    for (const dead of others) {
      await rm(dead.path, { force: true });
      if (dead.claim?.socket) await rm(join(locks, dead.claim.socket), { force: true });
    }
    await syncFolder(locks);
    // While the file is open, its number belongs to no other, even when somebody removes it.
    const kept = await open(held, 'r');
    const ours = await kept.stat({ bigint: true });
    const isHeld = (): boolean => isSame(ours, held);
    return {
      isHeld,
      release: async () => {
        if (isHeld()) await rm(held, { force: true });
        await kept.close();
        await stop();
      },
    };
  } catch (error) {
    if (mine !== undefined) await rm(mine, { force: true });
    await stop();
    throw error;
  } finally {
    await rm(temp, { force: true });
  }
}

/** False also when the disk does not say: what cannot be shown to be ours is not. */
function isSame(ours: BigIntStats, path: string): boolean {
  try {
    const found = statSync(path, { bigint: true });
    return found.ino === ours.ino && found.dev === ours.dev;
  } catch {
    return false;
  }
}

/** Who has the folder, seen from outside: nothing is created, changed or cleared away. @returns null when nobody has. */
export async function holderOf(folder: string): Promise<Holder | null> {
  return (await heldClaim(join(folder, 'lock')))?.holder ?? null;
}

/**
 * Takes away the claims of holders of whom nobody here can tell whether they live, for example of a machine that has
 * another name now. A holder that certainly lives keeps its claim.
 * @returns the holder that was there, with `lives` when nothing was taken away; null when nobody had the folder.
 */
export async function clearLock(folder: string): Promise<Holder | null> {
  const locks = join(folder, 'lock');
  const first = await heldClaim(locks);
  for (let held = first; held !== null; held = await heldClaim(locks)) {
    if (held.holder.lives) return held.holder;
    await rm(held.path, { force: true });
    await syncFolder(locks);
  }
  return first?.holder ?? null;
}

/** The first claim whose holder is not certainly gone; one that certainly lives before any other. */
async function heldClaim(locks: string): Promise<{ readonly path: string; readonly holder: Holder } | null> {
  try {
    return await heldAmong(locks, await claimsIn(locks), await ownClaim(null));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return null;
    throw error;
  }
}

async function ownClaim(socket: string | null): Promise<Claim> {
  return {
    pid: process.pid,
    host: hostname(),
    boot: await bootId(),
    namespace: await namespace(),
    started: await startOf(process.pid),
    socket,
  };
}

interface ClaimFile {
  readonly number: number;
  readonly path: string;
  readonly since: Date;
  /** Undefined when it cannot be read as a claim: none of ours, for ours are put in place whole. */
  readonly claim: Claim | undefined;
}

async function claimsIn(locks: string): Promise<readonly ClaimFile[]> {
  const claims: ClaimFile[] = [];
  for (const name of await readdir(locks)) {
    const number = CLAIM_FILE.exec(name)?.[1];
    if (number === undefined) continue;
    const path = join(locks, name);
    const text = await readFile(path, 'utf8').catch(absent);
    const found = await stat(path).catch(absent);
    if (text === undefined || found === undefined) continue;
    claims.push({ number: Number(number), path, since: found.mtime, claim: parseClaim(text) });
  }
  return claims;
}

function parseClaim(text: string): Claim | undefined {
  try {
    return claimSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function refuseIfHeld(locks: string, claims: readonly ClaimFile[], own: Claim): Promise<void> {
  const held = await heldAmong(locks, claims, own);
  if (held === null) return;
  const { holder } = held;
  throw new StoreFault('locked', `process ${holder.pid} on ${holder.host} has the data folder`, { holder });
}

async function heldAmong(locks: string, claims: readonly ClaimFile[], own: Claim) {
  const held: { readonly path: string; readonly holder: Holder }[] = [];
  for (const { path, since, claim: other } of claims) {
    if (other === undefined) continue;
    const life = await lifeOf(locks, other, own);
    if (life === 'gone') continue;
    held.push({ path, holder: { pid: other.pid, host: other.host, since, lives: life === 'lives' } });
  }
  return held.find(({ holder }) => holder.lives) ?? held[0] ?? null;
}

/** `unknown`: nobody here can tell, so it counts as living until a person says otherwise. */
async function lifeOf(locks: string, other: Claim, own: Claim): Promise<'lives' | 'gone' | 'unknown'> {
  const sameKernel = other.boot !== null && other.boot === own.boot;
  // What runs on another machine cannot be seen from here; what ran on this one before it was started again is gone.
  if (!sameKernel && other.host !== own.host) return 'unknown';
  if (!sameKernel && other.boot !== null && own.boot !== null) return 'gone';
  if (other.namespace === null || other.namespace === own.namespace) {
    const same = runs(other.pid) && (other.started === null || other.started === (await startOf(other.pid)));
    return same ? 'lives' : 'gone';
  }
  // Another container: its process numbers mean nothing here, but its socket does.
  return other.socket === null ? 'unknown' : answers(join(locks, other.socket));
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) !== 'ESRCH';
  }
}

/** @returns the path, or undefined when somebody else was first with this number. */
async function create(temp: string, path: string): Promise<string | undefined> {
  try {
    await link(temp, path);
    return path;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return undefined;
    throw error;
  }
}

/** @returns null where the file system or the length of the path allows no socket. */
function listen(path: string): Promise<Server | null> {
  const address = addressOf(path);
  if (address === null) return Promise.resolve(null);
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', () => resolve(null));
    server.listen(address, () => {
      // Nothing but a permission to connect; without it the socket is as good.
      void chmod(path, PRIVATE_FILE)
        .catch(() => undefined)
        .then(() => resolve(server));
    });
  });
}

function answers(path: string): Promise<'lives' | 'gone' | 'unknown'> {
  const address = addressOf(path);
  if (address === null) return Promise.resolve('unknown');
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve('lives');
    });
    socket.once('error', (error) =>
      resolve(['ECONNREFUSED', 'ENOENT'].includes(errnoOf(error) ?? '') ? 'gone' : 'unknown'),
    );
  });
}

/** The system allows some 100 bytes; a deep folder may still be near when seen from here. */
function addressOf(path: string): string | null {
  return [path, relative(process.cwd(), path)].find((each) => Buffer.byteLength(each) <= 100) ?? null;
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', PRIVATE_FILE);
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}

async function bootId(): Promise<string | null> {
  const text = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => null);
  return text?.trim() ?? null;
}

function namespace(): Promise<string | null> {
  return readlink('/proc/self/ns/pid').catch(() => null);
}

async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The name in parentheses may hold anything; the start time is the 22nd field, the 20th after it.
  return stat === null ? null : (stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null);
}

function absent(error: unknown): undefined {
  if (errnoOf(error) === 'ENOENT') return undefined;
  throw error;
}
