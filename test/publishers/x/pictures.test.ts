import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Content, Medium } from '../../../src/draft/content.ts';
import { createXPublisher } from '../../../src/publishers/x/x-publisher.ts';
import type { Publisher } from '../../../src/usecases/ports.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { hashOf, MemoryMedia } from '../../support/memory-media.ts';

/** Pictures on their way to the local X. */

type Effect = Parameters<Sandbox['faults']['add']>[0]['effect'];

const MEGABYTE = 1_048_576;
const text = '12月5日（土）に防災フェアを開きます。';

let sandbox: Sandbox;
let media: MemoryMedia;
let publisher: Publisher;

beforeEach(async () => {
  sandbox = await startSandbox();
  media = new MemoryMedia();
  const credentials = {
    appKey: 'sandbox-key',
    appSecret: 'sandbox-secret',
    accessToken: 'sandbox-token',
    accessSecret: 'sandbox-token-secret',
  };
  publisher = createXPublisher({
    username: 'shinagawacity',
    credentials,
    apiUrl: sandbox.xApiUrl,
    media,
    timeoutMs: 2_000,
  });
});
afterEach(() => sandbox.stop());

async function kept(word: string, more: Partial<Medium> = {}, size = 300): Promise<Medium> {
  const bytes = Buffer.alloc(size, word);
  await media.takeIn(bytes);
  return { hash: hashOf(bytes), mime: 'image/png', size, width: 10, height: 10, alt: `${word}の説明`, ...more };
}

const contentOf = (...pictures: readonly Medium[]): Content => ({ accountId: 'shinagawa-x', text, media: pictures });

async function posted(content: Content) {
  const prepared = await publisher.prepare(content);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.failure));
  return publisher.publish(content, prepared.mediaIds);
}

const fails = (operation: string, effect: Effect, times: number | null = null, skip = 0) =>
  sandbox.faults.add({ service: 'x', operation, effect, times, skip });

const shownOnX = () => sandbox.x.posts().map((post) => post.media.map(({ alt, type }) => [type, alt]));

describe('a post with pictures', () => {
  it('is up with all of them, in order, with their words', async () => {
    const content = contentOf(await kept('a'), await kept('b', { mime: 'image/jpeg' }), await kept('c', { alt: '' }));
    expect(await posted(content)).toMatchObject({ outcome: 'published' });
    expect(shownOnX()).toEqual([
      [
        ['image/png', 'aの説明'],
        ['image/jpeg', 'bの説明'],
        ['image/png', null],
      ],
    ]);
    expect(sandbox.x.createCount()).toBe(1);
  });

  it('brings every byte of a big picture, in parts', async () => {
    await posted(contentOf(await kept('a', {}, 3 * MEGABYTE + 17)));
    expect(sandbox.x.requests('media.append')).toHaveLength(4);
    const [post] = sandbox.x.posts();
    const path = post?.media[0]?.path ?? '';
    const bytes = Buffer.from(await (await fetch(`${sandbox.xApiUrl}${path}`)).arrayBuffer());
    expect(hashOf(bytes)).toBe(hashOf(Buffer.alloc(3 * MEGABYTE + 17, 'a')));
  });

  it('says that AI made them only where the drafter said so', async () => {
    const picture = await kept('a');
    await posted({ ...contentOf(picture), madeWithAi: true });
    await posted({ ...contentOf(picture), text: '別の投稿です。' });
    expect(sandbox.x.posts().map(({ madeWithAi }) => madeWithAi)).toEqual([false, true]);
  });

  it('waits until X has worked on what moves', async () => {
    sandbox.x.configure({ processingLooks: 1 });
    expect(await posted(contentOf(await kept('a', { mime: 'image/gif' })))).toMatchObject({ outcome: 'published' });
    expect(sandbox.x.requests('media.status')).toHaveLength(1);
  });

  it('asks X nothing more where there are none', async () => {
    await posted({ accountId: 'shinagawa-x', text });
    expect(sandbox.x.requests().map(({ operation }) => operation)).toEqual(['tweets.create']);
  });
});

