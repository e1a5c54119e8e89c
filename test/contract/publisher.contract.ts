import { afterEach, describe, expect, it } from 'vitest';
import { type Content, TARGET_KINDS } from '../../src/draft/content.ts';
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

/** What can happen to the next request, whatever the network. */
export type Trouble =
  /** A definite no. */
  | 'refused'
  /** Done, and the answer is lost on its way. */
  | 'answer lost'
  /** Cut off before it is done. */
  | 'request lost'
  /** Done, and the answer does not come in the time that the sender waits. */
  | 'answer late';

/** A network around a publisher that sends by itself, as the test sees it. */
export interface Network {
  /** A publisher as it is after a restart of the app. */
  restarted(): Publisher;
  /** One that gives up after about a second, or sooner. */
  impatient(): Publisher;
  /** Texts of the account's living posts as they were written, newest first. */
  posts(): Promise<readonly string[]>;
  createRequests(): Promise<number>;
  deleteRequests(): Promise<number>;
  createTrouble(kind: Trouble): Promise<void>;
  deleteTrouble(kind: Trouble): Promise<void>;
  /** The credentials turn out to belong to somebody else. */
  otherAccount(username: string): Promise<void>;
  goOffline(): Promise<void>;
}

export interface SenderHarness extends PublisherHarness {
  readonly network: Network;
}

/** X, with the troubles of its own wire. The account is `shinagawacity`. */
export interface XHarness extends SenderHarness {
  trouble(kind: CreateTrouble): Promise<void>;
  /** The same for the next request to delete. */
  deleteTrouble(kind: CreateTrouble): Promise<void>;
}

/** What any network may do, as it is on X's wire. */
export const TROUBLES_OF_X: Readonly<Record<Trouble, CreateTrouble>> = {
  refused: 'forbidden',
  'answer lost': 'handledThenReset',
  'request lost': 'resetAfterRead',
  'answer late': 'slowBody',
};

const content: Content = {
  accountId: 'shinagawa-x',
  text: '7月1日（水）から区民プールを開きます。<無料> & 予約不要\n詳しくは https://www.city.shinagawa.tokyo.jp/pool へ',
};

type Promises<H> = Readonly<Record<string, (harness: H) => Promise<void>>>;

/** What the app relies on whatever the kind: a person or a machine, each step has one honest answer. */
const OF_EVERY_KIND: Promises<PublisherHarness> = {
  'finds the configured account in order': async ({ publisher }) => {
    expect(await publisher.verifyAccount()).toMatchObject({ ok: true });
  },

  'publishes, or hands over to a person, but says which': async ({ publisher }) => {
    const { outcome } = await publisher.publish(content);
    expect(outcome).toBe(publisher.sends(content) ? 'published' : 'handedOver');
  },

  'reads the address of what it published': async ({ publisher }) => {
    const result = await publisher.publish(content);
    if (result.outcome === 'published') expect(publisher.readAddress(result.url)).toMatchObject({ url: result.url });
    expect(publisher.readAddress('javascript:alert(1)')).toBeNull();
  },

  'hands over to a person what it does not send, and says so beforehand': async ({ publisher }) => {
    for (const kind of TARGET_KINDS) {
      const about = { ...content, target: { kind, url: 'https://x.com/MLIT_JAPAN/status/19' } };
      if (!publisher.sends(about)) expect(await publisher.publish(about)).toEqual({ outcome: 'handedOver' });
    }
    // An account's approval of somebody is a person's act, whatever the contract.
    for (const kind of ['like', 'follow'] as const)
      expect(publisher.sends({ ...content, target: { kind, url: 'https://x.com/MLIT_JAPAN' } })).toBe(false);
  },

  'asks a person to take back what a person did': async ({ publisher }) => {
    const followed = { ...content, text: '', target: { kind: 'follow', url: 'https://x.com/MLIT_JAPAN' } } as const;
    expect(await publisher.takeDown(null, followed)).toEqual({ outcome: 'byHand' });
  },

  'reads the address of a post in one spelling, and nothing that is none': async ({ publisher }) => {
    for (const url of ['', 'javascript:alert(1)', 'http:// ', '職員の投稿'])
      expect(publisher.readTarget({ kind: 'reply', url })).toBeNull();
    for (const url of ['https://x.com/MLIT_JAPAN/status/19?s=20', 'https://www.piazza-life.com/posts/1']) {
      const read = publisher.readTarget({ kind: 'reply', url });
      if (read !== null) expect(publisher.readTarget({ kind: 'reply', url: read })).toBe(read);
    }
  },

  'claims to see no more of a post than the network shows': async ({ publisher }) => {
    const sight = await publisher.lookAt({ kind: 'reply', url: 'https://x.com/MLIT_JAPAN/status/1' });
    expect([null, 'gone', 'hidden', 'not-allowed', 'unreachable']).toContain(sight?.kind ?? null);
  },

  'does not claim to have found what nobody posted': async ({ publisher }) => {
    expect(await publisher.findSince(null, content)).toEqual({ found: false, looked: publisher.sends(content) });
  },

  'asks a person to delete what it has no number for': async ({ publisher }) => {
    expect(await publisher.takeDown(null, content)).toEqual({ outcome: 'byHand' });
  },
};

