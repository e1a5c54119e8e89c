import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/draft/content.ts';
import { currentRevision } from '../../src/draft/state.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import { isNearCopy } from '../../src/guideline/text/near-copy.ts';
import { createManualPublisher } from '../../src/publishers/manual/manual-publisher.ts';
import { unknownText } from '../../src/text/publishing.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { viewForApproval } from '../../src/usecases/check-text.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { shippedEditions } from '../guideline/support.ts';
import { manager, staffA } from '../support/drafts.ts';
import { account, makeWorld, ScriptedPublisher, type TestWorld } from '../support/world.ts';

/** Rows 6 and 7: the same text once more, and the address of another post. */

const DAY = 24 * 3_600_000;
const NOTICE = '図書館は12月8日（火）を休館日とします。返却ポストはご利用いただけます。';

function office(publisher = new ScriptedPublisher()): TestWorld {
  const world = makeWorld({}, publisher);
  Object.assign(world, { guidelines: makeGuidelines(shippedEditions()) });
  world.later(Date.parse('2026-12-01T10:00:00+09:00') - world.clock.now().getTime());
  return world;
}

async function drafted(world: TestWorld, text: string, by = staffA): Promise<string> {
  const outcome = await submitDraft(world, {
    accountId: 'shinagawa-x',
    text,
    fields: {},
    by,
    delivery: `${text}/${by.id}/${world.clock.now().getTime()}`,
  });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.draft.id;
}

async function asked(world: TestWorld, id: string) {
  return (await viewForApproval(world, id))?.review.findings ?? [];
}

/** Ticks all that is asked. */
async function approved(world: TestWorld, id: string): Promise<void> {
  const draft = await loadDraft(world, id);
  if (draft === undefined) throw new Error('the draft is there');
  const acknowledged = (await asked(world, id)).map(findingKey);
  const outcome = await approveDraft(world, {
    draftId: id,
    by: manager,
    delivery: `approve/${id}`,
    expectedRevision: 1,
    contentHash: contentHash(currentRevision(draft).content),
    necessities: [],
    acknowledged,
  });
  expect(outcome.ok).toBe(true);
  await world.duties.idle();
}

const ROUND = '第○回の住民説明会を、区役所の大会議室で開きます。どなたでもご参加いただけます。申込みはいりません。';

describe('同じ文をもう一度（6番）', () => {
  it('a day later it is told, with the day and the address', async () => {
    const world = office();
    await approved(world, await drafted(world, NOTICE));
    world.later(DAY);
    const second = await drafted(world, NOTICE);
    expect(await asked(world, second)).toMatchObject([
      {
        ruleId: 'repeated-post',
        code: 'published',
        level: 'warning',
        params: { on: '12月1日', url: 'https://x.com/shinagawacity/status/101' },
      },
    ]);
  });

  it('two drafters with nearly the same text in the queue are both told', async () => {
    const world = office();
    const first = await drafted(world, NOTICE);
    const second = await drafted(world, `【お知らせ】${NOTICE}✨`);
    expect(await asked(world, second)).toMatchObject([{ code: 'waiting', params: { draftId: first } }]);
    expect(await asked(world, first)).toMatchObject([{ code: 'waiting', params: { draftId: second } }]);
  });

  it('what a network refuses as a duplicate is said to be the earlier post', async () => {
    const world = office();
    await approved(world, await drafted(world, NOTICE));
    world.later(DAY);
    world.publisher.answer = { outcome: 'unknown', cause: 'duplicate' };
    const second = await drafted(world, NOTICE);
    await approved(world, second);
    const draft = await loadDraft(world, second);
    expect(draft).toMatchObject({ status: 'outcomeUnknown', earlier: { on: '2026-12-01' } });
    const earlier = { url: 'https://x.com/shinagawacity/status/101', on: '2026-12-01' };
    expect(unknownText('duplicate', account, earlier).what).toContain(earlier.url);
  });

  it.each([
    [NOTICE, NOTICE.replace('。返却', '。 返却').replace('（火）', '(火)'), true],
    [NOTICE, NOTICE.replace('とします', 'といたします'), true],
    [NOTICE, `${NOTICE}#図書館`, true],
    [NOTICE, NOTICE.replace('12月8日', '12月15日'), false],
    [NOTICE, NOTICE.replace('図書館', '品川歴史館と文化センター'), false],
    [ROUND.replace('○', '一'), ROUND.replace('○', '二'), false],
    ['本日休館です', '本日開館です', false],
    ['12月5日（土）10時から防災訓練です。', '12月5日（土）14時から防災訓練です。', false],
  ])('「%s」 and 「%s」: %s', (one, other, same) => {
    expect(isNearCopy(one, other)).toBe(same);
  });

  it('a notice of another day, and one of long ago, are nobody’s copy', async () => {
    const world = office();
    await approved(world, await drafted(world, NOTICE));
    expect(await asked(world, await drafted(world, NOTICE.replace('12月8日（火）', '12月15日（火）')))).toEqual([]);
    world.later(40 * DAY);
    const rules = (await asked(world, await drafted(world, NOTICE))).map(({ ruleId }) => ruleId);
    expect(rules).not.toContain('repeated-post');
  });
});

describe('別の投稿のURL（7番）', () => {
  /** X, where a post says this. */
  class ReadablePublisher extends ScriptedPublisher {
    says: 'same' | 'other' | 'unknown' = 'same';
    override readAddress(url: string) {
      const id = /status\/(\d+)/u.exec(url)?.[1] ?? null;
      return id === null ? null : { id, url };
    }
    override async readsAs() {
      return this.says;
    }
  }
  const post = (id: string) => `https://x.com/shinagawacity/status/${id}`;

  async function unknown() {
    const publisher = new ReadablePublisher();
    publisher.answer = { outcome: 'unknown', cause: 'no-answer' };
    const world = office(publisher);
    const id = await drafted(world, NOTICE);
    await approved(world, id);
    const report = (url: string) => doAct(world, 'confirmPublished', { draftId: id, by: manager, delivery: url, url });
    return { publisher, report };
  }

  it('one that was there before is refused', async () => {
    const { report } = await unknown();
    for (const older of ['100', '99'])
      expect(await report(post(older))).toMatchObject({ refusal: { code: 'url-older' } });
  });

  it('one that says something else is refused, and the right one is taken', async () => {
    const { publisher, report } = await unknown();
    publisher.says = 'other';
    expect(await report(post('102'))).toMatchObject({ refusal: { code: 'url-other-text' } });
    publisher.says = 'same';
    expect(await report(post('101'))).toMatchObject({ ok: true });
  });

  it('where X does not show the post, the manager is believed', async () => {
    const { publisher, report } = await unknown();
    publisher.says = 'unknown';
    expect(await report(post('101'))).toMatchObject({ ok: true });
  });

  it('by hand, an address of another site is refused', () => {
    const { readAddress } = createManualPublisher('https://www.piazza-life.com/areas/12');
    expect(readAddress('https://example.com/1')).toBe('elsewhere');
    expect(readAddress('https://piazza-life.com.example.com/1')).toBe('elsewhere');
    expect(readAddress('https://piazza-life.com/posts/1')).toMatchObject({ url: 'https://piazza-life.com/posts/1' });
    expect(createManualPublisher().readAddress('https://example.com/1')).toMatchObject({ id: null });
  });
});
