import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/draft/content.ts';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { checkLinks } from '../../src/usecases/check-links.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import { loadDraft, viewDraft } from '../../src/usecases/read-draft.ts';
import { recover } from '../../src/usecases/recover.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { SHINAGAWA, shippedEditions } from '../guideline/support.ts';
import { ScriptedWeb } from '../support/doubles.ts';
import { manager, staffA } from '../support/drafts.ts';
import { makeWorld, type TestWorld } from '../support/world.ts';

const PAGE = 'https://www.city.shinagawa.tokyo.jp/a';
const text = `くわしくは ${PAGE} をご覧ください。`;

function office(web = new ScriptedWeb()): { world: TestWorld; web: ScriptedWeb } {
  const world: TestWorld = {
    ...makeWorld({ settings: SHINAGAWA }),
    links: web,
    guidelines: makeGuidelines(shippedEditions()),
  };
  return { world, web };
}

async function drafted(world: TestWorld, body = text): Promise<string> {
  const outcome = await submitDraft(world, {
    accountId: 'shinagawa-x',
    text: body,
    fields: {},
    by: staffA,
    delivery: 'command-1',
  });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.draft.id;
}

const events = async (world: TestWorld, id: string) => (await world.store.load(id))?.events.map(({ type }) => type);
const shown = async (world: TestWorld, id: string) =>
  (await viewDraft(world, id))?.review.findings.filter(({ ruleId }) => ruleId === 'url-dead');

describe('リンクの確認', () => {
  it('is on record and with the draft, and finds nothing where the page is there', async () => {
    const { world } = office();
    const id = await drafted(world);
    await checkLinks(world, id);
    expect(await events(world, id)).toEqual(['DraftSubmitted', 'LinksChecked']);
    expect((await loadDraft(world, id))?.revisions[0].links).toEqual([
      { url: PAGE, status: 200, movedTo: null, title: '図書館' },
    ]);
    expect(await shown(world, id)).toEqual([]);
  });

  it('finds a page that is gone, where the link stands in the text', async () => {
    const { world, web } = office();
    web.status = 404;
    const id = await drafted(world);
    await checkLinks(world, id);
    expect(await shown(world, id)).toMatchObject([{ level: 'warning', quote: PAGE }]);
  });

  it.each(['timeout', 'unreachable', 'private', 'elsewhere'] as const)(
    'asks nobody to confirm what says nothing about the page: %s',
    async (status) => {
      const { world, web } = office();
      web.status = status;
      const id = await drafted(world);
      await checkLinks(world, id);
      expect(await shown(world, id)).toEqual([]);
    },
  );

  it('opens only links to the official sites, each once', async () => {
    const { world, web } = office();
    const id = await drafted(world, `${text} ${PAGE} https://example.com/ city.shinagawa.tokyo.jp/b`);
    await checkLinks(world, id);
    expect(web.visits).toEqual([PAGE, 'city.shinagawa.tokyo.jp/b']);
  });

  it('looks once at each revision', async () => {
    const { world, web } = office();
    const id = await drafted(world);
    await checkLinks(world, id);
    await checkLinks(world, id);
    expect(web.visits).toHaveLength(1);
    await reviseDraft(world, {
      draftId: id,
      by: staffA,
      delivery: 'b',
      expectedRevision: 1,
      text: `${text}ぜひ。`,
      fields: {},
    });
    await checkLinks(world, id);
    expect(web.visits).toHaveLength(2);
    expect(await events(world, id)).toEqual(['DraftSubmitted', 'LinksChecked', 'DraftRevised', 'LinksChecked']);
  });

  it('leaves a finished draft alone, also one that ends during the visit', async () => {
    const { world, web } = office();
    const id = await drafted(world);
    const visit = web.visit.bind(web);
    web.visit = async (url, mayVisit) => {
      await doAct(world, 'withdraw', { draftId: id, by: staffA, delivery: 'w', expectedRevision: 1 });
      return visit(url, mayVisit);
    };
    await checkLinks(world, id);
    await checkLinks(world, id);
    expect(await events(world, id)).toEqual(['DraftSubmitted', 'DraftWithdrawn']);
  });

  it('makes no event where there is nothing to open, or the office wants none opened', async () => {
    const { world } = office();
    const id = await drafted(world, '図書館からのお知らせです。');
    await checkLinks(world, id);
    await checkLinks({ ...world, links: null }, id);
    expect(await events(world, id)).toEqual(['DraftSubmitted']);
  });

  it('has the manager confirm a dead link, also when it was found after the form had been opened', async () => {
    const { world, web } = office();
    web.status = 404;
    const id = await drafted(world);
    const approve = (acknowledged: readonly string[]) =>
      approveDraft(world, {
        draftId: id,
        by: manager,
        delivery: `approve-${acknowledged.length}`,
        expectedRevision: 1,
        contentHash: contentHash({ accountId: 'shinagawa-x', text }),
        necessities: [],
        acknowledged,
      });
    await checkLinks(world, id);
    const refused = await approve([]);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'acknowledgement-missing' } });
    const keys = refused.ok || refused.refusal.code !== 'acknowledgement-missing' ? [] : refused.refusal.findingKeys;
    expect(await approve(keys)).toMatchObject({ ok: true });
  });

  it('is asked for by every new text, and again after a start where it is missing', async () => {
    const asked: string[] = [];
    const world: TestWorld = { ...office().world, laterChecks: { changed: (id) => asked.push(id) } };
    const id = await drafted(world);
    expect(asked).toEqual([id]);
    (await recover(world, () => undefined))();
    expect(asked).toEqual([id, id]);
  });

  it('is not asked for at a start where it was made, or where the text has no link: no such draft is even read', async () => {
    const asked: string[] = [];
    const { world } = office();
    const checked = await drafted(world);
    await checkLinks(world, checked);
    const start = { ...world, laterChecks: { changed: (id: string) => asked.push(id) } };
    (await recover(start, () => undefined))();
    expect(asked).toEqual([]);

    const plain = office().world;
    await drafted(plain, '図書館は本日休館します。');
    (await recover({ ...plain, laterChecks: start.laterChecks }, () => undefined))();
    expect(asked).toEqual([]);
  });
});
