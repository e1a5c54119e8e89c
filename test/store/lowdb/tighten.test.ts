import { chmod, lstat, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInboxFile } from '../../../src/store/inbox-file.ts';
import { openLowdbStore, type ReleasableStore } from '../../../src/store/lowdb/lowdb-store.ts';
import { tighten } from '../../../src/store/lowdb/tighten.ts';
import { arrival } from '../../contract/inbox.contract.ts';
import { sampleEvents } from '../../support/sample-events.ts';

const { DraftSubmitted: submitted, DraftApproved: approved } = sampleEvents;

let place: string;
let folder: string;
let umask: number;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'kessai-modes-'));
  folder = join(place, 'new', 'data');
  umask = process.umask(0);
});
afterEach(async () => {
  process.umask(umask);
  await rm(place, { recursive: true });
});

const open = (at: () => Promise<void> = async () => undefined): Promise<ReleasableStore> =>
  openLowdbStore({
    folder,
    at,
    onUnreadable: () => undefined,
    clock: { now: () => new Date('2026-07-01T00:30:00.000Z') },
  });

/** Every path below whose rights are not what they should be, and how many were looked at. */
async function openToOthers(): Promise<{ readonly wrong: readonly string[]; readonly names: readonly string[] }> {
  const names = ['', ...(await readdir(folder, { recursive: true }))];
  const wrong: string[] = [];
  for (const name of names) {
    const found = await lstat(join(folder, name));
    const mode = found.mode & 0o777;
    if (mode !== (found.isDirectory() ? 0o700 : 0o600)) wrong.push(`${name} ${mode.toString(8)}`);
  }
  return { wrong, names };
}

/** A day: drafts are made, published, closed, taken up again; one file is damaged; a text is under way. */
async function dayOf(): Promise<{ readonly end: () => Promise<void>; readonly during: readonly string[] }> {
  const during: string[] = [];
  const store = await open(async () => void during.push(...(await openToOthers()).wrong));
  const inbox = await openInboxFile(join(folder, 'inbox'));
  await inbox.keep(arrival('届いたばかりの文です。')).safe;
  for (const id of ['d1', 'd2', 'd3', 'd4']) await store.append(id, 0, [submitted]);
  await store.append('d1', 1, [approved]);
  await store.close('d1', '2026-07');
  await store.close('d2', '2026-06');
  await store.append('d2', 1, [approved]);
  await store.close('d3', '2026-06');
  await writeFile(join(folder, 'open', 'torn.json'), '{"schema":1,"ev', { mode: 0o600 });
  await store.load('torn');
  return {
    during,
    end: async () => {
      await inbox.close();
      await store.release();
    },
  };
}

describe('other users of the machine', () => {
  it('can read nothing of the record, at no moment of a day, although the umask would let them', async () => {
    const { end, during } = await dayOf();
    const { wrong, names } = await openToOthers();
    expect(names.join('\n')).toMatch(/lock\/\w+\.sock/);
    expect(names.join('\n')).toMatch(/unreadable\/torn/);
    expect(names.join('\n')).toMatch(/closed\/2026-06\/d3\.json/);
    expect(wrong).toEqual([]);
    expect(during).toEqual([]);
    // Nor of the folders that were made on the way.
    expect((await lstat(join(place, 'new'))).mode & 0o777).toBe(0o700);
    await end();
  });

  it('cannot any more after the next start, when an earlier version or a restored copy has let them', async () => {
    const { end } = await dayOf();
    const before = await openToOthers();
    for (const name of before.names) {
      const path = join(folder, name);
      await chmod(path, (await lstat(path)).isDirectory() ? 0o755 : 0o644);
    }
    expect(tighten(folder)).toEqual({ changed: before.names.length, refused: 0 });
    expect((await openToOthers()).wrong).toEqual([]);
    expect(tighten(folder)).toEqual({ changed: 0, refused: 0 });
    await end();
  });

  it('keep what is theirs: a link is not followed, and history that nobody can reach is not looked through', async () => {
    await (await dayOf()).end();
    const theirs = join(place, 'theirs');
    await mkdir(theirs);
    await writeFile(join(theirs, 'list.txt'), '');
    await symlink(theirs, join(folder, 'linked'));
    await chmod(join(folder, 'closed', '2026-07', 'd1.json'), 0o644);
    await chmod(join(folder, 'open', 'd4.json'), 0o644);
    expect(tighten(folder)).toEqual({ changed: 1, refused: 0 });
    expect((await lstat(join(theirs, 'list.txt'))).mode & 0o777).toBe(0o666);
    // Only its owner could ever read it: nothing was open, and nothing is told to the operator.
    await chmod(join(folder, 'open', 'd4.json'), 0o400);
    expect(tighten(folder)).toEqual({ changed: 0, refused: 0 });
  });
});
