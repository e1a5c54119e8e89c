import type { KnownBlock } from '@slack/types';
import { LogLevel, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { TOKENS } from './seed.ts';
import { codePoints } from './slack/blocks/limits.ts';

let sandbox: Sandbox;
let client: WebClient;
beforeEach(async () => {
  sandbox = await startSandbox();
  client = new WebClient(TOKENS.bot, {
    slackApiUrl: sandbox.slackApiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
});
afterEach(() => sandbox.stop());

interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly ts?: string;
  readonly has_more?: boolean;
  readonly messages?: readonly { readonly text: string; readonly metadata?: unknown }[];
  readonly response_metadata?: { readonly messages?: readonly string[] };
}

/** A call as any client would make it; refusals are answers, not errors. */
async function call(
  method: string,
  args: Readonly<Record<string, unknown>>,
  token: string | null = TOKENS.bot,
): Promise<Answer> {
  const response = await fetch(sandbox.slackApiUrl + method, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(args),
  });
  const answer: Answer = JSON.parse(await response.text());
  return answer;
}

const channel = 'C0SHINAGAWA';
const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (id: string, more = {}) => ({ type: 'button', action_id: id, text: plain('押す'), ...more });
const richText = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ text: plain(`選択肢${index}`), value: `v${index}` }));
const select = (more = {}) => ({ type: 'static_select', action_id: 's', options: options(2), ...more });

describe('who may call', () => {
  it('asks for the right token and scope', async () => {
    expect(await call('auth.test', {}, null)).toMatchObject({ error: 'not_authed' });
    expect(await call('auth.test', {}, 'xoxb-other')).toMatchObject({ error: 'invalid_auth' });
    expect(await call('apps.connections.open', {})).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await call('chat.nonsense', {})).toMatchObject({ error: 'unknown_method' });
    sandbox.slack.configure({ scopes: ['chat:write'] });
    expect(await call('users.info', { user: 'U0KOHO001' })).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
    });
    expect((await client.auth.test()).response_metadata?.scopes).toEqual(['chat:write']);
  });
});

