import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { faultText, refusalText } from '../../src/text/refusals.ts';
import { AppProcess } from '../sandbox/app-process.ts';
import { startSandbox } from '../sandbox/index.ts';
import { type CardPlace, OfficePeople, PEOPLE, SHINAGAWA, TOSHIMA } from '../sandbox/office.ts';
import { TOKENS } from '../sandbox/seed.ts';
import type { Delivery, Payload } from '../sandbox/slack/delivery/delivery.ts';
import { freePort } from '../support/free-port.ts';
import { sharedOffice } from '../support/kessai.ts';
import { TOLD } from '../support/told.ts';
import { until } from '../support/until.ts';

const { staffA, staffB, staffD, prManager, civicManager } = PEOPLE;
const NOT_FOUND = refusalText({ code: 'not-found' });
/** The reference follows. */
const FAULT = faultText.fault('');
const office = sharedOffice();

afterEach(() => {
  expect(office().sandbox.slack.mistakes()).toEqual([]);
});

/** The payload of the last click of this kind, to be tampered with. */
function lastClick(): Payload {
  const click = office()
    .sandbox.slack.deliveries()
    .findLast(({ kind, payload }) => kind === 'interactive' && payload.type === 'block_actions');
  if (click === undefined) throw new Error('somebody has clicked');
  return click.payload;
}

/** The same click with another value, and with a time of its own, so that it is no repetition. */
function withValue(payload: Payload, value: unknown, more: Payload = {}): Payload {
  const [action] = Array.isArray(payload.actions) ? payload.actions : [];
  const forged = 'selected_option' in action ? { selected_option: { ...action.selected_option, value } } : { value };
  return { ...payload, ...more, trigger_id: `forged-${Math.random()}`, actions: [{ ...action, ...forged }] };
}

async function alive(card: CardPlace): Promise<void> {
  const { people, sandbox } = office();
  await people.press(prManager, card, 'approve');
  await sandbox.waitFor(() => sandbox.slack.as(prManager).modal());
  await sandbox.slack.as(prManager).close({ all: true });
}

