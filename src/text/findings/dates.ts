import type { KindTexts, Say, Sentence } from './sentence.ts';

export const DATES = {
  'date-weekday': {
    name: '日付と曜日',
    codes: { written: (say) => weekday(say, `${say.text('year')}年`), inferred: (say) => weekday(say, '') },
  },
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
      fiscal: ({ text }) => ({
        message: `${text('written')}は${text('writtenWestern')}年4月からの1年間です。${text('western')}年${text('month')}月は${text('right')}です。`,
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
    },
  },
  'holiday-mismatch': {
    name: '祝日の表記',
    codes: {
      'not-holiday': ({ text }) => ({
        message: `${text('date')}は祝日ではありません。`,
        advice: '日付か「祝」の表記を確かめて、書き直してください。',
      }),
      'wrong-day': ({ text }) => ({
        message: `${text('year')}年の「${text('name')}」は${text('right')}です（${text('date')}ではありません）。`,
        advice: '日付か祝日の名前を確かめて、書き直してください。',
        brief: `「${text('name')}」は${text('right')}です`,
      }),
      misnamed: ({ text }) => ({
        message: `「${text('name')}」という祝日は、いまはありません。正しくは「${text('right')}」です。`,
        advice: `「${text('right')}」と書いてください。昔の名前として書く場合は、そのことが分かるように書いてください。`,
        brief: `いまは「${text('right')}」です`,
      }),
      'not-substitute': ({ text }) => ({
        message: `${text('date')}は振替休日ではありません${text('name') === '' ? '' : `（${text('name')}です）`}。`,
        advice: '日付か「振休」の表記を確かめて、書き直してください。',
      }),
    },
  },
  'range-reversed': {
    name: '始まりと終わりの順',
    codes: {
      days: ({ text }) => ({
        message: `終わりの${text('to')}が、始まりの${text('from')}より前です。`,
        advice: '日付を確かめて、順を直してください。',
      }),
      years: ({ text }) => ({
        message: `終わりの${text('to')}が、始まりの${text('from')}より前です。`,
        advice: '年を確かめて、順を直してください。',
      }),
      times: ({ text }) => ({
        message: `終わりの${text('to')}が、始まりの${text('from')}より前です。`,
        advice: '時刻を確かめて直してください。翌日にわたる場合は「翌」を付けてください。',
      }),
    },
  },
  'time-invalid': {
    name: '存在しない時刻',
    codes: {
      hour: ({ quote }) => ({
        message: `「${quote}」という時刻はありません。`,
        advice: '時刻を確かめて書き直してください。翌日の場合は「翌1時」のように書きます。',
      }),
      half: ({ quote }) => ({
        message: `「${quote}」という時刻はありません。午前・午後を付けるときは12時までです。`,
        advice: '「午後1時」か「13時」のどちらかの書き方に直してください。',
      }),
      minute: ({ quote }) => ({
        message: `「${quote}」という時刻はありません。分は59までです。`,
        advice: '時刻を確かめて書き直してください。',
      }),
    },
  },
  'date-past': {
    name: '過ぎた日付',
    codes: {
      deadline: ({ text }) => ({
        message: `期限の${text('date')}は、公開の日には過ぎています。`,
        advice: '期限と年を確かめてください。終わった募集なら、知らせるかどうかを考え直してください。',
        brief: '公開の日には過ぎています',
      }),
      event: ({ text }) => ({
        message: `${text('date')}は過ぎていますが、これから行うように書いてあります。`,
        advice: '日付と年を確かめるか、終わったことが分かるように書き直してください。',
      }),
    },
  },
  'relative-date': {
    name: '「本日」「明日」など',
    codes: {
      relative: ({ quote, text }) => ({
        message: `「${quote}」は、書いた日（${text('draftedOn')}）と公開の日（${text('today')}）とで、指す日が変わります。`,
        advice: '「1月8日（金）」のように日付で書くか、公開の日から見て正しいかを確かめてください。',
        brief: `${text('draftedOn')}に書かれた言葉です`,
      }),
      contradicts: ({ quote, text }) => ({
        message: `公開の日から見ると、「${quote}」は${text('date')}ではありません。`,
        advice: '公開の日と日付を確かめて、書き直してください。',
      }),
    },
  },
} satisfies Partial<KindTexts>;

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
    brief: `${text('actual')}曜日です`,
  };
}
