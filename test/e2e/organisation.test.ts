import { describe, expect, it } from 'vitest';
import { faultText } from '../../src/text/refusals.ts';
import { startText } from '../../src/text/start.ts';
import { AppProcess } from '../sandbox/app-process.ts';
import { startSandbox } from '../sandbox/index.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import type { Payload } from '../sandbox/slack/delivery/delivery.ts';
import { sharedOffice } from '../support/kessai.ts';

const { staffA, staffB } = PEOPLE;
const office = sharedOffice();
const OURS = 'T0KESSAI01';
const CITY = 'E0CITY0001';

/** 取下げ by 職員A, who may; as Slack delivers it from an Enterprise Grid organisation. */
async function withdraw(text: string, from: Payload) {
  const { people, sandbox } = office();
  const card = await people.post(staffA, SHINAGAWA, text);
  await people.press(staffB, card, 'withdraw');
  const click = sandbox.slack.deliveries().findLast(({ payload }) => payload.type === 'block_actions')?.payload ?? {};
  // The address for answers is still that of the colleague whose click it was.
  const told = sandbox.slack.as(staffB).ephemerals(SHINAGAWA).length;
  await sandbox.slack.deliverRaw('interactive', { ...click, trigger_id: `grid-${text}`, ...from });
  const privately = () => {
    const { slack } = sandbox;
    return slack
      .as(staffB)
      .ephemerals(SHINAGAWA)
      .slice(told)
      .map((each) => slack.readMessage(each));
  };
  return { card, privately };
}

describe('in an organisation with several workspaces', () => {
  it.each([
    ['the organisation itself', CITY, { id: OURS, domain: 'kessai', enterprise_id: CITY }, { id: CITY, name: '市' }],
    [
      'another workspace of it',
      'T0OTHER',
      { id: OURS, domain: 'kessai', enterprise_id: CITY },
      { id: CITY, name: '市' },
    ],
    ['another workspace, named once', 'T0OTHER', { id: OURS, domain: 'kessai' }, { id: CITY, name: '市' }],
  ])('a colleague whose home is %s acts like everybody', async (what, home, team, enterprise) => {
    const { people } = office();
    const { card } = await withdraw(`${what}の職員が取り下げます。`, {
      user: { id: staffA, team_id: home },
      team,
      enterprise,
    });
    await people.cardSays(card, '取下げ');
  });

  it.each([
    [
      'whose organisation is another',
      'T0OTHER',
      { id: 'T0OTHER', domain: 'x', enterprise_id: 'E0ELSE' },
      { id: 'E0ELSE', name: '他' },
    ],
    ['whose home Slack names alone', 'T0OTHER', { id: OURS, domain: 'kessai' }, null],
  ])('a stranger %s changes nothing and is told so, once', async (what, home, team, enterprise) => {
    const { people, sandbox } = office();
    const { card, privately } = await withdraw(`よその人（${what}）には取り下げられません。`, {
      user: { id: staffA, team_id: home },
      team,
      enterprise,
    });
    await sandbox.waitFor(() => privately().length > 0, { what: 'a private sentence' });
    expect(privately()).toEqual([expect.stringContaining(faultText.stranger.slice(0, 20))]);
    expect(await people.cardSays(card, '承認待ち')).toContain('承認待ち');
  });
});

it('a stranger of whom only Slack itself says that the organisation is another is told so as well', async () => {
  const { people, sandbox } = office();
  const stranger = 'U0ELSE0001';
  sandbox.faults.add({
    service: 'slack',
    operation: 'users.info',
    textIncludes: stranger,
    effect: {
      kind: 'respond',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ok: true, user: { id: stranger, enterprise_user: { enterprise_id: 'E0ELSE' } } }),
    },
  });
  const { card, privately } = await withdraw('よその人には取り下げられません。', {
    user: { id: stranger, team_id: 'T0OTHER' },
    team: { id: OURS, domain: 'kessai', enterprise_id: CITY },
    enterprise: { id: CITY, name: '市' },
  });
  await sandbox.waitFor(() => privately().length > 0, { what: 'a private sentence' });
  expect(privately()).toEqual([expect.stringContaining(faultText.stranger.slice(0, 20))]);
  expect(await people.cardSays(card, '承認待ち')).toContain('承認待ち');
});

it('a token for a whole organisation is refused at the start, with the reason', async () => {
  const sandbox = await startSandbox();
  sandbox.slack.configure({ organisation: CITY, organisationInstall: true });
  try {
    await expect(AppProcess.start({ env: sandbox.env })).rejects.toThrow(startText({ kind: 'organisation' }));
  } finally {
    await sandbox.stop();
  }
});
