import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkLine, openDesk } from '../accuracy/measure.ts';

/** Public reports of people who do this job, tried as drafts: number of the report, the text, and what has to be said of it. */

/** The reports that need Slack or X, or days between: the tests of the app that show them. */
const STORIES: readonly (readonly [no: number, file: string, test: string])[] = [
  [1, 'cases/days-pass', '「明日」と書いた起案を、日がたってから承認する（1番）'],
  [2, 'cases/days-pass', '承認の後で失敗し、日がたってからもう一度公開する（2番）'],
  [3, 'e2e/links', 'of an address that X links only in part, the page is not shown as if it were linked'],
  [4, 'e2e/links', 'what is opened is what X will link: the address ends where the sentence goes on'],
  [6, 'cases/second-copies', '同じ文をもう一度（6番）'],
  [7, 'cases/second-copies', '別の投稿のURL（7番）'],
  [8, 'e2e/organisation', 'in an organisation with several workspaces'],
  [
    8,
    'e2e/organisation',
    'a stranger of whom only Slack itself says that the organisation is another is told so as well',
  ],
  [9, 'cases/slack-words', '肌の色の付いた絵文字（9番）'],
  [10, 'cases/slack-words', '絵文字の名前（10番）'],
  [11, 'cases/slack-words', 'Slackの装飾と名前（11番）'],
  [12, 'cases/slack-words', '転送された投稿、画像だけの投稿（12番）'],
  [17, 'views/card', 'says which words X will make a link of'],
  [20, 'commands/slips', 'what is asked about'],
  [20, 'commands/slips', 'is no draft: the form asks, with the text in it, and a button shows the list above it'],
  [22, 'e2e/corrections', '訂正（豊島区 第6条第2項）'],
  [23, 'commands/draft-form', 'begins with the label of a return without any words'],
  [23, 'views/card', 'a return with a label alone is told by the label'],
  [23, 'views/calls', 'tells the drafter what a return is about by its label, where nothing else was written'],
  [24, 'commands/draft-form', 'is asked first, and /post 本文 waits for it with the text in the form'],
  [25, 'commands/draft-form', 'is asked where it could be another, before all other questions, and the text stays'],
  [25, 'commands/draft-form', 'is asked of whoever begins on the Home and could write for another'],
  [25, 'commands/draft-form', 'is the one of the author’s own section'],
  [28, 'e2e/calls', '課長のSlackが停止されている：職員に、どうすればよいかが1回伝わる'],
  [29, 'views/answers', 'a provision with rules and a human’s part shows each by itself'],
];

/** Told below the table of drafts, each in a test of its own. */
const ALONE = [30];
const LAST = 31;

const desk = openDesk('office.example.yaml');
const TODAY = '2026-11-30';

interface Case {
  readonly no: number;
  readonly text: string;
  /** Rule, or rule and level. */
  readonly finds: string | null;
  readonly quote?: string;
  /** What 直す makes of the quote. */
  readonly mended?: string;
  readonly fields?: object;
}

function found({ text, fields = {} }: Case) {
  const line = JSON.stringify({ id: 1, account: 'shinagawa-x', today: TODAY, text, dept: '戦略広報課', ...fields });
  return checkLine(line, desk, TODAY).findings;
}

const finds = (
  no: number,
  finds: string,
  texts: readonly (string | readonly [text: string, quote: string, mended?: string])[],
): Case[] =>
  texts.map((each) => {
    if (typeof each === 'string') return { no, text: each, finds };
    const [text, quote, mended] = each;
    return { no, text, finds, quote, ...(mended === undefined ? {} : { mended }) };
  });
const clean = (no: number, texts: readonly string[]): Case[] => texts.map((text) => ({ no, text, finds: null }));
const SITE = 'https://www.city.shinagawa.tokyo.jp';

