import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCKS } from '../../src/slack/action-ids.ts';
import { cardText } from '../../src/text/card.ts';
import { card } from '../../views/card.ts';
import { readButton } from '../../views/reading.ts';
import { threadLines } from '../../views/thread-lines.ts';
import { anyScene } from './any-text.ts';
import {
  ACCURACY,
  approved,
  DRAFT_ID,
  finding,
  inStatus,
  kocho,
  POST_URL,
  STATUSES,
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
    const shown = aloud(card(view({ text, findings: [phone, weekday] })).blocks);

    expect(shown.split('\n')[0]).toBe('🟡 承認待ち｜品川区公式X');
    expect(shown).toContain(cardText.submitted('戦略広報課長'));
    expect(shown).toMatch(/文字数 \d+\/280/);
    expect(shown.indexOf('要修正 1件')).toBeLessThan(shown.indexOf('要認定 1件'));
    expect(shown).toContain(`第5条第2項(4) ${ACCURACY}`);
    expect(shown).toContain('何を見ていないか：書かれた内容が事実かどうか');
    expect(shown).toContain('起案：職員A（戦略広報課）｜第1版');
    expect(shown).toContain('要領：品川区公式X運用要領（令和8年4月1日施行）');
    expect(shown).toContain(DRAFT_ID);
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
    expect(aloud(card(view({ text })).blocks)).toContain('内容が正しいかどうかは、人が確かめてください');
  });

  it('says what a finding asks for only while the decision is still to come', () => {
    const scene = { text, findings: [finding('waiver', 'pii-mobile', [0, 3], text)] };
    expect(aloud(card(view(scene)).blocks)).toContain('要認定 1件（承認には「必要と認める理由」の記入がいります）');
    const shown = aloud(card(inStatus('published', scene)).blocks);
    expect(shown).toContain('要認定 1件');
    expect(shown).not.toContain('記入がいります');
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
    expect(aloud(card(refused).blocks)).toContain('投稿はまだ公開されています');
    expect(buttonTexts(card(refused).blocks)).toEqual(['削除する']);
  });

  it('says of an unknown removal that it is not known, and when nothing more is asked, what the manager does', () => {
    const unknown = inStatus('removalUnknown', { text });
    expect(aloud(card(unknown).blocks)).toContain('削除できたかどうか分かりません');
    expect(aloud(card(unknown).blocks)).toContain('削除をもう一度頼みます');
    const over = view({ text }, ...unknown.events.slice(1), { type: 'RemovalUnconfirmed', by: 'system' });
    expect(aloud(card(over).blocks)).not.toContain('削除をもう一度頼みます');
    expect(aloud(card(over).blocks)).toContain('「まだ残っていました」');
  });

  it('warns the manager of a post that nobody expected, with its address, in whatever status', () => {
    const url = 'https://x.com/shinagawacity/status/77';
    const surplus = { type: 'UnexpectedPost', by: 'system', attempt: 1, postId: '77', url, via: 'timeline' } as const;
    for (const status of ['published', 'submitted', 'takenDown'] as const) {
      const { blocks } = card(view({ text }, ...inStatus(status, { text }).events.slice(1), surplus));
      expect(aloud(blocks)).toContain(cardText.unexpected(1, 'X'));
      expect(JSON.stringify(blocks)).toContain(url);
    }
    const same = { ...surplus, postId: '1990000000000000001', url: POST_URL };
    const { blocks } = card(view({ text }, ...inStatus('published', { text }).events.slice(1), same));
    expect(aloud(blocks)).not.toContain(cardText.unexpected(1, 'X'));
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
    expect(card(view({ text: 'A & <!channel>' })).text).toBe('【承認待ち】品川区公式X：A &amp; &lt;!channel&gt;');
    expect(card(view({ text: 'あ'.repeat(2_500) })).text).toBe('【承認待ち】品川区公式X');
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

  it('forty findings: those that the card has no room for are in the thread, and the card says so', () => {
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
    const told = Number(/指摘はあと(\d+)件/.exec(aloud(onCard.blocks))?.[1]);
    expect(told).toBeGreaterThan(0);
    expect(aloud(inThread)).toContain('指摘の続き 1/');
    const listed = [...markedWords(onCard.blocks.slice(3)), ...markedWords(inThread)];
    for (const { quote } of findings) expect(listed).toContain(quote);
    expect(markedWords(inThread)).toHaveLength(told);
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
    .filter(({ text }) => /^本文 \d+\/\d+$/.test(text))
    .map(({ blocks }) => aloud(blocks.slice(1)));
  const onCard = richTextOf(card(drawn).blocks, BLOCKS.postText);
  if (pieces.length === 0) return onCard;
  const whole = pieces.join('');
  if (!whole.startsWith(onCard) || onCard === '') return '(the card shows something else than the beginning)';
  return whole;
}
