import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../src/draft/refusal.ts';
import type { EditionView } from '../../src/guideline/types.ts';
import { BLOCKS } from '../../src/slack/action-ids.ts';
import { guidelineText, historyText, queueText } from '../../src/text/lists.ts';
import { refusalText, returnedText } from '../../src/text/refusals.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { faultMessage, triggerExpiredMessage } from '../../views/answer/fault.ts';
import { refusalMessage } from '../../views/answer/refusal.ts';
import { moreReturnedText } from '../../views/answer/returned-text.ts';
import { readButton, readPageButton } from '../../views/form/reading.ts';
import { guidelineMessages } from '../../views/list/guideline.ts';
import { helpMessage } from '../../views/list/help.ts';
import { historyMessage, readHistoryButton } from '../../views/list/history.ts';
import { homeView } from '../../views/list/home.ts';
import { queueMessage } from '../../views/list/queue.ts';
import { withAnyNumbers } from '../support/with-any-numbers.ts';
import { anyScene, anyText } from './any-text.ts';
import { AT, inStatus, kocho, POST_URL, STATUSES, shinagawa, staffA, view } from './office.ts';
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

const unlinked = (one: DraftView) => ({ view: one, permalink: null });

describe('/post 承認待ち', () => {
  it('leads to the card', () => {
    const answer = queueMessage([{ view: view({ text }), permalink: 'https://example.slack.com/archives/C1/p1' }]);
    expect(JSON.stringify(answer.blocks)).toContain('https://example.slack.com/archives/C1/p1');
  });

  it('lists what is not finished', () => {
    const answer = queueMessage([view({ text }), inStatus('returned', { text })].map(unlinked));
    slackTakesMessage(answer);
    const shown = aloud(answer.blocks);
    expect(shown).toContain(queueText.title(2));
    expect(shown).toContain('🟡 承認待ち｜品川区公式X');
    expect(shown).toContain('↩️ 差戻し中');
    expect(shown).toContain(text);
  });

  it('says so when there is nothing, and how many there is no room for', () => {
    expect(aloud(queueMessage([]).blocks)).toContain(queueText.title(0));
    const many = queueMessage(Array.from({ length: 300 }, () => unlinked(view({ text }))));
    slackTakesMessage(many);
    expect(aloud(many.blocks)).toMatch(withAnyNumbers(queueText.more(1)));
  });
});

describe('/post 履歴', () => {
  const key = { publishedAt: '2026-11-21T05:05:00.000Z', id: '20261121-7K2MQ9TB' };
  const permalink = 'https://kessai-demo.slack.com/archives/C0SHINAGAWA/p1';

  it('shows what went out, with the way to the post and to the thread', () => {
    const entries = [
      { view: inStatus('published', { text }), permalink },
      { view: inStatus('takenDown', { text }), permalink: null },
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
    const entries = [{ view: inStatus('published', { text }), permalink }];
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
      note: i === 1 ? '運営管理者' : null,
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

  it('shows the nearest page for one that is not there', () => {
    for (const page of [-1, 99, Number.NaN])
      for (const message of guidelineMessages(shinagawa, edition, {}, page)) slackTakesMessage(message);
  });
});

describe('/post ヘルプ and the App Home', () => {
  it('the help names every way in', () => {
    const answer = helpMessage();
    slackTakesMessage(answer);
    for (const word of ['/post 承認待ち', '/post 履歴', '/post 要領', 'この文を起案する', 'queue'])
      expect(aloud(answer.blocks)).toContain(word);
  });

  it('the home shows what waits for me and what is mine', () => {
    const entry = { view: view({ text }), permalink: 'https://kessai-demo.slack.com/archives/C0SHINAGAWA/p1' };
    const home = homeView({
      waiting: { entries: [entry], total: 1 },
      mine: { entries: [{ ...entry, permalink: null }], total: 1 },
    });
    slackTakesView(home);
    const shown = aloud(home.blocks);
    expect(shown).toContain('決裁を待っているもの 1件');
    expect(shown).toContain('自分の起案 1件');
    expect(buttonTexts(home.blocks)).toEqual(['起案する']);
    slackTakesView(homeView({ waiting: { entries: [], total: 0 }, mine: { entries: [], total: 0 } }));
  });

  it('the home holds any drafts', () => {
    fc.assert(
      fc.property(anyScene, fc.constantFrom(...STATUSES), (scene, status) => {
        const entries = Array.from({ length: 90 }, () => ({ view: inStatus(status, scene), permalink: null }));
        const home = homeView({ waiting: { entries, total: 99 }, mine: { entries, total: entries.length } });
        slackTakesView(home);
        slackTakesMessage(queueMessage(entries));
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
