/** What `npm run check` says on the terminal. */
export const checkCliText = {
  usage: [
    '使い方:',
    '  npm run check -- "本文"                    投稿の案を確かめます',
    '    --account 名前   アカウント（省くと、office.yaml のはじめのアカウント）',
    '    --dept 課        起案課（省くと、アカウントを運用する課）',
    '    --category 番号  区分（要領に区分があるとき。例: 2）',
    '  npm run check < 案.jsonl                   1行に1件のJSONを確かめて、結果を1行に1件のJSONで返します',
    '    --office ファイル  事務所の設定（省くと、KESSAI_OFFICE か ./office.yaml）',
  ].join('\n'),
  exampleUsed: (file: string) => `office.yaml がないので、例（${file}）で確かめます。`,
  unknownAccount: (account: string) =>
    `アカウント「${account}」は office.yaml にありません。account に id を書いてください。`,
  unknownOption: (option: string) => `「${option}」という指定はありません。`,
  notJson: 'JSONとして読めません。1行に1件のJSONを書いてください。',
  notObject: 'JSONのオブジェクトではありません。{"text": "本文"} の形で書いてください。',
  textMissing: 'text がありません。本文を text に書いてください。',
  dayInvalid: '日付として読めません。today と scheduledAt は 2026-04-01 の形で書いてください。',
  failed: (reason: string) => `確かめられませんでした（${reason}）。`,
  under: (title: string, effectiveFrom: string) => `${title}（${effectiveFrom}）による`,
  nothingFound: '指摘はありません。',
  group: (level: string, count: number) => `${level} ${count}件`,
  others: (count: number) => `ほか、同じルールの指摘が${count}件`,
  provision: (label: string, wording: string | null) => (wording === null ? label : `${label}「${wording}」`),
  waived: (title: string) => `認定の記録があります: ${title}`,
  notChecked: (things: readonly string[]) => `確かめていないこと: ${things.join('、')}`,
};