/**
 * What the app relies on with whatever sends by itself, seen from the network. What a network cannot do, its sender may
 * leave to a person (`looked: false`, `byHand`); it never says more than is so.
 */
export const OF_SENDERS: Promises<SenderHarness> = {
  'sends exactly the characters that were approved, once': async ({ publisher, network }) => {
    expect(publisher.sends(content)).toBe(true);
    expect(await publisher.publish(content)).toMatchObject({ outcome: 'published' });
    expect(await network.posts()).toEqual([content.text]);
    expect(await network.createRequests()).toBe(1);
  },

  'calls a definite no a failure, and does not try again': async ({ publisher, network }) => {
    await network.createTrouble('refused');
    expect(await publisher.publish(content)).toMatchObject({ outcome: 'failed' });
    expect(await network.createRequests()).toBe(1);
    expect(await network.posts()).toEqual([]);
  },

  'does not know what came of it when the answer is lost; it is found afterwards': (harness) =>
    isNotKnown(harness, 'answer lost', true),

  'does not know what came of it when the request is lost': (harness) => isNotKnown(harness, 'request lost', false),

  'does not know what came of it when the answer is late; it is found afterwards': (harness) =>
    isNotKnown(harness, 'answer late', true),

  'does not take an older post of the same words, or that of another draft, for the new one': async ({ publisher }) => {
    const result = await publisher.publish(content);
    const others = new Set(result.outcome === 'published' ? [result.url] : []);
    expect(await publisher.findSince(null, content, others)).toMatchObject({ found: false });
    expect(await publisher.findSince(null, { ...content, text: '別のお知らせです。' })).toMatchObject({ found: false });
    const account = await publisher.verifyAccount();
    expect(await publisher.findSince(account.ok ? account.sinceId : null, content)).toMatchObject({ found: false });
  },

  'tells that the credentials belong to another account': async ({ publisher, network }) => {
    await network.otherAccount('another_account');
    expect(await publisher.verifyAccount()).toMatchObject({
      ok: false,
      failure: { kind: 'wrong-account', actual: 'another_account' },
    });
    expect(await network.createRequests()).toBe(0);
  },

  'knows that nothing was sent when the network cannot be reached, and nothing of the timeline': async (harness) => {
    const { publisher, network } = harness;
    await network.goOffline();
    const unreachable = { failure: { kind: 'unreachable' } };
    expect(await publisher.publish(content)).toMatchObject({ outcome: 'failed', ...unreachable });
    expect(await publisher.verifyAccount()).toMatchObject({ ok: false, ...unreachable });
    expect(await publisher.findSince(null, content)).toEqual({ found: false, looked: false });
    const removal = await publisher.takeDown('1', content);
    if (removal.outcome !== 'byHand') expect(removal).toMatchObject({ outcome: 'failed', ...unreachable });
  },

  'takes a post down by one request, and calls one that is gone already taken down': async (harness) => {
    const { publisher, network } = harness;
    const postId = await published(harness);
    const { outcome } = await publisher.takeDown(postId, content);
    if (outcome === 'byHand') return;
    expect(outcome).toBe('takenDown');
    expect(await network.posts()).toEqual([]);
    expect(await network.deleteRequests()).toBe(1);
    expect(await publisher.takeDown(postId, content)).toEqual({ outcome: 'takenDown' });
  },

  'says that a post is still up when its removal is refused': async (harness) => {
    const { publisher, network } = harness;
    const postId = await published(harness);
    await network.deleteTrouble('refused');
    const { outcome } = await publisher.takeDown(postId, content);
    if (outcome === 'byHand') return;
    expect(outcome).toBe('failed');
    expect(await network.posts()).toEqual([content.text]);
    expect(await network.deleteRequests()).toBe(1);
  },

  'does not know what came of a removal whose answer is lost': (harness) => isNotRemoved(harness, 'answer lost'),
  'does not know what came of a removal that is lost': (harness) => isNotRemoved(harness, 'request lost'),
  'does not know what came of a removal whose answer is late': (harness) => isNotRemoved(harness, 'answer late'),
};

async function isNotKnown({ publisher, network }: SenderHarness, trouble: Trouble, made: boolean): Promise<void> {
  const account = await publisher.verifyAccount();
  const sinceId = account.ok ? account.sinceId : null;
  await network.createTrouble(trouble);
  expect(await network.impatient().publish(content)).toMatchObject({ outcome: 'unknown' });
  expect(await network.createRequests()).toBe(1);
  const found = await network.restarted().findSince(sinceId, content);
  expect(await network.posts()).toEqual(made ? [content.text] : []);
  if (found.found) expect(publisher.readAddress(found.url)).toMatchObject({ url: found.url });
  if (found.found || found.looked) expect(found.found).toBe(made);
  expect(await network.createRequests()).toBe(1);
}