describe('a picture that does not get to X', () => {
  const refusals: readonly (readonly [string, string, Effect, object])[] = [
    ['X refuses it', 'media.initialize', { kind: 'problem', problem: 'invalid' }, { kind: 'media-refused', number: 2 }],
    ['X refuses a part', 'media.append', { kind: 'problem', problem: 'invalid' }, { kind: 'media-refused', number: 2 }],
    ['X says yes and means no', 'media.finalize', { kind: 'okWithErrors' }, { kind: 'media-refused', number: 2 }],
    [
      'X refuses its words',
      'media.metadata',
      { kind: 'problem', problem: 'invalid' },
      { kind: 'alt-refused', number: 2 },
    ],
    ['X refuses its words with a yes', 'media.metadata', { kind: 'okWithErrors' }, { kind: 'alt-refused', number: 2 }],
    ['the line is cut every time', 'media.append', { kind: 'resetAfterRead' }, { kind: 'unreachable' }],
    ['X is down', 'media.finalize', { kind: 'html', status: 503 }, { kind: 'unreachable' }],
    ['the keys may not', 'media.initialize', { kind: 'problem', problem: 'forbidden' }, { kind: 'not-permitted' }],
    ['there is no credit', 'media.initialize', { kind: 'problem', problem: 'noCredit' }, { kind: 'no-credit' }],
    ['it was too often', 'media.initialize', { kind: 'problem', problem: 'rateLimit15m' }, { kind: 'rate-limited' }],
  ];

  it.each(refusals)('is a definite no for the post: %s', async (_name, operation, effect, failure) => {
    const content = contentOf(await kept('a'), await kept('b'));
    fails(operation, effect, null, 1);
    expect(await publisher.prepare(content)).toMatchObject({ ok: false, failure });
    expect(sandbox.x.createCount()).toBe(0);
  });

  it('is tried once more after a cut, and the post is made once', async () => {
    fails('media.append', { kind: 'resetAfterRead' }, 1);
    expect(await posted(contentOf(await kept('a')))).toMatchObject({ outcome: 'published' });
    expect(shownOnX()).toEqual([[['image/png', 'aの説明']]]);
    expect(sandbox.x.createCount()).toBe(1);
  });

  it('is named where its bytes are gone or are others than were approved', async () => {
    const [first, second] = [await kept('a'), await kept('b')];
    media.lose(second.hash);
    expect(await publisher.prepare(contentOf(first, second))).toEqual({
      ok: false,
      failure: { kind: 'media-missing', number: 2 },
    });
  });

  it('is not even sent where its words are longer than X takes', async () => {
    const failure = { kind: 'alt-refused', number: 1 };
    expect(await publisher.prepare(contentOf(await kept('a', { alt: 'あ'.repeat(1_001) })))).toMatchObject({ failure });
    expect(sandbox.x.requests()).toEqual([]);
  });

  it('keeps the post back, whoever asks for it without all its pictures', async () => {
    const content = contentOf(await kept('a'), await kept('b'));
    expect(await publisher.publish(content)).toMatchObject({ outcome: 'failed', failure: { number: 1 } });
    expect(await publisher.publish(content, ['1'])).toMatchObject({ outcome: 'failed', failure: { number: 2 } });
    expect(sandbox.x.createCount()).toBe(0);
  });
});

describe('a post whose answer was lost', () => {
  it('is found again by its text and as many pictures', async () => {
    const content = contentOf(await kept('a'));
    fails('tweets.create', { kind: 'handledThenReset' }, 1);
    expect(await posted(content)).toMatchObject({ outcome: 'unknown' });
    expect(await publisher.findSince(null, content)).toMatchObject({ found: true });
  });

  it('is not taken for one with the same text and other pictures', async () => {
    await posted(contentOf(await kept('a')));
    const without = { accountId: 'shinagawa-x', text };
    expect(await publisher.findSince(null, without)).toEqual({ found: false, looked: true });
    expect(await publisher.findSince(null, contentOf(await kept('a'), await kept('b')))).toMatchObject({
      found: false,
    });
  });
});
