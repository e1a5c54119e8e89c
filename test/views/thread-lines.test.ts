import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTS } from '../../src/acts/index.ts';
import { RETURN_LABELS } from '../../src/acts/return.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import { BLOCKS } from '../../src/slack/action-ids.ts';
import { failureText, unknownText } from '../../src/text/publishing.ts';
import { threadText } from '../../src/text/thread.ts';
import { card } from '../../views/card/card.ts';
import { threadLines } from '../../views/thread/lines.ts';
import { pingsOf } from '../sandbox/slack/reading/pings.ts';
import { everyEvent } from '../support/every-event.ts';
import { withAnyNumbers } from '../support/with-any-numbers.ts';
import { anyScene, anyText } from './any-text.ts';
import {
  approved,
  finding,
  inStatus,
  kocho,
  POST_URL,
  reviewOf,
  STATUSES,
  shinagawa,
  staffA,
  started,
  toshima,
  view,
} from './office.ts';
import { activeElements, aloud, mrkdwnOf, richTextOf } from './reading-aloud.ts';
import { slackTakesMessage } from './slack-takes.ts';

const text = '12月18日（木）に図書館を開きます。\n入館は無料です。';

const linesOf = (drawn: ReturnType<typeof view>, index: number): string[] =>
  threadLines(drawn, index).map(({ blocks }) => aloud(blocks));