async function isNotRemoved(harness: SenderHarness, trouble: Trouble): Promise<void> {
  const { publisher, network } = harness;
  const postId = await published(harness);
  await network.deleteTrouble(trouble);
  const { outcome } = await network.impatient().takeDown(postId, content);
  if (outcome === 'byHand') return;
  expect(outcome).toBe('unknown');
  expect(await network.deleteRequests()).toBe(1);
  expect(await publisher.takeDown(postId, content)).toEqual({ outcome: 'takenDown' });
  expect(await network.posts()).toEqual([]);
}

async function published({ publisher }: PublisherHarness): Promise<string | null> {
  const result = await publisher.publish(content);
  expect(result).toMatchObject({ outcome: 'published' });
  return result.outcome === 'published' ? result.postId : null;
}

/** Of whatever kind. What sends by itself has more to keep: `describeSender`. */
export function describePublisher(name: string, open: () => Promise<PublisherHarness>): void {
  describeKeeping(`Publisher: ${name}`, open, OF_EVERY_KIND);
}

export function describeSender(name: string, open: () => Promise<SenderHarness>): void {
  describePublisher(name, open);
  describeKeeping(`Publisher that sends by itself: ${name}`, open, OF_SENDERS);
}

function describeKeeping<H extends PublisherHarness>(title: string, open: () => Promise<H>, kept: Promises<H>): void {
  describe(title, () => {
    const given = harnesses(open);
    it.each(Object.entries(kept))('%s', async (_what, isKept) => isKept(await given()));
  });
}

/** What an office relies on with X. Runs on every X we have: the scripted one of the tests, the sandbox's. */
export function describeXPublisher(name: string, open: () => Promise<XHarness>): void {
  describe(`Publisher for X: ${name}`, () => {
    const given = harnesses(open);

    it('names the address of its post and the newest post before it', async () => {
      const { publisher } = await given();
      expect(await publisher.verifyAccount()).toEqual({ ok: true, sinceId: null });
      expect(await publisher.publish(content)).toMatchObject({
        url: expect.stringMatching(/^https:\/\/x\.com\/shinagawacity\/status\/\d+$/),
      });
      expect(await publisher.verifyAccount()).toEqual({ ok: true, sinceId: expect.stringMatching(/^\d+$/) });
    });

    it('names both accounts when the credentials belong to another one', async () => {
      const { publisher, network } = await given();
      await network.otherAccount('another_account');
      expect(await publisher.verifyAccount()).toEqual({
        ok: false,
        failure: { kind: 'wrong-account', expected: 'shinagawacity', actual: 'another_account' },
      });
    });

    it.each(['handledThenReset', 'noAnswer', 'truncated', 'slowBody'] as const)(
      'does not know the outcome, sends no second request and finds the post on the timeline after %s',
      async (kind) => {
        const { publisher, network, trouble } = await given();
        const account = await publisher.verifyAccount();
        await trouble(kind);
        expect(await network.impatient().publish(content)).toMatchObject({ outcome: 'unknown' });
        expect(await network.createRequests()).toBe(1);
        const found = await network.restarted().findSince(account.ok ? account.sinceId : null, content);
        const made = (await network.posts()).length > 0;
        expect(found).toMatchObject(made ? { found: true } : { found: false, looked: true });
        if (kind !== 'noAnswer') expect(made).toBe(true);
        expect(await network.createRequests()).toBe(1);
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
      const { publisher, network, trouble } = await given();
      await trouble(kind);
      expect(await publisher.publish(content)).toMatchObject(expected);
      expect(await network.createRequests()).toBe(1);
      expect(await network.posts()).toEqual([]);
    });

    it('tells whether the post of a number says what was sent', async () => {
      const { publisher } = await given();
      const result = await publisher.publish(content);
      const id = result.outcome === 'published' ? result.postId : '';
      expect(await publisher.readsAs(id, null, content)).toBe('same');
      expect(await publisher.readsAs(id, null, { ...content, text: '別のお知らせです。' })).toBe('other');
      expect(await publisher.readsAs('1', null, content)).toBe('unknown');
    });

    it('reads the address of an own post, and of nobody else’s', async () => {
      const { publisher } = await given();
      const result = await publisher.publish(content);
      const url = result.outcome === 'published' ? result.url : '';
      expect(publisher.readAddress(` ${url}?s=20 `)).toEqual({ id: url.split('/').at(-1), url });
      expect(publisher.readAddress(url.replace('x.com', 'twitter.com'))).toMatchObject({ url });
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
      const { publisher, network, deleteTrouble } = await given();
      const result = await publisher.publish(content);
      const postId = result.outcome === 'published' ? result.postId : null;
      await deleteTrouble(kind);
      expect(await network.impatient().takeDown(postId, content)).toMatchObject(expected);
      expect(await publisher.takeDown(postId, content)).toEqual({ outcome: 'takenDown' });
      expect(await network.posts()).toEqual([]);
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
