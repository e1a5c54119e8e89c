import { said } from './words.ts';

/** What the operator reads when the configuration is wrong: what it is, and what to write instead. */

export interface Sentence {
  readonly message: string;
  readonly remedy: string;
}

const say = (message: string, remedy: string): Sentence => ({ message, remedy });

const meant = (written: string | null): string => (written === null ? '' : `名前を「${written}」と書いていませんか。`);

const keysFrom = (service: string): string => `${service}の画面で発行した値を書いてください。`;
/** Where a service gives its keys out, if there is more to say. */
const KEYS_FROM: Readonly<Record<string, string>> = {
  X: 'Xの開発者画面「Keys and tokens」の値を書いてください。権限は Read and write にしてから発行します。',
};

export const envText = {
  noBotToken: (written: string | null) =>
    say(
      'Slackのボットトークンがありません。',
      `Slackアプリの管理画面「OAuth & Permissions」にある、xoxb- で始まる値を書いてください。${meant(written)}`,
    ),
  botToken: () =>
    say(
      'Slackのボットトークンの形ではありません。',
      'xoxb- で始まる値（Bot User OAuth Token）を書いてください。xapp- や xoxp- で始まる値は別のものです。',
    ),
  appToken: () =>
    say(
      'Slackのアプリレベルトークンの形ではありません。',
      '管理画面「Basic Information」の「App-Level Tokens」にある、xapp- で始まる値を書いてください。',
    ),
  signingSecret: () =>
    say(
      '署名シークレットに空白が入っています。',
      '管理画面「Basic Information」の「Signing Secret」をコピーして書いてください。',
    ),
  noConnection: () =>
    say(
      'Slackへのつなぎ方が決まっていません。',
      'ソケットモードなら SLACK_APP_TOKEN（xapp- で始まる値）を、HTTPで受けるなら SLACK_SIGNING_SECRET を書いてください。',
    ),
  port: () => say('ポート番号ではありません。', '1から65535までの数字を書いてください。書かなければ3000です。'),
  slackApiUrl: () =>
    say(
      'Slack APIの場所がURLではありません。',
      'http:// か https:// で始まるURLを書いてください。ふだんは書かなくてかまいません。',
    ),
  xApiUrl: () =>
    say(
      'X APIの場所が正しくありません。',
      '末尾の /2 を除いた、https://api.x.com の形で書いてください。ふだんは書かなくてかまいません。',
    ),
  healthPort: () =>
    say(
      'ポート番号ではありません。',
      '0から65535までの数字を書くか、開かないなら空にしてください。書かなければ9464です。',
    ),
  healthHost: () =>
    say(
      '待ち受ける場所が、IPアドレスではありません。',
      '127.0.0.1 のようなIPアドレスを書いてください。書かなければ127.0.0.1です。',
    ),
  logLevel: () => say('記録の細かさの名前ではありません。', 'debug、info、warn、error のどれかを書いてください。'),
  linkSandbox: () =>
    say(
      'リンクの確認に使う代わりのサーバーの場所が正しくありません。',
      '試すときだけ、127.0.0.1:ポート番号 の形で書きます。ふだんは書かないでください。',
    ),
  proxy: () =>
    say(
      'プロキシの場所を読み取れません。',
      said(
        'http://ホスト名:ポート番号 か、http://利用者名:パスワード@ホスト名:ポート番号 の形で書いてください。',
        'パスワードの中の「@」「:」「/」「#」「%」などの記号は、%40 のような形に書き換えます。',
      ),
    ),
  certificatesTooLate: () =>
    say(
      '.env に書いても効きません。Nodeは、.env より先にこれを読みます。',
      'この行を消し、アプリを起動する環境（systemdの Environment=、コンテナの environment:、起動する端末の export）に書いてください。',
    ),
  certificatesUnreadable: (file: string) =>
    say(
      `認証局の証明書のファイル（${file}）を読めません。`,
      'PEM形式のファイルの場所と、アプリを動かす利用者が読めるかを確かめてください。要らなければ、この変数を消してください。',
    ),
  unreadable: () => say('値を読み取れません。', '書き方を確かめてください。'),
  keyMissing: (service: string, written: string | null) =>
    say(`${service}の鍵がありません。`, `${KEYS_FROM[service] ?? keysFrom(service)}${meant(written)}`),
};

