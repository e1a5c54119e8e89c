import type { NamedMutant } from './named.ts';

const RACES = ['test/store/lowdb/index-races.test.ts'];

const index = { file: 'src/store/lowdb/closed-index.ts', tests: RACES };
const indexFile = { file: 'src/store/lowdb/index-file.ts', tests: RACES };
const arrivals = { file: 'src/store/inbox-file.ts', tests: ['test/store/inbox-file.test.ts'] };
const roster = { file: 'src/slack/roster.ts', tests: ['test/slack/roster.test.ts'] };
const guard = { file: 'src/slack/http-guard.ts', tests: ['test/slack/http-guard.test.ts'] };

/** What is kept for a while and believed too long, or let go too early. */
export const KEEPING_MUTANTS: readonly NamedMutant[] = [
  // Who decides.
  {
    ...roster,
    name: 'a decision joins the question of a list',
    find: "if (when === 'recent' && underWay !== undefined)",
    replace: 'if (underWay !== undefined)',
  },
  {
    ...roster,
    name: 'a roster from before the clock was set back is believed',
    find: 'now - at >= 0 && ',
    replace: '',
  },
  // A text that has arrived.
  {
    ...arrivals,
    name: 'a text of which the disk took half is safe',
    find: 'return bytesWritten === line.length;',
    replace: 'return bytesWritten > 0;',
  },
  {
    ...arrivals,
    name: 'a text that was let go is put back by its own slow write',
    find: '      await safe;\n',
    replace: '',
  },
  {
    ...arrivals,
    name: 'of a long text’s room only the first slot is free again',
    find: `        for (let slot = first; slot < first + count; slot += 1) this.#taken.delete(slot);
      },`,
    replace: `        if (count > 0) this.#taken.delete(first);
      },`,
  },
  {
    file: 'src/store/held-inbox.ts',
    tests: ['test/store/held-inbox.test.ts'],
    name: 'a text is safe although the folder was taken away over its write',
    find: 'then((safe) => safe && folder.isHeld())',
    replace: 'then((safe) => safe)',
  },
  // Tally and history are what the record says.
  {
    ...index,
    name: 'a post counts again with each line of its thread',
    find: `    if (state.totals === null) return;
    if (before !== null) count(state.totals, before, -1);
`,
    replace: '    if (state.totals === null) return;\n',
  },
  {
    ...index,
    name: 'a post that is taken up counts on in its month',
    find: '      if (state.totals !== null && before !== null) count(state.totals, before, -1);\n',
    replace: '',
  },
  {
    ...index,
    name: 'a post that is closed while the month is counted counts twice',
    find: '    if (known?.size === stamp.size && known.mtime === stamp.mtime) return;\n',
    replace: '',
  },
  {
    ...index,
    name: 'a post that is taken up while the month is counted is taken away twice',
    find: '      if (state.entries !== null && known === undefined) return;\n',
    replace: '',
  },
  {
    ...index,
    name: 'the head is believed after a change that broke off',
    find: "    await state.file.append([{ gone: '' }]).catch(() => state.file.remove());\n",
    replace: '',
  },
  {
    ...index,
    name: 'the index is sealed while a draft is being closed',
    find: 'if (folder === null || state.changing > 0) return;',
    replace: 'if (folder === null) return;',
  },
  {
    ...indexFile,
    name: 'a head of the same tick as the folder’s last change is believed',
    find: 'tail.mtime <= BigInt(folder) + TICK_NS',
    replace: 'tail.mtime <= BigInt(folder)',
  },
  {
    ...indexFile,
    name: 'the head of a folder with another time is believed',
    find: ' && parsed.data.head.folder === folder',
    replace: '',
  },
  {
    ...indexFile,
    name: 'a head that was moved is believed',
    find: 'parsed.data.at === tail.from + start && ',
    replace: '',
  },
  {
    file: 'src/store/lowdb/store-summaries.ts',
    tests: RACES,
    name: 'a post that is taken up while the page is read is missing',
    find: '[...closed, ...open, ...since]',
    replace: '[...closed, ...open]',
  },
  // A request that somebody overheard.
  {
    ...guard,
    name: 'a time in the future is accepted',
    find: "if (Number(timestamp) * 1_000 - now > FUTURE_MS) return { why: 'it comes from the future', status: 401 };",
    replace: '',
  },
  {
    ...guard,
    name: 'a signature is forgotten while its time is still good',
    find: 'REMEMBERED_MS = 5 * 60_000 + FUTURE_MS',
    replace: 'REMEMBERED_MS = 5 * 60_000',
  },
  {
    ...guard,
    name: 'the first is refused when its repetition was faster',
    find: 'repetition || before.repetition ? 200',
    replace: 'repetition ? 200',
  },
];
