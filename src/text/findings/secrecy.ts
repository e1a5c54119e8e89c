import type { RuleText } from './sentence.ts';
import { listedWords } from './sentence.ts';

export const SECRECY: Readonly<Record<string, RuleText>> = {
  'confidential-marker': listedWords(
    '取扱注意などの印',
    '公表してよい情報かを所管課に確かめ、印を消してください。公表する場合は、運営管理者が理由を書いて承認します。',
  ),
  'decision-process': listedWords(
    '決定前の情報（意思形成過程）',
    '公表してよい段階かを所管課に確かめてください。公表する場合は、運営管理者が理由を書いて承認します。',
  ),
};
