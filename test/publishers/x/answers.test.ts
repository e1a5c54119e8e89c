import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Content, Target } from '../../../src/draft/content.ts';
import { sendsItself } from '../../../src/publishers/kinds.ts';
import { createXPublisher } from '../../../src/publishers/x/x-publisher.ts';
import type { Publisher } from '../../../src/usecases/ports.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { OTHER_X_ACCOUNT, TOKENS } from '../../sandbox/seed.ts';

/** Answers, quotes and reposts on the local X, which shows them as X does: with a name in front, an address behind, or as 「RT」. */

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(() => {
  sandbox.reset();
  sandbox.x.configure({ contract: 'allowed' });
});

const OTHER = OTHER_X_ACCOUNT.username;

function publisher(replies: 'self-serve' | 'allowed' = 'allowed', timeoutMs = 10_000): Publisher {
  const config = { kind: 'x', username: 'shinagawacity', credentials: 'X', replies } as const;
  return createXPublisher({
    username: config.username,
    credentials: {
      appKey: TOKENS.xKey,
      appSecret: TOKENS.xSecret,
      accessToken: TOKENS.xToken,
      accessSecret: TOKENS.xTokenSecret,
    },
    sends: (content) => sendsItself(config, content),
    apiUrl: sandbox.xApiUrl,
    timeoutMs,
  });
}

const addressOf = (id: string, username: string = OTHER) => `https://x.com/${username}/status/${id}`;

function about(kind: Target['kind'], text = ''): Content & { readonly target: Target } {
  const post = sandbox.x.seedPost(OTHER, '避難所はどこですか？ <広報> & 区民');
  return { accountId: 'shinagawa-x', text, target: { kind, url: addressOf(post.id) } };
}

const reply = () => about('reply', 'お問い合わせの避難所は https://www.city.shinagawa.tokyo.jp/a です。');
const quote = () => about('quote', 'くわしくはこちらの投稿をご覧ください。');
const repost = () => about('repost');

async function publishedBy(x: Publisher, content: Content) {
  const result = await x.publish(content);
  if (result.outcome !== 'published') throw new Error(JSON.stringify(result));
  return result;
}

describe('an answer', () => {
  it.each([
    ['reply', reply, 'replyTo'],
    ['quote', quote, 'quoteOf'],
  ] as const)(
    'as a %s is about the post that was named, with the words as they were written',
    async (_kind, made, field) => {
      const content = made();
      const { postId, url } = await publishedBy(publisher(), content);
      expect(url).toBe(addressOf(postId, 'shinagawacity'));
      const [post] = sandbox.x.posts();
      expect(post).toMatchObject({ text: content.text, [field]: content.target.url.split('/').at(-1) });
    },
  );

  it.each([
    ['reply', reply],
    ['quote', quote],
  ] as const)(
    'as a %s that got no answer is found again by what it is about, and by its words',
    async (_kind, made) => {
      const content = made();
      const { postId } = await publishedBy(publisher(), content);
      const x = publisher();
      expect(await x.findSince(null, content)).toMatchObject({ found: true, postId });
      expect(await x.readsAs(postId, null, content)).toBe('same');
      // The same words about another post are another post of the account.
      const elsewhere = { ...content, target: { ...content.target, url: addressOf('1') } };
      expect(await x.findSince(null, elsewhere)).toEqual({ found: false, looked: true });
      expect(await x.readsAs(postId, null, { ...content, text: '別の文です。' })).toBe('other');
    },
  );

  it('that begins with a name which somebody wrote is told from one in front of which X put it', async () => {
    const content = { ...reply(), text: `@${OTHER} さんへ。調べてお返事します。` };
    await publishedBy(publisher(), content);
    expect(await publisher().findSince(null, content)).toMatchObject({ found: true });
    const without = { ...content, text: 'さんへ。調べてお返事します。' };
    expect(await publisher().findSince(null, without)).toMatchObject({ found: true });
  });

  it('where X does not say what its posts are about, is not believed to be missing', async () => {
    const content = reply();
    await publishedBy(publisher(), content);
    sandbox.x.configure({ askedIn: 'neither' });
    expect(await publisher().findSince(null, content)).toEqual({ found: false, looked: false });
  });

  it('is removed like any post', async () => {
    const content = reply();
    const x = publisher();
    const { postId } = await publishedBy(x, content);
    expect(await x.takeDown(postId, content)).toEqual({ outcome: 'takenDown' });
    expect(sandbox.x.posts()).toEqual([]);
  });

  it.each([reply, quote, repost])('without a contract is no request: a person is asked', async (made) => {
    const content = made();
    const x = publisher('self-serve');
    expect(x.sends(content)).toBe(false);
    expect(await x.publish(content)).toEqual({ outcome: 'handedOver' });
    expect(sandbox.x.createCount() + sandbox.x.repostCount()).toBe(0);
  });

  it('that X refuses all the same is a definite no', async () => {
    sandbox.x.configure({ contract: 'self-serve' });
    for (const made of [reply, quote, repost])
      expect(await publisher().publish(made())).toMatchObject({
        outcome: 'failed',
        failure: { kind: 'not-permitted' },
      });
    expect(sandbox.x.posts()).toEqual([]);
  });
});

