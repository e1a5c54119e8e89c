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
};
