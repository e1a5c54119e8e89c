import { once } from 'node:events';
import { parseArgs, styleText } from 'node:util';
import { asJson } from './check-cli/as-json.ts';
import { checkDraft, findAccount } from './check-cli/checker.ts';
import { forPeople, type Paint } from './check-cli/for-people.ts';
import { jsonLines } from './check-cli/json-lines.ts';
import { type LineError, readLine } from './check-cli/loose-draft.ts';
import { loadOffice, officeOrExample } from './config/load.ts';
import { beyondBound } from './guideline/draft-bound.ts';
import type { Edition } from './guideline/edition/edition.ts';
import { checkCliText } from './text/check-cli.ts';
import { problemList } from './text/config.ts';
import { tooLong } from './text/refusals.ts';
import { japanDay } from './usecases/japan-time.ts';
import type { Office } from './usecases/ports.ts';

/** `npm run check`: the guideline's checks without Slack, for people and for programs. */

const ERRORS: Readonly<Record<LineError, string>> = {
  'not-json': checkCliText.notJson,
  'not-object': checkCliText.notObject,
  'text-missing': checkCliText.textMissing,
  'day-invalid': checkCliText.dayInvalid,
};

async function main(): Promise<number> {
  const { office: officeOption, account, dept, category, text } = readArguments();
  if (text === '' && process.stdin.isTTY) {
    process.stderr.write(`${checkCliText.usage}\n`);
    return 2;
  }
  const loaded = loadOffice(officeOption ?? chosenOffice());
  if (!loaded.ok) {
    process.stderr.write(`${problemList(loaded.problems)}\n`);
    return 1;
  }
  const today = japanDay(new Date());
  if (text !== '') {
    const chosen = account === null ? loaded.office.accounts[0] : findAccount(loaded.office, account);
    // Whoever tries a text on the command line seldom means to ask whether their section may write it.
    const department = dept ?? chosen?.settings.departments[0];
    const read = readLine(JSON.stringify({ text, account: chosen?.id, dept: department, category }));
    if (chosen === undefined || !read.ok) {
      process.stderr.write(`${checkCliText.unknownAccount(account ?? '')}\n`);
      return 1;
    }
    const beyond = beyondBound(read.draft.text, chosen.settings);
    if (beyond !== null) {
      process.stderr.write(`${tooLong(beyond)}\n`);
      return 1;
    }
    const checked = checkDraft(read.draft, chosen, loaded.editions, today);
    await write(`${forPeople(text, checked, paintFor(process.stdout.hasColors?.() === true))}\n`);
    return 0;
  }

  let number = 0;
  for await (const line of jsonLines(process.stdin)) {
    number += 1;
    if (line.trim() !== '') await write(`${answerLine(line, number, { ...loaded, today, account })}\n`);
  }
  return 0;
}

interface Desk {
  readonly office: Office;
  readonly editions: readonly Edition[];
  readonly today: string;
  /** For lines that name no account. */
  readonly account: string | null;
}

function answerLine(line: string, number: number, { office, editions, today, account }: Desk): string {
  const read = readLine(line);
  const wrong = (id: string | number | null, error: string): string => JSON.stringify({ id, line: number, error });
  if (!read.ok) return wrong(read.id, ERRORS[read.error]);
  const { draft } = read;
  const name = draft.account ?? account;
  const chosen = name === null ? office.accounts[0] : findAccount(office, name);
  if (chosen === undefined) return wrong(draft.id, checkCliText.unknownAccount(name ?? ''));
  const beyond = beyondBound(draft.text, chosen.settings);
  if (beyond !== null) return wrong(draft.id, tooLong(beyond));
  try {
    return asJson(draft, checkDraft(draft, chosen, editions, today));
  } catch (cause) {
    // One draft that the checker stumbles over must not cost the answers to all the others.
    return wrong(draft.id, checkCliText.failed(cause instanceof Error ? cause.message : String(cause)));
  }
}

interface Arguments {
  readonly office: string | undefined;
  readonly account: string | null;
  readonly dept: string | undefined;
  readonly category: string | undefined;
  readonly text: string;
}

function readArguments(): Arguments {
  const string = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { office: string, account: string, dept: string, category: string },
  });
  return {
    office: values.office,
    account: values.account ?? null,
    dept: values.dept,
    category: values.category,
    text: positionals.join(' '),
  };
}

/** The office of this machine, or the shipped example, so that the checker can be tried before anything is set up. */
function chosenOffice(): string {
  const { file, isExample } = officeOrExample();
  if (isExample) process.stderr.write(`${checkCliText.exampleUsed('office.example.yaml')}\n`);
  return file;
}

const COLOURS = { block: 'red', waiver: 'magenta', warning: 'yellow', notice: 'cyan' } as const;

function paintFor(colours: boolean): Paint {
  if (!colours) {
    const plain = (text: string): string => text;
    return { title: plain, faint: plain, group: plain, found: (text) => `⟦${text}⟧` };
  }
  return {
    title: (text) => styleText('bold', text),
    faint: (text) => styleText('dim', text),
    group: (text, level) => styleText(['bold', COLOURS[level]], text),
    found: (text, level) => styleText(['underline', COLOURS[level]], text),
  };
}

/** Waits for a slow reader instead of piling up answers in memory. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `| head` has read enough.
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

try {
  process.exitCode = await main();
} catch (cause) {
  if (!(cause instanceof TypeError && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS'))) throw cause;
  process.stderr.write(`${checkCliText.unknownOption(process.argv.slice(2).join(' '))}\n${checkCliText.usage}\n`);
  process.exitCode = 2;
}
