import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { call, type Probe, probe } from './probe.ts';
import { PersonError } from './slack/errors.ts';
import type { Person } from './slack/person.ts';

let sandbox: Sandbox;
let app: Probe;
let staff: Person;
beforeEach(async () => {
  sandbox = await startSandbox({ ackTimeoutMs: 300 });
  app = await probe(sandbox);
  staff = sandbox.slack.as('U0KOHO001');
});
afterEach(() => sandbox.stop());

const channel = 'C0SHINAGAWA';
const plain = (text: string) => ({ type: 'plain_text', text });
const button = { type: 'button', action_id: 'approve', text: plain('承認する'), value: 'r1' };
const card = (value: string) => [
  { type: 'section', text: plain('本文') },
  { type: 'actions', block_id: 'decide', elements: [{ ...button, value }] },
];
const last = () => app.payloads.at(-1);

async function posted(blocks: unknown): Promise<string> {
  const { ts } = await call(sandbox, 'chat.postMessage', { channel, text: '控え', blocks });
  return String(ts);
}

async function opened(view: Record<string, unknown>): Promise<void> {
  await staff.command(channel, '/post');
  const answer = await call(sandbox, 'views.open', {
    trigger_id: last()?.trigger_id,
    view: { type: 'modal', title: plain('起案'), ...view },
  });
  expect(answer).toMatchObject({ ok: true });
}

const input = (blockId: string, element: Record<string, unknown>, more = {}) => ({
  type: 'input',
  block_id: blockId,
  label: plain(blockId),
  element: { action_id: 'value', ...element },
  ...more,
});

describe('commands', () => {
  it('arrive as Slack sends them, and their acknowledgement may carry a message', async () => {
    app.answer = () => ({ text: '受け付けました', response_type: 'ephemeral' });
    await staff.command(channel, '/post', '図書館 & <休館>');
    expect(last()).toMatchObject({
      command: '/post',
      text: '図書館 & <休館>',
      user_id: 'U0KOHO001',
      channel_id: channel,
      channel_name: '品川区公式x',
      team_id: 'T0KESSAI01',
      is_enterprise_install: 'false',
    });
    expect(staff.ephemerals(channel).map((each) => each.text)).toEqual(['受け付けました']);
    sandbox.slack.configure({ commandText: 'escaped' });
    await staff.command(channel, '/post', '図書館 & <休館>');
    expect(last()).toMatchObject({ text: '図書館 &amp; &lt;休館&gt;' });
  });

  it('fail visibly when nobody acknowledges, and when nobody is there', async () => {
    app.answer = () => null;
    expect(await staff.command(channel, '/post')).toMatchObject({ outcome: 'timeout' });
    app.close();
    await sandbox.waitFor(() => sandbox.slack.connections() === 0);
    expect(await staff.command(channel, '/post')).toMatchObject({ outcome: 'failed' });
    expect(staff.notices().map((notice) => notice.code)).toEqual(['operation_timeout', 'dispatch_failed']);
  });

  it('can be answered five times within half an hour by the response URL', async () => {
    await staff.command(channel, '/post');
    const url = String(last()?.response_url);
    const respond = async (body: unknown) =>
      (
        await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).status;
    expect(await respond({ text: '一' })).toBe(200);
    expect(await respond({ text: '二', response_type: 'in_channel' })).toBe(200);
    expect(await respond({ blocks: [{ type: 'section' }] })).toBe(400);
    expect(await respond({ text: '四' })).toBe(200);
    expect(await respond({ text: '五' })).toBe(200);
    expect(await respond({ text: '六' })).toBe(404);
    expect(sandbox.slack.messages(channel).map((message) => message.text)).toEqual(['二']);
    await staff.command(channel, '/post');
    sandbox.advanceClock(31 * 60_000);
    const late = await fetch(String(last()?.response_url), {
      method: 'POST',
      body: JSON.stringify({ text: '遅い' }),
    });
    expect(await late.json()).toMatchObject({ error: 'expired_url' });
  });
});

