export const guideWords = {
  title: '試してみる',
  what: 'Kessaiは、役所の公式SNSの投稿を、要領に照らして確かめ、決裁してから公開するSlackアプリです。ここは練習用で、外には何も出ません。',
  doneOf: (done: number, all: number): string => `${all}件のうち${done}件できました`,
  finished: (title: string): string => `${title}（できました）`,
  begin: '1つ選ぶと、下の欄に文が入ります。',
  next: '次にすること',
  become: (name: string): string => `${name}になる`,
  following: (title: string): string => `つぎ：${title}`,
  toChannel: 'チャンネルを開く',
  toNetwork: (network: string): string => `${network}を見る`,
  ownOffice: (channel: string, manager: string): string =>
    `「# ${channel}」で、下の欄に「/post 本文」と書いて送ってください。だれとして使うかは、いつでも替えられます。承認は、${manager}になって押します。`,
} as const;

/** What to do next, and the words of the app by which it is seen that it was done. */
export const hints = {
  send: '下の欄に入った文を「送信」してください。',
  managersTurn: '起案できました。次は、承認する人の番です。',
  flagged: '指摘の言葉に印が付き、根拠の条項が出ています。次は、承認する人の番です。',
  approve: 'カードの「承認する」を押してください。',
  confirm: '文を確かめて、承認してください。',
  sendBack: 'カードの「差戻し」を押してください。',
  writeReason: '理由を書いて「差し戻す」を押してください。',
  mendWeekday: (right: string): string => `「編集」を押し、曜日を（${right}）に直して送ってください。`,
  mend: '「編集」を押し、直して送ってください。',
  tryToApprove: 'カードの「承認する」を押して、何を求められるか見てください。',
  reasonNeeded: '理由を書かないと承認できません。空のまま送ってみるか、「差戻し」を選んでください。',
  approveReply: '返信は原則しない決まりです。「承認する」を押してください。',
  writeNecessity: '「必要と認める理由」を書き、求められた確認にチェックを付けて送ってください。',
  chooseCategory: 'この要領では、先に区分を選びます。1つ選んで「起案する」を押してください。',
  postByHand: 'PIAZZAの画面で文をコピーして掲載し、URLをコピーして、カードの「掲載しました」を押してください。',
  publishing: '公開しています…',
  published: '公開されました。投稿はXの画面に、経緯はカードの返信にあります。',
  publishedByHand: '掲載が記録されました。経緯はカードの返信にあります。',
  tryWithoutAuthority: '承認待ちになりました。ほかの課の職員Bになって「承認する」を押してみてください。',
  refused: '断られたことは、押した人だけに知らされ、記録に残ります。ほかの人の目には触れません。',
  status: (status: string): string => `いまは「${status}」です。次にすることは、カードに書いてあります。`,

  refusedAlone: 'だけが使えます',
} as const;
