import { describe, expect, it } from 'vitest';
import { checkStyle, giveUpStyle } from '../../src/usecases/check-style.ts';
import { makeLaterChecks, TRY_AGAIN_AFTER } from '../../src/usecases/later-checks.ts';
import type { StyleChecker } from '../../src/usecases/ports.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { staffA } from '../support/drafts.ts';
import { makeWorld, submitted, type TestWorld } from '../support/world.ts';

const pause = () => new Promise<void>(() => undefined);

describe('the slower checks', () => {
  it('run one at a time for a draft, and once more for what came meanwhile', async () => {
    const log: string[] = [];
    let release = () => {};
    const checks = makeLaterChecks({
      checks: [
        {
          run: async (id) => {
            log.push(`begin ${id}`);
            await new Promise<void>((resolve) => {
              release = resolve;
            });
            log.push(`end ${id}`);
          },
        },
      ],
      failed: () => undefined,
      pause,
    });
    checks.changed('a');
    checks.changed('a');
    checks.changed('a');
    const idle = checks.idle();
    release();
    await new Promise<void>((resolve) => setImmediate(resolve));
    release();
    await idle;
    expect(log).toEqual(['begin a', 'end a', 'begin a', 'end a']);
  });

  it('report what failed and go on', async () => {
    const failed: string[] = [];
    const done: string[] = [];
    const checks = makeLaterChecks({
      checks: [
        {
          run: async (id) => {
            if (id === 'bad') throw new Error('disk');
          },
        },
        { run: async (id) => done.push(id) },
      ],
      failed: (id) => failed.push(id),
      pause,
    });
    for (const id of ['bad', 'b', 'c']) checks.changed(id);
    await checks.idle();
    expect([failed, done]).toEqual([['bad'], ['bad', 'b', 'c']]);
  });

  it('begin nothing after the stop', async () => {
    const begun: string[] = [];
    const checks = makeLaterChecks({ checks: [{ run: async (id) => begun.push(id) }], failed: () => undefined, pause });
    checks.stop();
    checks.changed('a');
    await checks.idle();
    expect(begun).toEqual([]);
  });
});

/** A clock that goes on when the test says so. */
class Waits {
  readonly asked: number[] = [];
  #go: (() => void)[] = [];
  readonly pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      this.asked.push(milliseconds);
      this.#go.push(resolve);
    });
  over(): void {
    for (const go of this.#go.splice(0)) go();
  }
}

function office(look: StyleChecker['look']) {
  const waits = new Waits();
  const told: boolean[] = [];
  const world: TestWorld = { ...makeWorld(), style: { look } };
  const checks = makeLaterChecks({
    checks: [{ run: (id) => checkStyle(world, id), giveUp: (id) => giveUpStyle(world, id) }],
    failed: (_id, _error, again) => told.push(again),
    pause: waits.pause,
  });
  /** The time until the next try passes, and the try is made. */
  const nextTry = async () => {
    waits.over();
    await new Promise<void>((resolve) => setImmediate(resolve));
    await checks.idle();
  };
  const types = async (id: string) => (await world.store.load(id))?.events.map(({ type }) => type);
  return { world, checks, waits, told, nextTry, types };
}

const dead = async () => Promise.reject(new Error('the textlint thread ended'));

describe('a check that could not be done', () => {
  it('is tried again by itself, and its result then joins the draft', async () => {
    let tries = 0;
    const { world, checks, told, nextTry, types } = office(async () => {
      tries += 1;
      return tries < 3 ? dead() : [];
    });
    const { id } = await submitted(world);
    checks.changed(id);
    await checks.idle();
    expect(checks.pending()).toBe(1);
    await nextTry();
    expect(await types(id)).toEqual(['DraftSubmitted']);
    await nextTry();
    expect(checks.pending()).toBe(0);
    expect(await types(id)).toEqual(['DraftSubmitted', 'StyleChecked']);
    expect(told).toEqual([true, true]);
    await nextTry();
    expect(tries).toBe(3);
  });

  it('is given up after the last try, and that is on record once; a later success clears it', async () => {
    let works = false;
    const { world, checks, waits, told, nextTry, types } = office(async () => (works ? [] : dead()));
    const { id } = await submitted(world);
    for (const _start of ['first start', 'second start']) {
      checks.changed(id);
      await checks.idle();
      for (const _ of TRY_AGAIN_AFTER) await nextTry();
      await nextTry();
    }
    expect(waits.asked).toEqual([...TRY_AGAIN_AFTER, ...TRY_AGAIN_AFTER]);
    expect(told.filter((again) => !again)).toHaveLength(2);
    expect(await types(id)).toEqual(['DraftSubmitted', 'StyleCheckFailed']);
    expect((await loadDraft(world, id))?.revisions[0].styleFailed).toBe(true);
    works = true;
    checks.changed(id);
    await checks.idle();
    expect((await loadDraft(world, id))?.revisions[0]).toMatchObject({ style: [], styleFailed: false });
  });

  it('has all its tries before it when a new text comes', async () => {
    const { world, checks, waits, nextTry, types } = office(dead);
    const { id } = await submitted(world);
    checks.changed(id);
    await checks.idle();
    await nextTry();
    await nextTry();
    await reviseDraft(world, {
      draftId: id,
      by: staffA,
      delivery: 'b',
      expectedRevision: 1,
      text: '直した文です。',
      fields: {},
    });
    checks.changed(id);
    // The old text's next try comes due while the new one is looked at.
    waits.over();
    await checks.idle();
    for (const _ of TRY_AGAIN_AFTER.slice(1)) await nextTry();
    expect(await types(id)).toEqual(['DraftSubmitted', 'DraftRevised']);
    expect(waits.asked.slice(-TRY_AGAIN_AFTER.length)).toEqual(TRY_AGAIN_AFTER);
    await nextTry();
    expect(await types(id)).toEqual(['DraftSubmitted', 'DraftRevised', 'StyleCheckFailed']);
  });

  it('is not given up for a text that came while the last try was under way', async () => {
    let tries = 0;
    let revise = async (): Promise<unknown> => undefined;
    const { world, checks, nextTry, types } = office(async () => {
      tries += 1;
      if (tries === TRY_AGAIN_AFTER.length + 1) await revise();
      return dead();
    });
    const { id } = await submitted(world);
    revise = async () => {
      const edit = { expectedRevision: 1, text: '直した文です。', fields: {} };
      await reviseDraft(world, { draftId: id, by: staffA, delivery: 'b', ...edit });
      checks.changed(id);
    };
    checks.changed(id);
    await checks.idle();
    for (const _ of TRY_AGAIN_AFTER) await nextTry();
    expect(await types(id)).toEqual(['DraftSubmitted', 'DraftRevised']);
  });

  it('keeps nobody from stopping the app, and is not tried after it', async () => {
    let tries = 0;
    const { world, checks, nextTry } = office(async () => {
      tries += 1;
      return dead();
    });
    const { id } = await submitted(world);
    checks.changed(id);
    await checks.idle();
    checks.stop();
    await nextTry();
    expect(tries).toBe(1);
  });
});
