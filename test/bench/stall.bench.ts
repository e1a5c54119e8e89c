import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beyondBound } from '../../src/guideline/draft-bound.ts';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import type { Account } from '../../src/usecases/ports.ts';
import { openDesk } from '../accuracy/measure.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { type CardPlace, OfficePeople, PEOPLE, SHINAGAWA, TOSHIMA } from '../sandbox/office.ts';
import { startCompiledApp } from './processes.ts';
import { type Comparison, measured } from './result.ts';
import { HOSTILE } from './rules.bench.ts';

/** Milliseconds for which nothing else in the app may have its turn, whatever is written or clicked. */
const AIM = 50;
const LONGEST = 10_000;
/** An act is over when the app has asked Slack for nothing for so long; what it does later counts for the next one. */
const QUIET_MS = 80;
/** Slack opens no form later than this. */
const FORM_MS = 3_000;
/** What the last act set off is seen to its end. */
const LAST_MS = 1_000;
const PROBE = new URL('../../dist/test/bench/stall-probe.js', import.meta.url).href;
const ORDINARY = '【防災フェア】12月5日（土）10時から、しながわ中央公園で開きます。申込みは不要です。';

const OFFICES = [
  { id: 'shinagawa-x', channel: SHINAGAWA, author: PEOPLE.staffA, manager: PEOPLE.prManager },
  { id: 'toshima-piazza', channel: TOSHIMA, author: PEOPLE.staffD, manager: PEOPLE.civicManager },
] as const;
type Place = (typeof OFFICES)[number];

/** The longest of all, and of each act. */
interface Held {
  readonly act: string;
  readonly input: string;
  readonly ms: number;
}

/**
 * The longest stretch for which whatever people write or click holds the event loop of the app as offices run it: real
 * deliveries over Socket Mode, the listeners, the record on a disk, Slack's client. Every hostile text is as long as a draft
 * of the account may be, and each goes the whole way: posted, checked in the form, mended, sent, approved, listed.
 * @param only names of hostile texts; all when empty.
 */
export async function benchStall(
  note: (text: string) => void = () => undefined,
  only: readonly string[] = [],
): Promise<readonly Comparison[]> {
  const sandbox = await startSandbox({ delivery: 'socket', ackTimeoutMs: 60_000 });
  const folder = await mkdtemp(join(tmpdir(), 'kessai-stall-'));
  const app = await startCompiledApp({ ...sandbox.env, NODE_OPTIONS: `--import=${PROBE}` }, folder);
  const all: Held[] = [];
  const now = { act: '', input: '' };
  let last = performance.now();
  app.onLine((line) => {
    const held = /^held ([\d.]+)/.exec(line)?.[1];
    last = performance.now();
    if (held !== undefined) all.push({ ...now, ms: Number(held) });
  });
  sandbox.changes.subscribe(() => {
    last = performance.now();
  });
  const does = async (act: string, work: () => Promise<unknown>): Promise<void> => {
    Object.assign(now, { act });
    try {
      await work();
    } catch (error) {
      note(`${now.input}, ${act}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`);
    }
    last = Math.max(last, performance.now());
    while (performance.now() - last < QUIET_MS) await wait(5);
  };
  try {
    await sandbox.slack.connected();
    const accounts = openDesk().office.accounts;
    for (const place of OFFICES) {
      const account = accounts.find(({ id }) => id === place.id);
      if (account === undefined) throw new Error(`the bench’s office has ${place.id}`);
      for (const [input, text] of [['ordinary', ORDINARY] as const, ...hostile(account, only)]) {
        Object.assign(now, { input: `${place.id}, ${input}` });
        await wholeWay({ sandbox, place, text }, does);
        if (input === 'ordinary') all.length = 0;
      }
    }
    await wait(LAST_MS);
  } finally {
    await app.stop();
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  }
  const worst = all.toSorted((one, other) => other.ms - one.ms);
  for (const { act, input, ms } of worst.slice(0, 40)) note(`${ms.toFixed(0)} ms: ${act} (${input})`);
  return [measured('longest block of the event loop, any text or click', worst[0]?.ms ?? 0, 'ms', AIM)];
}

