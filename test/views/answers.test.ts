import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTS } from '../../src/acts/index.ts';
import type { Task } from '../../src/draft/groups.ts';
import type { Refusal } from '../../src/draft/refusal.ts';
import type { EditionView } from '../../src/guideline/types.ts';
import { ACTIONS, BLOCKS } from '../../src/slack/action-ids.ts';
import { findText } from '../../src/text/find.ts';
import { homeText } from '../../src/text/help.ts';
import { guidelineText, historyText, NEED_WORDS, queueText, TASK_WORDS } from '../../src/text/lists.ts';
import { refusalText, returnedText } from '../../src/text/refusals.ts';
import type { DraftView, Found } from '../../src/usecases/ports.ts';
import { faultMessage, triggerExpiredMessage } from '../../views/answer/fault.ts';
import { refusalMessage } from '../../views/answer/refusal.ts';
import { moreReturnedText } from '../../views/answer/returned-text.ts';
import { findForm, MOST_WORDS, oneLine, readFindForm } from '../../views/form/find-form.ts';
import { readButton, readPageButton } from '../../views/form/reading.ts';
import { foundMessage, foundView, readFindButton } from '../../views/list/find.ts';
import { guidelineMessages } from '../../views/list/guideline.ts';
import { helpMessage } from '../../views/list/help.ts';
import { historyMessage, readHistoryButton } from '../../views/list/history.ts';
import { homeView } from '../../views/list/home.ts';
import { queueMessage, readQueueButton } from '../../views/list/queue.ts';
import { anyScene, anyText } from './any-text.ts';
import {
  AT,
  DRAFT_ID,
  finding,
  inStatus,
  kocho,
  listed,
  POST_URL,
  STATUSES,
  shinagawa,
  staffA,
  toshima,
  view,
} from './office.ts';
import { activeElements, aloud, buttonsOf, buttonTexts, mrkdwnOf, richTextOf } from './reading-aloud.ts';
import { slackTakesMessage, slackTakesView } from './slack-takes.ts';

const text = '12月18日（金）に図書館を開きます。';
const last = { type: 'DraftApproved', by: kocho, at: AT } as const;

/** Each with what it has to tell beside its sentence: who, when, how many. */
const refusals: readonly (readonly [refusal: Refusal, ...facts: string[]])[] = [
  [{ code: 'not-found' }],
  [{ code: 'not-manager', action: 'approve', managers: ['U0KOHO100'] }, '「承認する」', '戦略広報課長'],
  [{ code: 'not-manager', action: 'confirmManualPost', managers: [] }, '戦略広報課長', '起案者'],
  [{ code: 'authority-unavailable', action: 'approve' }, '「承認する」'],
  [{ code: 'self-approval', action: 'approve', managers: [] }],
  [{ code: 'not-drafter', action: 'revise', drafter: 'U0KOHO001' }, '職員A'],
  [{ code: 'not-allowed-to-draft', accountId: 'shinagawa-x' }, '「品川区公式X」'],
  [
    { code: 'wrong-status', action: 'return', status: 'approved', last },
    ...['「承認済み」', '11月21日(土) 14:05に戦略広報課長が'],
  ],
  [
    { code: 'stale-revision', current: 3, last: { ...last, type: 'DraftRevised', by: staffA } },
    ...['第3版', '11月21日(土) 14:05に職員Aが'],
  ],
  [{ code: 'blocked', count: 2 }, '2件'],
  [{ code: 'necessity-missing', findingKeys: ['a'] }, '1件'],
  [{ code: 'acknowledgement-missing', findingKeys: ['a', 'b'] }, '2件'],
  [{ code: 'reason-missing' }],
  [{ code: 'text-empty' }],
  [{ code: 'text-too-long', length: 12_345, max: 10_000, unit: 'characters' }, ...['12,345文字', '10,000文字']],
  [{ code: 'text-unchanged' }],
  [{ code: 'url-invalid' }],
];

