import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeThreadLog, type RunningThreadLog } from '../../src/slack/thread-log.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { viewDraft } from '../../src/usecases/read-draft.ts';
import { recover } from '../../src/usecases/recover.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { card } from '../../views/card/card.ts';
import { withoutPictures } from '../../views/kit/pictures.ts';
import { plainMessage } from '../../views/kit/plain.ts';
import { threadLines } from '../../views/thread/lines.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { SHINAGAWA } from '../sandbox/office.ts';
import { TOKENS } from '../sandbox/seed.ts';
import { noPictures } from '../support/doubles.ts';
import { staffA } from '../support/drafts.ts';
import { makeWorld, type TestWorld } from '../support/world.ts';

/** What the app says to Slack when it starts, is listed, or is told to slow down. */

let sandbox: Sandbox;
let world: TestWorld;
let running: RunningThreadLog[];
let pauses: { readonly milliseconds: number; readonly end: () => void }[];
beforeEach(async () => {
  sandbox = await startSandbox();
  world = makeWorld({ channel: SHINAGAWA });
  running = [];
  pauses = [];
});
afterEach(async () => {
  for (const threadLog of running) threadLog.stop();
  await sandbox.stop();
});

/** An app that has just started. @param label what its buttons say: another version of the app. */
function started(label = ''): RunningThreadLog {
  const threadLog = makeThreadLog({
    client: new webApi.WebClient(TOKENS.bot, {
      slackApiUrl: sandbox.slackApiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    }),
    store: world.store,
    reader: { view: (draftId) => viewDraft(world, draftId) },
    clock: { now: () => sandbox.now() },
    log: pino({ level: 'silent' }),
    pause: (milliseconds) => new Promise((resolve) => pauses.push({ milliseconds, end: resolve })),
    calm: async () => undefined,
    card: (view) => {
      const drawn = card(view);
      return { ...drawn, text: `${drawn.text}${label}` };
    },
    threadLines,
    plain: plainMessage,
    withoutPictures,
    board: noPictures,
    monthOf: () => '2026-11',
  });
  running.push(threadLog);
  return threadLog;
}

async function drafted(name: string): Promise<string> {
  const draft = { accountId: 'shinagawa-x', text: `${name}の文です。`, fields: {}, by: staffA, delivery: name };
  const outcome = await submitDraft(world, draft);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.draft.id;
}

async function told(threadLog: RunningThreadLog, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) threadLog.changed(id);
  await threadLog.idle();
}

const chat = () =>
  sandbox.slack.calls().flatMap(({ method }) => (method.startsWith('chat.') ? [method.slice('chat.'.length)] : []));
const messages = () => sandbox.slack.messages(SHINAGAWA).map((message) => sandbox.slack.readMessage(message));
const withdraw = (id: string) =>
  doAct(world, 'withdraw', { draftId: id, by: staffA, delivery: `w-${id}`, expectedRevision: 1 });

async function start(threadLog: RunningThreadLog): Promise<void> {
  (await recover({ ...world, threadLog }, () => undefined))();
  await threadLog.idle();
}

describe('a start', () => {
  it('says nothing of cards that tell all of the record, also where another version drew them', async () => {
    const ids = [await drafted('一'), await drafted('二'), await drafted('三')];
    await told(started(), ...ids);
    const before = chat().length;
    await start(started('（新しい版）'));
    expect(chat().slice(before)).toEqual([]);
  });

  it('posts new cards first, then catches up those that are behind, and leaves the others alone', async () => {
    const [behind, fine] = [await drafted('遅れ'), await drafted('済み')];
    await told(started(), behind, fine);
    await withdraw(behind);
    await drafted('新しい');
    const before = chat().length;
    const cards = messages().length;
    await start(started());
    expect(chat().slice(before, before + 2)).toContain('postMessage');
    expect(chat().slice(before).toSorted()).toEqual(['postMessage', 'postMessage', 'postMessage', 'update']);
    expect(messages()).toHaveLength(cards + 1);
    expect(messages().at(-1)).toContain('新しいの文です。');
  });
});

describe('a list of cards', () => {
  it('draws no card that is there, be it new or of another version', async () => {
    const id = await drafted('一');
    await told(started(), id);
    const before = chat().length;
    for (const threadLog of [started(), started('（新しい版）')]) {
      threadLog.lookAfter([id]);
      await threadLog.idle();
      sandbox.advanceClock(600_000);
    }
    expect(chat().slice(before)).toEqual([]);
  });

  it('brings back a card that was deleted long ago, with one question for the whole channel', async () => {
    const ids = [await drafted('一'), await drafted('二'), await drafted('三')];
    await told(started(), ...ids);
    const lost = (await world.store.loadThread(ids[1] ?? ''))?.cardTs ?? '';
    sandbox.slack.deleteMessage(SHINAGAWA, lost);
    sandbox.advanceClock(600_000);
    const threadLog = started();
    const before = sandbox.slack.calls().length;
    threadLog.lookAfter(ids);
    await sandbox.waitFor(() => messages().some((reading) => reading.includes('二の文です。')));
    await threadLog.idle();
    expect(
      sandbox.slack
        .calls()
        .slice(before)
        .map(({ method }) => method),
    ).toEqual(['conversations.history', 'chat.update', 'chat.postMessage', 'chat.postMessage']);
  });
});

describe('when Slack says that it is too much', () => {
  it('nobody calls that method before the time is over, everybody after it, and the other method goes on', async () => {
    const old = [await drafted('古い一'), await drafted('古い二')];
    await told(started(), ...old);
    for (const id of old) await withdraw(id);
    const fresh = [
      await drafted('一'),
      await drafted('二'),
      await drafted('三'),
      await drafted('四'),
      await drafted('五'),
    ];
    sandbox.faults.add({
      service: 'slack',
      operation: 'chat.postMessage',
      effect: { kind: 'rateLimited', retryAfter: 30 },
    });
    const threadLog = started();
    const limited = () => sandbox.slack.calls('chat.postMessage').filter(({ ok }) => !ok).length;
    threadLog.changed(fresh[0] ?? '');
    await threadLog.idle();
    expect(limited()).toBe(1);
    const posts = sandbox.slack.calls('chat.postMessage').length;
    await told(threadLog, ...fresh, ...old);
    expect(sandbox.slack.calls('chat.postMessage')).toHaveLength(posts);
    expect(sandbox.slack.calls('chat.update')).toHaveLength(2);
    expect(pauses.map(({ milliseconds }) => milliseconds)).toEqual([30_000]);

    for (const { end } of pauses) end();
    await sandbox.waitFor(() =>
      fresh.every((_, nth) => messages().some((reading) => reading.includes(`${'一二三四五'[nth]}の文です。`))),
    );
    await threadLog.idle();
    expect(threadLog.behind()).toBe(0);
    expect(limited()).toBe(1);
  });
});
