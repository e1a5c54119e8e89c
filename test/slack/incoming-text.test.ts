import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromCommandText, fromMessageText } from '../../src/slack/incoming-text.ts';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe('what somebody typed, out of what Slack hands over', () => {
  it.each([
    ['くわしくは <https://www.city.shinagawa.tokyo.jp/> へ', 'くわしくは https://www.city.shinagawa.tokyo.jp/ へ'],
    ['<http://city.shinagawa.tokyo.jp|city.shinagawa.tokyo.jp>', 'city.shinagawa.tokyo.jp'],
    ['<https://evil.example/|区のホームページ>', 'https://evil.example/'],
    ['<mailto:koho@city.shinagawa.tokyo.jp|koho@city.shinagawa.tokyo.jp>', 'koho@city.shinagawa.tokyo.jp'],
    ['<!channel> と <!here|here>', '@channel と here'],
    ['<#C0SHINAGAWA|品川区公式x> で <@U0KOHO001>', '#品川区公式x で @U0KOHO001'],
    ['A &amp; B &lt;重要&gt;', 'A & B <重要>'],
    [':tada: と :wave::skin-tone-3:', '🎉 と 👋🏼'],
    [':point_up: :warning:', '☝️ ⚠️'],
    ['10:30:45 と :そのまま: と :nosuchemoji:', '10:30:45 と :そのまま: と :nosuchemoji:'],
  ])('message %j', (given, typed) => {
    expect(fromMessageText(given)).toBe(typed);
  });

  it('a command’s text is taken as typed, also where a workspace escapes it', () => {
    const plain = fc.string({ unit: fc.constantFrom('あ', 'a', '1', ' ', '。', '\n') });
    fc.assert(fc.property(plain, (text) => fromCommandText(text) === text));
    expect(fromCommandText('「A&B」と<b>')).toBe('「A&B」と<b>');
    expect(fromCommandText(escaped('「A&B」と<b>'))).toBe('「A&B」と<b>');
  });

  it('any message that was escaped comes back', () => {
    // Without the marks of Slack's own that are turned back on purpose.
    const text = fc.string({ unit: 'grapheme' }).filter((typed) => !/:[a-z0-9_+'-]+:/.test(typed));
    fc.assert(fc.property(text, (typed) => fromMessageText(escaped(typed)) === typed));
  });
});