const CASES: readonly Case[] = [
  ...finds(3, 'url-broken/warning', [
    `${SITE}/防災/地図.html`,
    `${SITE}/search?q=防災`,
    `${SITE}／bousai`,
    `${SITE}/ bousai/map.html`,
    `${SITE}/bousai/令和8年度.html`,
    `${SITE}/a.html#申込方法`,
    `${SITE}/ＢＯＵＳＡＩ`,
    `${SITE}\n/bousai/map.html`,
  ]),
  ...clean(3, [
    `${SITE}/（区の公式サイト）`,
    `${SITE}/a、${SITE}/b`,
    `${SITE}/%E9%98%B2.html へ`,
    `${SITE}/bousai/#map です`,
    `${SITE}/をご覧ください`,
  ]),
  ...clean(4, [
    `${SITE}/bousai.htmlをご覧ください`,
    `${SITE}/bousai.pdfから`,
    `${SITE}をご覧ください`,
    `${SITE}/bousai/を見て`,
    `詳しくはwww.city.shinagawa.tokyo.jp/aへ`,
  ]),
  ...finds(5, 'url-broken/warning', [
    ['https//www.city.shinagawa.tokyo.jp/', 'https//www.city.shinagawa.tokyo.jp', SITE],
    ['htps://www.city.shinagawa.tokyo.jp/', 'htps://www.city.shinagawa.tokyo.jp', SITE],
    ['ttps://www.city.shinagawa.tokyo.jp/', 'ttps://www.city.shinagawa.tokyo.jp', SITE],
    ['https：//www.city.shinagawa.tokyo.jp/', 'https：//www.city.shinagawa.tokyo.jp/', `${SITE}/`],
    ['https:// www.city.shinagawa.tokyo.jp/', 'https:// www.city.shinagawa.tokyo.jp', SITE],
    ['https;//www.city.shinagawa.tokyo.jp/', 'https;//www.city.shinagawa.tokyo.jp', SITE],
    [`https://${SITE}/`, 'https://https://', 'https://'],
    'hhttps://www.city.shinagawa.tokyo.jp/',
    'https:/www.city.shinagawa.tokyo.jp/',
    'https:\\\\www.city.shinagawa.tokyo.jp/',
    'URLhttps://www.city.shinagawa.tokyo.jp/',
    'https://www,city.shinagawa.tokyo.jp/',
  ]),
  ...clean(5, [
    'httpsで始まるサイトか確かめましょう。',
    '偽サイト hxxps://example-city.com にご注意ください。',
    '会場はA/B棟です。',
  ]),
  ...finds(13, 'paste-residue', [
    ['日時&nbsp;12月5日（土）', '&nbsp;', ' '],
    ['会場&rarr;2階', '&rarr;', '→'],
    ['お茶&#12539;お菓子', '&#12539;', '・'],
    ['お知らせ<br>12月5日（土）', '<br>', '\n'],
    ['<p>図書館は休みです。</p>', '</p>', ''],
    ['**重要**なお知らせ', '**重要**', '重要'],
    ['## お知らせ', '## ', ''],
    [`[題](${SITE}/a)`, `[題](${SITE}/a)`, `題 ${SITE}/a`],
    [`<${SITE}/a|題>`, `<${SITE}/a|題>`, `題 ${SITE}/a`],
    ['お知らせ\\n12月5日（土）', '\\n', '\n'],
    ['図書館は縺ｮ休館', '縺ｮ'],
    ['〓〓小学校で', '〓〓'],
    ['???小学校で', '???'],
    ['合計は#REF!円', '#REF!'],
    ['お知らせ_x000D_', '_x000D_', ''],
    ['〜〜中止〜〜'.replaceAll('〜〜', '~~'), '~~中止~~', '中止'],
  ]),
  ...clean(13, [
    'Q&AとAT&T',
    '＜広報課＞お知らせ',
    '〓〓〓お知らせ〓〓〓',
    'えっ??本当に',
    '(*^_^*) お待ちしています。',
    '縺れた糸をほどきます',
  ]),
  ...finds(14, 'date-weekday', [
    '12月5日\t(日)\t10時',
    '12/5\t日\t10:00',
    '12月5日   日   10時',
    '12月5日：日曜日',
    '12月5日／日',
    '12月5日,日,10:00',
    '12/5 Sun.',
    '今度の日曜日、12月5日に',
    '日付\t曜日\n12/5\t日\n12/6\t日',
    '| 12/5 | 日 | 10:00 |',
    '日\t12月5日\t10時',
    '12月5日｜日｜10時',
  ]),
  ...clean(14, [
    '12月5日\t日数\t3',
    '12月5日　日本橋',
    '12月5日／土木課',
    '12/5\t土\t10:00\n12/6\t日\t10:00',
    '|12月5日|土|10時|\n|12月6日|日|10時|',
    '休館日：月曜日、12月29日〜1月3日',
    '12月5日：月、火は休み',
  ]),
  ...finds(15, 'holiday-mismatch/warning', [
    '成人の日（1月12日）',
    '敬老の日（9月15日）',
    '海の日（7月20日）',
    '春分の日（3月20日）',
    '12月23日（水）は天皇誕生日のため休館',
    ['体育の日のイベント', '体育の日', 'スポーツの日'],
    ['建国記念日は休館', '建国記念日', '建国記念の日'],
    '勤労感謝の日は11月24日です',
  ]),
  ...clean(15, [
    '成人の日（1月11日）',
    '成人の日のつどい（1月10日）',
    '文化の日の翌日、11月4日',
    '体育の日はスポーツの日になりました',
    '5月5日はこどもの日フェスタ',
  ]),
  ...[0x0b, 0x0c, 0x85, 0x2028, 0x2029].map((point): Case => {
    const char = String.fromCodePoint(point);
    return { no: 16, text: `12月5日（土）${char}場所：区役所`, finds: 'invisible-char', quote: char, mended: '\n' };
  }),
  { no: 16, text: '区\u200b役所', finds: 'invisible-char', quote: '\u200b', mended: '' },
  ...finds(17, 'hashtag-broken/warning', ['#しながわ防災で検索してください。', '# 品川区', '#しながわ花火です']),
  ...clean(17, ['#品川区', 'お知らせ #しながわの桜 が見ごろです', 'C# 入門講座', '電話 #7119 へ', '#みんなで防災']),
  ...finds(18, 'private-remark', ['ポテトチップスが当たるキャンペーンに応募しました！']),
  ...finds(18, 'indecent-term', ['検査は陰茎を証明するものではありません。']),
  ...finds(19, 'platform-char/warning', [
    ['会場 \ue001', '\ue001'],
    ['\uf0b7 持ち物', '\uf0b7', '・'],
  ]),
  ...finds(21, 'emergency-alert/warning', [
    'ただいまJアラートが発令されました。直ちに避難してください。',
    '目黒川で氾濫危険情報が発表されました。',
    '区内全域に避難指示を発令しました。',
    '大津波警報が出ています。',
  ]),
  ...clean(21, [
    '避難指示が発令されたら、避難してください。',
    '【訓練】避難指示を発令しました。',
    '氾濫危険情報とは何かを学びます。',
  ]),
  { no: 21, text: '区内全域に避難指示を発令しました。', finds: null, fields: { emergency: true } },
  ...clean(26, [
    'ご指摘ありがとうございます。明日までに直します。',
    '11月3日（火・祝）の文化祭には、たくさんのご来場をありがとうございました。',
    'レシピを紹介します。ぜひお試しください。',
    '11月22日（日）の訓練に、多くのご参加をいただき、ありがとうございました。',
  ]),
  ...finds(27, 'range-reversed', [
    '会議室の貸出時間を14:00〜13:00に変更します。',
    '会期を12月20日〜13日に変更します。',
  ]),
  ...clean(27, ['会議室の貸出時間を14:00から13:00に変更します。', '開始を14:00→13:00に変更します。']),
  ...finds(31, 'platform-char', [
    ['⻄五反田で区⺠まつり', '⻄', '西'],
    ['⼾越公園', '⼾', '戸'],
    ['⻑寿の会', '⻑', '長'],
    ['会‧旗', '‧', '・'],
    ['⿊と⻘と⻨', '⿊', '黒'],
  ]),
  ...clean(0, [
    '2011年3月11日（金）の震災を忘れません。12月5日（土）に訓練します。',
    '東日本大震災（2011年3月11日（金））から、12月5日（土）、12月6日（日）に訓練します。',
    '3月11日（金）に起きた東日本大震災から15年。12月5日（土）に訓練します。',
  ]),
];

