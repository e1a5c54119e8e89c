import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeCourtesy } from '../../src/slack/courtesy.ts';

const LONG = 60_000;
const SHORT = 1;

async function turns(): Promise<void> {
  for (let count = 0; count < 5; count += 1) await turn();
}

describe('what can wait gives way', () => {
  it('does its work at once when nobody waits for an answer', async () => {
    await expect(makeCourtesy(LONG).calm()).resolves.toBeUndefined();
  });

  it('holds back until the last of those who wait has been answered', async () => {
    const courtesy = makeCourtesy(LONG);
    const [first, second] = [courtesy.waits(), courtesy.waits()];
    let done = false;
    const step = courtesy.calm().then(() => {
      done = true;
    });
    first();
    first();
    await turns();
    expect(done).toBe(false);
    second();
    await step;
    expect(done).toBe(true);
  });

  it('looks between two steps whether somebody has come', async () => {
    const courtesy = makeCourtesy(LONG);
    const order: string[] = [];
    let answered: () => void = () => undefined;
    const first = courtesy.calm().then(() => {
      order.push('first step');
      answered = courtesy.waits();
    });
    const second = courtesy.calm().then(() => order.push('second step'));
    await first;
    await turns();
    order.push('answer');
    answered();
    await second;
    expect(order).toEqual(['first step', 'answer', 'second step']);
  });

  it('puts nothing off for good, whoever waits', async () => {
    const courtesy = makeCourtesy(SHORT);
    courtesy.waits();
    await expect(courtesy.calm()).resolves.toBeUndefined();
  });
});