describe('a refusal', () => {
  it.each(refusals.map(([refusal, ...facts]) => ({ refusal, facts })))(
    '$refusal says politely why and what to do',
    ({ refusal, facts }) => {
      const answer = refusalMessage(refusal, { draft: view({ text }) });
      slackTakesMessage(answer);
      const names = { managerTitle: '戦略広報課長', drafter: '職員A', accountName: '品川区公式X' };
      expect(aloud(answer.blocks)).toContain(refusalText(refusal, names));
      for (const fact of facts) expect(aloud(answer.blocks)).toContain(fact);
      expect(aloud(answer.blocks)).toMatch(/(ください|できません|ました|だけです)。?/);
      expect(mrkdwnOf(answer.blocks)).toEqual([]);
    },
  );

  it('gives the text back exactly, whatever it is, in as many messages as it takes', () => {
    fc.assert(
      fc.property(anyText, (written) => {
        for (const answer of [
          refusalMessage({ code: 'text-empty' }, { text: written }),
          faultMessage('1A2B3C4D', written),
        ]) {
          const messages = [answer, ...moreReturnedText(written)];
          for (const message of messages) slackTakesMessage(message);
          expect(messages.map(({ blocks }) => richTextOf(blocks, BLOCKS.returnedText)).join('')).toBe(written);
          expect(activeElements(answer.blocks)).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('gives back 40,000 characters', () => {
    const written = 'あいうえお\n'.repeat(6_667);
    const messages = [faultMessage('1A2B3C4D', written), ...moreReturnedText(written)];
    for (const message of messages) slackTakesMessage(message);
    expect(messages.map(({ blocks }) => richTextOf(blocks, BLOCKS.returnedText)).join('')).toBe(written);
    expect(aloud(messages[0]?.blocks ?? [])).toContain(returnedText.severalMessages(messages.length));
  });
});

describe('a fault', () => {
  it('names the reference that is in the log', () => {
    expect(faultMessage('1A2B3C4D').text).toContain('1A2B3C4D');
    slackTakesMessage(triggerExpiredMessage());
  });
});

const NOW = '2026-11-21T08:05:00.000Z';
const CARD = 'https://kessai-demo.slack.com/archives/C0SHINAGAWA/p1';
const line = (one: DraftView, task: Task | null = null) => ({ ...listed(one, task), permalink: CARD });
const page = (...entries: readonly ReturnType<typeof line>[]) =>
  queueMessage({ entries, from: 0, total: entries.length, now: NOW });

describe('/post 承認待ち', () => {
  it('says of each what it is, how it begins, how long it has waited and for whom, and leads to the card', () => {
    const scene = { text, findings: [finding('waiver', 'pii', null, text)], fields: { emergency: true } };
    const answer = page(line(view(scene)), line(inStatus('returned', { text })));
    slackTakesMessage(answer);
    const shown = aloud(answer.blocks);
    expect(shown).toContain(queueText.title(2));
    expect(shown).toContain(NEED_WORDS.emergency);
    expect(shown).toContain('🟡 承認待ち｜緊急・要認定1');
    expect(shown).toContain('職員A｜3時間前｜戦略広報課長の決裁待ち');
    expect(shown).toContain(NEED_WORDS.returned);
    expect(shown).toContain('起案者の修正待ち');
    expect(shown).toContain(text);
    expect(JSON.stringify(answer.blocks)).toContain(CARD);
    expect(buttonTexts(answer.blocks)).toEqual([]);
  });

  it('has a button for what the reader can do from here, which names the draft as it stands', () => {
    const answer = page(line(view({ text }), 'decide'), line(inStatus('returned', { text }), 'mend'));
    expect(buttonTexts(answer.blocks)).toEqual([queueText.decide, ACTS.revise.button]);
    expect(aloud(answer.blocks)).toContain(TASK_WORDS.mend);
    const [decide, edit] = buttonsOf(answer.blocks);
    expect([decide?.action_id, edit?.action_id]).toEqual([ACTIONS.decide, ACTIONS.revise]);
    expect(readButton(String(decide?.value))).toEqual({ draftId: DRAFT_ID, revision: 1, stage: 0 });
  });

  it('names the account where there are several', () => {
    const shown = aloud(page(line(view({ text })), line(view({ text, account: toshima }))).blocks);
    expect(shown).toContain('🟡 承認待ち｜品川区公式X');
    expect(shown).toContain(`🟡 承認待ち｜${toshima.name}`);
  });

  it('says so when there is nothing', () => {
    expect(aloud(page().blocks)).toContain(queueText.title(0));
  });

  it('leads to every draft, page by page, also where names and texts are as long as can be', () => {
    const long = { ...staffA, name: '"長い名前"'.repeat(200) };
    const all = Array.from({ length: 40 }, (_, nth) => {
      const one = line(
        view({ text: `${nth}番${'\u0000"'.repeat(200)}`, drafter: long, account: { ...toshima, name: long.name } }),
        'decide',
      );
      return { ...one, summary: { ...one.summary, id: `20261121-${nth}` } };
    });
    const seen: string[] = [];
    for (let from = 0; ; ) {
      const answer = queueMessage({ entries: all.slice(from, from + 10), from, total: all.length, now: NOW });
      slackTakesMessage(answer);
      const decides = buttonsOf(answer.blocks).filter(({ action_id: id }) => id === ACTIONS.decide);
      seen.push(...decides.map(({ value }) => readButton(String(value)).draftId));
      const next = buttonsOf(answer.blocks).find(({ action_id: id }) => id === ACTIONS.queueOlder);
      if (next === undefined) break;
      const turn = readQueueButton(String(next.value));
      if (!('after' in turn)) throw new Error('it leads on');
      from = all.findIndex(({ summary }) => summary.id === turn.after.id) + 1;
    }
    expect(seen).toEqual(all.map(({ summary }) => summary.id));
  });
});

describe('検索', () => {
  const nothing = { words: '', number: '', person: '', accountId: null, month: null, state: null };
  const key = { place: '2026-11', at: AT, id: DRAFT_ID };
  const found = (one: DraftView, spot: Found['spot'] = null) => ({ ...line(one), key, spot });
  const model = { asked: { ...nothing, words: '図書館' }, account: null, trail: [], next: null };

  it('shows what it is, where the word stands, who and when, and the ways to card and post', () => {
    const spot = { before: '18日（金）に', word: '図書館', after: 'を開きます。', revision: 1 };
    const answer = foundMessage({ ...model, entries: [found(inStatus('published', { text }), spot)] });
    slackTakesMessage(answer);
    const shown = aloud(answer.blocks);
    for (const said of ['条件：「図書館」', '✅ 公開済み｜品川区公式X', DRAFT_ID, '起案：職員A｜決裁：戦略広報課長'])
      expect(shown).toContain(said);
    expect(shown).toContain('18日（金）に図書館を開きます。');
    expect(JSON.stringify(answer.blocks)).toContain(POST_URL);
    expect(JSON.stringify(answer.blocks)).toContain(CARD);
  });

  it('goes on behind the last that had room, also where nothing comes after the page', () => {
    const wide = { before: '"'.repeat(1_000), word: '図書館', after: '', revision: 1 };
    const entries = Array.from({ length: 10 }, (_, nth) => ({
      ...found(inStatus('rejected', { text }), wide),
      key: { ...key, id: `20261121-${nth}` },
    }));
    const answer = foundMessage({ ...model, entries });
    slackTakesMessage(answer);
    const older = buttonsOf(answer.blocks).find(({ action_id: id }) => id === ACTIONS.findOlder);
    const [last] = readFindButton(String(older?.value)).trail;
    const shown = answer.blocks.filter(({ type }) => type === 'rich_text').length;
    expect(shown).toBeLessThan(10);
    expect(last).toEqual(entries[shown - 1]?.key);
  });

  it('says whether there may be more further back', () => {
    expect(aloud(foundMessage({ ...model, entries: [] }).blocks)).toContain(findText.none);
    const further = foundMessage({ ...model, entries: [], next: { place: '2025-01', at: '~', id: '' } });
    expect(aloud(further.blocks)).toContain(findText.noneYet);
    expect(buttonTexts(further.blocks)).toEqual([findText.further, findText.change]);
    expect(readFindButton(String(buttonsOf(further.blocks)[0]?.value))).toEqual({
      asked: model.asked,
      trail: [{ place: '2025-01', at: '~', id: '' }],
    });
  });

  it('holds any drafts and any words, as a message and in the form’s place', () => {
    fc.assert(
      fc.property(anyScene, fc.constantFrom(...STATUSES), anyText, (scene, status, words) => {
        const spot = { before: '…', word: oneLine(words).slice(0, MOST_WORDS), after: '…', revision: 3 };
        const many = Array.from({ length: 10 }, () => found(inStatus(status, scene), spot));
        const asked = { ...nothing, words: spot.word, number: 'x'.repeat(60), person: '"'.repeat(60) };
        const trail = Array.from({ length: 40 }, () => key);
        const worst = { ...model, asked, trail, next: key, entries: many };
        slackTakesMessage(foundMessage(worst));
        slackTakesView(foundView(worst, null));
        slackTakesView(findForm([shinagawa, toshima], asked, null));
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['', null],
    ['2026-05', '2026-05'],
    ['２０２６年５月', '2026-05'],
    ['令和8年12月', '2026-12'],
    ['令和元年10月', '2019-10'],
    ['R8.5', '2026-05'],
  ])('reads the month 「%s」', (typed, month) => {
    const state = { values: { 'find.month': { month: { value: typed } } } };
    expect(readFindForm({ private_metadata: '', state })).toEqual({ asked: { ...nothing, month } });
  });

  it.each(['5月', '2026年13月', '2026', 'いつか'])('says that 「%s」 is no month', (typed) => {
    const state = { values: { 'find.month': { month: { value: typed } } } };
    expect(readFindForm({ private_metadata: '', state })).toEqual({ wrong: 'find.month' });
  });
});

describe('/post 履歴', () => {
  const key = { publishedAt: '2026-11-21T05:05:00.000Z', id: '20261121-7K2MQ9TB' };
  const permalink = 'https://kessai-demo.slack.com/archives/C0SHINAGAWA/p1';

  it('goes on behind the last that had room, also where nothing comes after the page', () => {
    const entries = Array.from({ length: 10 }, (_, nth) => {
      const one = listed(inStatus('published', { text }));
      const post = { url: `https://x.com/${'a'.repeat(1_500)}`, publishedAt: key.publishedAt };
      return { ...one, summary: { ...one.summary, id: `20261121-${nth}`, post }, permalink };
    });
    const answer = historyMessage({ account: shinagawa, entries, trail: [], more: false });
    slackTakesMessage(answer);
    const [older] = buttonsOf(answer.blocks);
    const shown = answer.blocks.filter(({ type }) => type === 'rich_text').length;
    expect(shown).toBeLessThan(10);
    expect(readHistoryButton(String(older?.value)).trail).toEqual([{ ...key, id: `20261121-${shown - 1}` }]);
  });

  it('shows what went out, with the way to the post and to the thread', () => {
    const entries = [
      { ...listed(inStatus('published', { text })), permalink },
      { ...listed(inStatus('takenDown', { text })), permalink: null },
    ];
    const answer = historyMessage({ account: shinagawa, entries, trail: [], more: true });
    slackTakesMessage(answer);
    const shown = aloud(answer.blocks);
    expect(shown).toContain(historyText.published('2026年11月21日(土) 14:05'));
    expect(shown).toContain(historyText.people('職員A', '戦略広報課長'));
    expect(shown).toContain(historyText.takenDown);
    const links = JSON.stringify(answer.blocks);
    expect(links).toContain(permalink);
    expect(links.split(POST_URL)).toHaveLength(2);
    expect(buttonTexts(answer.blocks)).toEqual([historyText.older]);
    const carried = String(buttonsOf(answer.blocks)[0]?.value);
    expect(readHistoryButton(carried)).toEqual({ accountId: 'shinagawa-x', trail: [key] });
  });

  it('leads back through the pages, from far back to the first, and from a button of an earlier version as well', () => {
    const trail = Array.from({ length: 40 }, (_, page) => ({ ...key, id: `20260701-PAGE${page}` }));
    const entries = [{ ...listed(inStatus('published', { text })), permalink }];
    const answer = historyMessage({ account: shinagawa, entries, trail, more: true });
    slackTakesMessage(answer);
    const [newer, older] = buttonsOf(answer.blocks).map(({ value }) => readHistoryButton(String(value)));
    expect(newer?.trail).toEqual(trail.slice(-21, -1));
    expect(older?.trail).toEqual([...trail.slice(-19), key]);
    expect(readHistoryButton('{"accountId":"shinagawa-x","page":"1"}').trail).toEqual([]);
  });

  it('says so when nothing went out', () => {
    const answer = historyMessage({ account: shinagawa, entries: [], trail: [key], more: false });
    slackTakesMessage(answer);
    expect(aloud(answer.blocks)).toContain(historyText.none);
    expect(buttonTexts(answer.blocks)).toEqual([historyText.newer]);
  });
});

describe('/post 要領', () => {
  const edition: EditionView = {
    id: 'shinagawa-x-2026-04-01',
    title: '品川区公式X運用要領',
    effectiveFrom: '令和8年4月1日',
    provisions: Array.from({ length: 60 }, (_, i) => ({
      label: `第${i + 1}条`,
      text: `${i + 1}番目の条文である。`.repeat(20),
      rules: i === 0 ? ['placeholder'] : [],
      coverage: i === 0 ? 'rule' : i === 1 ? 'human' : 'citizens',
      feature: null,
      human: i === 1 ? '運営管理者' : null,
    })),
  };

  it('shows every provision verbatim over its pages, with what looks after it', () => {
    const pages: string[] = [];
    let page = 0;
    for (;;) {
      const [message] = guidelineMessages(shinagawa, edition, { placeholder: 3 }, page);
      if (message === undefined) throw new Error('no page');
      slackTakesMessage(message);
      pages.push(aloud(message.blocks));
      const next = buttonsOf(message.blocks).find(({ action_id }) => action_id === 'guideline.next');
      if (next === undefined) break;
      page = Number(readPageButton(String(next.value)).page);
    }
    expect(pages.length).toBeGreaterThan(1);
    const all = pages.join('\n');
    for (const provision of edition.provisions) expect(all).toContain(provision.text);
    expect(all).toContain('運営管理者');
    expect(all).toContain(guidelineText.rules(['placeholder']));
    expect(all).toContain(guidelineText.fired([['placeholder', 3]]));
    expect(pages[0]).toContain(guidelineText.page(1, pages.length));
  });

  it('a provision with rules and a human’s part shows each by itself', () => {
    const [first] = edition.provisions;
    if (first === undefined) throw new Error('no provision');
    const both = { ...first, human: '運営管理者が確かめます' };
    const [message] = guidelineMessages(shinagawa, { ...edition, provisions: [both] }, {}, 0);
    const shown = aloud(message?.blocks ?? []).split('\n');
    expect(shown).toContain(guidelineText.rules(['placeholder']));
    expect(guidelineText.coverage(both)).toHaveLength(1);
    for (const line of guidelineText.coverage(both)) expect(shown).toContain(line);
    expect(shown.join()).not.toContain(guidelineText.coverage({ ...both, human: null, feature: both.human })[0]);
  });

  it('shows the nearest page for one that is not there', () => {
    for (const page of [-1, 99, Number.NaN])
      for (const message of guidelineMessages(shinagawa, edition, {}, page)) slackTakesMessage(message);
  });
});

describe('/post ヘルプ and the App Home', () => {
  it('the help names every way in', () => {
    const answer = helpMessage();
    slackTakesMessage(answer);
    for (const word of ['/post 承認待ち', '/post 履歴', '/post 検索', '/post 要領', 'この文を起案する', 'queue'])
      expect(aloud(answer.blocks)).toContain(word);
  });

  it('the home begins with what I must do; what waits for others and what is finished come after', () => {
    const home = homeView({
      tasks: { entries: [line(view({ text }), 'decide')], total: 1 },
      waiting: { entries: [line(inStatus('returned', { text }))], total: 1 },
      finished: [line(inStatus('published', { text }))],
      now: NOW,
    });
    slackTakesView(home);
    const shown = aloud(home.blocks);
    const order = [
      homeText.tasks(1),
      queueText.decide,
      homeText.waiting(1),
      '起案者の修正待ち',
      homeText.finished,
      '決裁：戦略広報課長',
    ];
    expect(order.map((said) => shown.indexOf(said))).toEqual(
      order.map((said) => shown.indexOf(said)).toSorted((a, b) => a - b),
    );
    expect(shown.indexOf(homeText.tasks(1))).toBe(0);
    expect(shown).toContain('決裁：戦略広報課長');
    expect(buttonTexts(home.blocks)).toEqual([queueText.decide, homeText.start, findText.open]);
    expect(JSON.stringify(home.blocks)).toContain(POST_URL);
    const none = { entries: [], total: 0 };
    const empty = homeView({ tasks: none, waiting: none, finished: [], now: NOW });
    slackTakesView(empty);
    expect(aloud(empty.blocks)).toContain(homeText.tasksNone);
  });

  it('the home holds any drafts', () => {
    fc.assert(
      fc.property(anyScene, fc.constantFrom(...STATUSES), (scene, status) => {
        const entries = Array.from({ length: 90 }, (_, nth) => {
          const one = listed(inStatus(status, scene), 'decide');
          return { ...one, summary: { ...one.summary, id: `d${nth}` }, permalink: null };
        });
        const list = { entries, total: 99 };
        const home = homeView({ tasks: list, waiting: list, finished: [], now: NOW });
        slackTakesView({ ...home, blocks: home.blocks.filter(({ type }) => type !== 'actions') });
        expect(activeElements(home.blocks)).toEqual([]);
        expect(mrkdwnOf(home.blocks)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a button that is not ours', () => {
  it.each([undefined, '', 'x', '{}', '{"draftId":"","revision":1}', '{"draftId":"a","revision":"1"}'])(
    '%j is refused',
    (value) => {
      expect(() => readButton(value)).toThrow();
      expect(() => readPageButton(value)).toThrow();
    },
  );
});
