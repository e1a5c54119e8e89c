import { describe, expect, it } from 'vitest';
import { RETURN_LABELS } from '../../src/acts/return.ts';
import type { DraftEvent } from '../../src/draft/events.ts';
import { threadText } from '../../src/text/thread.ts';
import type { Account, DraftView } from '../../src/usecases/ports.ts';
import { threadLines } from '../../views/thread/lines.ts';
import { pingsOf } from '../sandbox/slack/reading/pings.ts';
import {
  approved,
  finding,
  inStatus,
  kocho,
  POST_URL,
  reviewOf,
  type Scene,
  shinagawa,
  staffA,
  started,
  toshima,
  view,
} from './office.ts';
import { aloud } from './reading-aloud.ts';

/** Who is called, when, and what their phone then shows. */

const text = '【講演会】1月16日（日）に防災の講演会を開きます。\nくわしくは区ホームページをご覧ください。';
const manager = '@課長';
const drafter = '@職員A';
const NAMES: Readonly<Record<string, string>> = {
  [kocho.id]: manager,
  [staffA.id]: drafter,
  S0KUMINKACHO: '@課長たち',
};

/** Everybody whom the event at `index` calls, with the line that their phone shows. */
function calls(drawn: DraftView, index = drawn.events.length - 1): { who: string[]; phone: string; thread: string } {
  const messages = threadLines(drawn, index);
  const called = messages.flatMap(({ text: line, blocks: drawnBlocks }) => {
    const inThread = pingsOf({ blocks: drawnBlocks as never });
    // A phone shows the text, the thread the blocks: both call the same people.
    expect(inThread).toEqual(pingsOf({ text: line }));
    return [...inThread.users, ...inThread.usergroups];
  });
  const named = (line: string) => line.replaceAll(/<(?:@|!subteam\^)(\w+)>/gu, (_, id: string) => NAMES[id] ?? id);
  return {
    who: called.map((id) => NAMES[id] ?? id),
    phone: named(messages.find(({ text: line }) => line.includes('<'))?.text ?? ''),
    thread: messages.map(({ blocks: drawnBlocks }) => aloud(drawnBlocks)).join('\n'),
  };
}

const waiver = finding('waiver', 'pii-name', [0, 5], text);
const blocks = finding('block', 'date-impossible', [5, 10], text);
const revised = (findings: Scene['findings'] = [], fields = {}) =>
  ({
    type: 'DraftRevised',
    by: staffA,
    revision: 2,
    content: { accountId: shinagawa.id, text: `${text}。` },
    fields,
    review: reviewOf(text, findings),
  }) as const;
const linksChecked = (findings: Scene['findings'] = []) =>
  ({ type: 'LinksChecked', by: 'system', revision: 1, results: [], findings }) as const;
const published: Omit<Extract<DraftEvent, { type: 'PostPublished' }>, 'at'> = {
  type: 'PostPublished',
  by: 'system',
  attempt: 1,
  postId: '1',
  url: POST_URL,
  via: 'answer',
};

describe('決裁を頼む', () => {
  it('calls the manager with account, first words, findings by level and drafter', () => {
    const drawn = view({ text, findings: [waiver, { ...waiver, range: { start: 1, end: 2 } }] });
    const { who, phone, thread } = calls(drawn);
    expect(who).toEqual([manager]);
    expect(phone).toMatch(
      /^@課長 決裁をお願いします。品川区公式X：【講演会】1月16日（日）に防災の講演会を開きます。 くわしくは.*… — 要認定2（職員A）$/u,
    );
    expect(thread).toContain(phone.slice(manager.length + 1));
  });

  it('never says that a clean text is in order, only that no rule found anything', () => {
    expect(calls(view({ text })).phone).toMatch(/ — 自動チェックの指摘なし（職員A）$/u);
  });

  it('says 緊急 before anything else', () => {
    const { phone } = calls(view({ text, fields: { emergency: true } }));
    expect(phone.startsWith('🚨【緊急】@課長 ')).toBe(true);
  });

  it('calls a user group where one is configured, and nobody where nobody is', () => {
    expect(calls(view({ text, account: toshima })).who).toEqual(['@課長たち']);
    const nobody = { ...shinagawa, manager: { title: '戦略広報課長', people: { users: [], group: null } } };
    expect(calls(view({ text, account: nobody })).who).toEqual([]);
  });

  it('calls once for a revision, whatever later checks find that needs nobody', () => {
    const drawn = view({ text }, linksChecked([waiver]), revised([waiver]));
    expect([0, 1, 2].map((index) => calls(drawn, index).who)).toEqual([[manager], [], [manager]]);
    expect(calls(drawn, 2).phone).toContain('第2版の決裁をお願いします。');
  });

  it('calls the others where a manager has written it, and that manager only where self-approval is allowed', () => {
    const both: Account = {
      ...shinagawa,
      manager: { ...shinagawa.manager, people: { users: [staffA.id, kocho.id], group: null } },
    };
    const alone: Account = {
      ...shinagawa,
      manager: { ...shinagawa.manager, people: { users: [staffA.id], group: null } },
    };
    expect(calls(view({ text, account: both })).who).toEqual([manager]);
    expect(calls(view({ text, account: alone })).who).toEqual([]);
    expect(calls(view({ text, account: { ...alone, selfApproval: true } })).who).toEqual([drafter]);
  });
});

