import { describe, expect, it } from 'vitest';
import { checkX, only } from './support.ts';

const DATE_RULES = ['date-weekday', 'date-invalid', 'era-mismatch'];

function dateFindings(text: string, today?: string) {
  return checkX(text, today === undefined ? {} : { today }).filter(({ ruleId }) => DATE_RULES.includes(ruleId));
}

describe('given a draft of 2026年11月21日 with a date that is wrong', () => {
  it.each([
    '12月5日（金）に開催',
    '12月5日(金・祝)',
    '12月5日（金曜日）',
    '１２月５日（金）',
    '12月5日金曜日',
    '12月5日 金曜日',
    '12月5日 金 10時から',
    '12／5（金）',
    '12月5日㈮',
    '12月5日㊎',
    '令和8年12月5日（金）',
    'R8.12.5(金)',
    'R8/12/5（金）',
    '令和八年十二月五日（金）',
    '12月5日(土)・6日(月)',
    '12月5日（土）、6日（土）',
    '12月5日(土)〜7日(日)',
    '5日〜7日（日）、12月です',
    '12月5日（土）午前10時〜7日（日）午後3時',
    '1月8日（木）締切',
    '2027年1月8日（木）',
    '令和9年1月8日（木）',
    '12/29（火）〜1/3（月）',
    '12月29日（火）から翌年1月3日（月）まで',
    '来年1月8日（木）',
    '12月5日・6日（日・月）',
    '12月5日〜6日（日〜月）',
    '12月5・6日（月）',
    '2月29日（日）',
    '2026/12/5（金）',
    '2026-12-05（金）',
    '2026.12.5（金）',
    '12月5日（Fri）',
    '12.5（金）',
    '日時：12月5日（金）10:00〜12:00',
    '【日時】12月5日【金】',
    '12月5日「金」',
    '12月5日の金曜日に',
    '12月5日は金曜日です。',
    '金曜日（12月5日）に',
    '今月28日（金）',
    '来月5日（金）',
    '12月の休館日：7日（火）、14日（月）',
    '11月31日',
    '12月32日',
    '2月30日(火)',
    '2026年2月29日',
    '令和7年2月29日',
    'R9.2.29',
    '平成31年6月1日',
    '令和6年（2025年）',
    '2026（令和7）年',
    '2026年度（令和7年度）',
    '昭和65年',
    '平成40年',
    '平成三十三年',
    'H33年',
    '令和０年',
    '12 月 5 日 （金）',
    '11月22日（土・祝）',
    '11月23日（火・祝）',
    '第1回12月5日（金）第2回12月12日（土）',
    '12月5日（金）、12日（土）',
    '12月5日（土）、12日（日）、19日（土）',
    '12月5日は（金）',
    '12月5日〔金〕',
    '12月5日（金）〜',
    '１２/５（金）',
    '12月5日(金)まで',
    '明年1月9日（金）',
    '3月31日（火）',
    '3月20日（金・祝）',
    '４月３１日',
    '9月31日（水）',
    '13/5（金）',
  ])('「%s」 is found', (text) => {
    expect(dateFindings(text).length).toBeGreaterThan(0);
  });
});

