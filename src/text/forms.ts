import { revisionWord } from './words.ts';

export const formText = {
  close: '閉じる',
  problem: (problem: string): string => `⚠️ ${problem}`,

  draft: {
    newTitle: '投稿の起案',
    editTitle: (revision: number): string => `投稿の編集（${revisionWord(revision)}）`,
    newSubmit: '起案する',
    editSubmit: '直して起案する',
    account: 'アカウント',
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
    circumstances: '起案の事情（当てはまるときだけ）',
    emergency: '緊急の発信である',
    priorApproval: '事前に判断を得ている',
    check: 'チェック',
    checkHint: '「チェック」を押すと、送る前に要領のルールで確かめられます。まだ起案はされません。',
    checked: 'チェックの結果',
    mend: '直す',
    /** @param before, after with what stands around them, where they are too short to be found by. */
    mendOffer: (before: string, after: string): string =>
      after === '' ? `「${before}」を消します` : `「${before}」→「${after}」`,
    mendAll: (count: number): string => `参考の${count}か所をまとめて直す`,
    moreMends: (count: number): string => `直せるところは、あと${count}か所あります。直すたびに、続きが出ます。`,
    mended: '直して、確かめ直しました。',
    mendStale: '本文が変わったため、直しませんでした。いまの本文で確かめ直した結果が、下にあります。',
    moreFindings: (count: number): string =>
      `このほかに${count}件の指摘があります。起案すると、スレッドに全部のります。`,
  },

  approval: {
    title: '承認',
    blockedTitle: '承認できません',
    submit: '承認して公開する',
    submitManual: '承認する',
    naming: (account: string, network: string): string =>
      `「${account}」（${network}）の投稿として、次の文を承認します。`,
    willPublish: '承認すると、すぐに公開されます。',
    willHandOver: '承認すると、手動で掲載するための文がスレッドに出ます。',
    blocked: (count: number): string =>
      `要修正の指摘が${count}件あるため、承認できません。「差戻し」で起案者に直してもらってください。`,
    tooLongToShow: '本文がとても長いため、ここには出せません。カードとスレッドで全文を確かめてください。',
    necessity: (title: string): string => `必要と認める理由：${title}`,
    necessityHint: '書いた理由は、要領の条項とともに記録に残ります。',
    necessityAll: '要認定の指摘すべてについて、必要と認める理由',
    tick: (title: string): string => title,
    tickAll: '要確認の指摘すべて',
    ticked: '確かめました',
    grouped: (count: number): string => `（同じ種類の指摘${count}件をまとめています）`,
    groupedNote: '指摘が多いため、同じ種類のものをまとめています。1つずつの内容は、カードとスレッドにあります。',
  },

  url: '投稿のURL',
  urlPlaceholder: 'https:// で始まるURL',
};
