import { beforeAll, describe, expect, it } from 'vitest';
import { type Build, buildApp } from '../support/app-build.ts';
import { DISK_FAULTS } from './disk-faults.ts';
import { PICTURE_FAULTS } from './picture-faults.ts';
import { RACE_FAULTS } from './race-faults.ts';
import { isSound, playAlone, playTogether, type Scenario } from './scenario.ts';
import { SLACK_FAULTS } from './slack-faults.ts';
import { SOCKET_FAULTS } from './socket-faults.ts';
import { CREATE_FAULTS } from './wire-faults.ts';

/** A quick part of `npm run test:faults`: each fault of the create request once, and some of the others. */
const QUICK: readonly Scenario[] = [
  ...RACE_FAULTS,
  ...DISK_FAULTS,
  ...SLACK_FAULTS,
  ...SOCKET_FAULTS,
  ...PICTURE_FAULTS,
].filter(({ name }) =>
  [
    'race: approved, 承認の取消し, approved again while the first account check is slow; it fails late',
    'disk: ENOSPC for every write, then none any more',
    'disk: full when X has answered',
    'disk: the data folder is full at the start',
    'a torn file, an empty one and one of zero bytes: set aside and reported, the others go on',
    'Slack: messages are posted and the answer is lost',
    'Slack: the same approval submitted twice within a millisecond, and again after a restart',
    'Slack: msg_too_long for a card and for lines',
    'pictures: killed at x media.append handled: the next start brings them again, and posts once',
    'stop: SIGTERM while X has the request; the answer is recorded before the end',
  ].includes(name),
);

let build: Build;
beforeAll(async () => {
  build = await buildApp();
});

describe('二度出ない、失われない、黙っていない', () => {
  it('whatever becomes of the create request, one post at most, and people are told what to do', async () => {
    const rows = await playTogether(build, CREATE_FAULTS, { direct: true });
    expect(rows.filter((row) => !isSound(row))).toEqual([]);
    expect(rows.length).toBeGreaterThan(20);
  }, 300_000);

  it.each(QUICK.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (_, scenario) => {
      const row = await playAlone(build, scenario);
      expect(isSound(row), row.wrong.join('\n')).toBe(true);
    },
    300_000,
  );
});
