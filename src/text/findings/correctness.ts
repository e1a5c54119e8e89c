import type { RuleText } from './sentence.ts';
import { listedWords } from './sentence.ts';

export const CORRECTNESS: Readonly<Record<string, RuleText>> = {
  placeholder: listedWords('書きかけ・ひな形の残り', '正しい内容を書くか、消してください。'),
  length: {
    name: '文字数',
    codes: {
      over: ({ text }) => ({
        message: `文字数が上限を超えています（${text('weighted')}/${text('max')}、${text('over')}超過）。全角は2、半角は1、リンクは23と数えます。`,
        advice: `${text('over')}分（全角でおよそ${Math.ceil(Number(text('over')) / 2)}文字）減らしてください。`,
      }),
    },
  },
  'invisible-char': {
    name: '見えない文字',
    codes: {
      bidi: ({ list }) => ({
        message: `文字の並ぶ向きを変える見えない文字（${list('points').join('、')}）が入っています。`,
        advice: '読む人に違う順で見えます。この文字を消してください。',
      }),
      control: ({ list }) => ({
        message: `制御文字（${list('points').join('、')}）が入っています。`,
        advice: 'ほかの文書から写したときに入ったものです。この文字を消してください。',
      }),
      broken: () => ({
        message: '壊れた文字（絵文字などの半分）が入っています。',
        advice: 'その場所の文字を消して、入れ直してください。',
      }),
      invisible: ({ list }) => ({
        message: `見えない文字（${list('points').join('、')}）が入っています。`,
        advice: '検索、読み上げ、リンクの妨げになります。この文字を消してください。',
      }),
    },
  },
  'url-shortener': {
    name: '短縮URL',
    codes: {
      shortener: ({ text }) => ({
        message: `「${text('host')}」は短縮URLで、リンク先が見えません。`,
        advice: '元のページのアドレスを書いてください。Xではどの長さのリンクも23と数えるので、短縮は要りません。',
      }),
    },
  },
};
