import type { CodeOf } from '../../guideline/rules/registry.ts';
import type { AsItIs, RuleText, Say } from './sentence.ts';
import { NECESSARY, where } from './sentence.ts';

const REWRITE = 'ほかの言い方に書き換えてください。';
const NEEDED = where('必要な場合は、');
const MADE_PUBLIC = where('公表する場合は、');

/** Sentences of a rule that looks for listed words: the list says why each word is on it, and may give it a level of its own. */
function listedWords(name: string, advice: string, way?: AsItIs): RuleText<CodeOf<'word-list'>> {
  const advised = ({ asItIs }: Say) => (way === undefined ? advice : `${advice}${asItIs(way)}`);
  const listed = (say: Say) => ({ message: `「${say.quote}」：${say.text('reason')}`, advice: advised(say) });
  return {
    name,
    codes: {
      listed,
      term: listed,
      own: (say) => ({
        message: `「${say.quote}」は、この課が確認する語句に登録しています。`,
        advice: advised(say),
      }),
    },
  };
}

/**
 * Rules of the kind `word-list`, by rule id: what they are called, what is advised whatever the word, and where it may stay
 * as it is.
 */
export const WORD_LISTS: Readonly<Record<string, RuleText>> = {
  follow: listedWords('フォロー', 'フォローは原則として行いません。書き直してください。', NECESSARY),
  reaction: listedWords(
    'スタンプ・反応',
    'ほかのユーザーの投稿へのスタンプは原則として行いません。書き直してください。',
    NECESSARY,
  ),
  'discriminatory-term': listedWords('差別的・不快な語', REWRITE, where('引用や歴史の説明として要る場合は、')),
  'emergency-alert': listedWords(
    '緊急の情報',
    '訓練や下書きではありませんか。発表した機関と時刻を確かめてください。訓練の場合は、「訓練」と書いてください。',
  ),
  'indecent-term': listedWords('わいせつ・暴力的な語', REWRITE, NEEDED),
  insult: listedWords('人をけなす語', REWRITE, NEEDED),
  political: listedWords('政治的な中立', '特定の政党や人に関わらない書き方にしてください。', NEEDED),
  religious: listedWords('宗教的な中立', '文化財や催しの案内にとどめ、信仰をすすめない書き方にしてください。'),
  commercial: listedWords(
    '営利の宣伝',
    '特定の店や商品の宣伝にならないかを確かめてください。区の事業の場合は、そのことが分かるように書いてください。',
  ),
  'private-remark': listedWords('私見・私事', '公的な発信にふさわしい書き方にしてください。', NEEDED),
  overclaim: listedWords('断定・誇大な表現', '根拠を確かめ、断定しない書き方にしてください。'),
  hearsay: listedWords('確かめていない情報', '出どころを確かめ、確かな情報だけを、出典とともに書いてください。'),
  'ip-third-party': listedWords(
    '他人の著作物',
    '権利者の許諾を確かめてください。許諾がある場合は、提供者の名前を書いてください。',
  ),
  placeholder: listedWords('書きかけ・ひな形の残り', '正しい内容を書くか、消してください。'),
  'confidential-marker': listedWords(
    '取扱注意などの印',
    '公表してよい情報かを所管課に確かめ、印を消してください。',
    MADE_PUBLIC,
  ),
  'decision-process': listedWords(
    '決定前の情報（意思形成過程）',
    '公表してよい段階かを所管課に確かめてください。',
    MADE_PUBLIC,
  ),
  'internal-extension': listedWords('内線番号', '外からかけられる番号（代表や直通）に書き換えてください。'),
  credential: listedWords(
    'パスワードなどの認証情報',
    '本文から消してください。すでに使っている場合は変更も必要です。',
    MADE_PUBLIC,
  ),
  'ra-nuki': listedWords('ら抜き言葉', '「ら」を補ってください。'),
  'term-style': listedWords('表記・用語', '課の表記にそろえてください。固有名詞はそのままで構いません。'),
};

/** A rule that an office wrote for itself has its reasons in its own word list. */
export const OWN_LIST: RuleText = listedWords('この課の確認事項', '書き方を確かめてください。');