describe('the thread of a draft', () => {
  it('tells who, what and when in Japan', () => {
    const [line] = threadLines(view({ text }), 0);
    expect(aloud(line?.blocks ?? [])).toContain('11月21日(土) 14:05　職員Aが起案しました');
  });

  it('repeats no text that the card shows in full', () => {
    expect(threadLines(view({ text }), 0)).toHaveLength(1);
  });

  it('tells of a returned draft, with labels and reason in full', () => {
    const returned = inStatus('returned', { text }, '曜日は *金曜* です。<!channel>');
    const [line] = threadLines(returned, 1);
    const shown = aloud(line?.blocks ?? []);
    expect(shown).toContain('戦略広報課長が差し戻しました');
    expect(shown).toContain(RETURN_LABELS.date);
    expect(shown).toContain('曜日は *金曜* です。<!channel>');
  });

  it('shows what a revision changed: every removed and added line, and the answers', () => {
    const drawn = view(
      { text },
      { type: 'DraftReturned', by: kocho, labels: [], reason: '曜日' },
      {
        type: 'DraftRevised',
        by: staffA,
        revision: 2,
        content: { accountId: 'shinagawa-x', text: text.replace('木', '金') },
        fields: { department: '防災課' },
        review: reviewOf(text, []),
      },
    );
    const [line, changes] = linesOf(drawn, 2);
    expect(line).toContain('職員Aが第2版に直しました');
    expect(changes).toContain('－ 12月18日（木）に図書館を開きます。');
    expect(changes).toContain('＋ 12月18日（金）に図書館を開きます。');
    expect(changes).toContain('　 入館は無料です。');
    expect(changes).toContain('起案課：戦略広報課 → 防災課');
  });

  it('tells an approval with each reason, its finding, and what was ticked', () => {
    const phone = finding('waiver', 'pii-mobile', [0, 3], text);
    const weekday = finding('warning', 'date-weekday', [0, 9], text);
    const event = {
      ...approved({ text, findings: [phone, weekday] }),
      necessities: [{ findingKey: findingKey(phone), reason: '本人の同意を得ています。' }],
      acknowledged: [findingKey(weekday)],
    };
    const [line] = linesOf(view({ text, findings: [phone, weekday] }, event), 1);
    expect(line).toContain('戦略広報課長が承認しました（第1版）');
    expect(line).toContain(threadText.necessity(''));
    expect(line).toContain('「12月」');
    expect(line).toContain('本人の同意を得ています。');
    expect(line).toMatch(/☑ .*「12月18日（木）」/);
  });

  it('hands over the text alone in a message, exactly, to be copied', () => {
    const messages = threadLines(inStatus('handedOver', { text, account: toshima }), 3);
    expect(aloud(messages[0]?.blocks ?? [])).toContain(threadText.handedOver('PIAZZA', 1));
    expect(messages).toHaveLength(2);
    expect(messages[1]?.blocks).toEqual([
      { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }] },
    ]);
  });

  it('hands over a long text in messages that join to it', () => {
    const long = `${'町会のお知らせです。'.repeat(300)}\n`.repeat(6);
    const [first, ...copies] = threadLines(inStatus('handedOver', { text: long, account: toshima }), 3);
    expect(copies.length).toBeGreaterThan(1);
    expect(aloud(first?.blocks ?? [])).toContain(threadText.handedOver('PIAZZA', copies.length));
    expect(copies.map(({ blocks }) => aloud(blocks)).join('')).toBe(long);
  });

  it('takes the word of whoever posted by hand', () => {
    const posted = view(
      { text, account: toshima },
      approved({ text, account: toshima }),
      started,
      { type: 'HandedOver', by: 'system', attempt: 1 },
      {
        type: 'PostPublished',
        by: staffA,
        attempt: 1,
        postId: null,
        url: 'https://www.piazza-life.com/1',
        via: 'person',
      },
    );
    expect(linesOf(posted, 4)[0]).toContain('職員Aが、掲載したと報告しました');
  });

  it('links the post once it is out', () => {
    expect(linesOf(inStatus('published', { text }), 3)[0]).toContain(POST_URL);
  });

  it.each([
    [{ kind: 'rate-limited', resetsAt: '2026-11-21T06:00:00.000Z', window: '15min' }, '11月21日(土) 15:00'],
    [{ kind: 'no-credit' }, 'X'],
    [{ kind: 'not-permitted', detail: 'Forbidden' }, 'Forbidden'],
    [{ kind: 'not-authenticated' }, 'X'],
    [{ kind: 'wrong-account', expected: 'shinagawacity', actual: 'other' }, '@other'],
    [{ kind: 'unreachable', detail: 'ECONNREFUSED' }, 'ECONNREFUSED'],
    [{ kind: 'content-changed' }, ''],
    [{ kind: 'not-started' }, ''],
    [{ kind: 'rejected', detail: 'too long' }, 'too long'],
  ] as const)('says of the failure %j what to do next, and the fact %s', (failure, fact) => {
    const failed = view({ text }, approved({ text }), started, {
      type: 'PublishFailed',
      by: 'system',
      attempt: 1,
      failure,
    });
    const { what, next } = failureText(failure, 'X');
    for (const said of [what, next, fact]) expect(linesOf(failed, 3)[0]).toContain(said);
  });

  it.each(['no-answer', 'connection-cut', 'server-error', 'unreadable-answer', 'duplicate', 'restart'] as const)(
    'says of an unknown outcome (%s) that nothing is sent again by itself',
    (cause) => {
      const unknown = view({ text }, approved({ text }), started, {
        type: 'OutcomeUnknown',
        by: 'system',
        attempt: 1,
        cause,
      });
      expect(linesOf(unknown, 3)[0]).toContain(unknownText(cause, shinagawa).next);
    },
  );

  it('has a line for every kind of event, but for a step that went well and for a slip', () => {
    const drawn = view({ text });
    const silent = new Set<string>();
    for (const event of everyEvent()) {
      const messages = threadLines({ ...drawn, events: [...drawn.events, event], version: 2 }, 1);
      if (messages.length === 0) silent.add(event.type);
      for (const message of messages) slackTakesMessage(message);
    }
    expect(silent).toEqual(new Set(['StyleChecked', 'PublishStarted']));
  });

  it('tells of a sending only from the second on', () => {
    expect(threadLines(inStatus('publishing', { text }), 2)).toEqual([]);
    const again = view({ text }, approved({ text }), {
      type: 'PublishStarted',
      by: 'system',
      attempt: 2,
      contentHash: 'x',
      sinceId: null,
    });
    expect(linesOf(again, 2)[0]).toContain('2回目');
  });

  it('tells of a refused attempt only where it was meant: a form that was sent, or an approval of one’s own draft', () => {
    const press = { type: 'AttemptRefused', by: kocho, action: 'approve', code: 'not-manager' } as const;
    expect(threadLines(view({ text }, press), 1)).toEqual([]);
    expect(linesOf(view({ text }, { ...press, sent: true }), 1)[0]).toContain('戦略広報課長が「承認する」');
    expect(linesOf(view({ text }, { ...press, code: 'self-approval' }), 1)[0]).toContain('自分の起案');
  });

  it('refuses to tell an event that is not there', () => {
    expect(() => threadLines(view({ text }), 1)).toThrow(RangeError);
  });
});

