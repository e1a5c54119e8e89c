import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RETURN_LABELS } from '../../src/acts/return.ts';
import { BLOCKS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { removalFailedText, removalUnknownText } from '../../src/text/publishing.ts';
import { reviewText } from '../../src/text/review.ts';
import { threadText } from '../../src/text/thread.ts';
import { STATUS_WORDS, standing } from '../../src/text/words.ts';
import { card } from '../../views/card/card.ts';
import { readButton } from '../../views/form/reading.ts';
import { threadLines } from '../../views/thread/lines.ts';
import { withAnyNumbers } from '../support/with-any-numbers.ts';
import { anyScene } from './any-text.ts';
import {
  ACCURACY,
  approved,
  DRAFT_ID,
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
import {
  activeElements,
  aloud,
  buttonsOf,
  buttonTexts,
  markedWords,
  menuOf,
  mrkdwnOf,
  plainTextsWithEmoji,
  richTextOf,
} from './reading-aloud.ts';
import { slackTakesMessage } from './slack-takes.ts';

const text = '12月18日（木）に図書館を開きます。\nお問い合わせは 090-1234-5678 へ。';

describe('the card of a draft', () => {
  it('tells a section chief on a telephone what it is, what was found, and what it rests on', () => {
    const weekday = finding('block', 'date-weekday', [0, 9], text);
    const phone = finding('waiver', 'pii-mobile', [text.indexOf('090'), text.indexOf('090') + 13], text);
    const drawn = view({ text, findings: [phone, weekday] });
    const lines = aloud(card(drawn).blocks).split('\n');
    const { mark, label } = standing({ status: 'submitted', blocked: true, scheduled: false });

    expect(lines[0]).toBe(`${mark} ${label}｜品川区公式X｜要修正1・要認定1`);
    expect(lines[1]).toBe('職員A（戦略広報課）・第1版・全角44字（上限140）');
    expect(lines.slice(2, 4)).toEqual(text.split('\n'));
    expect(lines.slice(4, 8)).toEqual([
      reviewText.heading('block', 1, true),
      '1 12月18日（木） 日付と曜日〔第5条2項(4)〕',
      reviewText.heading('waiver', 1, true),
      '2 090-1234-5678 携帯電話の番号〔第5条2項(4)〕',
    ]);
    const shown = lines.join('\n');
    expect(shown).toContain(`${DRAFT_ID}｜要領 令和8年4月1日版｜確認していない事項：事実、画像`);
    expect(shown).not.toContain(ACCURACY);
    expect(shown).not.toContain('適合');
  });

  it('marks the words of findings in place and leaves every character as it is', () => {
    const overlapping = [finding('block', 'date-weekday', [0, 7], text), finding('warning', 'mention', [4, 9], text)];
    const { blocks } = card(view({ text, findings: overlapping }));
    expect(richTextOf(blocks, BLOCKS.postText)).toBe(text);
    expect(markedWords(blocks)[0]).toBe('12月18日（木）');
  });

  it('marks words over several lines line by line, so that the paragraph stays', () => {
    const { blocks } = card(view({ text, findings: [finding('warning', 'mention', [0, text.length], text)] }));
    const [first, second] = markedWords(blocks);
    expect([first, second]).toEqual(text.split('\n'));
    expect(richTextOf(blocks, BLOCKS.postText)).toBe(text);
  });

  it('shows a character without a form in the findings, not by changing the text', () => {
    const turned = `町会\u202eの\u202cお知らせ`;
    const { blocks } = card(view({ text: turned, findings: [finding('block', 'invisible-char', [2, 3], turned)] }));
    expect(richTextOf(blocks, BLOCKS.postText)).toBe(turned);
    expect(markedWords(blocks)).toContain('⟦U+202E⟧');
  });

  it('says that nothing was found without saying that it is right', () => {
    const shown = aloud(card(view({ text })).blocks);
    expect(shown.split('\n')[0]).toContain(reviewText.noneShort);
    expect(shown).toContain(cardText.clean([]));
  });

  it('says what a finding asks for only while the decision is still to come', () => {
    const scene = { text, findings: [finding('waiver', 'pii-mobile', [0, 3], text)] };
    expect(aloud(card(view(scene)).blocks)).toContain(reviewText.heading('waiver', 1, true));
    const shown = aloud(card(inStatus('published', scene)).blocks);
    expect(shown).not.toContain(reviewText.heading('waiver', 1, false));
    expect(aloud(card(inStatus('returned', scene)).blocks)).toContain(reviewText.heading('waiver', 1, false));
  });

  it('a draft that has to be mended first waits for its author: no approval, and the way to mend it in front', () => {
    const blocked = view({ text, findings: [finding('block', 'date-invalid', [0, 3], text)] });
    expect(buttonTexts(card(blocked).blocks)).toEqual(['編集']);
    expect(menuOf(card(blocked).blocks)).toEqual(['差戻し', '却下', '修正案を送る', '引き継いで編集', '取下げ']);
    expect(aloud(card(blocked).blocks)).not.toContain(STATUS_WORDS.submitted.label);
  });

  it('what only the author does is out of the way of whoever decides', () => {
    expect(buttonTexts(card(view({ text })).blocks)).toEqual(['承認する', '差戻し', '却下']);
    expect(menuOf(card(view({ text })).blocks)).toEqual(['修正案を送る', '編集', '引き継いで編集', '取下げ']);
  });

  it('緊急 stands in front', () => {
    const emergency = view({ text, fields: { emergency: true } });
    expect(aloud(card(emergency).blocks)).toMatch(/^🚨緊急 /u);
  });

  it('a return with a label alone is told by the label', () => {
    const drawn = view({ text }, { type: 'DraftReturned', by: kocho, labels: ['date', 'facts'], reason: '' });
    expect(aloud(card(drawn).blocks)).toContain(cardText.returned(`${RETURN_LABELS.date}、${RETURN_LABELS.facts}`));
  });

  it('a second version says what it was returned for, and in how many places it was changed', () => {
    const second = view(
      { text },
      { type: 'DraftReturned', by: kocho, labels: [], reason: '曜日が違います' },
      {
        type: 'DraftRevised',
        by: staffA,
        revision: 2,
        content: { accountId: 'shinagawa-x', text: text.replace('木', '金').replace('5678', '5679') },
        fields: {},
        review: reviewOf(text, []),
      },
    );
    expect(aloud(card(second).blocks)).toContain('第2版（差戻し「曜日が違います」の後、2か所を変更）');
  });

  it('marks what needs nothing of anybody in bold only', () => {
    const findings = [finding('notice', 'fullwidth-alnum', [0, 3], text), finding('warning', 'mention', [5, 7], text)];
    const { blocks } = card(view({ text, findings }));
    const [marks] = blocks.filter(({ block_id: id }) => id === BLOCKS.postText);
    expect(JSON.stringify(marks)).toContain('{"type":"text","text":"12月","style":{"bold":true}}');
    expect(JSON.stringify(marks)).toContain('"style":{"bold":true,"code":true}');
    expect(aloud(blocks)).toContain(cardText.notices(1, ['全角の英数字']));
  });

  it('says which words X will make a link of', () => {
    const linked = 'くわしくは example.jp へ。';
    const shown = view({ text: linked });
    const urls = [{ url: 'example.jp', counts: 23 }];
    const drawn = aloud(
      card({ ...shown, review: { ...shown.review, length: { weighted: 90, max: 280, urls } } }).blocks,
    );
    expect(drawn).toContain(cardText.madeLink('X', ['example.jp']));
  });

  it('offers to publish again when somebody has made sure that nothing is out', () => {
    const stopped = view(
      { text },
      approved({ text }),
      started,
      { type: 'OutcomeUnknown', by: 'system', attempt: 1, cause: 'no-answer' },
      { type: 'ConfirmedNotPublished', by: kocho, attempt: 1 },
    );
    expect(buttonTexts(card(stopped).blocks)).toEqual(['公開をやり直す', '公開されていました', '承認の取消し']);
  });

  it('says where to delete by hand, with the post, where the network has no API', () => {
    const { blocks } = card(inStatus('removalHandedOver', { text, account: toshima }));
    expect(aloud(blocks)).toContain(cardText.removalHandedOver('PIAZZA'));
    expect(JSON.stringify(blocks)).toContain(POST_URL);
  });

  it('says of a refused removal that the post is still up, why, and what to do', () => {
    const scene = inStatus('removing', { text });
    const refused = view({ text }, ...scene.events.slice(1), {
      type: 'RemovalFailed',
      by: 'system',
      failure: { kind: 'not-authenticated' },
    });
    expect(refused.draft.status).toBe('published');
    expect(aloud(card(refused).blocks)).toContain(removalFailedText({ kind: 'not-authenticated' }, 'X').what);
    expect(menuOf(card(refused).blocks)).toContain('削除する');
  });

  it('says of an unknown removal that it is not known, and when nothing more is asked, what the manager does', () => {
    const unknown = inStatus('removalUnknown', { text });
    const [asking, asked] = [true, false].map((more) => removalUnknownText('no-answer', shinagawa, more));
    expect(aloud(card(unknown).blocks)).toContain(asking?.what);
    expect(aloud(card(unknown).blocks)).toContain(asking?.next);
    const over = view({ text }, ...unknown.events.slice(1), { type: 'RemovalUnconfirmed', by: 'system' });
    expect(aloud(card(over).blocks)).not.toContain(asking?.next);
    expect(aloud(card(over).blocks)).toContain(asked?.next);
  });

  it('warns the manager of a post that nobody expected, with its address, in whatever status', () => {
    const url = 'https://x.com/shinagawacity/status/77';
    const surplus = { type: 'UnexpectedPost', by: 'system', attempt: 1, postId: '77', url, via: 'timeline' } as const;
    for (const status of ['published', 'submitted', 'takenDown'] as const) {
      const { blocks } = card(view({ text }, ...inStatus(status, { text }).events.slice(1), surplus));
      expect(aloud(blocks)).toContain(cardText.unexpected(1, 'X', '戦略広報課長'));
      expect(JSON.stringify(blocks)).toContain(url);
    }
    const same = { ...surplus, postId: '1990000000000000001', url: POST_URL };
    const { blocks } = card(view({ text }, ...inStatus('published', { text }).events.slice(1), same));
    expect(aloud(blocks)).not.toContain(cardText.unexpected(1, 'X', '戦略広報課長'));
  });

  it('links the post once it is out, and the account while it is not known', () => {
    expect(JSON.stringify(card(inStatus('published', { text })).blocks)).toContain(POST_URL);
    expect(JSON.stringify(card(inStatus('outcomeUnknown', { text })).blocks)).toContain('https://x.com/shinagawacity');
  });

  it('carries draft, revision and stage in every button', () => {
    for (const { value } of buttonsOf(card(view({ text })).blocks))
      expect(readButton(String(value))).toEqual({ draftId: DRAFT_ID, revision: 1, stage: 0 });
  });

  it('has a rich_text block in every status, or Slack would refuse the update', () => {
    for (const status of STATUSES)
      expect(card(inStatus(status, { text })).blocks.map(({ type }) => type)).toContain('rich_text');
  });

  it('notifies with the whole text or none of it', () => {
    const { label } = STATUS_WORDS.submitted;
    expect(card(view({ text: 'A & <!channel>' })).text).toBe(
      cardText.notification(label, '品川区公式X', 'A &amp; &lt;!channel&gt;'),
    );
    expect(card(view({ text: 'あ'.repeat(2_500) })).text).toBe(cardText.notification(label, '品川区公式X', null));
  });
});

describe('any text at all', () => {
  const long = {
    'ten thousand characters': 'あいうえおかきくけこ'.repeat(1_000),
    'only emoji': '👨‍👩‍👧'.repeat(900),
    'fifty lines': Array.from({ length: 50 }, (_, i) => `${i + 1}行目のお知らせです。`).join('\n'),
    'a line of 3,000 characters': 'お'.repeat(3_000),
    'only line breaks and a full stop': `${'\n'.repeat(9_999)}。`,
    'four hundred telephone numbers': '090-1234-5678\n'.repeat(400),
    'one character with a thousand marks': `か${'\u3099'.repeat(9_000)}`,
  };
  it.each(Object.entries(long))('%s: the card stands and nothing of the text is cut', (_, text) => {
    const numbers = [...text.matchAll(/090-1234-5678/g)].map(({ index }) =>
      finding('waiver', 'pii-mobile', [index, index + 13], text),
    );
    const drawn = view({ text, findings: numbers });
    const shown = card(drawn);
    slackTakesMessage(shown);
    expect(wholeText(drawn)).toBe(text);
  });

  it('forty findings: the first have a line, the card says how many more there are, and the thread has all', () => {
    const text = Array.from({ length: 40 }, (_, i) => `【仮${i}】`).join('、');
    const findings = [...text.matchAll(/【仮\d+】/g)].map(({ index, 0: hit }, i) => ({
      ...finding('warning', `own-rule-${i}`, [index, index + hit.length], text),
    }));
    const drawn = view({ text, findings });
    const onCard = card(drawn);
    slackTakesMessage(onCard);
    const lines = threadLines(drawn, 0);
    for (const message of lines) slackTakesMessage(message);
    const inThread = lines.slice(1).flatMap(({ blocks }) => blocks);
    expect(richTextOf(onCard.blocks, BLOCKS.postText)).toBe(text);
    const told = Number(withAnyNumbers(cardText.moreFindings(1)).exec(aloud(onCard.blocks))?.[1]);
    expect(aloud(onCard.blocks).match(/^\d+ 【仮/gmu)).toHaveLength(40 - told);
    expect(told).toBeGreaterThan(0);
    expect(aloud(inThread)).toMatch(withAnyNumbers(reviewText.details(1, 2)));
    for (const { quote } of findings) expect(markedWords(inThread)).toContain(quote);
    expect(aloud(inThread)).toContain(ACCURACY);
  });

  it('is within the limits in every status, whole in card and thread, and calls nobody', () => {
    fc.assert(
      fc.property(anyScene, fc.constantFrom(...STATUSES), (scene, status) => {
        const drawn = inStatus(status, { ...scene, drafter: { id: 'U0X', name: scene.text.slice(0, 80) } }, scene.text);
        const shown = card(drawn);
        slackTakesMessage(shown);
        expect(wholeText(drawn)).toBe(scene.text);
        expect(mrkdwnOf(shown.blocks)).toEqual([]);
        expect(plainTextsWithEmoji(shown.blocks)).toEqual([]);
        expect(activeElements(shown.blocks).filter((type) => type !== 'link')).toEqual([]);
        expect(shown.text).not.toMatch(/[<>]/);
      }),
      { numRuns: 150 },
    );
  });
});

/** The text put together again: from the card when it shows it all, else from the thread. */
function wholeText(drawn: ReturnType<typeof view>): string {
  const pieces = threadLines(drawn, 0)
    .filter(({ text }) => text.match(withAnyNumbers(threadText.body(1, 2)))?.[0] === text)
    .map(({ blocks }) => aloud(blocks.slice(1)));
  const onCard = richTextOf(card(drawn).blocks, BLOCKS.postText);
  if (pieces.length === 0) return onCard;
  const whole = pieces.join('');
  if (!whole.startsWith(onCard) || onCard === '') return '(the card shows something else than the beginning)';
  return whole;
}