describe('a repost', () => {
  it('is one request of its own, and known by the post that it passes on', async () => {
    const content = repost();
    const { postId, url } = await publishedBy(publisher(), content);
    expect(url).toBe(content.target.url);
    expect(content.target.url).toContain(postId);
    expect(sandbox.x.repostCount()).toBe(1);
    expect(sandbox.x.createCount()).toBe(0);
    expect(sandbox.x.posts()).toMatchObject([{ repostOf: postId }]);
  });

  it.each([
    ['whose answer is lost', 'handledThenReset', true],
    ['that is cut off before X has read it', 'resetBeforeRead', false],
  ] as const)('%s is unknown, and the timeline says what came of it', async (_what, kind, made) => {
    const content = repost();
    const before = sandbox.x.seedPost('shinagawacity', '前のポスト');
    const x = publisher();
    await x.verifyAccount();
    sandbox.faults.add({ service: 'x', operation: 'retweets.create', effect: { kind } });
    expect(await x.publish(content)).toMatchObject({ outcome: 'unknown' });
    expect(sandbox.x.repostCount()).toBe(1);
    expect(await publisher().findSince(before.id, content)).toMatchObject(
      made ? { found: true, url: content.target.url } : { found: false, looked: true },
    );
  });

  it.each([
    ['html', { kind: 'html', status: 503 }, { outcome: 'unknown', cause: 'server-error' }],
    ['no credit', { kind: 'problem', problem: 'noCredit' }, { outcome: 'failed', failure: { kind: 'no-credit' } }],
    ['errors with a 200', { kind: 'okWithErrors' }, { outcome: 'failed', failure: { kind: 'rejected' } }],
    [
      'a 200 that says no',
      { kind: 'respond', status: 200, body: '{"data":{"retweeted":false}}' },
      { outcome: 'failed', failure: { kind: 'rejected' } },
    ],
    [
      'that it was there already',
      { kind: 'respond', status: 403, body: '{"detail":"You have already retweeted this Tweet."}' },
      { outcome: 'unknown', cause: 'duplicate' },
    ],
  ] as const)('that is answered with %s has one honest end', async (_what, effect, expected) => {
    sandbox.faults.add({ service: 'x', operation: 'retweets.create', effect });
    expect(await publisher().publish(repost())).toMatchObject(expected);
    expect(sandbox.x.repostCount()).toBe(1);
  });

  it('is not taken for another post’s, nor for what the account itself wrote of it', async () => {
    const content = repost();
    const other = about('repost');
    await publishedBy(publisher(), other);
    sandbox.x.seedPost('shinagawacity', `RT @${OTHER}: 避難所はどこですか？ <広報> & 区民`);
    expect(await publisher().findSince(null, content)).toEqual({ found: false, looked: true });
  });

  it('is taken back by its own request, again and again without harm', async () => {
    const content = repost();
    const x = publisher();
    const { postId } = await publishedBy(x, content);
    sandbox.faults.add({ service: 'x', operation: 'retweets.delete', effect: { kind: 'handledThenReset' } });
    expect(await x.takeDown(postId, content)).toMatchObject({ outcome: 'unknown' });
    expect(await x.takeDown(postId, content)).toEqual({ outcome: 'takenDown' });
    expect(sandbox.x.posts()).toEqual([]);
    // As a person reports it: without a number.
    await publishedBy(x, content);
    expect(await x.takeDown(null, content)).toEqual({ outcome: 'takenDown' });
    expect(sandbox.x.posts(OTHER).map(({ text }) => text)).toHaveLength(1);
  });

  it('that was made by hand is taken back by hand', async () => {
    const content = repost();
    expect(await publisher('self-serve').takeDown(null, content)).toEqual({ outcome: 'byHand' });
  });
});