describe('a button’s value is an address, never a right', () => {
  it('with a draft of another account, whoever may not decide there still may not', async () => {
    const { people, sandbox } = office();
    const own = await people.post(staffA, SHINAGAWA, '品川の文です。');
    const others = await people.postByForm(staffD, TOSHIMA, { 'text.0': '豊島の文です。', 'categories.0': ['1'] });
    await people.press(prManager, others, 'approve');
    const toshima = lastClick();
    await people.press(prManager, own, 'approve');
    await sandbox.waitFor(() => sandbox.slack.as(prManager).modal());
    await sandbox.slack.as(prManager).close({ all: true });
    const [{ value }] = toshima.actions as [{ value: string }];
    const before = sandbox.slack.as(prManager).ephemerals(SHINAGAWA).length;
    await sandbox.slack.deliverRaw('interactive', withValue(lastClick(), value));
    const told = await sandbox.waitFor(() => sandbox.slack.as(prManager).ephemerals(SHINAGAWA)[before]);
    expect(sandbox.slack.readMessage(told)).toContain(NOT_FOUND);
    expect(await people.cardSays(others, '承認待ち')).toContain('[承認する]');
    await alive(own);
  });

  it('a click in one channel does not reach the card of another, even of somebody who may decide on it', async () => {
    const { people, sandbox } = office();
    const own = await people.post(staffA, SHINAGAWA, 'ここで決める文です。');
    const others = await people.postByForm(staffD, TOSHIMA, {
      'text.0': 'あちらで決める文です。',
      'categories.0': ['1'],
    });
    await people.press(civicManager, others, 'approve');
    await sandbox.waitFor(() => sandbox.slack.as(civicManager).modal());
    await sandbox.slack.as(civicManager).close({ all: true });
    const value = (lastClick().actions as [{ value: string }])[0].value;
    const before = sandbox.slack.as(civicManager).ephemerals(SHINAGAWA).length;
    await people.press(civicManager, own, 'approve');
    await sandbox.waitFor(() => sandbox.slack.as(civicManager).ephemerals(SHINAGAWA)[before]);
    await sandbox.slack.deliverRaw('interactive', withValue(lastClick(), value));
    const told = await sandbox.waitFor(() => sandbox.slack.as(civicManager).ephemerals(SHINAGAWA)[before + 1]);
    expect(sandbox.slack.readMessage(told)).toContain(NOT_FOUND);
    expect(sandbox.slack.as(civicManager).modal()).toBeUndefined();
  });

  it.each([
    ['a draft that does not exist', '{"draftId":"20200101-AAAAAAAA","revision":1}'],
    ['a path', '{"draftId":"../../../../etc/passwd","revision":1}'],
    ['another folder', '{"draftId":"closed/2026-11/x","revision":1}'],
    ['no JSON', '<!channel>'],
    ['nothing', ''],
    ['no value at all', undefined],
    ['numbers where words should be', '{"draftId":1,"revision":"1"}'],
    ['a revision below the first', '{"draftId":"20200101-AAAAAAAA","revision":-1}'],
    ['a very long one', 'x'.repeat(100_000)],
    ['the prototype', '{"__proto__":{"draftId":"a"},"draftId":"__proto__","revision":1}'],
  ])('%s is answered politely, and the app goes on', async (_what, value) => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, `でたらめな値の文です（${_what}）。`);
    for (const button of ['approve', 'withdraw'] as const) {
      const person = sandbox.slack.as(staffB);
      const before = person.ephemerals(SHINAGAWA).length;
      await people.press(staffB, card, button);
      await sandbox.waitFor(() => person.ephemerals(SHINAGAWA).length === before + 1);
      const delivery = await sandbox.slack.deliverRaw('interactive', withValue(lastClick(), value));
      expect(delivery.state).toBe('acknowledged');
      const told = await sandbox.waitFor(() => person.ephemerals(SHINAGAWA)[before + 1]);
      const said = sandbox.slack.readMessage(told);
      expect(said.includes(NOT_FOUND) || said.includes(FAULT), said).toBe(true);
    }
    await people.cardSays(card, '承認待ち');
  });

  it('a page of a list that nobody could have turned to', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '一覧の前の文です。');
    const person = sandbox.slack.as(staffB);
    for (const page of ['-1', '1e9', 'NaN', '99999999999']) {
      const before = person.ephemerals(SHINAGAWA).length;
      await people.press(staffB, card, 'approve');
      await sandbox.waitFor(() => person.ephemerals(SHINAGAWA).length === before + 1);
      const click = lastClick();
      const actions = (click.actions as Payload[]).map((action) => ({ ...action, action_id: 'history.older' }));
      const forged = withValue({ ...click, actions }, JSON.stringify({ accountId: 'shinagawa-x', page }));
      expect((await sandbox.slack.deliverRaw('interactive', forged)).state).toBe('acknowledged');
      const told = await sandbox.waitFor(() => person.ephemerals(SHINAGAWA)[before + 1]);
      expect(sandbox.slack.readMessage(told)).toContain(FAULT);
    }
  });

  it('a form for a draft that does not exist says so and gives back what was written', async () => {
    const { people, sandbox } = office();
    const card = await people.post(staffA, SHINAGAWA, '差し戻される文です。');
    await people.press(prManager, card, 'return');
    const manager = sandbox.slack.as(prManager);
    await sandbox.waitFor(() => manager.modal());
    await manager.submit({ reason: 'ほんとうの理由です。' });
    await people.cardSays(card, '差戻し');
    const genuine = sandbox.slack.deliveries().findLast(({ payload }) => payload.type === 'view_submission')
      ?.payload as { view: { private_metadata: string } };
    const metadata = { ...JSON.parse(genuine.view.private_metadata), draftId: '20200101-AAAAAAAA' };
    const delivery = await sandbox.slack.deliverRaw('interactive', {
      ...genuine,
      trigger_id: 'forged-form',
      view: { ...genuine.view, private_metadata: JSON.stringify(metadata) },
    });
    expect(JSON.stringify(delivery.answer)).toContain(NOT_FOUND);
    expect(JSON.stringify(delivery.answer)).toContain('ほんとうの理由です。');
  });
});