describe('外からの報告', () => {
  it('each of them is shown by a draft, a story or a test of its own', () => {
    const shown = new Set([...CASES.map(({ no }) => no), ...STORIES.map(([no]) => no), ...ALONE]);
    expect(Array.from({ length: LAST }, (_, index) => index + 1).filter((no) => !shown.has(no))).toEqual([]);
  });

  it.each(STORIES)('%i: %s has 「%s」', (_no, file, test) => {
    const source = readFileSync(new URL(`../${file}.test.ts`, import.meta.url), 'utf8');
    expect(source).toContain(`('${test}'`);
  });

  it.each(CASES)('$no: 「$text」 → $finds', (each) => {
    const findings = found(each);
    if (each.finds === null) {
      expect(findings.map(({ ruleId, quote }) => `${ruleId} ${quote ?? ''}`)).toEqual([]);
      return;
    }
    const [rule, level] = each.finds.split('/');
    const right = findings.filter(
      ({ ruleId, quote }) => ruleId === rule && (each.quote === undefined || quote === each.quote),
    );
    expect(right.map(({ ruleId }) => ruleId)).toContain(rule);
    if (level !== undefined) expect(right[0]?.level).toBe(level);
    if (each.mended !== undefined) expect(right.map(({ replacement }) => replacement)).toContain(each.mended);
  });

  it('31: words of a PDF are read as the kanji that they stand for', () => {
    const pdf = found({ no: 31, text: '12⽉5⽇（⽇）に⻄五反⽥で', finds: null });
    expect(pdf.map(({ ruleId }) => ruleId)).toContain('date-weekday');
  });

  it('30: only what the guideline itself names is cited from it', () => {
    const cites = (text: string) =>
      found({ no: 30, text, finds: null }).map(({ citations }) => citations.map(({ kind }) => kind));
    expect(cites('子供向けの催しです')).toEqual([['standard']]);
    expect(cites('リツイートのお願い').flat()).toEqual(['provision', 'provision']);
  });
});