describe('直すところがある', () => {
  it('calls the drafter and not the manager, until a later version has nothing to mend', () => {
    const drawn = view({ text, findings: [blocks, waiver] }, revised([waiver]));
    expect(calls(drawn, 0)).toMatchObject({
      who: [drafter],
      phone: `${drafter} ${threadText.toMend(1, '戦略広報課長')}`,
    });
    expect(calls(drawn, 1).who).toEqual([manager]);
  });

  it('calls the drafter once where a later check is the first to find it', () => {
    const other = finding('block', 'url-dead', [1, 3], text);
    const drawn = view({ text }, linksChecked([blocks]), {
      type: 'StyleChecked',
      by: 'system',
      revision: 1,
      findings: [other],
    });
    expect([1, 2].map((index) => calls(drawn, index).who)).toEqual([[drafter], []]);
    expect(calls(view({ text, findings: [blocks] }, linksChecked([other]))).who).toEqual([]);
  });

  it('calls nobody for what a later check finds in a text that is approved already', () => {
    expect(calls(view({ text }, approved({ text }), linksChecked([blocks]))).who).toEqual([]);
  });
});

describe('決裁の後', () => {
  it('says nothing between approval and result', () => {
    const drawn = inStatus('published', { text });
    expect(calls(drawn, 1).who).toEqual([]);
    expect(threadLines(drawn, 2)).toEqual([]);
  });

  it('gives the drafter the link', () => {
    const { who, phone } = calls(inStatus('published', { text }));
    expect(who).toEqual([drafter]);
    expect(phone).toBe(`${drafter} ${threadText.publishedAt(POST_URL)}`);
  });

  it.each(['returned', 'rejected', 'takenDown'] as const)('tells the drafter of %s with the reason', (status) => {
    const { who, phone, thread } = calls(inStatus(status, { text }, '曜日が違います'));
    expect(who).toEqual([drafter]);
    expect(phone).toContain('「曜日が違います」');
    expect(thread).toContain('曜日が違います');
  });

  it('tells the drafter what a return is about by its label, where nothing else was written', () => {
    const { who, phone, thread } = calls(
      view({ text }, { type: 'DraftReturned', by: kocho, labels: ['date'], reason: '' }),
    );
    expect(who).toEqual([drafter]);
    expect(phone).toContain(`「${RETURN_LABELS.date}」`);
    expect(thread).toContain(RETURN_LABELS.date);
  });

  it('tells the drafter that the approval is taken back, and why', () => {
    const drawn = view({ text }, approved({ text }), { type: 'ApprovalRevoked', by: kocho, reason: '会場の変更' });
    expect(calls(drawn).who).toEqual([drafter]);
    expect(calls(drawn).phone).toContain('「会場の変更」');
  });

  it('gives the drafter the text to post by hand', () => {
    const { who, phone } = calls(inStatus('handedOver', { text, account: toshima }));
    expect(who).toEqual([drafter]);
    expect(phone).toBe(`${drafter} ${threadText.handedOver('PIAZZA', 1)}`);
  });

  it.each([
    ['publishFailed', threadText.failed],
    ['outcomeUnknown', threadText.unknown],
  ] as const)('tells both of %s, and what is known', (status, known) => {
    const { who, phone } = calls(inStatus(status, { text }));
    expect(who).toEqual([manager, drafter]);
    expect(phone.startsWith(`${manager} ${drafter} ${known}`)).toBe(true);
  });

  it('needs the manager where the app has looked for the post in vain, and for a post that nobody expected', () => {
    const unknown = inStatus('outcomeUnknown', { text }).events.slice(1);
    const looked = { type: 'NotFoundOnTimeline', by: 'system', attempt: 1, looked: true } as const;
    const surplus = {
      type: 'UnexpectedPost',
      by: 'system',
      attempt: 1,
      postId: '7',
      url: POST_URL,
      via: 'answer',
    } as const;
    expect(calls(view({ text }, ...unknown, looked)).who).toEqual([manager]);
    expect(calls(view({ text }, ...unknown, surplus)).who).toEqual([manager]);
  });

  it.each(['removalHandedOver', 'removalUnknown'] as const)('needs the manager for %s', (status) => {
    expect(calls(inStatus(status, { text })).who).toEqual([manager]);
  });
});