describe('another workspace', () => {
  it.each([
    ['a command', 'slash_commands', { team_id: 'T0STRANGE', command: '/post' }],
    ['a command of no workspace', 'slash_commands', { team_id: undefined }],
    ['a click', 'interactive', { team: { id: 'T0STRANGE', domain: 'strange' } }],
    [
      'a click of somebody from outside in a shared channel',
      'interactive',
      { user: { id: staffA, team_id: 'T0STRANGE' } },
    ],
    ['an event', 'events_api', { team_id: 'T0STRANGE' }],
  ] as const)('%s is acknowledged, ignored and logged', async (_what, kind, forged) => {
    const { people, sandbox, app } = office();
    const card = await people.post(staffA, SHINAGAWA, `取り下げられない文です（${_what}）。`);
    await sandbox.slack.as(staffA).openHome();
    // A genuine one of each kind: 職員A may draft and may withdraw.
    await people.press(staffB, card, 'withdraw');
    const genuine = sandbox.slack.deliveries().findLast((each: Delivery) => each.kind === kind)?.payload ?? {};
    const before = { cards: sandbox.slack.messages(SHINAGAWA).length, log: app.logs.length };
    const payload = { ...genuine, trigger_id: `strange-${kind}`, event_id: `Ev-${kind}`, ...forged };
    const delivery = await sandbox.slack.deliverRaw(kind, payload);
    expect(delivery.state).toBe('acknowledged');
    await until(
      () => app.logs.slice(before.log).join('\n').includes('a delivery that is not of this workspace is ignored'),
      app.logs,
    );
    // What comes after it has been dealt with, so the foreign one has been too.
    const answers = sandbox.slack.as(staffA).ephemerals('C0GENERAL').length;
    await sandbox.slack.as(staffA).command('C0GENERAL', '/post', 'ヘルプ');
    await sandbox.waitFor(() => sandbox.slack.as(staffA).ephemerals('C0GENERAL').length > answers);
    expect(sandbox.slack.messages(SHINAGAWA)).toHaveLength(before.cards);
    expect(await people.cardSays(card, '承認待ち')).toContain('取下げ]');
  });
});

