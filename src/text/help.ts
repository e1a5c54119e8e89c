/** `/post ヘルプ`. */
export const helpText = {
  title: 'Kessaiの使い方',
  notification: 'Kessaiの使い方です。',
  sections: [
    {
      heading: '起案する',
      lines: [
        '「/post 本文」：このチャンネルのアカウントに、すぐ起案します。',
        '「/post」：画面が開きます。長い文や、区分・起案課を選ぶときに使います。「チェック」で、送る前に指摘を見られます。指摘の下の「直す」を押すと、その所が直ります。',
        'メッセージの「︙」から「この文を起案する」：その文が入った画面が開きます。',
      ],
    },
    {
      heading: '決裁する（運営管理者）',
      lines: [
        'カードの「承認する」「差戻し」「却下」を押します。承認すると公開されます。',
        '要修正の指摘があるものは承認できません。要認定は理由を書き、要確認はチェックを付けます。',
      ],
    },
    {
      heading: '直す・やめる（起案者）',
      lines: ['カードの「編集」で直すと、新しい版になり、もう一度承認待ちになります。「取下げ」で終わりにします。'],
    },
    {
      heading: '調べる',
      lines: [
        '「/post 承認待ち」：処理中の起案の一覧。決裁できるものは、ここからも決裁できます。',
        '「/post 履歴」：公開した投稿の一覧',
        '「/post 検索 語」：これまでのすべての起案からさがします。「/post 検索」だけなら、番号・名前・月・状態でもさがせます。',
        '「/post 要領」：要領の条文と、それを確かめるルール',
        '「/post ヘルプ」：この説明',
        '英語でも使えます：queue、history、search、guideline、help',
      ],
    },
  ],
  note: '指摘がないことは、要領に合っていることの保証ではありません。最後は人が確かめてください。',
};

export const homeText = {
  start: '起案する',
  tasks: (count: number): string => `あなたがすること ${count}件`,
  tasksNone: 'いま、あなたがすることはありません。',
  waiting: (count: number): string => `ほかの人を待っているもの ${count}件`,
  finished: '最近終わったもの',
  ended: (drafter: string, decider: string | null, at: string): string =>
    decider === null ? `起案：${drafter}｜${at}` : `起案：${drafter}｜決裁：${decider}｜${at}`,
  openPost: '投稿を開く',
  how: 'アカウントのチャンネルで「/post」に続けて本文を送ると、起案できます。「/post ヘルプ」で使い方を見られます。',
  openThread: 'カードを開く',
  more: (count: number): string => `ほかに${count}件あります。「/post 承認待ち」で見られます。`,
};
