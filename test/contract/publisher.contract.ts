import { afterEach, describe, expect, it } from 'vitest';
import type { Content } from '../../src/draft/content.ts';
import type { Publisher } from '../../src/usecases/ports.ts';

export interface PublisherHarness {
  readonly publisher: Publisher;
  dispose(): Promise<void>;
}

/** What can happen to the next create request. `handled…`: the post is made, only the answer is lost. */
export type CreateTrouble =
  | 'handledThenReset'
  | 'resetAfterRead'
  | 'noAnswer'
  | 'truncated'
  | 'slowBody'
  | 'html503'
  | 'okWithErrors'
  | 'unauthorized'
  | 'noCredit'
  | 'forbidden'
  | 'duplicate'
  | 'invalid'
  | 'rateLimit15m'
  | 'rateLimit24h';

/** A network like X around a publisher. The account is `shinagawacity`. */
export interface XHarness extends PublisherHarness {
  /** A publisher as it is after a restart of the app. */
  restarted(): Publisher;
  /** One that gives up after about a second. */
  impatient(): Publisher;
  /** Texts of the account's living posts as they were written, newest first. */
  posts(): Promise<readonly string[]>;
  createRequests(): Promise<number>;
  seedPost(text: string): Promise<void>;
  trouble(kind: CreateTrouble): Promise<void>;
  /** The same for the next request to delete. */
  deleteTrouble(kind: CreateTrouble): Promise<void>;
  /** The credentials turn out to belong to somebody else. */
  otherAccount(username: string): Promise<void>;
  goOffline(): Promise<void>;
}

const content: Content = {
  accountId: 'shinagawa-x',
  text: '7月1日（水）から区民プールを開きます。<無料> & 予約不要\n詳しくは https://www.city.shinagawa.tokyo.jp/pool へ',
};

/** What the app relies on whatever the network: a person or a machine, each step has one honest answer. */
export function describePublisher(name: string, open: () => Promise<PublisherHarness>): void {
  describe(`Publisher: ${name}`, () => {
    const given = harnesses(open);

    it('finds the configured account in order', async () => {
      const { publisher } = await given();
      expect(await publisher.verifyAccount()).toMatchObject({ ok: true });
    });

    it('publishes, or hands over to a person, but says which', async () => {
      const { publisher } = await given();
      const { outcome } = await publisher.publish(content);
      expect(outcome).toBe(publisher.sendsByItself ? 'published' : 'handedOver');
    });

    it('reads the address of what it published', async () => {
      const { publisher } = await given();
      const result = await publisher.publish(content);
      if (result.outcome === 'published') expect(publisher.readAddress(result.url)).toMatchObject({ url: result.url });
      expect(publisher.readAddress('javascript:alert(1)')).toBeNull();
    });

    it('does not claim to have found what nobody posted', async () => {
      const { publisher } = await given();
      expect(await publisher.findSince(null, content)).toEqual({ found: false, looked: publisher.sendsByItself });
    });

    it('asks a person to delete what it has no number for', async () => {
      const { publisher } = await given();
      expect(await publisher.takeDown(null)).toEqual({ outcome: 'byHand' });
    });
  });
}

