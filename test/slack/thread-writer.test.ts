import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRateGate } from '../../src/slack/rate-gate.ts';
import { catchUp } from '../../src/slack/thread-writer.ts';
import type { ThreadState } from '../../src/usecases/ports.ts';
import { viewDraft } from '../../src/usecases/read-draft.ts';
import { card } from '../../views/card/card.ts';
import { withoutPictures } from '../../views/kit/pictures.ts';
import { plainMessage } from '../../views/kit/plain.ts';
import { threadLines } from '../../views/thread/lines.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { SHINAGAWA } from '../sandbox/office.ts';
import { TOKENS } from '../sandbox/seed.ts';
import { noPictures } from '../support/doubles.ts';
import { makeWorld, submitted, type TestWorld } from '../support/world.ts';

describe('the cursor of a thread', () => {
  let sandbox: Sandbox;
  let world: TestWorld;
  let draftId: string;
  let saves: ThreadState[];
  /** The app dies at this write, when it is in place or just before. */
  let death: { readonly write: number; readonly inPlace: boolean } | null;

  beforeEach(async () => {
    sandbox = await startSandbox();
    world = makeWorld({ channel: SHINAGAWA });
    draftId = (await submitted(world)).id;
    saves = [];
    death = null;
  });
  afterEach(() => sandbox.stop());

  const gate = makeRateGate(
    () => new Promise(() => undefined),
    () => undefined,
  );
  const run = (listed = false): Promise<'done' | 'unlisted'> =>
    catchUp(
      {
        client: new webApi.WebClient(TOKENS.bot, { slackApiUrl: sandbox.slackApiUrl, retryConfig: { retries: 0 } }),
        store: {
          loadThread: (id) => world.store.loadThread(id),
          close: (id, month) => world.store.close(id, month),
          saveThread: async (id, thread) => {
            const dies = death?.write === saves.length + 1;
            if (dies && death?.inPlace === false) throw new Error('dead');
            await world.store.saveThread(id, thread);
            saves.push(thread);
            if (dies) throw new Error('dead');
          },
        },
        reader: { view: (id) => viewDraft(world, id) },
        clock: world.clock,
        log: pino({ level: 'silent' }),
        calm: async () => undefined,
        card,
        threadLines,
        plain: plainMessage,
        withoutPictures,
        board: noPictures,
        pause: async () => undefined,
        monthOf: () => '2026-11',
      },
      draftId,
      { redraw: 'no', listed, stopped: () => false, gate },
    );

  const told = (): number => {
    const [first] = sandbox.slack.messages(SHINAGAWA).slice(-1);
    return first === undefined ? 0 : sandbox.slack.thread(SHINAGAWA, first.ts).length;
  };

  it('is written three times for a card and its line: before the card, between them, after the line', async () => {
    await run();
    expect(told()).toBe(2);
    expect(saves.map(({ inDoubt, told: lines }) => [inDoubt, lines])).toEqual([
      [true, 0],
      [true, 0],
      [false, 1],
    ]);
  });

  it.each([
    { write: 1, inPlace: false },
    { write: 1, inPlace: true },
    { write: 2, inPlace: false },
    { write: 2, inPlace: true },
    { write: 3, inPlace: false },
    { write: 3, inPlace: true },
  ])(
    'lets no message be there twice, or be missing, after a death at write $write (in place: $inPlace)',
    async (at) => {
      const before = sandbox.slack.messages(SHINAGAWA).length;
      death = at;
      await expect(run()).rejects.toThrow('dead');
      death = null;
      if ((await run()) === 'unlisted') await run(true);
      expect(sandbox.slack.messages(SHINAGAWA).length).toBe(before + 1);
      expect(told()).toBe(2);
      expect(await world.store.loadThread(draftId)).toMatchObject({ inDoubt: false, told: 1, shown: 1 });
    },
  );
});
