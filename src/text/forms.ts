import { cardText } from './card.ts';
import { plannedTime } from './time.ts';
import { revisionWord } from './words.ts';

const GROUND_WORDS = {
  consent: '本人の承諾がある',
  official: '公用の番号・アドレスである',
  emergency: '緊急の発信である',
  other: 'その他（下に書く）',
} as const;

export const formText = {
  close: '閉じる',
  problem: (problem: string): string => `⚠️ ${problem}`,

  draft: {
    /** A message without words was to be drafted. */
    noWords: {
      files: 'この投稿には画像やファイルだけがあり、文がありません。本文を書いてください。',
      words: 'この投稿からは、文を取り出せませんでした。本文を書くか、貼り付けてください。',
    },
    marksTaken: 'Slackの太字などの記号を外し、人やチャンネルは名前で書きました。本文を確かめてください。',
    newTitle: '投稿の起案',
    editTitle: (revision: number): string => `投稿の編集（${revisionWord(revision)}）`,
    newSubmit: '起案する',
    editSubmit: (revision: number): string => `${revisionWord(revision)}として出す`,
    account: 'アカウント',
    template: 'ひな形（使うときだけ）',
    templatePlaceholder: 'ひな形を選ぶ',
    /** @param places of the template that have to be filled in. */
    templated: (name: string, places: readonly string[]): string =>
      `「${name}」のひな形を本文に入れました。${places.length === 0 ? '内容を確かめてください。' : `${places.join('、')}を書き換えてください。残っていると承認できません。`}`,
    accountPlaceholder: 'アカウントを選ぶ',
    accountMissing: 'アカウントを選んでください。選ぶと、残りの質問が出ます。',
    editing: (account: string, draftId: string): string => `${account}（番号：${draftId}）`,
    text: (part: number, parts: number): string => (parts === 1 ? '本文' : `本文 ${part}/${parts}`),
    textPlaceholder: '投稿する文をそのまま書きます',
    textParts: '本文が長いため、欄を分けています。送ると、元どおり1つにつながります。',
    department: '起案課',
    departmentPlaceholder: '課を選ぶ',
    departments: (from: number, to: number): string => `${from}〜${to}番目`,
    categories: (group: number, groups: number): string =>
      groups === 1 ? '区分（1つ以上）' : `区分（いくつでも） ${group}/${groups}`,
    category: (item: string, label: string): string => `(${item}) ${label}`,
    slot: '公開の日時（予約するときだけ）',
    slotHint: '空欄なら、承認されるとすぐ公開します。時刻までに承認されないと、公開せずに終わります。',
    embargo: '解禁日時（あるときだけ）',
    embargoHint: 'この日時より前には、承認されても公開しません。',
    consent: '氏名掲載の同意',
    consentGiven: '本文に出る人が、掲載に同意している',
    consentNote: 'だれが、いつ同意したか',
    consentPlaceholder: '例：講師本人に、11月20日に電話で確認',
    circumstances: '起案の事情（当てはまるときだけ）',
    emergency: '緊急の発信である',
    priorApproval: '事前に判断を得ている',
    check: 'チェック',
    checkHint: '「チェック」を押すと、送る前に要領のルールで確かめられます。まだ起案はされません。',
    checked: 'チェックの結果',
    /** 🛑2 📝5 ⚠️6 💡5｜全角248字（108字多い） */
    result: (marks: string, length: string): string => `チェックの結果：${marks || cardText.clean([])}｜${length}`,
    moreLines: (count: number): string => `ほか${count}件は、下の「指摘のくわしい内容」にあります。`,
    mend: '直す',
    /** @param before, after with what stands around them, where they are too short to be found by. */
    mendOffer: (before: string, after: string): string =>
      after === '' ? `「${before}」を消します` : `「${before}」→「${after}」`,
    mendAll: (count: number): string => `参考の${count}か所をまとめて直す`,
    moreMends: (count: number): string => `直せるところは、あと${count}か所あります。直すたびに、続きが出ます。`,
    mended: '直して、確かめ直しました。',
    mendStale: '本文が変わったため、直しませんでした。いまの本文で確かめ直した結果が、下にあります。',
    corrected: (text: string): string => (text.startsWith('【訂正】') ? text : `【訂正】${text}`),
    correcting: (id: string, isGone: boolean): string =>
      isGone
        ? `${id}の投稿（削除済み）の訂正です。正しい文に直してください。`
        : `${id}の投稿の訂正です。正しい文に直してください。元の投稿は、まだ公開されています。`,
    reused: (id: string): string => `${id}の文です。日付や時刻が古くなっていないかを確かめてください。`,
    typedOn: '続きが書かれたため、途中の文のチェックの結果は出しません。もう一度「チェック」を押してください。',
    takenOver: '引き継ぎました。いまから、あなたがこの起案の起案者です。',
    moreFindings: (count: number): string =>
      `このほかに${count}件の指摘があります。起案すると、スレッドに全部のります。`,

    /** The text may be meant for another command, or is very short. */
    slip: {
      meant: (command: string, sought: string): string =>
        `「${sought === '' ? command : `${command} ${sought}`}」のことですか。投稿する文なら、このまま「起案する」を押してください。`,
      short: 'とても短い文です。このまま投稿するなら、「起案する」を押してください。',
      command: {
        queue: '/post 承認待ち',
        calendar: '/post 予定',
        history: '/post 履歴',
        guideline: '/post 要領',
        help: '/post ヘルプ',
        find: '/post 検索',
      },
      show: {
        queue: '承認待ちを見る',
        calendar: '予定を見る',
        history: '履歴を見る',
        guideline: '要領を見る',
        help: '使い方を見る',
        find: 'さがす',
      },
    },
  },

  /** A form was closed with words in it. */
  closed: {
    draft: '画面を閉じたため、起案はしていません。続けるときは、次の文をコピーして「/post」の画面に入れてください。',
    revision:
      '画面を閉じたため、直した文は出していません。続けるときは、次の文をコピーして「編集」の画面に入れてください。',
    words: '画面を閉じたため、何も行っていません。続けるときは、次の文をコピーして、もう一度ボタンを押してください。',
  },

  decision: {
    title: '決裁',
    naming: (account: string, network: string): string => `「${account}」（${network}）の投稿です。`,
    outcome: '決裁',
    outcomes: { approve: '承認', return: '差戻し', reject: '却下' },
    submit: { approve: '承認して公開する', return: '差し戻す', reject: '却下する' },
    submitManual: '承認する',
    willPublish: '承認すると、すぐに公開されます。',
    willSchedule: (slot: string): string =>
      `承認すると、${plannedTime(slot)}の公開が予約されます。その時刻までは取り消せます。`,
    willHandOver: '承認すると、手動で掲載するための案内がスレッドに出ます。',
    blocked: (count: number): string =>
      `要修正の指摘が${count}件あるため、承認できません。起案者が直すと、承認できるようになります。`,
    moreFindings: (count: number): string => `このほかに${count}件の指摘があります。スレッドに全部あります。`,
    tooLongToShow: '本文がとても長いため、ここには出せません。カードとスレッドで全文を確かめてください。',
    necessity: '必要と認める理由',
    reason: 'このまま公開する理由',
    grounds: GROUND_WORDS,
    /** As it goes on record: what was chosen, then what was written. */
    given: (grounds: readonly Exclude<keyof typeof GROUND_WORDS, 'other'>[], written: string): string =>
      [...grounds.map((ground) => GROUND_WORDS[ground]), ...(written === '' ? [] : [written])].join('。'),
    reasonHint: '要認定の指摘すべてについての理由です。条項とともに記録に残ります。',
    reasonText: '理由の補足',
    reasonPlaceholder: '選んだ理由で足りないときに書きます',
    ticks: (part: number, parts: number): string => (parts === 1 ? '確かめたもの' : `確かめたもの ${part}/${parts}`),
    tickAll: '要確認の指摘すべて',
    grouped: (count: number): string => `（${count}件）`,
    renewed: '画面が新しくなりました。もう一度確かめてから、決裁してください。',
  },

  retry: {
    title: '公開のやり直し',
    submit: '公開する',
    about: (account: string): string =>
      `承認の後に日がたち、新しい指摘があります。確かめると、「${account}」へ、承認された内容のまま送ります。`,
    otherwise: '直してから公開するときは、この画面を閉じて、起案者に「編集」を頼んでください。',
  },

  url: '投稿のURL',
  urlPlaceholder: 'https:// で始まるURL',
};
