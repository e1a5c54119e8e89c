import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped, stored, storedText } from './slack/blocks/stored.ts';
import { checkBlocks } from './slack/blocks/validate.ts';
import { readBlocks } from './slack/reading/blocks.ts';
import { readMrkdwn } from './slack/reading/mrkdwn.ts';
import { pingsOf } from './slack/reading/pings.ts';
import { seededState } from './slack/state.ts';

const names = seededState();

function blocks(input: unknown[]) {
  const checked = checkBlocks(input, 'message');
  if (!checked.ok) throw new Error(JSON.stringify(checked.violations));
  return stored(checked.value);
}

describe('what a person reads in mrkdwn', () => {
  it.each([
    ['*太字*と _斜体_ と ~取消~', '*太字*と 斜体 と 取消'],
    ['*太字* です', '太字 です'],
    ['2*3*4', '2*3*4'],
    ['`*そのまま*` です', '*そのまま* です'],
    ['```一行目\n*二*```', '一行目\n*二*'],
    ['&gt; 引用', '┃ 引用'],
    ['A &amp; B &lt;C&gt;', 'A & B <C>'],
    ['<@U0KOHO100>さん、<#C0SHINAGAWA> と <!subteam^S0KOHOKACHO>', '@戦略広報課長さん、#品川区公式x と @koho-kacho'],
    ['<!channel> へ', '@channel へ'],
    ['*<https://example.com|例>*', '例 (https://example.com)'],
    ['<https://example.com?a=1&amp;b=2>', 'https://example.com?a=1&b=2'],
    [':white_check_mark: 承認 :nonsense:', '✅ 承認 :nonsense:'],
  ])('%j is read as %j', (written, read) => {
    expect(readMrkdwn(storedText(written), names)).toBe(read);
  });

  it('shows plain text and rich text as they were written', () => {
    const shown = readBlocks(
      blocks([
        { type: 'section', text: { type: 'plain_text', text: '*そのまま* <@U0KOHO100> & `a`', emoji: false } },
        {
          type: 'rich_text',
          elements: [
            { type: 'rich_text_preformatted', elements: [{ type: 'text', text: ':tada: <!channel> &amp; *_~' }] },
          ],
        },
      ]),
      names,
    );
    expect(shown).toBe('*そのまま* <@U0KOHO100> & `a`\n:tada: <!channel> &amp; *_~');
  });
});

describe('whom a message notifies', () => {
  const nobody = { users: [], usergroups: [], broadcasts: [] };

  it('knows every way to mention', () => {
    const message = {
      text: '<@U0KOHO001> <!here>',
      blocks: blocks([
        { type: 'context', elements: [{ type: 'mrkdwn', text: '<!subteam^S0KOHOKACHO|@koho-kacho>' }] },
        { type: 'section', fields: [{ type: 'mrkdwn', text: '<@U0KOHO002|c>' }] },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_quote',
              elements: [
                { type: 'broadcast', range: 'channel' },
                { type: 'user', user_id: 'U0KOHO100' },
              ],
            },
          ],
        },
      ]),
    };
    expect(pingsOf(message)).toEqual({
      users: ['U0KOHO001', 'U0KOHO002', 'U0KOHO100'],
      usergroups: ['S0KOHOKACHO'],
      broadcasts: ['here', 'channel'],
    });
  });

  it('finds nobody in plain text, in rich text that only looks like a mention, and in entities', () => {
    const harmless = '<!channel> <@U0KOHO100>';
    const message = {
      text: '&lt;!channel&gt; @channel',
      blocks: blocks([
        { type: 'section', text: { type: 'plain_text', text: harmless } },
        { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: harmless }] }] },
        { type: 'section', text: { type: 'mrkdwn', text: '&lt;!channel&gt;' } },
      ]),
    };
    expect(pingsOf(message)).toEqual(nobody);
  });

  it('finds nobody in any text that was escaped, and shows it as typed where nothing is formatted', () => {
    const hostile = fc.array(
      fc.constantFrom('<!channel>', '<@U0KOHO100>', '&', '&amp;', '<', '>', '*', '`', 'あ', '😀', '|', ':'),
      {
        minLength: 1,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(hostile, (parts) => {
        const text = parts.join('');
        const shown = blocks([
          { type: 'section', text: { type: 'plain_text', text: escaped(text), emoji: false } },
          { type: 'section', text: { type: 'mrkdwn', text: escaped(text) } },
          { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }] },
        ]);
        const [plain, , rich] = shown;
        expect(pingsOf({ text: escaped(text), blocks: shown })).toEqual(nobody);
        expect(
          readBlocks(
            [plain, rich].flatMap((block) => block ?? []),
            names,
          ),
        ).toBe(`${text}\n${text}`);
      }),
    );
  });
});
