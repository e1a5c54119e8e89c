import http from 'node:http';
import {
  ApiPartialResponseError,
  ApiRequestError,
  ApiResponseError,
  type ITwitterApiClientPlugin,
  TwitterApi,
} from 'twitter-api-v2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { TOKENS } from './seed.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.stop());

const agents: http.Agent[] = [];
afterEach(() => {
  for (const agent of agents.splice(0)) agent.destroy();
});

/** The library, sent to the local X after it has signed for the real one. */
function client(secret: string = TOKENS.xTokenSecret, timeoutMs = 10_000): TwitterApi {
  const agent = new http.Agent({ keepAlive: true });
  agents.push(agent);
  const target = new URL(sandbox.xApiUrl);
  const local: ITwitterApiClientPlugin = {
    onBeforeRequest({ computedParams, requestOptions }) {
      computedParams.url.protocol = 'http:';
      computedParams.url.hostname = target.hostname;
      computedParams.url.port = target.port;
      requestOptions.agent = agent;
      requestOptions.timeout = timeoutMs;
    },
  };
  const keys = { appKey: TOKENS.xKey, appSecret: TOKENS.xSecret, accessToken: TOKENS.xToken, accessSecret: secret };
  return new TwitterApi(keys, { plugins: [local] });
}

async function failure(attempt: Promise<unknown>): Promise<unknown> {
  try {
    await attempt;
  } catch (error) {
    return error;
  }
  throw new Error('It succeeded');
}