function hostile({ settings }: Account, only: readonly string[]): readonly (readonly [string, string])[] {
  return Object.entries(HOSTILE)
    .filter(([name]) => only.length === 0 || only.includes(name))
    .map(([name, make]) => {
      let text = `お知らせ${make(LONGEST)}`.slice(0, LONGEST);
      while (beyondBound(text, settings) !== null) text = text.slice(0, Math.floor(text.length * 0.95));
      return [name, text] as const;
    });
}

interface Way {
  readonly sandbox: Sandbox;
  readonly place: Place;
  readonly text: string;
}

async function wholeWay(
  { sandbox, place: { channel, author, manager }, text }: Way,
  does: (act: string, work: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const people = new OfficePeople(sandbox);
  const { slack } = sandbox;
  /** The form in front of somebody, once it is there, or is another than it was. */
  const form = (user: string, before?: string) =>
    sandbox.waitFor(
      () => {
        const view = slack.as(user).modal();
        return view !== undefined && view.hash !== before && view;
      },
      { what: `a form in front of ${user}`, timeoutMs: FORM_MS },
    );
  const clicks = async (user: string, button: string): Promise<void> => {
    const before = slack.as(user).modal()?.hash;
    await slack.as(user).click('modal', button);
    await form(user, before);
  };
  let card: CardPlace | undefined;
  await does('/post, the card and its lines', async () => {
    card = await people.post(author, channel, text);
  });
  if (card === undefined) return;
  const at = card;
  await does('編集', () => people.press(author, at, 'revise').then(() => form(author)));
  await does('チェック', () => clicks(author, ACTIONS.check));
  if (JSON.stringify(slack.as(author).modal() ?? '').includes(`"${ACTIONS.mendAll}"`))
    await does('まとめて直す', () => clicks(author, ACTIONS.mendAll));
  await does('修正する, the card and the comparison', () =>
    people.submit(author, turnedAround(slack.as(author).modal())),
  );
  await slack
    .as(author)
    .close({ all: true })
    .catch(() => undefined);
  const wantsToApprove = () => people.press(manager, at, 'approve').then(() => form(manager));
  // A click on a card that is just being drawn again is refused; the next one is not.
  await does('承認する', () => wantsToApprove().catch(wantsToApprove));
  const approval = slack.as(manager).modal();
  // Where something has to be mended first, the form only says so.
  if (approval?.submit)
    await does('the approval', () => people.submit(manager, people.answers(approval, '必要なため')));
  await slack
    .as(manager)
    .close({ all: true })
    .catch(() => undefined);
  await does('a new form', () =>
    slack
      .as(author)
      .command('C0GENERAL', '/post', text)
      .then(() => form(author)),
  );
  await does('起案する', () => people.submit(author, turnedAround(slack.as(author).modal())));
  await slack
    .as(author)
    .close({ all: true })
    .catch(() => undefined);
  await does('承認待ち', () => slack.as(manager).command(channel, '/post', '承認待ち'));
  await does('履歴', () => slack.as(manager).command(channel, '/post', '履歴'));
  await does('Home', () => slack.as(manager).openHome());
}

/** Every piece of the text in the form, written backwards, and the first of the categories where the form asks for one. */
function turnedAround(view: { readonly blocks: readonly unknown[] } | undefined): Record<string, string | string[]> {
  const entries: Record<string, string | string[]> = {};
  for (const block of view?.blocks ?? []) {
    if (typeof block !== 'object' || block === null || !('element' in block)) continue;
    const { element } = block;
    if (typeof element !== 'object' || element === null || !('action_id' in element)) continue;
    const id = String(element.action_id);
    if (id === `${FIELDS.categories}.0` && 'options' in element && Array.isArray(element.options))
      entries[id] = [String((element.options[0] as { readonly value: string } | undefined)?.value ?? '')];
    if (!id.startsWith(`${FIELDS.text}.`) || !('initial_value' in element)) continue;
    entries[id] = [...String(element.initial_value)].reverse().join('');
  }
  return entries;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [result] = await benchStall((text) => process.stdout.write(`${text}\n`), process.argv.slice(2));
  if (result !== undefined) process.stdout.write(`${result.name}: ${result.measured.toFixed(0)} ms (aim ≤ ${AIM})\n`);
}