describe('clicks', () => {
  it('carry what the card shows now', async () => {
    const ts = await posted(card('r1'));
    await call(sandbox, 'chat.update', { channel, ts, text: '控え', blocks: card('r2') });
    await staff.click({ channel, ts }, 'approve');
    expect(last()).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0KOHO001', team_id: 'T0KESSAI01' },
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
      message: { ts, blocks: [{}, { block_id: 'decide' }] },
      actions: [{ action_id: 'approve', block_id: 'decide', value: 'r2', type: 'button' }],
      state: { values: {} },
    });
  });

  it('can come from a client that fell behind', async () => {
    const ts = await posted(card('r1'));
    const stale = structuredClone(sandbox.slack.message(channel, ts));
    await call(sandbox, 'chat.update', {
      channel,
      ts,
      text: '控え',
      blocks: [{ type: 'section', text: plain('公開済み') }],
    });
    await expect(staff.click({ channel, ts }, 'approve')).rejects.toThrow(PersonError);
    await staff.click({ channel, ts }, 'approve', { stale });
    expect(last()).toMatchObject({
      actions: [{ value: 'r1' }],
      message: { blocks: [{}, { elements: [{ value: 'r1' }] }] },
    });
  });

  it('show the confirmation first', async () => {
    const confirm = {
      title: plain('確認'),
      text: plain('承認しますか'),
      confirm: plain('はい'),
      deny: plain('いいえ'),
    };
    const ts = await posted([{ type: 'actions', elements: [{ ...button, confirm }] }]);
    const before = app.frames.length;
    expect(await staff.click({ channel, ts }, 'approve', { decline: true })).toMatchObject({
      outcome: 'declined',
      confirm: { text: { text: '承認しますか' } },
    });
    expect(app.frames).toHaveLength(before);
    expect(await staff.click({ channel, ts }, 'approve')).toMatchObject({ outcome: 'acknowledged' });
  });

  it('work on private messages, which the response URL can replace and delete', async () => {
    await call(sandbox, 'chat.postEphemeral', { channel, user: staff.id, text: '控え', blocks: card('e1') });
    const ts = staff.ephemerals(channel)[0]?.ts ?? '';
    await staff.click({ channel, ts }, 'approve');
    expect(last()).toMatchObject({ container: { is_ephemeral: true } });
    expect(last()).not.toHaveProperty('message');
    const url = String(last()?.response_url);
    await fetch(url, { method: 'POST', body: JSON.stringify({ replace_original: true, text: '済み' }) });
    expect(staff.ephemerals(channel).map((each) => each.text)).toEqual(['済み']);
    await fetch(url, { method: 'POST', body: JSON.stringify({ delete_original: true }) });
    expect(staff.ephemerals(channel)).toEqual([]);
    await expect(sandbox.slack.as('U0KOHO002').click({ channel, ts }, 'approve')).rejects.toThrow(PersonError);
  });

  it('are not possible for people who left', async () => {
    const ts = await posted(card('r1'));
    sandbox.slack.deactivateUser(staff.id);
    await expect(staff.click({ channel, ts }, 'approve')).rejects.toThrow('deactivated');
  });

  it('report menus with what is chosen', async () => {
    const options = ['災害', 'イベント'].map((text) => ({ text: plain(text), value: text }));
    const ts = await posted([
      { type: 'actions', block_id: 'b', elements: [{ type: 'static_select', action_id: 'category', options }] },
    ]);
    await staff.choose({ channel, ts }, 'category', 'イベント');
    expect(last()).toMatchObject({
      actions: [{ type: 'static_select', selected_option: { value: 'イベント' } }],
      state: { values: { b: { category: { selected_option: { value: 'イベント' } } } } },
    });
    await expect(staff.choose({ channel, ts }, 'category', '選挙')).rejects.toThrow('not offered');
  });
});

