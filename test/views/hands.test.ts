import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RETURN_LABELS } from '../../src/acts/return.ts';
import { cardText } from '../../src/text/card.ts';
import { threadText } from '../../src/text/thread.ts';
import type { DraftView } from '../../src/usecases/ports.ts';
import { card } from '../../views/card/card.ts';
import { actForm } from '../../views/form/act-form.ts';
import { readActForm, typedInto } from '../../views/form/reading.ts';
import { threadLines } from '../../views/thread/lines.ts';
import { pingsOf } from '../sandbox/slack/reading/pings.ts';
import { anyText } from './any-text.ts';
import { approved, kocho, POST_URL, shinagawa, staffA, started, view } from './office.ts';
import { aloud, buttonTexts, menuOf, untouched } from './reading-aloud.ts';
import { slackTakesMessage, slackTakesView } from './slack-takes.ts';

/** What card, thread and forms show of a draft that goes from hand to hand. */

const text = '12月18日（金）に図書館を開きます。\n入館は無料です。';
const staffC = { id: 'U0KOHO002', name: '職員C' };
const takenOver = { type: 'DraftTakenOver', by: staffC, from: staffA } as const;
const proposed = (words: string, reason = '') =>
  ({
    type: 'RevisionProposed',
    by: kocho,
    revision: 1,
    content: { accountId: shinagawa.id, text: words },
    reason,
  }) as const;

const called = (drawn: DraftView, index: number): readonly string[] =>
  threadLines(drawn, index).flatMap(({ blocks }) => pingsOf({ blocks: blocks as never }).users);
const cardOf = (drawn: DraftView): string => aloud(card(drawn).blocks);

describe('引き継がれた起案', () => {
  const published = {
    type: 'PostPublished',
    by: 'system',
    attempt: 1,
    postId: '1',
    url: POST_URL,
    via: 'answer',
  } as const;

  it('the card names who has it now and who began it; taken back, it names one again', () => {
    const shown = cardOf(view({ text }, takenOver));
    expect(shown).toContain('職員C（戦略広報課）');
    expect(shown).toContain(cardText.firstDrafter('職員A'));
    const back = cardOf(view({ text }, takenOver, { ...takenOver, by: staffA, from: staffC }));
    expect(back).toContain('職員A（戦略広報課）');
    expect(back).not.toContain(cardText.firstDrafter(''));
  });

  it('calls whoever had it, and from then on whoever has it; what was told before is told the same', () => {
    const scene = { text };
    const before = view(scene, { type: 'DraftReturned', by: kocho, labels: [], reason: '曜日' });
    const after = view(
      scene,
      { type: 'DraftReturned', by: kocho, labels: [], reason: '曜日' },
      takenOver,
      approved(scene),
      started,
      published,
    );
    expect([1, 2, 5].map((index) => called(after, index))).toEqual([[staffA.id], [staffA.id], [staffC.id]]);
    for (const index of [0, 1]) expect(threadLines(after, index)).toEqual(threadLines(before, index));
    expect(aloud(threadLines(after, 2)[0]?.blocks ?? [])).toContain('職員Cが、職員Aの起案を引き継ぎました。');
  });
});

describe('修正案', () => {
  it('the card offers it first, says how much it changes and why', () => {
    const drawn = view({ text }, proposed(text.replace('図書館', '中央図書館'), '正式な名前に。'));
    expect(buttonTexts(card(drawn).blocks)).toEqual(['修正案のとおりにする', '編集']);
    expect(menuOf(card(drawn).blocks)).toEqual(['引き継いで編集', '取下げ']);
    expect(cardOf(drawn)).toContain(cardText.proposed('戦略広報課長', 1));
    expect(cardOf(drawn)).toContain(cardText.returned('正式な名前に。'));
  });

  it('the thread calls the drafter and shows the difference', () => {
    const drawn = view({ text }, proposed(text.replace('図書館', '中央図書館')));
    const [line, ...changes] = threadLines(drawn, 1).map(({ blocks }) => aloud(blocks));
    expect(called(drawn, 1)).toEqual([staffA.id]);
    expect(line).toContain('戦略広報課長が修正案を付けて差し戻しました。');
    expect(changes.join('')).toContain(threadText.proposedChanges(1, 1));
    expect(changes.join('')).toContain('＋ 12月18日（金）に中央図書館を開きます。');
  });

  it('of another text altogether stands in the thread whole', () => {
    const lines = (name: string) => Array.from({ length: 400 }, (_, nth) => `${name}の${nth + 1}行目です。`).join('\n');
    const drawn = view({ text: lines('前の文') }, proposed(lines('修正案')));
    const [, ...rest] = threadLines(drawn, 1);
    expect(rest.map(({ blocks }) => aloud(blocks.slice(-1))).join('')).toBe(lines('修正案'));
  });

  it('a version after a return says why, one after a proposal whose words it has', () => {
    const revised = (words: string, proposedBy?: typeof kocho) =>
      ({
        type: 'DraftRevised',
        by: staffA,
        revision: 2,
        content: { accountId: shinagawa.id, text: words },
        fields: {},
        review: { edition: '', findings: [], length: null },
        ...(proposedBy === undefined ? {} : { proposedBy }),
      }) as const;
    const returned = { type: 'DraftReturned', by: kocho, labels: ['date'], reason: '' } as const;
    const other = text.replace('図書館', '中央図書館');
    expect(cardOf(view({ text }, returned, revised(other)))).toContain(cardText.afterReturn(RETURN_LABELS.date));
    expect(cardOf(view({ text }, proposed(other), revised(other, kocho)))).toContain(cardText.asProposed(kocho.name));
    expect(cardOf(view({ text }, proposed(other), revised(text)))).toContain(cardText.afterProposal);
  });

  it('any text fits card, thread and form, and comes back from the form to the letter', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const drawn = view({ text: before }, proposed(after, after.slice(0, 2_000)));
        slackTakesMessage(card(drawn));
        for (const message of threadLines(drawn, 1)) slackTakesMessage(message);
        for (const typed of [undefined, after]) {
          const answers = typed === undefined ? {} : { text: typed };
          const form = actForm('propose', view({ text: before }), { nonce: 'n1', problem: null, ...answers });
          slackTakesView(form);
          const given = { private_metadata: form.private_metadata ?? '', state: { values: untouched(form.blocks) } };
          expect(readActForm(given).text).toBe(typed ?? before);
          expect(typedInto(given)).toBe(typed ?? before);
        }
      }),
      { numRuns: 100 },
    );
  });
});
