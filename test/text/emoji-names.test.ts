import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mistakableEmoji } from '../../src/text/emoji-names.ts';
import { reviewText } from '../../src/text/review.ts';

const names = (text: string) => mistakableEmoji(text).map(({ emoji, name }) => `${emoji} ${name}`);

describe('取り違えやすい絵文字の名前', () => {
  it.each([
    ['☝', '☝ 上を指す人差し指'],
    ['☝️', '☝️ 上を指す人差し指'],
    ['🖕', '🖕 立てた中指'],
    ['👌', '👌 OKの手'],
    ['🤙', '🤙 電話の合図'],
    ['🫶', '🫶 ハート形の手'],
    ['🙏', '🙏 合わせた両手（お願い・祈り）'],
    ['⚠️', '⚠️ 警告'],
    ['㊙️', '㊙️ マル秘'],
    ['🙃', '🙃 さかさまの顔'],
    ['🙇‍♀️', '🙇‍♀️ おじぎする女'],
  ])('%s is named', (emoji, named) => {
    expect(names(`お知らせ${emoji}です`)).toEqual([named]);
  });

  it('has the same name in every colour of skin', () => {
    expect(names('👌🏽')).toEqual(['👌🏽 OKの手']);
    expect(names('🙇🏿‍♂️')).toEqual(['🙇🏿‍♂️ おじぎする男']);
  });

  it('leaves alone what nobody mistakes', () => {
    expect(names('🌸🎆🚒📚🇯🇵1️⃣©️ 桜まつり、10時〜')).toEqual([]);
  });

  it('names each once, in the order of the text', () => {
    expect(names('🙏👌🙏🏻').map((line) => line.slice(0, 2))).toEqual(['🙏', '👌']);
  });

  it('shortens a long list in plain sight', () => {
    const many = [...'👋🤚🖐✋🖖👌🤌🤏✌🤞🤟🤘🤙👈'];
    const line = reviewText.emoji(mistakableEmoji(many.join('')));
    expect(line).toContain(`ほか${many.length - 12}種類`);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { emoji, name } of mistakableEmoji(text)) {
          expect(text).toContain(emoji);
          expect(name).not.toBe('');
        }
      }),
    );
  });
});