describe('forms', () => {
  const checkboxes = {
    type: 'checkboxes',
    options: ['確認した', '写真あり'].map((text, index) => ({ text: plain(text), value: `c${index}` })),
  };

  it('are submitted with everything that is in them', async () => {
    await opened({
      callback_id: 'draft',
      private_metadata: 'm',
      submit: plain('起案する'),
      blocks: [
        input('本文', { type: 'plain_text_input', multiline: true, initial_value: '下書き' }),
        input('確認', checkboxes),
        input('日付', { type: 'datepicker' }, { optional: true }),
      ],
    });
    expect(staff.readModal()).toBe(
      '【起案】\n本文\n  下書き\n確認\n  ☐ 確認した\n  ☐ 写真あり\n日付（任意）\n  ＿＿\n[キャンセル] [起案する]',
    );
    expect(await staff.submit()).toMatchObject({
      outcome: 'incomplete',
      problems: [{ field: '確認', problem: 'required' }],
    });
    await staff.submit({ 本文: '一行目\n二行目', 確認: ['確認した'], 日付: '2026-07-01' });
    expect(last()).toMatchObject({
      type: 'view_submission',
      view: {
        callback_id: 'draft',
        private_metadata: 'm',
        state: {
          values: {
            本文: { value: { type: 'plain_text_input', value: '一行目\n二行目' } },
            確認: { value: { selected_options: [{ value: 'c0' }] } },
            日付: { value: { selected_date: '2026-07-01' } },
          },
        },
      },
      response_urls: [],
    });
    expect(staff.modal()).toBeUndefined();
  });

  it('are not submitted while a text is too long or too short', async () => {
    await opened({
      submit: plain('送る'),
      blocks: [input('本文', { type: 'plain_text_input', min_length: 2, max_length: 3 })],
    });
    expect(await staff.submit({ 本文: '𠮷𠮷𠮷𠮷' })).toMatchObject({ problems: [{ problem: 'tooLong' }] });
    expect(await staff.submit({ 本文: '𠮷' })).toMatchObject({ problems: [{ problem: 'tooShort' }] });
    expect(await staff.submit({ 本文: '𠮷𠮷𠮷' })).toMatchObject({ outcome: 'acknowledged' });
  });

  it('stay open with the text when nobody acknowledges', async () => {
    await opened({ submit: plain('送る'), blocks: [input('本文', { type: 'plain_text_input' })] });
    app.answer = () => null;
    expect(await staff.submit({ 本文: '大切な文' })).toMatchObject({ outcome: 'timeout' });
    expect(staff.readModal()).toContain('大切な文');
  });

  it('keep what was typed through an update where block and action stay the same, even against a new initial value', async () => {
    const blocks = (initial: string, more: unknown[] = []) => [
      input('本文', { type: 'plain_text_input', initial_value: initial }),
      ...more,
    ];
    await opened({ submit: plain('送る'), blocks: blocks('初め') });
    await staff.fill({ 本文: '書いた文' });
    const view = {
      type: 'modal',
      title: plain('二'),
      submit: plain('送る'),
      blocks: blocks('別', [input('新しい欄', { type: 'plain_text_input', initial_value: '既定' })]),
    };
    await call(sandbox, 'views.update', { view_id: staff.modal()?.id, view });
    expect(staff.readModal()).toContain('書いた文');
    expect(staff.readModal()).toContain('既定');
  });

  it('can be answered with errors, another view, one on top, or the end of all', async () => {
    const view = (title: string) => ({
      type: 'modal',
      title: plain(title),
      submit: plain('送る'),
      blocks: [input('本文', { type: 'plain_text_input', initial_value: 'a' })],
    });
    await opened(view('一'));
    app.answer = () => ({ response_action: 'errors', errors: { 本文: '書き直してください' } });
    expect(await staff.submit()).toMatchObject({ outcome: 'errors' });
    app.answer = () => ({ response_action: 'update', view: view('二') });
    await staff.submit();
    app.answer = () => ({ response_action: 'push', view: view('三') });
    await staff.submit();
    await staff.submit({ 本文: 'b' });
    expect(sandbox.slack.modals(staff.id).map((each) => each.title?.text)).toEqual(['二', '三', '三']);
    expect(await staff.submit()).toMatchObject({ outcome: 'failed' });
    expect(sandbox.slack.mistakes()[0]?.what).toContain('push_limit_reached');
    app.answer = () => ({ response_action: 'clear' });
    await staff.submit();
    expect(staff.modal()).toBeUndefined();
  });

  it('show trouble when errors name a block that is no input', async () => {
    await opened({
      submit: plain('送る'),
      blocks: [
        { type: 'section', block_id: 'note', text: plain('a') },
        input('本文', { type: 'plain_text_input', initial_value: 'a' }),
      ],
    });
    app.answer = () => ({ response_action: 'errors', errors: { note: '?' } });
    expect(await staff.submit()).toMatchObject({ outcome: 'failed' });
    expect(sandbox.slack.mistakes()).toHaveLength(1);
    expect(staff.notices()).toMatchObject([{ code: 'trouble_connecting' }]);
  });

  it('report buttons and elements that dispatch, with everything typed so far', async () => {
    await opened({
      submit: plain('送る'),
      blocks: [
        input('本文', { type: 'plain_text_input' }),
        input(
          '種別',
          { type: 'static_select', options: [{ text: plain('災害'), value: 'd' }] },
          { dispatch_action: true },
        ),
        { type: 'actions', elements: [{ type: 'button', action_id: 'check', text: plain('チェック') }] },
      ],
    });
    await staff.fill({ 本文: '途中の文', 種別: '災害' });
    expect(last()).toMatchObject({
      type: 'block_actions',
      container: { type: 'view' },
      view: {
        state: {
          values: { 本文: { value: { value: '途中の文' } }, 種別: { value: { selected_option: { value: 'd' } } } },
        },
      },
      actions: [{ type: 'static_select' }],
    });
    await staff.click('modal', 'check');
    const push = { trigger_id: last()?.trigger_id, view: { type: 'modal', title: plain('上'), blocks: [] } };
    expect(await call(sandbox, 'views.push', push)).toMatchObject({ ok: true });
  });

  it('tell the app that they were closed only when it asked', async () => {
    await opened({ blocks: [] });
    const before = app.frames.length;
    await staff.close();
    expect(app.frames).toHaveLength(before);
    await opened({ blocks: [], notify_on_close: true });
    await staff.close();
    expect(last()).toMatchObject({ type: 'view_closed', is_cleared: false });
    expect(staff.modal()).toBeUndefined();
  });
});