describe('over HTTP', () => {
  async function openHttp() {
    const port = await freePort();
    const requestUrl = `http://127.0.0.1:${port}/slack/events`;
    const sandbox = await startSandbox({ delivery: 'http', requestUrl });
    const app = await AppProcess.start({ env: { ...sandbox.env, PORT: String(port) } });
    onTestFinished(async () => {
      await app.stop();
      await sandbox.stop();
    });
    const people = new OfficePeople(sandbox);
    const card = await people.post(staffA, SHINAGAWA, 'ほんものの文です。');
    await people.threadSays(card, TOLD.submitted);
    const genuine = sandbox.slack.deliveries()[0]?.payload ?? {};
    const command = (text: string): Payload => ({ ...genuine, text, trigger_id: `trigger-${text}` });
    return { requestUrl, sandbox, people, command, cards: () => sandbox.slack.messages(SHINAGAWA).length };
  }
  const seconds = (shift: number): number => Math.floor(Date.now() / 1_000) + shift;

  it('only what Slack has signed, now and for the first time, gets in', async () => {
    const { requestUrl, sandbox, people, command, cards } = await openHttp();
    const { slack } = sandbox;
    const signature = `v0=${'0'.repeat(64)}`;
    expect((await slack.deliverRaw('slash_commands', command('偽の署名'), { signature })).state).toBe('failed');
    expect((await slack.deliverRaw('slash_commands', command('署名なし'), { signature: '' })).state).toBe('failed');
    expect((await slack.deliverRaw('slash_commands', command('古い'), { timestamp: seconds(-360) })).state).toBe(
      'failed',
    );
    expect((await slack.deliverRaw('slash_commands', command('未来'), { timestamp: seconds(3_600) })).state).toBe(
      'failed',
    );
    expect((await slack.deliverRaw('slash_commands', command('少し未来'), { timestamp: seconds(120) })).state).toBe(
      'failed',
    );
    expect(cards()).toBe(1);

    const timestamp = seconds(-30);
    expect((await slack.deliverRaw('slash_commands', command('盗み聞きされた文'), { timestamp })).state).toBe(
      'acknowledged',
    );
    await sandbox.waitFor(() => cards() === 2);
    expect((await slack.deliverRaw('slash_commands', command('盗み聞きされた文'), { timestamp })).state).toBe('failed');
    // Slack's own repetition is signed anew: it is answered, and makes no second card.
    expect(
      (await slack.deliverRaw('slash_commands', command('盗み聞きされた文'), { timestamp: seconds(-20) })).state,
    ).toBe('acknowledged');

    const refused = async (body: string, headers: Record<string, string> = {}): Promise<number> => {
      const type = 'application/x-www-form-urlencoded';
      return (await fetch(requestUrl, { method: 'POST', headers: { 'content-type': type, ...headers }, body })).status;
    };
    expect(await refused('text=x')).toBe(401);
    expect(await refused(`text=${'x'.repeat(2_000_000)}`)).toBe(413);
    expect(await refused('ssl_check=1&command=%2Fpost&text=x')).toBe(200);
    expect((await fetch(requestUrl)).status).toBe(404);

    await people.post(staffA, SHINAGAWA, 'そのあとの、ほんものの文です。');
    expect(cards()).toBe(3);
  });

  it('what Slack itself sends again is acknowledged, in another second and in the same one, and acts once', async () => {
    const { requestUrl, sandbox, command, cards } = await openHttp();
    const sent = await sandbox.slack.deliverRaw('slash_commands', command('もう一度届く文'), {
      timestamp: seconds(-30),
    });
    await sandbox.waitFor(() => cards() === 2);
    expect(await sandbox.slack.redeliver(sent.id)).toMatchObject({ ok: true });

    const again = async (headers: Record<string, string>, body: string): Promise<number> => {
      const timestamp = String(seconds(0));
      const digest = createHmac('sha256', TOKENS.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
      const signed = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
      const type = { 'content-type': 'application/json' };
      return (await fetch(requestUrl, { method: 'POST', headers: { ...type, ...signed, ...headers }, body })).status;
    };
    const retry = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
    const event = (id: string) =>
      JSON.stringify({
        token: 'x',
        team_id: 'T0KESSAI01',
        api_app_id: 'A0KESSAI01',
        type: 'event_callback',
        event_id: id,
        event: { type: 'app_home_opened', user: staffA, tab: 'home', channel: 'D0', event_ts: '1.1' },
      });
    // Both at once, so that the second hand is the same; a repetition may overtake.
    for (const order of [
      [{}, retry],
      [retry, {}],
    ]) {
      const body = event(`Ev${JSON.stringify(order)}`);
      expect(await Promise.all(order.map((headers) => again(headers, body)))).toEqual([200, 200]);
    }
    expect(cards()).toBe(2);
  });

  it('a signed payload of another workspace is acknowledged and ignored', async () => {
    const { sandbox, people, command, cards } = await openHttp();
    const strange = { ...command('よその文'), team_id: 'T0STRANGE' };
    expect((await sandbox.slack.deliverRaw('slash_commands', strange)).state).toBe('acknowledged');
    await people.post(staffA, SHINAGAWA, 'うちの文です。');
    expect(cards()).toBe(2);
  });
});