describe('posting and changing', () => {
  it('takes forms and JSON alike', async () => {
    const blocks: KnownBlock[] = [{ type: 'section', text: { type: 'mrkdwn', text: 'a & <b>' } }];
    const posted = await client.chat.postMessage({ channel, text: '控え', blocks });
    expect(posted.message?.blocks?.[0]).toMatchObject({ text: { text: 'a &amp; &lt;b&gt;', verbatim: false } });
    expect(await call('chat.postMessage', { channel, text: '控え', blocks })).toMatchObject({ ok: true });
    expect(sandbox.slack.readChannel(channel).match(/a & <b>/g)).toHaveLength(2);
  });

  it.each([
    ['an unknown channel', { channel: 'C0NOWHERE', text: 'a' }, 'channel_not_found'],
    ['no channel', { text: 'a' }, 'channel_not_found'],
    ['nothing to say', { channel }, 'no_text'],
    ['too long a text', { channel, text: 'あ'.repeat(40_001) }, 'msg_too_long'],
    ['a thread that never was', { channel, text: 'a', thread_ts: '1.000001' }, 'thread_not_found'],
    ['blocks that are no list', { channel, blocks: '{"type":"section"}' }, 'invalid_blocks_format'],
    ['blocks that are no JSON', { channel, blocks: '[{' }, 'invalid_blocks_format'],
    [
      'too much in all blocks',
      { channel, blocks: Array.from({ length: 6 }, () => section('あ'.repeat(2_900))) },
      'msg_blocks_too_long',
    ],
  ])('refuses %s', async (_, args, error) => {
    expect(await call('chat.postMessage', args)).toMatchObject({ ok: false, error });
  });

  it('knows who may write where', async () => {
    const { ts } = await call('chat.postMessage', { channel, text: '本文' });
    const said = sandbox.slack.as('U0KOHO001').say(channel, '職員の発言');
    expect(await call('chat.update', { channel, ts: said.ts, text: 'a' })).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await call('chat.delete', { channel, ts: said.ts })).toMatchObject({ error: 'cant_delete_message' });
    expect(await call('chat.update', { channel, ts, text: 'あ'.repeat(4_001) })).toMatchObject({
      error: 'msg_too_long',
    });
    sandbox.slack.removeFromChannel(channel);
    expect(await call('chat.postMessage', { channel, text: 'a' })).toMatchObject({ error: 'not_in_channel' });
    sandbox.slack.addToChannel(channel);
    sandbox.slack.archiveChannel(channel);
    expect(await call('chat.postMessage', { channel, text: 'a' })).toMatchObject({ error: 'is_archived' });
    expect(await call('chat.update', { channel, ts, text: 'a' })).toMatchObject({ error: 'is_inactive' });
    sandbox.slack.unarchiveChannel(channel);
    sandbox.slack.deactivateUser('U0KOHO001');
    expect(await call('chat.postEphemeral', { channel, user: 'U0KOHO001', text: 'a' })).toMatchObject({
      error: 'user_not_in_channel',
    });
    sandbox.slack.deleteMessage(channel, ts ?? '');
    expect(await call('chat.update', { channel, ts, text: 'a' })).toMatchObject({ error: 'message_not_found' });
    expect(await call('chat.getPermalink', { channel, message_ts: ts })).toMatchObject({ error: 'message_not_found' });
  });

  it('does not let rich text be replaced by something else', async () => {
    const { ts } = await call('chat.postMessage', { channel, text: 'a', blocks: [richText('本文')] });
    expect(await call('chat.update', { channel, ts, text: 'b', blocks: [section('本文')] })).toMatchObject({
      error: 'block_mismatch',
    });
    expect(await call('chat.update', { channel, ts, text: 'b', blocks: [richText('改め')] })).toMatchObject({
      ok: true,
    });
    expect(await call('chat.update', { channel, ts, text: 'c' })).toMatchObject({ ok: true });
    expect(sandbox.slack.readChannel(channel)).toContain('改め');
  });

  it('keeps a tombstone where a message with replies was deleted, and gives metadata on request', async () => {
    const { ts = '' } = await call('chat.postMessage', { channel, text: '親' });
    await call('chat.postMessage', {
      channel,
      text: '返信',
      thread_ts: ts,
      metadata: { event_type: 'kessai', event_payload: { n: 1 } },
    });
    sandbox.slack.deleteMessage(channel, ts);
    expect(await call('chat.postMessage', { channel, text: '返信2', thread_ts: ts })).toMatchObject({ ok: true });
    const thread = await call('conversations.replies', { channel, ts, limit: 2 });
    expect(thread).toMatchObject({ has_more: true, messages: [{ subtype: 'tombstone' }, { text: '返信' }] });
    expect(thread.messages?.[1]?.metadata).toBeUndefined();
    const whole = await call('conversations.replies', { channel, ts, include_all_metadata: true });
    expect(whole.messages?.[1]?.metadata).toEqual({ event_type: 'kessai', event_payload: { n: 1 } });
  });

  it('has user groups only on paid plans', async () => {
    expect((await client.usergroups.users.list({ usergroup: 'S0KOHOKACHO' })).users).toEqual(['U0KOHO100']);
    expect(await call('usergroups.users.list', { usergroup: 'S0NOBODY' })).toMatchObject({ error: 'no_such_subteam' });
    sandbox.slack.configure({ plan: 'free' });
    expect(await call('usergroups.users.list', { usergroup: 'S0KOHOKACHO' })).toMatchObject({
      error: 'plan_upgrade_required',
    });
  });
});