export const fileText = {
  missing: () =>
    say(
      'ファイルがありません。',
      'office.example.yaml をコピーして作るか、KESSAI_OFFICE に正しい場所を書いてください。',
    ),
  unreadable: (reason: string) =>
    say(`ファイルを開けません（${reason}）。`, 'ファイルの読み取り権限を確かめてください。'),
  folder: () =>
    say(
      'ファイルではなく、フォルダーです。',
      said(
        'フォルダーの中のファイルの名前まで書いてください。',
        'コンテナーでは、ないファイルをつなぐと同じ名前のフォルダーができるので、消してからファイルを置いてください。',
      ),
    ),
  notUtf8: () =>
    say('UTF-8の文字ではないところがあります。', 'エディターで文字コードをUTF-8にして、保存し直してください。'),
  empty: () => say('中身がありません。', 'office.example.yaml をコピーして、事務所に合わせて書き換えてください。'),
  tooLarge: () => say('ファイルが大きすぎます。', '1MBより小さくしてください。'),
  noFolder: () =>
    say(
      '要領のフォルダーがありません。',
      '場所は office.yaml から見た相対パスで書きます。使わないなら guidelines の行を消してください。',
    ),
  noEditions: () =>
    say('要領のファイルが1つもありません。', '.yaml で終わるファイルを置くか、guidelines の行を消してください。'),
};

export const dictionaryText = {
  missing: (file: string) =>
    say(
      `表記の辞書（${file}）を開けません。`,
      '場所は office.yaml から見た相対パスで書きます。使わないなら dictionary の行を消してください。',
    ),
  shape: () =>
    say(
      '表記の辞書の書き方が違います。',
      '1行目に version: 1、続けて rules: の下に「- expected: 正しい表記」と「  pattern: 直す表記」を並べてください。docs/own-guideline.md に例があります。',
    ),
};

const YAML: Readonly<Record<string, Sentence>> = {
  TAB_AS_INDENT: say('字下げにタブが使われています。', 'タブを半角の空白2つに置き換えてください。'),
  BAD_INDENT: say('字下げがそろっていません。', '同じ段の項目は、行頭の半角空白の数をそろえてください。'),
  DUPLICATE_KEY: say('同じ名前の項目が2つあります。', 'どちらか1つを消してください。'),
  MULTIPLE_DOCS: say(
    '「---」で区切られた2つ目の文書があります。',
    '1つのファイルには1つだけ書きます。「---」から後ろを消してください。',
  ),
  MISSING_CHAR: say(
    '引用符、かっこ、コロンのどれかが足りません。',
    '「"」や「]」が閉じているか、「:」の後に半角空白があるかを確かめてください。',
  ),
  BAD_ALIAS: say('「*」の後の名前が、どこにも定義されていません。', '「*」で始まる値は「"」で囲んでください。'),
  BAD_SCALAR_START: say('値の先頭に使えない記号があります。', '値全体を「"」で囲んでください。'),
  RESOURCE_EXHAUSTION: say('入れ子が深すぎます。', '入れ子を減らしてください。'),
};

export const yamlText = {
  wideColon: (key: string) =>
    say(
      `「${key}」の後のコロンか空白が全角です。`,
      `半角の「:」と半角の空白にして、「${key}: 値」の形で書いてください。`,
    ),
  wideBlank: () =>
    say('行の頭に全角の空白があります。', '半角の空白に置き換えて、同じ段の項目と頭をそろえてください。'),
  openBracket: () => say('「[」が閉じていません。', '値の終わりに「]」を足してください。'),
  openQuote: () =>
    say('引用符が閉じていません。', '値の終わりに同じ引用符を足すか、値の始めの引用符を消してください。'),
  /** @param code the YAML library's own error code, shown so that it can be looked up. */
  syntax: (code: string): Sentence =>
    YAML[code] ??
    say(`YAMLとして読めません（${code}）。`, '字下げ、「:」の後の半角空白、引用符の閉じ忘れを確かめてください。'),
  aliases: () => say('「&」と「*」による使い回しが多すぎます。', '使い回しをやめて、値をそのまま書いてください。'),
};

