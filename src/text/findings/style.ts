import type { KindTexts, Sentence } from './sentence.ts';

export const STYLE = {
  nfd: {
    name: '分かれた濁点',
    codes: {
      decomposed: ({ quote }) => ({
        message: `「${quote}」の濁点・半濁点が、文字から分かれています。`,
        advice: '検索や読み上げの妨げになります。入れ直してください。',
      }),
    },
  },
  'halfwidth-kana': {
    name: '半角カナ',
    codes: {
      halfwidth: ({ quote, text }) => ({
        message: `「${quote}」は半角カナです。`,
        advice: `「${text('plain')}」のように全角で書いてください。`,
      }),
    },
  },
  'fullwidth-alnum': {
    name: '全角の英数字',
    codes: {
      fullwidth: ({ quote, text }) => ({
        message: `「${quote}」は全角の英数字です。`,
        advice: `「${text('plain')}」のように半角で書くと、読み上げや検索で正しく扱われます。`,
      }),
    },
  },
  'platform-char': {
    name: '機種依存文字',
    codes: {
      platform: ({ quote, text }) => ({
        message: `「${quote}」は、機種によって違って見える文字です。`,
        advice:
          text('plain') === quote
            ? 'ほかの文字に書き換えてください。'
            : `「${text('plain')}」のように書き換えてください。`,
      }),
      private: ({ quote, text }) => ({
        message: 'ここに、外字など、作った機械でしか読めない文字があります。ほかの人には、空白や四角に見えます。',
        advice:
          text('plain') === quote
            ? '元の文書を見て、ふつうの文字で書き直してください。'
            : `「${text('plain')}」のように書き換えてください。`,
        brief: '外字です。ほかの人には読めません',
      }),
    },
  },
  'unmatched-pair': {
    name: 'かっこの対応',
    codes: {
      unclosed: ({ quote, text }) => ({
        message: `「${quote}」を閉じるかっこ（${text('right')}）がありません。`,
        advice: '閉じるか、消してください。',
      }),
      unopened: ({ quote, text }) => ({
        message: `「${quote}」に対応する始めのかっこ（${text('right')}）がありません。`,
        advice: '始めのかっこを書くか、消してください。',
      }),
      mixed: ({ text }) => ({
        message: 'かっこの始めと終わりで、全角と半角が混じっています。',
        advice: `「${text('right')}」にそろえてください。`,
      }),
    },
  },
  'repeated-word': {
    name: '語の重複',
    codes: {
      twice: ({ quote, text }): Sentence => ({
        message: `「${quote}」は「${text('word')}」が重なっています。`,
        advice: '打ち間違いなら、一つ消してください。',
      }),
    },
  },
} satisfies Partial<KindTexts>;
