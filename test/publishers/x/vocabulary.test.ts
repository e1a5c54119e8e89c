import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createXPublisher } from '../../../src/publishers/x/x-publisher.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { TOKENS } from '../../sandbox/seed.ts';

/** X is renaming its fields, and refuses a name that it does not know. Which server has which names is not known before. */

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.reset());

const publisher = () =>
  createXPublisher({
    username: 'shinagawacity',
    credentials: {
      appKey: TOKENS.xKey,
      appSecret: TOKENS.xSecret,
      accessToken: TOKENS.xToken,
      accessSecret: TOKENS.xTokenSecret,
    },
    apiUrl: sandbox.xApiUrl,
  });
const draft = (text: string) => ({ accountId: 'shinagawa-x', text });

const linked = draft('詳しくはこちら。https://www.city.shinagawa.tokyo.jp/a?b=1&c=2');
const long = draft(`${'長'.repeat(200)}https://www.city.shinagawa.tokyo.jp/long`);

describe.each([
  ['tweet', 'tweet'],
  ['tweet', 'post'],
  ['post', 'post'],
  ['post', 'tweet'],
] as const)('an X that is asked for %s.fields and answers in the words of %s', (askedIn, answersIn) => {
  beforeEach(() => sandbox.x.configure({ askedIn, answersIn, weightedLimit: 4_000 }));

  it('has the account checked, takes a post, shows it again and removes it', async () => {
    const x = publisher();
    const before = sandbox.x.seedPost('shinagawacity', '前のポスト');
    expect(await x.verifyAccount()).toEqual({ ok: true, sinceId: before.id });
    for (const content of [linked, long]) {
      const result = await x.publish(content);
      if (result.outcome !== 'published') throw new Error(JSON.stringify(result));
      // As after a restart: the publisher that looks has not asked before.
      expect(await publisher().findSince(before.id, content)).toMatchObject({ found: true, postId: result.postId });
      expect(await x.takeDown(result.postId, content)).toEqual({ outcome: 'takenDown' });
      expect(await x.findSince(before.id, content)).toEqual({ found: false, looked: true });
    }
  });
});

describe('an X that takes no names of fields at all', () => {
  beforeEach(() => sandbox.x.configure({ askedIn: 'neither', weightedLimit: 4_000 }));

  it('still has the account checked, and shows a post without a link', async () => {
    const x = publisher();
    expect(await x.verifyAccount()).toEqual({ ok: true, sinceId: null });
    await x.publish(draft('リンクのない文です。'));
    expect(await x.findSince(null, draft('リンクのない文です。'))).toMatchObject({ found: true });
    expect(await x.findSince(null, draft('別の文です。'))).toEqual({ found: false, looked: true });
  });

  it.each([
    ['with a link', linked],
    ['that is long', long],
  ])('is not believed to lack a post %s, because nobody can tell', async (_what, content) => {
    const x = publisher();
    await x.publish(content);
    expect(await x.findSince(null, content)).toEqual({ found: false, looked: false });
  });
});