describe('any text in any event', () => {
  const fits = (drawn: ReturnType<typeof view>) => {
    for (const index of drawn.events.keys())
      for (const message of threadLines(drawn, index)) {
        slackTakesMessage(message);
        expect(mrkdwnOf(message.blocks)).toEqual([]);
        expect(message.text.replaceAll(/<@U0KOHO\d+>/g, '')).not.toMatch(/[<>]/);
        expect(pingsOf({ blocks: message.blocks as never }).broadcasts).toEqual([]);
        for (const id of pingsOf({ text: message.text, blocks: message.blocks as never }).users)
          expect(id).toMatch(/^U0KOHO\d+$/);
        const { length } = activeElements(message.blocks).filter((type) => !['link', 'user'].includes(type));
        expect(length).toBe(0);
      }
  };

  it('fits, and calls nobody but by configuration', () => {
    fc.assert(
      fc.property(anyScene, fc.constantFrom(...STATUSES), (scene, status) => {
        fits(inStatus(status, { ...scene, drafter: { id: '<!channel>', name: scene.text.slice(0, 80) } }, scene.text));
      }),
      { numRuns: 100 },
    );
  });

  it('a reason of any text stands in the thread exactly', () => {
    fc.assert(
      fc.property(anyText, (reason) => {
        const drawn = inStatus('rejected', { text }, reason);
        const [first = '', ...rest] = linesOf(drawn, 1);
        const said = `${kocho.name}${ACTS.reject.event.told}`;
        expect([first.slice(first.indexOf(said) + said.length), ...rest].join('')).toBe(reason);
      }),
      { numRuns: 100 },
    );
  });

  /** The text as the messages under 「本文」 give it, one after the other. */
  const bodyOf = (messages: readonly { readonly text: string; readonly blocks: readonly unknown[] }[]): string =>
    messages
      .filter(({ text: said }) => said.match(withAnyNumbers(threadText.body(1, 2)))?.[0] === said)
      .map(({ blocks }) => aloud(blocks.slice(-1)))
      .join('');

  it('a revision shows both texts whole: removed and added lines give them back, or both stand there', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        fc.pre(before !== after);
        const drawn = view(
          { text: before },
          {
            type: 'DraftRevised',
            by: staffA,
            revision: 2,
            content: { accountId: 'shinagawa-x', text: after },
            fields: { department: '戦略広報課' },
            review: reviewOf(after, []),
          },
        );
        fits(drawn);
        const messages = threadLines(drawn, 1);
        const instead = messages.find(({ text: said }) =>
          [threadText.changedMuch, threadText.changedMuchBefore].some((words) => said.startsWith(words)),
        );
        if (instead !== undefined) {
          expect([bodyOf(threadLines(drawn, 0)), aloud(instead.blocks.slice(-1))]).toContain(before);
          expect([bodyOf(messages), richTextOf(card(drawn).blocks, BLOCKS.postText)]).toContain(after);
          return;
        }
        const shown = messages
          .filter(({ text }) => text.startsWith(threadText.changes(1, 1)))
          .map(({ blocks }) => aloud(blocks.slice(-2, -1)))
          .join('')
          .concat('\n');
        const old = before.split('\n');
        const added = after.split('\n').filter((line) => !old.includes(line));
        for (const line of added) expect(shown).toContain(`＋ ${line}\n`);
        for (const line of old.filter((line) => !after.split('\n').includes(line)))
          expect(shown).toContain(`－ ${line}\n`);
      }),
      { numRuns: 100 },
    );
  });
});
