import { describe, expect, it } from 'vitest';
import { contentHash, type TargetKind } from '../../src/draft/content.ts';
import { currentRevision, type Draft } from '../../src/draft/state.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import type { DraftFields } from '../../src/guideline/types.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { giveUpTarget, lookAtTarget } from '../../src/usecases/look-at-target.ts';
import type { Account } from '../../src/usecases/ports.ts';
import { loadDraft, viewDraft } from '../../src/usecases/read-draft.ts';
import { recover } from '../../src/usecases/recover.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { answersTo } from '../../src/usecases/written.ts';
import { SHINAGAWA, shippedEditions, TOSHIMA } from '../guideline/support.ts';
import type { AskedChecks } from '../support/doubles.ts';
import { manager, staffA } from '../support/drafts.ts';
import { eventTypes, makeWorld, ScriptedPublisher, statusOf, type TestWorld } from '../support/world.ts';

/** Somebody asks where the shelter is; the office answers, quotes the ministry, passes its post on, or follows it. */

const POST = 'https://x.com/MLIT_JAPAN/status/1990000000000000009';
const ACCOUNT = 'https://x.com/MLIT_JAPAN';
const WORDS = 'お問い合わせの避難所は、区役所の1階です。';
const WHY = '区民の安全に関わるため';

function office(overrides: Partial<Account> = {}, publisher = new ScriptedPublisher()): TestWorld {
  const world = makeWorld({ settings: SHINAGAWA, ...overrides }, publisher);
  return Object.assign(world, { guidelines: makeGuidelines(shippedEditions()) });
}

const drafting = (world: TestWorld, text: string, fields: DraftFields, delivery = 'command-1') =>
  submitDraft(world, { accountId: 'shinagawa-x', text, fields, by: staffA, delivery });

async function drafted(
  world: TestWorld,
  kind: TargetKind,
  text = '',
  url = POST,
  delivery = 'command-1',
): Promise<Draft> {
  const outcome = await drafting(world, text, { target: { kind, url } }, delivery);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.draft;
}

async function approved(world: TestWorld, { id }: Draft, reason = WHY) {
  const draft = await loadDraft(world, id);
  if (draft === undefined) throw new Error('there is a draft');
  const { number, content, review } = currentRevision(draft);
  const waivers = review.findings.filter(({ level }) => level === 'waiver');
  const outcome = await approveDraft(world, {
    draftId: id,
    by: manager,
    delivery: `approve-${number}`,
    expectedRevision: number,
    contentHash: contentHash(content),
    necessities: waivers.map((finding) => ({ findingKey: findingKey(finding), reason })),
    acknowledged: review.findings.filter(({ level }) => level === 'warning').map(findingKey),
  });
  await world.duties.idle();
  return outcome;
}

const report = (world: TestWorld, { id }: Draft, url = '', delivery = 'report') =>
  doAct(world, 'confirmManualPost', { draftId: id, by: staffA, delivery, url, expectedStage: 2 });

const waiversOf = (draft: Draft) =>
  currentRevision(draft)
    .review.findings.filter(({ level }) => level === 'waiver')
    .map(({ ruleId, code }) => `${ruleId}/${code}`);

