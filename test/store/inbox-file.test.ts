import { mkdtempSync } from 'node:fs';
import { open, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openInboxFile } from '../../src/store/inbox-file.ts';
import { arrival } from '../contract/inbox.contract.ts';

const newPath = () => join(mkdtempSync(join(tmpdir(), 'kessai-inbox-')), 'inbox');

/** What the next start finds after the process is gone: nothing is closed, nothing said goodbye. */
async function textsLeft(path: string): Promise<readonly string[]> {
  return (await openInboxFile(path)).left().map(({ arrival: { text } }) => text);
}

describe('the inbox file', () => {
  it('gives back after a death what was kept and not released, as it was', async () => {
    const path = newPath();
    const inbox = await openInboxFile(path);
    const first = await inbox.keep(arrival('本日の休館'));
    await inbox.keep(arrival('明日の開館'));
    await first?.release();
    const again = await openInboxFile(path);
    expect(again.left().map((kept) => kept.arrival)).toEqual([arrival('明日の開館')]);
    await again.left()[0]?.release();
    expect(await textsLeft(path)).toEqual([]);
  });

  it('does not write over what is left from before', async () => {
    const path = newPath();
    await (await openInboxFile(path)).keep(arrival('前の文'));
    const inbox = await openInboxFile(path);
    await inbox.keep(arrival('次の文'));
    expect([...(await textsLeft(path))].sort()).toEqual(['前の文', '次の文'].sort());
  });

  it('takes any text that Slack can send, or says that it is too long', async () => {
    const path = newPath();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 8_000 }), async (text) => {
        const inbox = await openInboxFile(path);
        const kept = await inbox.keep(arrival(text, 'one'));
        expect(await textsLeft(path)).toEqual(kept === null ? [] : [text]);
        await kept?.release();
        await inbox.close();
      }),
      { numRuns: 30 },
    );
    expect(await (await openInboxFile(path)).keep(arrival('長'.repeat(40_000)))).toBeNull();
  });

  it('takes a line whose writing was cut off for no line: nobody was told that it is safe', async () => {
    const path = newPath();
    await (await openInboxFile(path)).keep(arrival('途中で電源が切れた文'));
    const whole = await readFile(path);
    const at = whole.indexOf('電源');
    const file = await open(path, 'r+');
    await file.write(Buffer.alloc(3), 0, 3, at);
    await file.close();
    expect(await textsLeft(path)).toEqual([]);
  });

  it('is made whole when it was cut, or is something else', async () => {
    const path = newPath();
    const inbox = await openInboxFile(path);
    await inbox.keep(arrival('残る文'));
    const { size } = await (await open(path)).stat();
    await truncate(path, size - 20_000);
    expect((await openInboxFile(path)).left().length).toBeLessThanOrEqual(1);
    await writeFile(path, '<html>not an inbox</html>\n{"a":1}\n');
    const mended = await openInboxFile(path);
    expect(mended.left()).toEqual([]);
    expect(await mended.keep(arrival('新しい文'))).not.toBeNull();
    expect(await textsLeft(path)).toEqual(['新しい文']);
  });
});
