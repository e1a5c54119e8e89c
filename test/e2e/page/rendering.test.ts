import { describe, expect, it } from 'vitest';
import { TOKENS } from '../../sandbox/seed.ts';
import { DESKTOP } from '../../support/browser.ts';
import { STORY_MS, sharedDemo } from '../../support/shared-demo.ts';
import { Visitor } from '../../support/visitor.ts';

/** What stands in a message or form is what the page shows, character by character. */

const demo = sharedDemo();

const CARELESS = [
  '<!channel> <@U0KOHO100> *強調* _斜体_ ~取消~ `符号` ```塊```',
  '&amp; &lt;b&gt; <b>太字</b> > 引用',
  '',
  '　全角の空白　と  二つの空白',
].join('\n');

async function post(content: Readonly<Record<string, unknown>>): Promise<string> {
  const response = await fetch(`${demo().sandbox.slackApiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKENS.bot}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'C0GENERAL', ...content }),
  });
  const answer = (await response.json()) as { ok: boolean; ts?: string; error?: string };
  if (!answer.ok || answer.ts === undefined) throw new Error(answer.error);
  return answer.ts;
}

const general = async () => new Visitor(await demo().open(DESKTOP, '#/C0GENERAL?as=U0KOHO001'));
const shownAt = (one: Visitor, ts: string) => one.page.locator(`[id="message-${ts}"]`);

describe('a draft on its card', () => {
  it(
    'reads exactly as it was written, and pings, links and formats nothing',
    async () => {
      const one = new Visitor(await demo().open(DESKTOP));
      await one.send(`/post ${CARELESS}`);
      const card = one.message('全角の空白');
      const quote = card.locator('blockquote').first();
      expect(await quote.evaluate((element) => element.textContent)).toBe(CARELESS);
      expect(await quote.locator('a, .mention, i, s').count()).toBe(0);
      // Line breaks and blanks are to be seen, not only to be there.
      expect(await quote.innerText()).toBe(CARELESS);
    },
    STORY_MS,
  );
});

describe('a message of the app', () => {
  it(
    'shows every style and part of rich text',
    async () => {
      const one = await general();
      const text = (words: string, style?: Readonly<Record<string, boolean>>) => ({
        type: 'text',
        text: words,
        ...(style ? { style } : {}),
      });
      const ts = await post({
        text: 'rich',
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  text('太', { bold: true }),
                  text('斜', { italic: true }),
                  text('消', { strike: true }),
                  text('符', { code: true }),
                  { type: 'link', url: 'https://example.jp/', text: '頁' },
                  { type: 'user', user_id: 'U0KOHO001' },
                  { type: 'usergroup', usergroup_id: 'S0KOHOKACHO' },
                  { type: 'channel', channel_id: 'C0TOSHIMA' },
                  { type: 'emoji', name: 'tada' },
                  { type: 'broadcast', range: 'here' },
                ],
              },
              { type: 'rich_text_quote', elements: [text('引用の\n二行')] },
              { type: 'rich_text_preformatted', elements: [text('  そのまま\n')] },
              {
                type: 'rich_text_list',
                style: 'ordered',
                offset: 2,
                elements: [{ type: 'rich_text_section', elements: [text('三つめ')] }],
              },
            ],
          },
        ],
      });
      const message = shownAt(one, ts);
      await message.waitFor();
      const reads = (selector: string) => message.locator(selector).evaluateAll((all) => all.map((e) => e.textContent));
      expect(await reads('.rich b')).toEqual(['太']);
      expect(await reads('.rich i')).toEqual(['斜']);
      expect(await reads('.rich s')).toEqual(['消']);
      expect(await reads('.rich code')).toEqual(['符']);
      expect(await message.locator('.rich a').getAttribute('href')).toBe('https://example.jp/');
      expect(await reads('.mention')).toEqual(['@職員A', '@koho-kacho', '#豊島区piazza', '@here']);
      expect(await message.textContent()).toContain('🎉');
      expect(await reads('blockquote')).toEqual(['引用の\n二行']);
      expect(await reads('pre')).toEqual(['  そのまま\n']);
      expect(await message.locator('ol').getAttribute('start')).toBe('3');
    },
    STORY_MS,
  );

  it(
    'keeps apart what is formatted and what is plain',
    async () => {
      const one = await general();
      const ts = await post({
        text: 'sections',
        blocks: [
          {
            type: 'section',
            text: { type: 'mrkdwn', text: '*太* _斜_ <https://example.jp/|頁> <@U0KOHO100> &lt;b&gt;' },
          },
          { type: 'section', text: { type: 'plain_text', text: '*太* _斜_ :tada:', emoji: false } },
          { type: 'context', elements: [{ type: 'plain_text', text: '*太* :tada:', emoji: true }] },
        ],
      });
      const parts = shownAt(one, ts).locator('.prose');
      await parts.first().waitFor();
      expect(await parts.allTextContents()).toEqual(['太 斜 頁 @戦略広報課長 <b>', '*太* _斜_ :tada:', '*太* 🎉']);
      expect(await shownAt(one, ts).locator('b', { hasText: '太' }).count()).toBe(1);
    },
    STORY_MS,
  );

  it(
    'is shown by its text where it has no blocks, and as an empty place after it was deleted',
    async () => {
      const one = await general();
      const ts = await post({ text: '*お知らせ* &amp; <#C0SHINAGAWA>' });
      await shownAt(one, ts).getByText('お知らせ').waitFor();
      expect(await shownAt(one, ts).locator('.prose').textContent()).toBe('お知らせ & #品川区公式x');
      demo().sandbox.slack.deleteMessage('C0GENERAL', ts);
      await shownAt(one, ts).waitFor({ state: 'detached' });
    },
    STORY_MS,
  );
});