describe('given a draft of 2026年11月21日 whose dates are right', () => {
  it.each([
    '12月5日（土）',
    '12月5日（土・祝）',
    '12月5日土曜日',
    '12月6日(日)・7日(月)',
    '12月5日・6日（土・日）',
    '12月5日（土）〜6日（日）',
    '12月5日（土）午前10時〜6日（日）午後3時',
    '12月28日（月）〜1月4日（月）',
    '12月29日（火）から翌年1月3日（日）まで',
    '令和9年1月8日（金）',
    'R8.12.5(土)',
    '2026年12月5日(土)',
    '令和8年（2026年）12月5日(土)',
    '2026（令和8）年12月5日（土）',
    '昨年12月5日（金）に行いました',
    '10月3日（土）に開催しました',
    '昨年の防災訓練は11月9日（日）に行いました。',
    '7月24日(金)に開催しました',
    '2028年2月29日（火）',
    '毎週土曜日（12月5日を除く）',
    '毎月第2土曜日（12月12日）',
    '12月1日〜25日（日曜日を除く）',
    '12月1日から25日まで、土曜・日曜は休み',
    '日曜日（祝日を除く）',
    '12月の土曜日',
    '1/2カップ、3/4の人',
    '2階5-6（月額）',
    '12月5日（日程は変更する場合があります）',
    '12月5日（月額500円）',
    '12月5日（火災予防）',
    '5日間（月〜金）',
    '12月7日（月）〜11日（金）',
    '12月7日〜11日（月〜金）',
    '12月7日(月)〜1月8日(金)',
    '2026年12月29日(火)〜2027年1月3日(日)',
    '2026年12月29日(火)〜1月3日(日)',
    '令和8年12月5日・12日・19日（各土曜日）',
    '令和8年度（2026年度）',
    '平成31年（2019年）4月30日',
    '令和元年（2019年）5月1日',
    '昭和64年（1989年）',
    '大正15年（1926年）',
    '2019年（平成31年）',
    '2019年（令和元年）',
    '令和8年（2026）',
    '平成31年度',
    '令和12年（2030年）',
    '昭和20年5月24日（木）',
    '4月29日（木・祝）',
    '5月3日（月・祝）〜5日（水・祝）',
    '11月22日（日）・23日（月・祝）',
    '12月5日(土) 12日(土) 19日(土)',
    '12月5日（土）と12日（土）',
    '２０２７年１月９日（土）',
    '6日（日）に12月の市を開きます',
    '11月29日（日）、12月6日（日）、13日（日）',
    '令和9年1月11日（月・祝）成人の日',
    '2月11日(木・祝)',
    '１月１日（金・祝）〜３日（日）',
    '12月31日（木）〜1月2日（土）',
    '第3土曜日（12月19日）',
    '12月5日（土）10時〜、6日（日）9時〜',
    '令和7年度実績（令和8年3月31日現在）',
    '令和8年 2027年問題',
    '3月31日（水）まで',
    '6月1日（火）',
    '7月23日（金）',
    '20日（日）・21日（月）の12月の連休',
  ])('「%s」 is left alone', (text) => {
    expect(dateFindings(text)).toEqual([]);
  });
});

describe('a wrong weekday', () => {
  it('is named with the right one, which one click can put in its place', () => {
    expect(only(checkX('防災訓練は１２月５日（金）です'), 'date-weekday')).toEqual([
      expect.objectContaining({
        code: 'inferred',
        level: 'waiver',
        quote: '１２月５日（金）',
        replacement: '１２月５日（土）',
        params: expect.objectContaining({ date: '12月5日', written: '金', actual: '土', reused: -1 }),
      }),
    ]);
  });

  it('blocks where the year is written, for then nothing is guessed', () => {
    expect(only(checkX('令和8年12月5日（金）'), 'date-weekday')[0]?.level).toBe('block');
  });

  it('is found in the end of a range that names only its day', () => {
    expect(only(checkX('12月5日(土)・6日(月)'), 'date-weekday').map(({ quote }) => quote)).toEqual(['6日(月)']);
  });

  it('is found date by date in one sentence', () => {
    const quotes = only(checkX('第1回12月5日（金）、第2回12月12日（土）、第3回12月19日（日）'), 'date-weekday').map(
      ({ quote }) => quote,
    );
    expect(quotes).toEqual(['12月5日（金）', '12月19日（日）']);
  });

  it('has no right letter to offer where the sign is one enclosed character', () => {
    expect(only(checkX('12月5日㊐'), 'date-weekday')[0]?.replacement).toBeUndefined();
  });
});