/** Names of value forms, as office.yaml's schema gives them out. */
export type Form =
  | 'text'
  | 'slug'
  | 'slack-user'
  | 'slack-channel'
  | 'slack-group'
  | 'host'
  | 'email'
  | 'url'
  | 'phone'
  | 'handle'
  | 'env-prefix'
  | 'template-name';

const FORMS: Readonly<Record<Form, Sentence>> = {
  text: say('中身が空です。', '値を書いてください。'),
  'template-name': say(
    'ひな形の名前は、75文字までの1行です。',
    '画面の選択肢に出る短い名前を書いてください（例：休館）。',
  ),
  slug: say('使えない文字があります。', '半角の小文字、数字、ハイフンだけで書いてください（例：shinagawa-x）。'),
  'slack-user': say(
    'SlackのメンバーIDの形ではありません。',
    'UかWで始まる英大文字と数字で書いてください。プロフィールの「メンバーIDをコピー」で分かります。',
  ),
  'slack-channel': say(
    'SlackのチャンネルIDの形ではありません。',
    'CかGで始まる英大文字と数字で書いてください。チャンネル詳細のいちばん下にあります。',
  ),
  'slack-group': say(
    'SlackのユーザーグループIDの形ではありません。',
    'Sで始まる英大文字と数字で書いてください。グループのメニュー「グループIDをコピー」で分かります。',
  ),
  host: say(
    'ドメイン名の形ではありません。',
    'https:// や / を除いて、ドメイン名だけを書いてください（例：city.shinagawa.tokyo.jp）。',
  ),
  email: say('メールアドレスの形ではありません。', '半角で、koho@city.example.jp の形で書いてください。'),
  url: say('URLの形ではありません。', 'https:// で始まるURLを書いてください。'),
  phone: say('電話番号の形ではありません。', '"03-3777-1111" のように、半角の数字とハイフンで書いてください。'),
  handle: say(
    'アカウント名の形ではありません。',
    '先頭の @ を除いて、半角の英数字と _ だけを15字以内で書いてください。',
  ),
  'env-prefix': say(
    '環境変数の頭の名前ではありません。',
    '半角の大文字、数字、_ で書いてください（例：X なら X_API_KEY などを読みます）。',
  ),
};

const KINDS: Readonly<Record<string, string>> = {
  string: '文字',
  array: '「- 」で始まる並び',
  object: '字下げした項目',
  record: '字下げした項目',
  boolean: 'true か false',
  number: '数字',
  int: '整数',
};

