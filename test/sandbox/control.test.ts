import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { call, type Probe, probe } from './probe.ts';

let sandbox: Sandbox;
let app: Probe;
beforeEach(async () => {
  sandbox = await startSandbox();
  app = await probe(sandbox);
});
afterEach(() => sandbox.stop());

async function post(path: string, body: unknown): Promise<Response> {
  return fetch(`${sandbox.controlUrl}/control/${path}`, { method: 'POST', body: JSON.stringify(body) });
}

async function get(path: string): Promise<string> {
  return (await fetch(`${sandbox.controlUrl}/control/${path}`)).text();
}

/** Reads server-sent events until one of them contains `until`. */
async function events(query: string, until: string): Promise<string> {
  const controller = new AbortController();
  const response = await fetch(`${sandbox.controlUrl}/control/events${query}`, { signal: controller.signal });
  const decoder = new TextDecoder();
  let seen = '';
  for await (const chunk of response.body ?? []) {
    seen += decoder.decode(chunk, { stream: true });
    if (seen.includes(until)) break;
  }
  controller.abort();
  return seen;
}

const channel = 'C0SHINAGAWA';
const plain = (text: string) => ({ type: 'plain_text', text });

describe('the control API', () => {
  it('plays a person from the command to the form', async () => {
    await post('slack/command', { user: 'U0KOHO001', channel, command: '/post', text: '本文' });
    const trigger = app.payloads.at(-1)?.trigger_id;
    const element = { type: 'plain_text_input', action_id: 'a' };
    const view = {
      type: 'modal',
      title: plain('起案'),
      submit: plain('送る'),
      blocks: [{ type: 'input', block_id: 'b', label: plain('本文'), element }],
    };
    await call(sandbox, 'views.open', { trigger_id: trigger, view });
    expect(await (await post('slack/submit', { user: 'U0KOHO001' })).json()).toMatchObject({ outcome: 'incomplete' });
    await post('slack/fill', { user: 'U0KOHO001', values: { 本文: '書いた文' } });
    expect(JSON.parse(await get('snapshot'))).toMatchObject({
      slack: { views: [{ user: 'U0KOHO001', state: { values: { b: { a: { value: '書いた文' } } } } }], connections: 1 },
      x: { accounts: [{ username: 'shinagawacity' }, {}] },
    });
    expect(await (await post('slack/submit', { user: 'U0KOHO001' })).json()).toMatchObject({ outcome: 'acknowledged' });
  });

  it('says why a person cannot do something', async () => {
    const nothing = await post('slack/click', { user: 'U0KOHO001', place: 'modal', actionId: 'approve' });
    expect(nothing.status).toBe(400);
    expect(await nothing.json()).toMatchObject({ error: expect.stringContaining('no open modal') });
    expect((await post('slack/command', { user: 'U0KOHO001' })).status).toBe(400);
  });

  it('streams what happens, and what was missed', async () => {
    const live = events('?since=0', 'message.posted');
    await call(sandbox, 'chat.postMessage', { channel, text: 'カード' });
    expect(await live).toMatch(/event: message\.posted[\s\S]*カード/);
    const { seq } = JSON.parse(await get('snapshot'));
    await post('x/seed-post', { username: 'shinagawacity', text: 'ポスト' });
    const missed = await events(`?since=${seq}`, 'x.posted');
    expect(missed).toContain('ポスト');
    expect(missed).not.toContain('カード');
  });

  it('switches faults and settings, and begins anew', async () => {
    await post('faults', {
      service: 'slack',
      operation: 'chat.postMessage',
      effect: { kind: 'error', error: 'fatal_error' },
      times: null,
    });
    expect(await call(sandbox, 'chat.postMessage', { channel, text: 'a' })).toMatchObject({ error: 'fatal_error' });
    await fetch(`${sandbox.controlUrl}/control/faults`, { method: 'DELETE' });
    expect(await call(sandbox, 'chat.postMessage', { channel, text: 'a' })).toMatchObject({ ok: true });
    await post('slack/configure', { plan: 'free' });
    expect(await call(sandbox, 'usergroups.list', {})).toMatchObject({ error: 'plan_upgrade_required' });
    await post('slack/channel', { channel, archived: true });
    expect(await call(sandbox, 'chat.postMessage', { channel, text: 'a' })).toMatchObject({ error: 'is_archived' });
    expect(await get(`slack/read?channel=${channel}`)).toMatch(/^# 品川区公式x\n\nKessai \d\d:\d\d\na$/);
    await post('reset', {});
    expect(await get(`slack/read?channel=${channel}`)).toBe('# 品川区公式x');
    expect(await call(sandbox, 'usergroups.list', {})).toMatchObject({ ok: true });
  });
});