describe('自分でしたこと', () => {
  it('calls nobody to what they have just done', () => {
    expect(calls(inStatus('withdrawn', { text })).who).toEqual([]);
    const handed = inStatus('handedOver', { text, account: toshima }).events.slice(1);
    const byHand = { ...published, postId: null, via: 'person' } as const;
    const scene = { text, account: toshima };
    expect(calls(view(scene, ...handed, { ...byHand, by: staffA })).who).toEqual([]);
    expect(calls(view(scene, ...handed, { ...byHand, by: kocho })).who).toEqual([drafter]);
    const given = { type: 'ManualPostGivenUp', reason: '画面が開きません' } as const;
    expect(calls(view(scene, ...handed, { ...given, by: staffA })).who).toEqual([]);
    expect(calls(view(scene, ...handed, { ...given, by: kocho })).who).toEqual([drafter]);
  });

  it('calls whoever is both manager and drafter once', () => {
    const scene = { text, drafter: kocho, account: { ...shinagawa, selfApproval: true } };
    const failed = { type: 'PublishFailed', by: 'system', attempt: 1, failure: { kind: 'no-credit' } } as const;
    const drawn = view(scene, approved(scene), started, failed);
    expect(calls(drawn, 0).who).toEqual([manager]);
    expect(calls(drawn, 3).who).toEqual([manager]);
    expect(calls(view(scene, { type: 'DraftRejected', by: kocho, reason: '不要' })).who).toEqual([]);
  });
});

describe('決裁できる人がいない', () => {
  it.each(['nobody-named', 'only-author', 'deactivated'] as const)(
    'calls the drafter and says what to do: %s',
    (why) => {
      const drawn = view({ text }, { type: 'NobodyCanDecide', by: 'system', revision: 1, why });
      const { who, thread } = calls(drawn);
      expect(who).toEqual([drafter]);
      expect(thread).toContain(
        threadText.nobodyCanDecide({ type: 'NobodyCanDecide', by: 'system', at: '', revision: 1, why }, '戦略広報課長'),
      );
    },
  );
});

it('the manager goes by the title of the office’s own guideline', () => {
  const title = '発信管理者';
  const account = { ...shinagawa, manager: { ...shinagawa.manager, title } };
  for (const status of ['outcomeUnknown', 'removalUnknown'] as const) {
    const { thread } = calls(inStatus(status, { text, account }));
    expect(thread).toContain(title);
    expect(thread).not.toContain('運営管理者');
  }
  expect(calls(view({ text, account, findings: [blocks] })).phone).toContain(title);
});

describe('a post that is for a time', () => {
  const slotted = { text, slot: '2026-12-04T23:00:00.000Z' };
  const expired = { type: 'DraftExpired', by: 'system', slot: slotted.slot } as const;

  it('whoever is to decide reads on the phone until when', () => {
    const { who, phone } = calls(view(slotted));
    expect(who).toEqual([manager]);
    expect(phone).toContain('決裁をお願いします。12月5日(土) 08:00（日本時間）の公開の予約です。');
  });

  it('what nobody approved in time calls its drafter; what was approved and not sent, who approved it as well', () => {
    expect(calls(view(slotted, expired)).who).toEqual([drafter]);
    const late = calls(view(slotted, approved(slotted), { ...expired, late: true }));
    expect(late.who).toEqual([manager, drafter]);
    expect(late.phone).toContain('12月5日(土) 08:00（日本時間）の公開の予約の時刻に送れなかったため');
  });

  it('whoever approved a version reads that it does not go out, when another takes its place', () => {
    const gone = /承認は、なくなりました/u;
    expect(calls(view(slotted, approved(slotted), revised())).thread).toMatch(gone);
    expect(calls(view(slotted, revised())).thread).not.toMatch(gone);
  });
});