export const officeText = {
  form: (form: string): Sentence => FORMS[form as Form] ?? say('書き方が違います。', '例を見て書き直してください。'),
  required: () =>
    say(
      '書かれていません。',
      'office.example.yaml の同じ項目を見て、書き足してください。「#」から後ろは注釈になります。',
    ),
  type: (expected: string): Sentence =>
    expected === 'string'
      ? say('文字ではありません。', '値を「"」で囲んでください。')
      : say(`${KINDS[expected] ?? expected}ではありません。`, `${KINDS[expected] ?? expected}で書いてください。`),
  choice: (choices: readonly string[]) =>
    say('決められた値のどれでもありません。', `${choices.join('、')} のどれかを書いてください。`),
  tooFew: () => say('1つもありません。', '少なくとも1つ書いてください。'),
  range: () => say('数の範囲を外れています。', '1以上の整数を書いてください。'),
  unknownKey: (key: string, near: string | null, known: readonly string[]) =>
    say(
      `「${key}」という項目はありません。`,
      near === null ? `ここに書けるのは ${known.join('、')} です。` : `「${near}」ではありませんか。`,
    ),
  duplicateAccount: (id: string, line: number | null) =>
    say(`アカウント「${id}」が2つあります。`, `${firstAt(line)}別の id を付けてください。`),
  duplicateName: (name: string, line: number | null) =>
    say(
      `「${name}」という名前のアカウントが2つあります。`,
      `${firstAt(line)}カードで見分けられるように、別の name を付けてください。`,
    ),
  duplicateTemplate: (name: string, line: number | null) =>
    say(`ひな形「${name}」が2つあります。`, `${firstAt(line)}別の名前を付けてください。`),
  templatePlace: () =>
    say(
      '書き換える所のかっこが合っていません。',
      '書き換える所は、半角の {{日付}} の形で書いてください（30文字まで）。ほかの所に { } は使えません。',
    ),
  duplicateDepartment: (name: string) => say(`課「${name}」が2つあります。`, '1つにまとめてください。'),
  nobody: () =>
    say(
      '人が決まっていません。',
      'users に SlackのメンバーID を、または group にユーザーグループのIDを書いてください。',
    ),
  nobodyElse: () =>
    say(
      '承認できる人が、起案できるただ1人と同じです。',
      '起案者か運営管理者を増やすか、自己承認を認めるなら selfApproval: true と書いてください。',
    ),
  unknownGuideline: (name: string, near: string | null, known: readonly string[]) =>
    say(
      `要領「${name}」は見つかりません。`,
      near === null ? `使えるのは ${known.join('、') || '（なし）'} です。` : `「${near}」ではありませんか。`,
    ),
  notYetInForce: (name: string, from: string) =>
    say(
      `要領「${name}」は、${from} から施行されます。今日はまだ使えません。`,
      '今日すでに施行されている版を、要領のフォルダーに置いてください。',
    ),
  unknownRule: (id: string, near: string | null) =>
    say(
      `規則「${id}」は、どの要領にもありません。`,
      near === null ? '規則の名前は、チャンネルで /post 要領 と打つと見られます。' : `「${near}」ではありませんか。`,
    ),
  noOwnWords: (rule: string, able: readonly string[]) =>
    say(
      `規則「${rule}」には語の一覧がないため、words に書いても何も変わりません。`,
      `この行を消してください。重さを変えるときや使わないときは、levels に書きます。words に書ける規則は ${able.join('、')} です。`,
    ),
  noSuchWords: (rule: string, list: string, taken: readonly string[]) =>
    say(
      `規則「${rule}」は、${list} を使いません。`,
      `${list} を消してください。この規則に書けるのは ${taken.join('、')} だけです。`,
    ),
  notSettings: (what: 'list' | 'value') =>
    what === 'list'
      ? say(
          'ファイル全体が「- 」で始まる並びになっています。',
          '「accounts:」のように項目の名前の行を書き、その下に字下げして並びを書いてください。手本は office.example.yaml です。',
        )
      : say(
          '項目の名前がありません。',
          '「accounts:」のように、名前、半角の「:」、値の順に書いてください。手本は office.example.yaml です。',
        ),
  unknownDepartment: (name: string, near: string | null) =>
    say(
      `課「${name}」は departments にありません。`,
      near === null ? 'いちばん外側の departments に、この課を書き足してください。' : `「${near}」ではありませんか。`,
    ),
};

function firstAt(line: number | null): string {
  return line === null ? '' : `1つ目は${line}行目です。`;
}

interface Placed extends Sentence {
  readonly file: string;
  readonly line: number | null;
  readonly path: string;
}

/** The whole list as the operator reads it on the terminal, ready to print. */
export function problemList(problems: readonly Placed[]): string {
  const entries = problems.map((problem, index) => {
    const where = [problem.file, problem.line === null ? '' : `${problem.line}行目`, problem.path].filter(Boolean);
    return `${index + 1}. ${where.join(' ')}\n   ${problem.message}\n   → ${problem.remedy}`;
  });
  return [`設定に直すところが${problems.length}件あります。直してから、もう一度起動してください。`, ...entries].join(
    '\n\n',
  );
}
