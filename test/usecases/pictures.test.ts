import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash, MEDIA_TYPES } from '../../src/draft/content.ts';
import { currentRevision } from '../../src/draft/state.ts';
import { answersOf } from '../../src/guideline/answers.ts';
import type { DraftFields, MediaFields } from '../../src/guideline/types.ts';
import { acceptProposal } from '../../src/usecases/accept-proposal.ts';
import { answersNow } from '../../src/usecases/answers-now.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { takeMedia } from '../../src/usecases/take-media.ts';
import { written } from '../../src/usecases/written.ts';
import { manager, staffA, text } from '../support/drafts.ts';
import { hashOf } from '../support/memory-media.ts';
import { makeWorld, statusOf, type TestWorld } from '../support/world.ts';

const bytes = (word: string) => Buffer.from(`picture of ${word}`);

/** 職員A attaches files of these names; each shows what it is called. */
async function attach(world: TestWorld, names: readonly string[], before: readonly MediaFields[] = []) {
  for (const name of names) world.files.given.set(name, bytes(name));
  return takeMedia(
    world,
    names.map((name) => ({ id: name, name })),
    before,
  );
}

const described = (media: readonly MediaFields[]): MediaFields[] =>
  media.map((one) => ({ ...one, alt: 'ポスター', rights: 'own', people: false }));

async function drafted(world: TestWorld, names: readonly string[], fields: DraftFields = {}) {
  const { media } = await attach(world, names);
  return submitDraft(world, {
    accountId: 'shinagawa-x',
    text,
    fields: { media: described(media), ...fields },
    by: staffA,
    delivery: 'form-1',
  });
}

describe('files that somebody attaches', () => {
  it('become pictures in the order in which they were chosen, behind those that are there', async () => {
    const world = makeWorld();
    const first = await attach(world, ['a']);
    const { media } = await attach(world, ['b', 'c'], first.media);
    expect(media.map(({ hash }) => hash)).toEqual(['a', 'b', 'c'].map((name) => hashOf(bytes(name))));
    expect(await world.media.read(media[2]?.hash ?? '')).toEqual(bytes('c'));
  });

  it('are refused one by one, each by its name and reason, and harm none of the others', async () => {
    const world = makeWorld();
    world.files.given.set('empty', Buffer.alloc(0));
    const { media, troubles } = await takeMedia(
      world,
      ['nowhere', 'empty', 'a', 'a'].map((id) => ({ id, name: `${id}.jpg` })),
      (await attach(world, ['a'])).media,
    );
    expect(media).toHaveLength(1);
    expect(troubles).toEqual([
      { name: 'nowhere.jpg', why: 'gone' },
      { name: 'empty.jpg', why: { kind: 'unreadable' } },
      { name: 'a.jpg', why: 'twice' },
      { name: 'a.jpg', why: 'twice' },
    ]);
  });

  it('are at most four', async () => {
    const { media, troubles } = await attach(makeWorld(), ['a', 'b', 'c', 'd', 'e']);
    expect(media).toHaveLength(4);
    expect(troubles).toEqual([{ name: 'e', why: 'one-too-many' }]);
  });
});

