import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { open, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openInboxFile } from '../../src/store/inbox-file.ts';
import type { Arrival } from '../../src/usecases/ports.ts';
import { arrival } from '../contract/inbox.contract.ts';

const newPath = () => join(mkdtempSync(join(tmpdir(), 'kessai-inbox-')), 'inbox');

/** What the next start finds after the process is gone: nothing is closed, nothing said goodbye. */
async function textsLeft(path: string): Promise<readonly string[]> {
  const next = await openInboxFile(path);
  await next.close();
  return next.left().map(({ arrival: { text } }) => text);
}

/** The next write of anybody goes as the test says; `write` is the disk's own. */
async function nextWrite(as: (write: () => Promise<unknown>, line: Buffer) => Promise<unknown>) {
  const handle = await open(newPath(), 'w');
  const disk: { write(...given: readonly unknown[]): Promise<unknown> } = Object.getPrototypeOf(handle);
  await handle.close();
  const { write } = disk;
  const spy = vi.spyOn(disk, 'write');
  spy.mockImplementationOnce(function (this: unknown, line, ...rest) {
    return as(() => Reflect.apply(write, this, [line, ...rest]), line as Buffer);
  });
  return spy;
}

const about = { channel: null, by: { id: 'U0KOHO001', name: '職員A' }, at: '2026-11-21T03:04:05.678Z' };

afterEach(() => vi.restoreAllMocks());