describe('likes and follows', () => {
  it.each(['like', 'follow'] as const)('a %s is an act of a person, whatever the contract', async (kind) => {
    const content = about(kind);
    const x = publisher();
    expect(await x.publish(content)).toEqual({ outcome: 'handedOver' });
    expect(await x.takeDown(null, content)).toEqual({ outcome: 'byHand' });
    expect(sandbox.x.requests()).toEqual([]);
  });
});

describe('the address of what a draft is about', () => {
  it.each([
    ['https://x.com/MLIT_JAPAN/status/1990000000000000009', 'https://x.com/MLIT_JAPAN/status/1990000000000000009'],
    ['https://twitter.com/MLIT_JAPAN/status/19?s=20', 'https://x.com/MLIT_JAPAN/status/19'],
    [' mobile.twitter.com/MLIT_JAPAN/status/19/photo/1 ', 'https://x.com/MLIT_JAPAN/status/19'],
    ['https://x.com/MLIT_JAPAN', null],
    ['https://x.com/i/status/19', null],
    ['https://example.com/MLIT_JAPAN/status/19', null],
    ['https://x.com.example.jp/MLIT_JAPAN/status/19', null],
    ['１９９', null],
    ['javascript:alert(1)', null],
  ])('of a post: %s', (typed, read) => {
    expect(publisher().readTarget({ kind: 'reply', url: typed })).toBe(read);
  });

  it.each([
    ['https://x.com/MLIT_JAPAN', 'https://x.com/MLIT_JAPAN'],
    ['@MLIT_JAPAN', 'https://x.com/MLIT_JAPAN'],
    ['https://twitter.com/MLIT_JAPAN/?lang=ja', 'https://x.com/MLIT_JAPAN'],
    ['https://x.com/home', null],
    ['https://x.com/MLIT_JAPAN/status/19', null],
  ])('of an account: %s', (typed, read) => {
    expect(publisher().readTarget({ kind: 'follow', url: typed })).toBe(read);
  });
});

describe.each(['tweet', 'post', 'neither'] as const)('what X shows of a post, asked for %s.fields', (askedIn) => {
  beforeEach(() => sandbox.x.configure({ askedIn, answersIn: askedIn === 'neither' ? 'tweet' : askedIn }));

  it('is whose it is, and what it says', async () => {
    const post = sandbox.x.seedPost(OTHER, '<!channel> A & B https://www.city.shinagawa.tokyo.jp/a');
    const sight = await publisher().lookAt({ kind: 'quote', url: addressOf(post.id) });
    expect(sight).toMatchObject({ kind: 'shown', author: OTHER, name: OTHER_X_ACCOUNT.name });
    if (sight?.kind !== 'shown') throw new Error('it is shown');
    expect(sight.text.startsWith('<!channel> A & B https://')).toBe(true);
    if (askedIn !== 'neither') {
      expect(sight.text).toBe('<!channel> A & B https://www.city.shinagawa.tokyo.jp/a');
      expect(sight.postedAt).toBe(post.createdAt);
    }
  });

  it('is said honestly where it shows nothing', async () => {
    const look = (id: string) => publisher().lookAt({ kind: 'reply', url: addressOf(id) });
    const post = sandbox.x.seedPost(OTHER, '消える投稿');
    sandbox.x.deletePost(post.id);
    expect(await look(post.id)).toEqual({ kind: 'gone' });
    expect(await look('1')).toEqual({ kind: 'gone' });
    const secret = sandbox.x.seedPost(OTHER, '鍵のかかった投稿');
    sandbox.x.protect(OTHER);
    expect(await look(secret.id)).toEqual({ kind: 'hidden' });
    sandbox.x.configure({ showsOthers: false });
    expect(await look(secret.id)).toEqual({ kind: 'not-allowed' });
    sandbox.x.configure({ credit: false });
    expect(await look(secret.id)).toEqual({ kind: 'not-allowed' });
  });

  it('is asked for again later when there is no answer', async () => {
    const look = () => publisher('allowed', 300).lookAt({ kind: 'reply', url: addressOf('19') });
    for (const effect of [{ kind: 'html', status: 503 }, { kind: 'resetAfterRead' }, { kind: 'truncated' }] as const) {
      sandbox.faults.add({ service: 'x', operation: 'tweets.show', effect });
      expect(await look()).toEqual({ kind: 'unreachable' });
    }
    sandbox.faults.add({
      service: 'x',
      operation: 'tweets.show',
      effect: { kind: 'problem', problem: 'rateLimit15m' },
    });
    expect(await look()).toEqual({ kind: 'unreachable' });
  });

  it('is nothing for an account that is followed', async () => {
    expect(await publisher().lookAt({ kind: 'follow', url: `https://x.com/${OTHER}` })).toBeNull();
  });
});