describe('a draft with pictures', () => {
  it('is none before each has a 代替テキスト or a reason for having none', async () => {
    const world = makeWorld();
    const { media } = await attach(world, ['a', 'b']);
    const [first = {}, second = {}] = described(media);
    const submitted = (answers: MediaFields) =>
      submitDraft(world, {
        accountId: 'shinagawa-x',
        text,
        fields: { media: [first, { ...second, ...answers }] },
        by: staffA,
        delivery: 'form-1',
      });
    expect(await submitted({ alt: ' ' })).toMatchObject({ ok: false, refusal: { code: 'alt-missing', numbers: [2] } });
    expect(await submitted({ alt: '', altExempt: '飾りのため' })).toMatchObject({ ok: true });
  });

  it('keeps the bytes and what is known of their origin, and is refused where they are lost', async () => {
    const world = makeWorld();
    const outcome = await drafted(world, ['a']);
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    const { content, fields } = currentRevision(outcome.draft);
    expect([...world.media.kept].sort()).toEqual(
      [content.media?.[0]?.hash ?? '', fields.media?.[0]?.about ?? ''].sort(),
    );
    const { media } = await attach(world, ['b']);
    world.media.lose(media[0]?.hash ?? '');
    expect(
      await reviseDraft(world, {
        draftId: outcome.draft.id,
        by: staffA,
        delivery: 'form-2',
        expectedRevision: 1,
        text,
        fields: { media: described(media) },
      }),
    ).toMatchObject({ ok: false, refusal: { code: 'media-gone', numbers: [1] } });
  });

  it('has another hash with another picture, order, 代替テキスト or mark of AI, so that no approval covers it', async () => {
    const world = makeWorld();
    const { media } = await attach(world, ['a', 'b']);
    const [a = {}, b = {}] = described(media);
    const hashes = [
      {},
      { media: [a] },
      { media: [b] },
      { media: [a, b] },
      { media: [b, a] },
      { media: [{ ...a, alt: '別の説明' }, b] },
      { media: [a, b], madeWithAi: true },
    ].map((fields) => contentHash(written('shinagawa-x', text, fields).content));
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('is not published with a picture that the manager has not seen', async () => {
    const world = makeWorld();
    const outcome = await drafted(world, ['a']);
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    const { id } = outcome.draft;
    const seen = contentHash(currentRevision(outcome.draft).content);
    const { media } = await attach(world, ['b']);
    await reviseDraft(world, {
      draftId: id,
      by: staffA,
      delivery: 'form-2',
      expectedRevision: 1,
      text,
      fields: { media: described(media) },
    });
    const approval = await approveDraft(world, {
      draftId: id,
      by: manager,
      delivery: 'approve-1',
      expectedRevision: 1,
      contentHash: seen,
      necessities: [],
      acknowledged: [],
    });
    expect(approval).toMatchObject({ ok: false });
    await world.duties.idle();
    expect(world.publisher.sent).toEqual([]);
    expect(await statusOf(world, id)).toBe('submitted');
  });

  it("keeps them under the manager's proposal", async () => {
    const world = makeWorld();
    const outcome = await drafted(world, ['a'], { madeWithAi: true });
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    const { id } = outcome.draft;
    const { media } = currentRevision(outcome.draft).content;
    await doAct(world, 'propose', {
      draftId: id,
      by: manager,
      delivery: 'propose-1',
      expectedRevision: 1,
      reason: '短く',
      text: '図書館は12月5日（土）に再開します。',
    });
    await acceptProposal(world, { draftId: id, by: staffA, delivery: 'accept-1', expectedRevision: 1 });
    const draft = await loadDraft(world, id);
    expect(draft && currentRevision(draft).content).toMatchObject({ media, madeWithAi: true });
    expect(draft && currentRevision(draft).fields.media).toMatchObject([{ rights: 'own', people: false }]);
  });
});

describe('what a file said of itself', () => {
  it('is with every check of the draft', async () => {
    const world = makeWorld();
    world.cleaner.marks = { ai: ['trainedAlgorithmicMedia'], rights: ['© 見本'], credentials: true, position: true };
    const outcome = await drafted(world, ['a']);
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    const { content, fields } = currentRevision(outcome.draft);
    const answers = answersOf(content, await answersNow(world, content, fields, outcome.draft.id));
    expect(answers.media).toMatchObject([
      {
        alt: 'ポスター',
        rights: 'own',
        marks: { ai: ['trainedAlgorithmicMedia'], rights: ['© 見本'], credentials: true },
      },
    ]);
  });
});

it('an edit finds every answer as it was', () => {
  const hash = fc.stringMatching(/^[0-9a-f]{64}$/u);
  const medium = fc.record(
    {
      hash,
      mime: fc.constantFrom(...MEDIA_TYPES),
      size: fc.integer({ min: 1 }),
      width: fc.integer({ min: 1 }),
      height: fc.integer({ min: 1 }),
      alt: fc.string(),
      people: fc.boolean(),
      consent: fc.boolean(),
      rights: fc.constantFrom('own' as const, 'licensed' as const, 'third-party' as const, 'free' as const),
      credit: fc.string(),
      altExempt: fc.string(),
      about: hash,
    },
    { requiredKeys: ['hash', 'mime', 'size', 'width', 'height', 'alt'] },
  );
  const media = fc.array(medium, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(media, fc.option(fc.constant('2026-12-01T00:00:00.000Z'), { nil: undefined }), (given, slot) => {
      const fields: DraftFields = { media: given, ...(slot === undefined ? {} : { scheduledAt: slot }) };
      const recorded = written('shinagawa-x', text, fields);
      expect(answersOf(recorded.content, recorded.fields)).toEqual(fields);
    }),
  );
});
