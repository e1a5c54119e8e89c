import type { RuleText } from './sentence.ts';
import { listedWords } from './sentence.ts';

const REWRITE = 'ほかの言い方に書き換えてください。';
const DECIDES = '必要な場合は、運営管理者が理由を書いて承認します。';

export const CONDUCT: Readonly<Record<string, RuleText>> = {
  'discriminatory-term': listedWords(
    '差別的・不快な語',
    `${REWRITE}引用や歴史の説明として要る場合は、運営管理者が理由を書いて承認します。`,
  ),
  'indecent-term': listedWords('わいせつ・暴力的な語', `${REWRITE}${DECIDES}`),
  insult: listedWords('人をけなす語', `${REWRITE}${DECIDES}`),
  political: listedWords('政治的な中立', `特定の政党や人に関わらない書き方にしてください。${DECIDES}`),
  religious: listedWords('宗教的な中立', '文化財や催しの案内にとどめ、信仰をすすめない書き方にしてください。'),
  commercial: listedWords(
    '営利の宣伝',
    '特定の店や商品の宣伝にならないかを確かめてください。区の事業の場合は、そのことが分かるように書いてください。',
  ),
  'private-remark': listedWords('私見・私事', `公的な発信にふさわしい書き方にしてください。${DECIDES}`),
  overclaim: listedWords('断定・誇大な表現', '根拠を確かめ、断定しない書き方にしてください。'),
  hearsay: listedWords('確かめていない情報', '出どころを確かめ、確かな情報だけを、出典とともに書いてください。'),
  'ip-third-party': listedWords(
    '他人の著作物',
    '権利者の許諾を確かめてください。許諾がある場合は、提供者の名前を書いてください。',
  ),
};