describe('a draft about somebody’s post', () => {
  it.each([
    ['reply', WORDS, 'reply/field'],
    ['quote', WORDS, 'repost/field'],
    ['repost', '', 'repost/as-it-is'],
    ['follow', '', 'follow-act/field'],
  ] as const)('as a %s needs the manager’s finding of necessity, with the provision', async (kind, text, rule) => {
    const world = office();
    const draft = await drafted(world, kind, text, kind === 'follow' ? ACCOUNT : POST);
    expect(waiversOf(draft)).toEqual([rule]);
    const [finding] = currentRevision(draft).review.findings.filter(({ level }) => level === 'waiver');
    expect(finding?.citations).toContainEqual(expect.objectContaining({ article: '5', paragraph: 3 }));
    expect(await approved(world, draft, '')).toMatchObject({ ok: false, refusal: { code: 'necessity-missing' } });
    expect(await approved(world, draft)).toMatchObject({ ok: true });
  });

  it.each(['like', 'follow', 'reply'] as const)('on PIAZZA as a %s needs it under 第6条第4項', async (kind) => {
    const world = office(
      { settings: TOSHIMA, guideline: 'toshima-piazza', network: 'PIAZZA' },
      new ScriptedPublisher(false),
    );
    const draft = await drafted(world, kind, kind === 'reply' ? WORDS : '', 'https://piazza.example.jp/posts/1');
    const found = currentRevision(draft).review.findings.filter(({ level }) => level === 'waiver');
    const [own] = found.filter(({ ruleId }) => ruleId !== 'author-dept');
    expect(own?.citations).toContainEqual(expect.objectContaining({ article: '6', paragraph: 4 }));
  });

  it('is sent with it, where the contract allows', async () => {
    const world = office();
    world.publisher.sendsTargets = true;
    const draft = await drafted(world, 'reply', WORDS);
    await approved(world, draft);
    expect(world.publisher.sent).toMatchObject([{ text: WORDS, target: { kind: 'reply', url: POST } }]);
    expect(await statusOf(world, draft.id)).toBe('published');
  });

  it('finds everything as it was when it is edited, and is another revision with another post', async () => {
    const world = office();
    world.publisher.sendsTargets = true;
    world.publisher.answer = { outcome: 'failed', failure: { kind: 'no-credit' } };
    const draft = await drafted(world, 'reply', WORDS);
    await approved(world, draft);
    const fields = answersTo(currentRevision(draft));
    expect(fields.target).toEqual({ kind: 'reply', url: POST });
    const edit = { draftId: draft.id, by: staffA, expectedRevision: 1, text: WORDS };
    expect(await reviseDraft(world, { ...edit, fields, delivery: 'e1' })).toMatchObject({
      refusal: { code: 'text-unchanged' },
    });
    const target = { kind: 'reply', url: `${POST}9` } as const;
    expect(await reviseDraft(world, { ...edit, fields: { ...fields, target }, delivery: 'e2' })).toMatchObject({
      ok: true,
      draft: { status: 'submitted', revisions: [{}, { number: 2, content: { target } }] },
    });
    expect(world.publisher.sent).toHaveLength(1);
  });

  it('is frozen by the approval with its post and with what is done to it', () => {
    const content = { accountId: 'shinagawa-x', text: WORDS };
    const hashes = [
      content,
      { ...content, target: { kind: 'reply', url: POST } } as const,
      { ...content, target: { kind: 'quote', url: POST } } as const,
      { ...content, target: { kind: 'reply', url: `${POST}9` } } as const,
    ].map(contentHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('what cannot be', () => {
  it.each([
    [WORDS, { kind: 'reply', url: 'https://www.city.shinagawa.tokyo.jp/' }, { code: 'target-address', kind: 'reply' }],
    [WORDS, { kind: 'quote', url: ' ' }, { code: 'target-address', kind: 'quote' }],
    [WORDS, { kind: 'repost', url: POST }, { code: 'target-words', kind: 'repost' }],
    ['  ', { kind: 'reply', url: POST }, { code: 'text-empty' }],
  ] as const)('「%s」 about %j is refused with what to do, and no draft is made', async (text, target, refusal) => {
    const world = office();
    const strict = world.publisher.readTarget.bind(world.publisher);
    world.publisher.readTarget = (given) => (given.url.startsWith('https://x.com/') ? strict(given) : null);
    expect(await drafting(world, text, { target })).toMatchObject({ ok: false, refusal });
    expect(await world.store.openIds()).toEqual([]);
  });

  it('a proposal cannot give words to a repost', async () => {
    const world = office();
    const { id } = await drafted(world, 'repost');
    const proposal = { draftId: id, by: manager, delivery: 'p', expectedRevision: 1, text: WORDS };
    expect(await doAct(world, 'propose', proposal)).toMatchObject({ ok: false, refusal: { code: 'target-words' } });
  });

  it('two reposts are no copies of one another for having no words', async () => {
    const world = office();
    await drafted(world, 'repost');
    const second = await drafted(world, 'repost', '', `${POST}9`, 'command-2');
    expect(currentRevision(second).review.findings.map(({ ruleId }) => ruleId)).not.toContain('repeated-post');
  });
});

describe('by hand', () => {
  it.each(['reply', 'quote'] as const)('an approved %s waits for the address of the post', async (kind) => {
    const world = office();
    // What a person does needs neither key nor network.
    world.publisher.account = { ok: false, failure: { kind: 'no-credit' } };
    const draft = await drafted(world, kind, WORDS);
    await approved(world, draft);
    expect(await statusOf(world, draft.id)).toBe('handedOver');
    expect(world.publisher.sent).toEqual([]);
    expect(await report(world, draft, 'まだです')).toMatchObject({ refusal: { code: 'url-invalid' } });
    const url = 'https://x.com/shinagawacity/status/200';
    expect(await report(world, draft, url, 'again')).toMatchObject({ draft: { status: 'published', post: { url } } });
  });

  it.each(['repost', 'like', 'follow'] as const)('a %s is reported without an address of its own', async (kind) => {
    const world = office();
    const url = kind === 'follow' ? ACCOUNT : POST;
    const draft = await drafted(world, kind, '', url);
    await approved(world, draft);
    expect(await statusOf(world, draft.id)).toBe('handedOver');
    expect(await report(world, draft)).toMatchObject({ ok: true, draft: { post: { id: null, url } } });
    await doAct(world, 'takeDown', { draftId: draft.id, by: manager, delivery: 't', reason: '誤り', expectedStage: 2 });
    await world.duties.idle();
    expect(await statusOf(world, draft.id)).toBe('removalHandedOver');
  });

  it('a handing over that a stop has cut is finished, and is nothing that may have been sent', async () => {
    const world = office();
    const draft = await drafted(world, 'reply', WORDS);
    const publish = world.publisher.publish.bind(world.publisher);
    world.publisher.publish = () => new Promise(() => undefined);
    void approved(world, draft);
    await expect.poll(() => statusOf(world, draft.id)).toBe('publishing');
    world.publisher.publish = publish;
    const next = { ...world, duties: office().duties };
    const restarted = office();
    Object.assign(restarted, { store: next.store, publisher: world.publisher, publisherOf: () => world.publisher });
    (await recover(restarted, () => undefined))();
    await restarted.duties.idle();
    expect(await statusOf(restarted, draft.id)).toBe('handedOver');
  });
});

describe('a repost whose end is not known', () => {
  it('is found, also where the post that it passes on is the office’s own and on record', async () => {
    const world = office();
    world.publisher.sendsTargets = true;
    world.publisher.answer = { outcome: 'published', postId: '9', url: POST };
    await approved(world, await drafted(world, 'quote', WORDS));
    world.publisher.answer = { outcome: 'unknown', cause: 'no-answer' };
    world.publisher.timeline = { found: true, postId: '9', url: POST };
    const draft = await drafted(world, 'repost', '', POST, 'command-2');
    await approved(world, draft);
    expect(await loadDraft(world, draft.id)).toMatchObject({ status: 'published', post: { url: POST } });
    expect(world.publisher.sent).toHaveLength(2);
  });
});

describe('what the network shows of the post', () => {
  const shown = { kind: 'shown', author: 'MLIT_JAPAN', name: '国土交通省', text: '避難所', postedAt: null } as const;

  it('is looked up once for each revision, and stands with it', async () => {
    const world = office();
    world.publisher.sight = shown;
    const { id } = await drafted(world, 'reply', WORDS);
    await lookAtTarget(world, id);
    await lookAtTarget(world, id);
    expect(world.publisher.sights).toBe(1);
    expect(await eventTypes(world, id)).toEqual(['DraftSubmitted', 'TargetSeen']);
    expect((await viewDraft(world, id))?.draft.revisions[0].sight).toEqual(shown);
    const target = { kind: 'reply', url: `${POST}9` } as const;
    await reviseDraft(world, {
      draftId: id,
      by: staffA,
      delivery: 'e',
      expectedRevision: 1,
      text: WORDS,
      fields: { target },
    });
    expect((await loadDraft(world, id))?.revisions[1]?.sight).toBeUndefined();
    world.publisher.sight = { kind: 'gone' };
    await lookAtTarget(world, id);
    expect((await loadDraft(world, id))?.revisions[1]?.sight).toEqual({ kind: 'gone' });
  });

  it('is tried again when there is no answer, and said honestly at last', async () => {
    const world = office();
    world.publisher.sight = { kind: 'unreachable' };
    const { id } = await drafted(world, 'repost');
    await expect(lookAtTarget(world, id)).rejects.toThrow();
    expect(await eventTypes(world, id)).toEqual(['DraftSubmitted']);
    const asked = world.laterChecks as AskedChecks;
    asked.asked.length = 0;
    (await recover(world, () => undefined))();
    expect(asked.asked).toEqual([id]);
    await giveUpTarget(world, id);
    expect((await loadDraft(world, id))?.revisions[0].sight).toEqual({ kind: 'unreachable' });
    asked.asked.length = 0;
    (await recover(world, () => undefined))();
    expect(asked.asked).toEqual([]);
  });

  it('is nothing where the network cannot be asked, and nobody asks for a draft that is about no post', async () => {
    const world = office({}, new ScriptedPublisher(false));
    const { id } = await drafted(world, 'reply', WORDS);
    await lookAtTarget(world, id);
    expect(await eventTypes(world, id)).toEqual(['DraftSubmitted']);
    const plain = await drafting(world, '図書館を開きます。', {}, 'plain');
    await lookAtTarget(world, plain.draft?.id ?? '');
    expect(world.publisher.sights).toBe(1);
  });
});