describe('limits of blocks', () => {
  const input = (element: unknown, more = {}) => ({ type: 'input', label: plain('欄'), element, ...more });
  const text = (more = {}) => ({ type: 'plain_text_input', action_id: 't', ...more });

  it.each<[string, unknown[], string]>([
    [
      '51 blocks',
      Array.from({ length: 51 }, () => section('a')),
      'no more than 50 items allowed [json-pointer:/blocks]',
    ],
    [
      'a long section',
      [section('𠮷'.repeat(3_001))],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['an empty text', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ['a section of nothing', [{ type: 'section' }], 'missing required field: text or fields [json-pointer:/blocks/0]'],
    [
      'a long header',
      [{ type: 'header', text: plain('あ'.repeat(151)) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['a header in mrkdwn', [{ type: 'header', text: { type: 'mrkdwn', text: 'a' } }], '/blocks/0/text/type'],
    [
      '11 fields',
      [{ type: 'section', fields: Array.from({ length: 11 }, () => plain('a')) }],
      'no more than 10 items allowed',
    ],
    [
      '11 context elements',
      [{ type: 'context', elements: Array.from({ length: 11 }, () => plain('a')) }],
      'no more than 10 items allowed',
    ],
    [
      '26 buttons',
      [{ type: 'actions', elements: Array.from({ length: 26 }, (_, index) => button(`b${index}`)) }],
      'no more than 25 items allowed',
    ],
    [
      'two buttons of one id',
      [{ type: 'actions', elements: [button('a'), button('a')] }],
      'action_id already exists: a',
    ],
    [
      'two blocks of one id',
      [
        { ...section('a'), block_id: 'x' },
        { ...section('b'), block_id: 'x' },
      ],
      'block_id already exists: x',
    ],
    [
      'a long button',
      [{ type: 'actions', elements: [{ ...button('a'), text: plain('あ'.repeat(76)) }] }],
      'must be less than 76 characters',
    ],
    [
      'a long value',
      [{ type: 'actions', elements: [button('a', { value: 'v'.repeat(2_001) })] }],
      'must be less than 2001 characters',
    ],
    [
      'an unknown field',
      [{ ...section('a'), colour: 'red' }],
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    ['an unknown block', [{ type: 'paragraph' }], 'unsupported type [json-pointer:/blocks/0/type]'],
    ['an alert in a message', [{ type: 'alert', text: plain('a') }], 'unsupported type: alert'],
    ['a text input among buttons', [{ type: 'actions', elements: [text()] }], 'unsupported type: plain_text_input'],
    ['a file input in a message', [input({ type: 'file_input', action_id: 'f' })], 'unsupported type: file_input'],
    [
      '101 options',
      [{ type: 'actions', elements: [select({ options: options(101) })] }],
      'no more than 100 items allowed',
    ],
    [
      '11 radio buttons',
      [{ type: 'actions', elements: [{ type: 'radio_buttons', action_id: 'r', options: options(11) }] }],
      'no more than 10 items allowed',
    ],
    [
      'options of one value',
      [{ type: 'actions', elements: [select({ options: [...options(1), ...options(1)] })] }],
      'option values must be unique',
    ],
    [
      'a long option',
      [{ type: 'actions', elements: [select({ options: [{ text: plain('あ'.repeat(76)), value: 'v' }] })] }],
      'must be less than 76 characters',
    ],
    [
      'a long option value',
      [{ type: 'actions', elements: [select({ options: [{ text: plain('あ'), value: 'v'.repeat(151) }] })] }],
      'must be less than 151 characters',
    ],
    [
      'an initial option that is none',
      [{ type: 'actions', elements: [select({ initial_option: { text: plain('別'), value: 'z' } })] }],
      'initial_option must match one of the options',
    ],
    [
      'a long confirmation',
      [
        {
          type: 'actions',
          elements: [
            button('a', {
              confirm: { title: plain('a'), text: plain('あ'.repeat(301)), confirm: plain('a'), deny: plain('b') },
            }),
          ],
        },
      ],
      'must be less than 301 characters',
    ],
    ['an empty text in rich text', [richText('')], 'must be more than 0 characters'],
    [
      'a mention in preformatted text',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }],
        },
      ],
      'unsupported type',
    ],
    [
      'more than the field takes',
      [input(text({ max_length: 3, initial_value: 'あいうえ' }))],
      'must be less than 4 characters',
    ],
    [
      'more than any field takes',
      [input(text({ initial_value: 'あ'.repeat(3_001) }))],
      'must be less than 3001 characters',
    ],
    [
      'an input without label',
      [{ type: 'input', element: text() }],
      'missing required field: label [json-pointer:/blocks/0]',
    ],
    [
      'a picture without description',
      [{ type: 'image', image_url: 'https://example.com/a.png' }],
      'missing required field: alt_text',
    ],
    [
      'markdown beyond 12,000 in all',
      [
        { type: 'markdown', text: 'あ'.repeat(7_000) },
        { type: 'markdown', text: 'あ'.repeat(5_001) },
      ],
      'markdown blocks must be less than 12001 characters in total',
    ],
  ])('refuses %s', async (_, blocks, message) => {
    const answer = await call('chat.postMessage', { channel, text: '控え', blocks });
    expect(answer).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(answer.response_metadata?.messages?.[0]).toContain(message);
  });

  it('takes what is just within the limits, counted in characters and not in code units', async () => {
    const blocks = [
      section('𠮷'.repeat(3_000)),
      { type: 'header', text: plain('😀'.repeat(150)) },
      { type: 'actions', elements: [...Array.from({ length: 24 }, (_, index) => button(`b${index}`)), select()] },
      { type: 'input', label: plain('欄'), element: { type: 'plain_text_input', initial_value: '𠮷'.repeat(3_000) } },
    ];
    expect(codePoints('𠮷😀')).toBe(2);
    expect(await call('chat.postMessage', { channel, text: '控え', blocks })).toMatchObject({ ok: true });
  });

  it('validates blocks, messages and views for whoever asks', async () => {
    expect(await call('blocks.validate', { blocks: [section('a')] }, null)).toMatchObject({ ok: true });
    expect(await call('blocks.validate', { blocks: [section('')] }, null)).toMatchObject({
      error: 'invalid_blocks',
      errors: [{ pointer: '/blocks/0/text/text' }],
    });
    expect(await call('blocks.validate', { view: { type: 'modal', blocks: [] } }, null)).toMatchObject({
      error: 'invalid_view',
    });
    expect(await call('blocks.validate', { blocks: [], view: {} }, null)).toMatchObject({ error: 'invalid_arguments' });
  });
});

describe('views', () => {
  const modal = (more = {}) => ({ type: 'modal', title: plain('承認'), blocks: [section('a')], ...more });
  const trigger = () => sandbox.slack.core.triggers.issue('U0KOHO100', null);

  it('opens with a trigger once, and within three seconds', async () => {
    const id = trigger();
    expect(await call('views.open', { view: modal() })).toMatchObject({ error: 'invalid_arguments' });
    expect(await call('views.open', { trigger_id: 'made-up', view: modal() })).toMatchObject({
      error: 'invalid_trigger_id',
    });
    expect(await call('views.open', { trigger_id: id, view: modal() })).toMatchObject({ ok: true });
    expect(await call('views.open', { trigger_id: id, view: modal() })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    const late = trigger();
    sandbox.advanceClock(3_001);
    expect(await call('views.open', { trigger_id: late, view: modal() })).toMatchObject({
      error: 'expired_trigger_id',
    });
  });

  it.each([
    [
      'a long title',
      { title: plain('あ'.repeat(25)) },
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'long metadata',
      { private_metadata: 'x'.repeat(3_001) },
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    ['101 blocks', { blocks: Array.from({ length: 101 }, () => section('a')) }, 'no more than 100 items allowed'],
    [
      'inputs without a submit button',
      { blocks: [{ type: 'input', label: plain('a'), element: { type: 'plain_text_input' } }] },
      'missing required field: submit',
    ],
    ['markdown', { blocks: [{ type: 'markdown', text: 'a' }] }, 'unsupported type: markdown'],
  ])('refuses %s', async (_, more, message) => {
    const answer = await call('views.open', { trigger_id: trigger(), view: modal(more) });
    expect(answer).toMatchObject({ error: 'invalid_arguments' });
    expect(answer.response_metadata?.messages?.[0]).toContain(message);
  });

  it('refuses a view of more than 250 kB', async () => {
    const blocks = Array.from({ length: 90 }, () => section('あ'.repeat(2_900)));
    expect(await call('views.open', { trigger_id: trigger(), view: modal({ blocks }) })).toMatchObject({
      error: 'view_too_large',
    });
  });

  it('changes a view only against the state that was meant', async () => {
    await call('views.open', { trigger_id: trigger(), view: modal() });
    const { id, hash } = sandbox.slack.modals('U0KOHO100')[0] ?? {};
    expect(await call('views.update', { view_id: id, hash, view: modal({ title: plain('二') }) })).toMatchObject({
      ok: true,
    });
    expect(await call('views.update', { view_id: id, hash, view: modal() })).toMatchObject({ error: 'hash_conflict' });
    expect(await call('views.update', { view_id: 'V0', view: modal() })).toMatchObject({ error: 'not_found' });
    expect(
      await call('views.publish', { user_id: 'U0KOHO100', view: { type: 'home', blocks: [section('a')] } }),
    ).toMatchObject({ ok: true });
    expect(
      await call('views.publish', { user_id: 'U0KOHO100', hash: 'old', view: { type: 'home', blocks: [] } }),
    ).toMatchObject({ error: 'hash_conflict' });
  });
});

describe('trouble', () => {
  it('stalls one method only, and for as often as was asked', async () => {
    sandbox.faults.add({
      service: 'slack',
      operation: 'chat.postMessage',
      effect: { kind: 'rateLimited', retryAfter: 30 },
      skip: 1,
    });
    await client.chat.postMessage({ channel, text: '1' });
    await expect(client.chat.postMessage({ channel, text: '2' })).rejects.toMatchObject({ retryAfter: 30 });
    await client.chat.postMessage({ channel, text: '3' });
    expect(sandbox.slack.messages(channel).map((message) => message.text)).toEqual(['1', '3']);
    expect(sandbox.faults.list()).toEqual([]);
  });

  it.each([
    [{ kind: 'handledThenReset' }, 1],
    [{ kind: 'resetAfterRead' }, 0],
    [{ kind: 'error', error: 'internal_error' }, 0],
    [{ kind: 'error', error: 'internal_error', handled: true }, 1],
    [{ kind: 'html', status: 503 }, 0],
  ] as const)('%o leaves %i messages', async (effect, count) => {
    sandbox.faults.add({ service: 'slack', operation: 'chat.postMessage', effect });
    await expect(client.chat.postMessage({ channel, text: '本文' })).rejects.toThrow();
    expect(sandbox.slack.messages(channel)).toHaveLength(count);
  });

  it('is away and comes back', async () => {
    await sandbox.slack.goOffline();
    await expect(client.auth.test()).rejects.toThrow();
    await sandbox.slack.goOnline();
    await client.auth.test();
  });
});