describe('the local X', () => {
  it('publishes, shows on the timeline as X returns it, and deletes', async () => {
    const x = client();
    const { data: me } = await x.v2.me();
    expect(me).toMatchObject({ id: '100000000000000001', username: 'shinagawacity' });
    const older = sandbox.x.seedPost('shinagawacity', '前のポスト');

    const { data: made } = await x.v2.tweet('申込みは A&B へ https://www.city.shinagawa.tokyo.jp/a?b=1&c=2');
    expect(made.text).toMatch(/^申込みは A&amp;B へ https:\/\/t\.co\/\w{10}$/);
    const timeline = await x.v2.userTimeline(me.id, {
      since_id: older.id,
      max_results: 5,
      'tweet.fields': ['entities', 'created_at'],
    });
    expect(timeline.tweets).toHaveLength(1);
    expect(timeline.tweets[0]?.entities?.urls[0]?.expanded_url).toBe('https://www.city.shinagawa.tokyo.jp/a?b=1&c=2');
    expect(sandbox.x.readTimeline()).toContain('申込みは A&B へ https://www.city.shinagawa.tokyo.jp/a?b=1&c=2');

    await x.v2.deleteTweet(made.id);
    expect(sandbox.x.posts().map((post) => post.text)).toEqual(['前のポスト']);
  });

  it('takes images with their descriptions', async () => {
    const x = client();
    const id = await x.v2.uploadMedia(Buffer.alloc(1_500_000, 7), { media_type: 'image/png' });
    await x.v2.createMediaMetadata(id, { alt_text: { text: '避難所の地図' } });
    await x.v2.tweet('避難所', { media: { media_ids: [id] } });
    expect(sandbox.x.readTimeline()).toContain('[画像: 避難所の地図]');
    const picture = await fetch(sandbox.xApiUrl + (sandbox.x.posts()[0]?.media[0]?.path ?? ''));
    expect((await picture.arrayBuffer()).byteLength).toBe(1_500_000);
  });

  it('refuses wrong keys, doubles, what is too long, and what it does not know', async () => {
    const x = client();
    expect(await failure(client('wrong').v2.tweet('a'))).toMatchObject({ code: 401 });
    await x.v2.tweet('同じ文');
    expect(await failure(x.v2.tweet('同じ文'))).toMatchObject({
      code: 403,
      data: { detail: 'You are not allowed to create a Tweet with duplicate content.' },
    });
    await x.v2.tweet('あ'.repeat(140));
    expect(await failure(x.v2.tweet('い'.repeat(141)))).toMatchObject({ code: 403 });
    await x.v2.tweet(`${'う'.repeat(128)}https://example.com/${'a'.repeat(200)}`);
    expect(await failure(x.v2.post('tweets', { text: 'x', nonsense: 1 }))).toMatchObject({ code: 400 });
    expect(sandbox.x.createCount()).toBe(7);
    expect(sandbox.x.createCount('同じ文')).toBe(2);

    sandbox.advanceClock(13 * 60 * 60_000);
    await x.v2.tweet('同じ文');
  });

  it('answers 402 without credit and 403 without permission to write', async () => {
    sandbox.x.configure({ credit: false });
    expect(await failure(client().v2.tweet('a'))).toMatchObject({ code: 402 });
    sandbox.x.configure({ credit: true, permission: 'read' });
    expect(await failure(client().v2.tweet('a'))).toMatchObject({ code: 403 });
    sandbox.x.configure({ permission: 'write', actingAs: 'another_account' });
    expect((await client().v2.me()).data.username).toBe('another_account');
  });

  it('counts requests against the windows and names when they open again', async () => {
    sandbox.x.configure({ rateLimits: { 'tweets.create': 1 } });
    await client().v2.tweet('1');
    const error = await failure(client().v2.tweet('2'));
    expect(error).toBeInstanceOf(ApiResponseError);
    expect(error).toMatchObject({ rateLimitError: true, rateLimit: { limit: 1, remaining: 0 } });
    sandbox.advanceClock(16 * 60_000);
    await client().v2.tweet('2');

    sandbox.faults.add({
      service: 'x',
      operation: 'tweets.create',
      effect: { kind: 'problem', problem: 'rateLimit24h' },
    });
    expect(await failure(client().v2.tweet('3'))).toMatchObject({ rateLimit: { userDay: { remaining: 0 } } });
  });

  it.each([
    ['resetBeforeRead', 0],
    ['resetAfterRead', 0],
    ['handledThenReset', 1],
  ] as const)('cuts the connection: %s leaves %i posts', async (kind, posts) => {
    sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: { kind } });
    expect(await failure(client().v2.tweet('本文'))).toBeInstanceOf(ApiRequestError);
    expect(sandbox.x.posts()).toHaveLength(posts);
    expect(sandbox.x.createCount()).toBe(1);
    await client().v2.tweet('次');
  });

  it('breaks off in the middle of a 201', async () => {
    sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: { kind: 'truncated' } });
    expect(await failure(client().v2.tweet('本文'))).toBeInstanceOf(ApiPartialResponseError);
    expect(sandbox.x.posts()).toHaveLength(1);
  });

  it.each([true, false])('keeps silent (done: %s)', async (handled) => {
    sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: { kind: 'noAnswer', handled } });
    const attempt = failure(client(TOKENS.xTokenSecret, 200).v2.tweet('本文'));
    await sandbox.waitFor(() => sandbox.x.createCount('本文') === 1);
    expect(await attempt).toBeInstanceOf(ApiRequestError);
    expect(sandbox.x.posts()).toHaveLength(handled ? 1 : 0);
  });

  it('answers with HTML, with errors under 200, slowly, and only for the text that was named', async () => {
    sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: { kind: 'html' }, textIncludes: '地震' });
    await client().v2.tweet('平穏');
    expect(await failure(client().v2.tweet('地震です'))).toMatchObject({ code: 503 });
    sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: { kind: 'okWithErrors' } });
    expect(await client().v2.tweet('空振り')).toMatchObject({ errors: [{ title: 'Internal Error' }] });
    sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect: { kind: 'slowBody', ms: 60 } });
    expect((await client().v2.tweet('ゆっくり')).data.text).toBe('ゆっくり');
    expect(sandbox.x.posts().map((post) => post.text)).toEqual(['ゆっくり', '平穏']);
  });

  it('refuses connections while it is away, and is back on the same port', async () => {
    await sandbox.x.goOffline();
    expect(await failure(client().v2.tweet('本文'))).toMatchObject({ _options: { error: { code: 'ECONNREFUSED' } } });
    await sandbox.x.goOnline();
    await client().v2.tweet('本文');
    expect(sandbox.x.createCount()).toBe(1);
  });

  it('shows new posts late on the timeline when it lags', async () => {
    sandbox.x.configure({ timelineLag: 2 });
    await client().v2.tweet('本文');
    const look = async () => (await client().v2.userTimeline('100000000000000001')).tweets.length;
    expect([await look(), await look(), await look()]).toEqual([0, 0, 1]);
  });
});
