import type { EditionProblem, EditionProblemCode } from '../guideline/edition/problem.ts';
import type { Param } from '../guideline/types.ts';

type Params = Readonly<Record<string, Param>>;

interface ProblemText {
  readonly message: string;
  /** What to write instead. */
  readonly remedy: string;
}

const PATTERN_ISSUES: Readonly<Record<string, ProblemText>> = {
  'pattern-syntax': {
    message: '正規表現として読めません。',
    remedy: 'かっこの閉じ忘れや、記号の前の「\\」を確かめるか、語をそのまま word に書いてください。',
  },
  'pattern-unlimited': {
    message: '回数に上限のないくり返し（*、+、{n,}）は使えません。',
    remedy: '語をそのまま word に書くか、{1,10} のように回数の上限を書いてください。',
  },
  'pattern-braces': {
    message: '丸かっこの「(0, 14)」は回数になりません。書いたとおりの文字とだけ合います。',
    remedy: '回数は、波かっこと半角で、空白を入れずに「{0,14}」と書いてください。',
  },
  'pattern-ambiguous': {
    message:
      'くり返しの中に、同じ文字を何通りにも分けられるくり返しか選択があります。このままでは、短い文でも確かめ終わりません。',
    remedy:
      'くり返しを1つにしてください。例：「(?:\\d{1,5}-?){1,20}」は「[\\d-]{1,120}」、「(?:あ|ああ){1,40}」は「あ{1,80}」。くり返しの間に必ず入る文字があれば、それを「?」なしで書きます（例：「(?:\\d{1,5}-){1,20}」）。',
  },
};

const TEXTS: Readonly<Record<EditionProblemCode, (params: Params) => ProblemText>> = {
  syntax: ({ detail }) => ({
    message: `YAMLとして読めません（${show(detail)}）。`,
    remedy: '字下げ、コロン（半角の「:」と半角の空白）、引用符の閉じ忘れを確かめてください。',
  }),
  shape: ({ detail }) => ({
    message: `書き方が決まりと違います（${show(detail)}）。`,
    remedy: '同梱の要領ファイルの同じ項目に合わせて書き直してください。',
  }),
  'no-settings': ({ list }) => ({
    message: list === true ? 'ファイル全体が「- 」で始まる並びになっています。' : 'ファイルに項目がありません。',
    remedy:
      '「id:」「family:」「title:」のように項目の名前から書き始めてください。手本は同梱の要領ファイルと docs/own-guideline.md です。',
  }),
  pattern: ({ rule, detail }) => {
    const issue = PATTERN_ISSUES[show(detail)] ?? { message: '', remedy: '' };
    return { message: `ルール「${show(rule)}」のパターンが使えません。${issue.message}`, remedy: issue.remedy };
  },
  'duplicate-edition': ({ id }) => ({
    message: `版「${show(id)}」が二つあります。`,
    remedy: '版のidを、family と施行日の組のように重ならない名前にしてください。',
  }),
  'duplicate-rule': ({ rule }) => ({
    message: `ルール「${show(rule)}」が二つあります。`,
    remedy: '一つにまとめてください。',
  }),
  'no-edition': () => ({
    message: '要領のファイルがありません。',
    remedy: '要領のファイル（.yaml）を一つ以上置いてください。',
  }),
  'rule-incomplete': ({ rule, missing }) => ({
    message: `ルール「${show(rule)}」に${show(missing)}がありません。共通のルールにも同じidがありません。`,
    remedy: 'idのつづりを確かめるか、kind と level を書いてください。',
  }),
  'kind-unknown': ({ kind, known }) => ({
    message: `ルールの種類「${show(kind)}」はありません。`,
    remedy: `次の中から選んでください：${show(known)}。`,
  }),
  'code-unknown': ({ rule, code, known }) => ({
    message: `ルール「${show(rule)}」に「${show(code)}」という場合はありません。`,
    remedy: `levels には次のどれかを書いてください：${show(known)}。`,
  }),
  'citation-unreadable': ({ citation }) => ({
    message: `根拠「${show(citation)}」が読めません。`,
    remedy: '「第5条第2項(4)」「第6条第1項ただし書」「参考 第6条(9)」「Xの仕様」のように書いてください。',
  }),
  'citation-unknown': ({ citation }) => ({
    message: `根拠「${show(citation)}」は、このファイルの条文にありません。`,
    remedy: '条・項・号の番号を確かめてください。項が一つだけの条には項の番号を付けません。',
  }),
  'citizens-cited': ({ label, rule }) => ({
    message: `${show(label)}は利用者の義務です。職員の原稿の根拠にはできません（ルール「${show(rule)}」）。`,
    remedy: '職員の義務を定める条文を根拠にするか、「参考 」を付けてください。',
  }),
  'sic-missing': ({ at, text }) => ({
    message: `原文のままとした「${show(text)}」が${show(at)}にありません。`,
    remedy: '条文を公表された原文どおりに戻すか、sic の行を直してください。',
  }),
  'example-missing': ({ rule }) => ({
    message: `ルール「${show(rule)}」に例が足りません。`,
    remedy: '指摘される例（flagged）と指摘されない例（clean）を一つ以上書いてください。',
  }),
  'example-not-flagged': ({ rule, text }) => ({
    message: `ルール「${show(rule)}」が、指摘されるはずの例「${show(text)}」を指摘しません。`,
    remedy: '語句やパラメーターを直すか、例を直してください。',
  }),
  'example-flagged': ({ rule, text, quote }) => ({
    message: `ルール「${show(rule)}」が、指摘されないはずの例「${show(text)}」を指摘します（${show(quote)}）。`,
    remedy: '除外する語句（except）を足すか、例を直してください。',
  }),
  'informative-cited': ({ label, rule }) => ({
    message: `${show(label)}は確かめることがない条文（informative）ですが、ルール「${show(rule)}」の根拠になっています。`,
    remedy: 'coverage からその条文の行を消すか、ルールの cites を直してください。',
  }),
  'coverage-missing': ({ label }) => ({
    message: `${show(label)}の扱いが決まっていません。この条文を根拠にするルールも、coverage の行もありません。`,
    remedy:
      'ルールの cites にこの条文を足すか、coverage に feature、human、citizens、informative のどれかを書いてください。',
  }),
  'coverage-unknown': ({ label }) => ({
    message: `coverage の${show(label)}は、このファイルの条文にありません。`,
    remedy: '条・項・号の番号を確かめてください。',
  }),
  'rule-unused': ({ rule }) => ({
    message: `共通のルール「${show(rule)}」を使う要領がありません。`,
    remedy: '要領のファイルの rules に id と cites を書くか、ここに unused: で使わない理由を書いてください。',
  }),
};

/** What is wrong with a guideline file and what to write instead; the file, line and path are the problem's own. */
export function editionProblemText(problem: EditionProblem): ProblemText {
  return TEXTS[problem.code](problem.params);
}

function show(value: Param | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? value.join('、') : String(value);
}