describe('shortcuts and the Home tab', () => {
  it('carry the message, its text with entities', async () => {
    const { ts } = sandbox.slack.as('U0KUMIN01').say(channel, 'A&B <!channel>');
    await staff.shortcut(channel, ts, 'draft_this');
    expect(last()).toMatchObject({
      type: 'message_action',
      callback_id: 'draft_this',
      message_ts: ts,
      message: { user: 'U0KUMIN01', text: 'A&amp;B &lt;!channel&gt;' },
    });
    expect(sandbox.slack.pings({ text: String(sandbox.slack.message(channel, ts)?.text) }).broadcasts).toEqual([]);
    await staff.globalShortcut('new_draft');
    expect(last()).toMatchObject({ type: 'shortcut', callback_id: 'new_draft' });
  });

  it('open the Home tab', async () => {
    await staff.openHome();
    expect(last()).toMatchObject({
      type: 'event_callback',
      event: { type: 'app_home_opened', user: staff.id, tab: 'home' },
    });
    await call(sandbox, 'views.publish', { user_id: staff.id, view: { type: 'home', blocks: card('h') } });
    expect(staff.readHome()).toBe('本文\n[承認する]');
    await staff.click('home', 'approve');
    expect(last()).toMatchObject({ container: { type: 'view' }, view: { type: 'home' }, actions: [{ value: 'h' }] });
  });
});