describe('the year that a date without a year means', () => {
  it.each([
    ['2026-11-21', '1月5日（火）', 'next January'],
    ['2026-01-10', '12月24日（水）', 'last December'],
    ['2026-04-01', '3月31日（火）', 'yesterday'],
    ['2027-12-20', '2月29日（火）', 'the leap day to come'],
    ['2027-01-28', '令和3年（2021年）は2月2日（火）でした', 'the year that is spoken of'],
    ['2027-05-10', '10年前の11月26日（日）に埋めました', 'that many years ago'],
    ['2026-05-10', '令和8年度 会議日程\n第4回 2月10日（水）', 'the fiscal year of the heading'],
    ['2026-05-10', '昭和19年8月の時刻表に「8月25日（金）上野発」とあります', 'the year with that month'],
    ['2026-07-25', '昨年（7月19日（土）・20日（日））より多い人出です', 'the year before the bracket'],
    ['2026-12-20', '12月28日（月）〜4日（月）お休み。5日（火）から再開', 'the month to which the range led'],
    ['2027-03-01', '令和9年6月から令和10年5月まで納めます。期限は1月31日（月）', 'within the months that are named'],
    ['2027-09-01', '12月24日（金）だった締切を1月31日（月）まで延ばします', 'the one that was meant when it was set'],
    ['2026-12-01', '昨年は1月11日（土）、その前の年は1月12日（金）でした', 'each as it is told'],
    ['2027-01-10', '昭和2年の金融恐慌、39年10月10日（土）の開会式', 'of the era that was named before'],
    ['2027-04-20', '　　　　5月　　　6月\n麻雀　11日(火)　8日(火)\n手話　6日(木)　3日(木)', 'one of the columns'],
    ['2026-09-20', 'スポーツの日・10月12日（祝）は無料です', 'a holiday’s name, no weekday'],
    [
      '2027-08-20',
      '9月1日（水）〜30日（木）。昭和32年10月1日以前の方は13日（月）、14日（火）、15日（水）',
      'that of the range',
    ],
  ])('on %s 「%s」 is %s', (today, text) => {
    expect(dateFindings(text, today)).toEqual([]);
  });

  it('is never one so far away that it would excuse a slip', () => {
    expect(dateFindings('令和8年度 会議日程\n第4回 2月10日（木）', '2026-05-10')).not.toEqual([]);
    expect(dateFindings('令和3年に始まり、今年は2月2日（木）です', '2027-01-28')).not.toEqual([]);
  });

  it('is the past one when the sentence tells of the past', () => {
    expect(dateFindings('昨年度のまつりは12月5日（金）に行いました。')).toEqual([]);
    expect(dateFindings('12月5日（土）に行いました。')).not.toEqual([]);
  });
});

describe('a date that is quoted as a mistake', () => {
  it.each([
    '「期限は5月35日です」という紙がポストに入っていました。5月は31日までです。',
    '区を名のるメールに「令和8年10月32日（土）25:10まで」とありました。そんな日も時刻もありません。',
    '申請書に「大正16年」と書かれることがありますが、大正は15年12月25日で終わりました。',
    '【訂正】日付に誤りがありました。\n誤　12月5日（金）\n正　12月5日（土）',
    '【お詫びと訂正】\n×　12月5日（金）10:00〜25:00\n○　12月5日（土）10:00〜15:00',
    '【訂正】曜日の印が違っていました。\n誤　12月5日（土・祝）\n正　12月5日（土）',
  ])('is no slip of the post: %s', (text) => {
    expect(
      checkX(text).filter(({ ruleId }) => [...DATE_RULES, 'time-invalid', 'holiday-mismatch'].includes(ruleId)),
    ).toEqual([]);
  });

  it('is one where the right one is wrong as well', () => {
    const found = dateFindings('【訂正】日付に誤りがありました。\n誤　12月5日（金）\n正　12月6日（土）');
    expect(found.map(({ quote }) => quote)).toEqual(['12月6日（土）']);
  });

  it('is one where nothing says so', () => {
    expect(dateFindings('券面には「令和9年4月31日」と書いてあります。期限を過ぎると使えません。')).not.toEqual([]);
  });
});

describe('the day on which one era gave way to the next', () => {
  it.each(['明治45年7月30日', '大正元年7月30日', '大正15年12月25日', '昭和元年12月25日'])(
    'belongs to both: %s',
    (text) => {
      expect(dateFindings(`${text}の新聞を展示します。`)).toEqual([]);
    },
  );

  it.each(['明治45年7月31日', '大正15年12月26日', '昭和64年1月8日'])('ends the old one: %s', (text) => {
    expect(dateFindings(`${text}の新聞を展示します。`)).not.toEqual([]);
  });
});
