import type { RuleText, Say, Sentence } from './sentence.ts';

export const DATES: Readonly<Record<string, RuleText>> = {
  'date-weekday': { name: '日付と曜日', codes: { written: (say) => weekday(say, `${say.text('year')}年`), inferred: (say) => weekday(say, '') } },
  'date-invalid': {
    name: '存在しない日付',
    codes: {
      month: ({ text }) => ({
        message: `${text('month')}月はありません。`,
        advice: '正しい日付を確かめて書き直してください。',
      }),
      day: ({ text }) => ({
        message: `${text('month')}月${text('day')}日はありません。${text('month')}月は${text('last')}日までです。`,
        advice: '正しい日付を確かめて書き直してください。',
      }),
      leap: ({ text }) => ({
        message: `${text('year')}年は平年で、2月29日がありません。`,
        advice: '正しい日付を確かめて書き直してください。',
      }),
      'leap-inferred': ({ text }) => ({
        message: `公開日から考えると${text('year')}年の2月29日ですが、${text('year')}年は平年です。`,
        advice: '正しい日付を確かめてください。ほかの年のことなら、年を書き足してください。',
      }),
    },
  },
  'era-mismatch': {
    name: '和暦と西暦',
    codes: {
      pair: ({ text }) => ({
        message: `${text('written')}は${text('writtenWestern')}年です。${text('western')}年は${text('right')}です。`,
        advice: 'どちらが正しいかを確かめて、そろえてください。',
      }),
      'no-year': ({ text }) => ({
        message: `「${text('written')}」という年はありません。${text('ended') === '' ? '' : `この元号は${text('ended')}までです。`}`,
        advice:
          text('right') === ''
            ? '正しい年を書いてください。'
            : `${text('right')}のことか確かめて、書き直してください。`,
      }),
      'no-day': ({ text }) => ({
        message: `${text('written')}という日はありません。その日は${text('right')}です。`,
        advice: '正しい元号と年に書き直してください。',
      }),
      far: ({ text }) => ({
        message: `${text('written')}は${text('western')}年で、ずっと先の日です。`,
        advice: '元号を取り違えていないか（平成など）を確かめてください。',
      }),
    },
  },
};

/** 12月5日は土曜日です（金曜日ではありません）。昨年の12月5日は金曜日でした。 */
function weekday({ text }: Say, year: string): Sentence {
  const date = text('date');
  const reused: Readonly<Record<string, string>> = {
    '-1': `昨年の${date}は${text('written')}曜日でした。昨年の原稿の使い回しではありませんか。`,
    '1': `翌年の${date}なら${text('written')}曜日です。`,
  };
  return {
    message: `${year}${date}は${text('actual')}曜日です（${text('written')}曜日ではありません）。${reused[text('reused')] ?? ''}`,
    advice: '日付と曜日のどちらが正しいかを所管課に確かめて、書き直してください。',
  };
}
