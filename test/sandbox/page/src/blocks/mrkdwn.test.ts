import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characters, type Mark, parseMrkdwn } from './mrkdwn.ts';

/** Slack's own formatting of a text, which is not Markdown. */

function read(marks: readonly Mark[]): string {
  return marks
    .map((mark) => {
      switch (mark.type) {
        case 'text':
        case 'code':
        case 'pre':
          return mark.text;
        case 'bold':
        case 'italic':
        case 'strike':
        case 'quote':
        case 'link':
          return `${mark.type}(${read(mark.content)})`;
        case 'broadcast':
          return `@${mark.range}`;
        case 'emoji':
          return `:${mark.name}:`;
        default:
          return `${mark.type}:${mark.id}`;
      }
    })
    .join('');
}

const reading = (text: string) => read(parseMrkdwn(text));

describe('a mrkdwn text', () => {
  it.each([
    ['*太字* _斜体_ ~取消~', 'bold(太字) italic(斜体) strike(取消)'],
    ['*太い _斜め_* _*両方*_', 'bold(太い italic(斜め)) italic(bold(両方))'],
    ['（*太字*）', '（bold(太字)）'],
    ['> 引用\n> 二行目\n地の文', 'quote(引用\n二行目)地の文'],
    ['&gt; 引用', 'quote(引用)'],
    ['<https://example.jp/|頁> https://example.jp/a', 'link(頁) link(https://example.jp/a)'],
    ['*<https://example.jp/|頁>*', 'bold(link(頁))'],
    ['<@U0KOHO001> <#C0TOSHIMA|名> <!subteam^S1> <!here>', 'user:U0KOHO001 channel:C0TOSHIMA usergroup:S1 @here'],
    ['<mailto:koho@example.jp|koho@example.jp>', 'link(koho@example.jp)'],
    [':tada: 10:30', ':tada: 10:30'],
  ])('%s', (text, expected) => {
    expect(reading(text)).toBe(expected);
  });

  it.each([
    ['5*3*2', '5*3*2'],
    ['職員A*注*意', '職員A*注*意'],
    ['a_b_c', 'a_b_c'],
    ['**二重**', '**二重**'],
    ['* 箇条 *', '* 箇条 *'],
    ['*改行\nまたぎ*', '*改行\nまたぎ*'],
    ['&lt;b&gt; &amp;amp;', '<b> &amp;'],
    ['<b>', 'link(b)'],
  ])('%s is no formatting', (text, expected) => {
    expect(reading(text)).toBe(expected);
  });

  it('takes nothing for a mark inside of code', () => {
    expect(parseMrkdwn('`*a*` ```\n_b_ &lt;\n```')).toEqual([
      { type: 'code', text: '*a*' },
      { type: 'text', text: ' ' },
      { type: 'pre', text: '_b_ <\n' },
    ]);
  });

  it('leaves bare addresses alone when it is verbatim', () => {
    expect(parseMrkdwn('https://example.jp/', { verbatim: true })).toEqual([
      { type: 'text', text: 'https://example.jp/' },
    ]);
  });

  it('without any mark shows every character, whatever was written', () => {
    const unmarked = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[*_~`<>:\n]|https?/g, ''));
    fc.assert(
      fc.property(unmarked, (text) => {
        const stored = text.replace(/&/g, '&amp;');
        expect(read(parseMrkdwn(stored))).toBe(text);
      }),
    );
  });

  it('never fails and never shows a letter that was not written', () => {
    const careless = fc.string({ unit: fc.constantFrom(...'*_~`<>|&;:@#!a日 \n') });
    fc.assert(
      fc.property(careless, (text) => {
        const letters = (of: string) => [...of.replace(/[^a日]/g, '')].length;
        const shown = parseMrkdwn(text).map(plainOf).join('');
        expect(letters(shown)).toBeLessThanOrEqual(letters(characters(text)));
      }),
    );
  });
});

/** Only what is shown of the text itself. */
function plainOf(mark: Mark): string {
  if ('content' in mark) return mark.content.map(plainOf).join('');
  return 'text' in mark ? mark.text : '';
}