describe('the inbox file', () => {
  it('gives back after a death what was kept and not released, as it was', async () => {
    const path = newPath();
    const inbox = await openInboxFile(path);
    const first = inbox.keep(arrival('本日の休館'));
    const second = inbox.keep(arrival('明日の開館'));
    expect([await first.safe, await second.safe]).toEqual([true, true]);
    await first.release();
    const again = await openInboxFile(path);
    expect(again.left().map((kept) => kept.arrival)).toEqual([arrival('明日の開館')]);
    await again.left()[0]?.release();
    expect(await textsLeft(path)).toEqual([]);
  });

  it('keeps the form of a draft, of a revision and of a reason with all that was answered in it', async () => {
    const path = newPath();
    const inbox = await openInboxFile(path);
    const fields = { department: '防災課', categories: ['1', '3'], emergency: true };
    const arrivals: Arrival[] = [
      { ...about, kind: 'draft', accountId: 'toshima-piazza', fields, text: '起案', delivery: 'a' },
      { ...about, kind: 'revision', draftId: 'ABC', expectedRevision: 2, fields, text: '直した文', delivery: 'b' },
      { ...about, kind: 'words', draftId: 'ABC', text: '差戻しの理由', delivery: 'c' },
      { ...about, kind: 'words', draftId: null, text: '画面を待つ文', delivery: 'd' },
    ];
    for (const one of arrivals) expect(await inbox.keep(one).safe).toBe(true);
    expect((await openInboxFile(path)).left().map((kept) => kept.arrival)).toEqual(arrivals);
  });

  it('reads what the version before had kept: an upgrade loses nothing', async () => {
    const path = newPath();
    const { kind: _kind, fields: _fields, ...first } = { ...arrival('更新の前に届いた文'), kind: 'draft', fields: {} };
    const body = JSON.stringify(first);
    const sum = createHash('sha256').update(body, 'utf8').digest('base64url');
    const old = Buffer.alloc(64 * 16_384, '\n');
    old.write(`${sum} ${body}\n`, 5 * 16_384);
    await writeFile(path, old);
    const inbox = await openInboxFile(path);
    expect(inbox.left().map((kept) => kept.arrival)).toEqual([arrival('更新の前に届いた文')]);
    expect(await inbox.keep(arrival('更新の後の文')).safe).toBe(true);
    expect([...(await textsLeft(path))].sort()).toEqual(['更新の前に届いた文', '更新の後の文'].sort());
  });

  it('does not write over what is left from before', async () => {
    const path = newPath();
    await (await openInboxFile(path)).keep(arrival('前の文')).safe;
    const inbox = await openInboxFile(path);
    await inbox.keep(arrival('次の文')).safe;
    expect([...(await textsLeft(path))].sort()).toEqual(['前の文', '次の文'].sort());
  });

  it('takes any text that Slack can send, however long, among others', async () => {
    const path = newPath();
    const anyTexts = fc.array(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 8_000 })),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(anyTexts, fc.nat(5), async (texts, gone) => {
        const inbox = await openInboxFile(path);
        const kept = texts.map((text, index) => inbox.keep(arrival(text, `${index}`)));
        for (const { safe } of kept) expect(await safe).toBe(true);
        await kept[gone]?.release();
        const left = texts.filter((_, index) => index !== gone);
        expect([...(await textsLeft(path))].sort()).toEqual([...left].sort());
        for (const { release } of kept) await release();
        await inbox.close();
      }),
      { numRuns: 15 },
    );
    const inbox = await openInboxFile(path);
    const longest = '長'.repeat(40_000);
    expect(await inbox.keep(arrival(longest)).safe).toBe(true);
    expect(await inbox.keep(arrival('短い文')).safe).toBe(true);
    expect(await textsLeft(path)).toEqual([longest, '短い文']);
    expect(await inbox.keep(arrival('無'.repeat(2_000_000))).safe).toBe(false);
  });

  it('a long text that was let go leaves nothing that could be taken for a line', async () => {
    const path = newPath();
    const inside = JSON.stringify(arrival('中に書かれた行'));
    const sum = createHash('sha256').update(inside, 'utf8').digest('base64url');
    const inbox = await openInboxFile(path);
    const long = inbox.keep(arrival(`\n${sum} ${inside}\n`.repeat(400)));
    expect(await long.safe).toBe(true);
    await long.release();
    expect(await textsLeft(path)).toEqual([]);
  });

  it('takes a line whose writing was cut off for no line: nobody was told that it is safe', async () => {
    const path = newPath();
    await (await openInboxFile(path)).keep(arrival('途中で電源が切れた文')).safe;
    const whole = await readFile(path);
    const at = whole.indexOf('電源');
    const file = await open(path, 'r+');
    await file.write(Buffer.alloc(3), 0, 3, at);
    await file.close();
    expect(await textsLeft(path)).toEqual([]);
  });

  it('says of a text that the disk refuses that it is not safe, holds on to it, and tells the operator', async () => {
    const faults: unknown[] = [];
    const inbox = await openInboxFile(newPath(), (fault) => faults.push(fault));
    await inbox.close();
    const kept = inbox.keep(arrival('書けない文'));
    expect([await kept.safe, kept.isHeld()]).toEqual([false, true]);
    expect(faults).toEqual([expect.objectContaining({ code: 'write-failed' })]);
  });

  it('says of a text that the full disk took half of that it is not safe', async () => {
    const path = newPath();
    const inbox = await openInboxFile(path);
    await nextWrite(async (_, { length }) => ({ bytesWritten: length / 2 }));
    const kept = inbox.keep(arrival('半分しか書けない文'));
    expect([await kept.safe, kept.isHeld()]).toEqual([false, true]);
    expect(await inbox.keep(arrival('次の文')).safe).toBe(true);
  });

  it('does not bring back a text whose author had it back before the slow disk had written it', async () => {
    const path = newPath();
    const inbox = await openInboxFile(path);
    const writes = await nextWrite(async (write) => {
      await Promise.resolve();
      // As late as can be: after all that was begun since.
      await Promise.all(writes.mock.results.slice(1).map(({ value }) => value));
      return write();
    });
    const kept = inbox.keep(arrival('返した文'));
    await kept.release();
    await kept.safe;
    expect(await textsLeft(path)).toEqual([]);
  });

  it('has all its room again when a text that filled more than half of it was let go', async () => {
    const inbox = await openInboxFile(newPath());
    for (const name of ['一', '二', '三']) {
      const kept = inbox.keep(arrival(name.repeat(800_000), name));
      expect(await kept.safe).toBe(true);
      await kept.release();
    }
  });

  it('is made whole when it was cut, or is something else', async () => {
    const path = newPath();
    const inbox = await openInboxFile(path);
    await inbox.keep(arrival('残る文')).safe;
    const { size } = await (await open(path)).stat();
    await truncate(path, size - 20_000);
    expect(await textsLeft(path)).toEqual(['残る文']);
    await writeFile(path, '<html>not an inbox</html>\n{"a":1}\n');
    const mended = await openInboxFile(path);
    expect(mended.left()).toEqual([]);
    expect(await mended.keep(arrival('新しい文')).safe).toBe(true);
    expect(await textsLeft(path)).toEqual(['新しい文']);
  });
});