/** What an office relies on with X. Runs on every X we have: the scripted one of the tests, the sandbox's. */
export function describeXPublisher(name: string, open: () => Promise<XHarness>): void {
  describe(`Publisher for X: ${name}`, () => {
    const given = harnesses(open);

    it('posts exactly the characters that were approved and names the address of the post', async () => {
      const { publisher, posts } = await given();
      const result = await publisher.publish(content);
      expect(result).toMatchObject({
        outcome: 'published',
        url: expect.stringMatching(/^https:\/\/x\.com\/shinagawacity\/status\/\d+$/),
      });
      expect(await posts()).toEqual([content.text]);
    });

    it('finds the newest post before publishing, so that an older one of the same words is not taken for the new one', async () => {
      const { publisher, seedPost } = await given();
      expect(await publisher.verifyAccount()).toEqual({ ok: true, sinceId: null });
      await seedPost(content.text);
      const account = await publisher.verifyAccount();
      expect(account).toEqual({ ok: true, sinceId: expect.stringMatching(/^\d+$/) });
      const sinceId = account.ok ? account.sinceId : null;
      expect(await publisher.findSince(sinceId, content)).toEqual({ found: false, looked: true });
    });

    it('refuses to publish with credentials of another account', async () => {
      const { publisher, otherAccount, posts } = await given();
      await otherAccount('another_account');
      expect(await publisher.verifyAccount()).toEqual({
        ok: false,
        failure: { kind: 'wrong-account', expected: 'shinagawacity', actual: 'another_account' },
      });
      expect(await posts()).toEqual([]);
    });

    it.each(['handledThenReset', 'noAnswer', 'truncated', 'slowBody'] as const)(
      'does not know the outcome, sends no second request and finds the post on the timeline after %s',
      async (kind) => {
        const { publisher, impatient, restarted, trouble, posts, createRequests } = await given();
        const account = await publisher.verifyAccount();
        await trouble(kind);
        expect(await impatient().publish(content)).toMatchObject({ outcome: 'unknown' });
        expect(await createRequests()).toBe(1);
        const found = await restarted().findSince(account.ok ? account.sinceId : null, content);
        const made = (await posts()).length > 0;
        expect(found).toMatchObject(made ? { found: true } : { found: false, looked: true });
        if (kind !== 'noAnswer') expect(made).toBe(true);
        expect(await createRequests()).toBe(1);
      },
    );

    it.each([
      ['resetAfterRead', { outcome: 'unknown', cause: 'connection-cut' }],
      ['html503', { outcome: 'unknown', cause: 'server-error' }],
      ['duplicate', { outcome: 'unknown', cause: 'duplicate' }],
      ['okWithErrors', { outcome: 'failed', failure: { kind: 'rejected' } }],
      ['invalid', { outcome: 'failed', failure: { kind: 'rejected' } }],
      ['unauthorized', { outcome: 'failed', failure: { kind: 'not-authenticated' } }],
      ['noCredit', { outcome: 'failed', failure: { kind: 'no-credit' } }],
      ['forbidden', { outcome: 'failed', failure: { kind: 'not-permitted' } }],
      [
        'rateLimit15m',
        { outcome: 'failed', failure: { kind: 'rate-limited', window: '15min', resetsAt: expect.any(String) } },
      ],
      [
        'rateLimit24h',
        { outcome: 'failed', failure: { kind: 'rate-limited', window: '24h', resetsAt: expect.any(String) } },
      ],
    ] as const)('says what %s means, after one request and without a post', async (kind, expected) => {
      const { publisher, trouble, posts, createRequests } = await given();
      await trouble(kind);
      expect(await publisher.publish(content)).toMatchObject(expected);
      expect(await createRequests()).toBe(1);
      expect(await posts()).toEqual([]);
    });

    it('knows that nothing was sent when X cannot be reached, and nothing about the timeline', async () => {
      const { publisher, goOffline } = await given();
      await goOffline();
      expect(await publisher.publish(content)).toMatchObject({ outcome: 'failed', failure: { kind: 'unreachable' } });
      expect(await publisher.verifyAccount()).toMatchObject({ ok: false, failure: { kind: 'unreachable' } });
      expect(await publisher.findSince(null, content)).toEqual({ found: false, looked: false });
      expect(await publisher.takeDown('1')).toMatchObject({ outcome: 'failed', failure: { kind: 'unreachable' } });
    });

    it('reads the address of an own post, and of nobody else’s', async () => {
      const { publisher } = await given();
      const result = await publisher.publish(content);
      const url = result.outcome === 'published' ? result.url : '';
      expect(publisher.readAddress(` ${url}?s=20 `)).toEqual({ id: url.split('/').at(-1), url });
      expect(publisher.readAddress(url.replace('x.com', 'twitter.com'))?.url).toBe(url);
      for (const other of ['https://x.com/somebody/status/1', 'https://x.com/shinagawacity', 'javascript:alert(1)', ''])
        expect(publisher.readAddress(other)).toBeNull();
    });

    it.each([
      ['handledThenReset', { outcome: 'unknown', cause: 'connection-cut' }],
      ['resetAfterRead', { outcome: 'unknown', cause: 'connection-cut' }],
      ['noAnswer', { outcome: 'unknown', cause: 'no-answer' }],
      ['html503', { outcome: 'unknown', cause: 'server-error' }],
      ['unauthorized', { outcome: 'failed', failure: { kind: 'not-authenticated' } }],
      ['forbidden', { outcome: 'failed', failure: { kind: 'not-permitted' } }],
      ['rateLimit15m', { outcome: 'failed', failure: { kind: 'rate-limited' } }],
    ] as const)('says what %s means for a removal, and can be asked again', async (kind, expected) => {
      const { publisher, impatient, deleteTrouble, posts } = await given();
      const result = await publisher.publish(content);
      const postId = result.outcome === 'published' ? result.postId : null;
      await deleteTrouble(kind);
      expect(await impatient().takeDown(postId)).toMatchObject(expected);
      expect(await publisher.takeDown(postId)).toEqual({ outcome: 'takenDown' });
      expect(await posts()).toEqual([]);
    });

    it('takes a post down, and calls one that is gone already taken down', async () => {
      const { publisher, posts } = await given();
      const result = await publisher.publish(content);
      const postId = result.outcome === 'published' ? result.postId : null;
      expect(await publisher.takeDown(postId)).toEqual({ outcome: 'takenDown' });
      expect(await posts()).toEqual([]);
      expect(await publisher.takeDown(postId)).toEqual({ outcome: 'takenDown' });
    });
  });
}

function harnesses<H extends PublisherHarness>(open: () => Promise<H>): () => Promise<H> {
  const opened: H[] = [];
  afterEach(async () => {
    for (const harness of opened.splice(0)) await harness.dispose();
  });
  return async () => {
    const harness = await open();
    opened.push(harness);
    return harness;
  };
}
