import { z } from 'zod';
import { keysOf, reason, seen } from '../draft/shapes.ts';
import type { Act } from './act.ts';

export const RETURN_LABELS = {
  facts: '事実・数字の確認',
  date: '日付・時刻・曜日',
  'personal-data': '個人情報',
  wording: '言い回し・分かりやすさ',
  guideline: '要領に合わない',
  timing: '公開の時期',
  other: 'その他',
} as const;

const label = z.enum(keysOf(RETURN_LABELS));
export type ReturnLabel = z.infer<typeof label>;
const labels: z.ZodType<readonly ReturnLabel[]> = z.array(label);

/** 差戻し: labels and a reason; the drafter is called and edits. */
export const returnDraft = {
  id: 'draft.return',
  button: '差戻し',
  who: 'manager',
  from: ['submitted'],
  onCard: { submitted: 'button', blocked: 'menu' },
  expects: 'revision',
  asks: 'reason',
  form: {
    id: 'return_form',
    title: '差戻し',
    submit: '差し戻す',
    labels: '差戻しの点（いくつでも）',
    reason: '差戻しの理由',
    placeholder: 'どこを、どう直してほしいかを書きます',
    about: (account) => `「${account}」の起案を差し戻します。起案者に知らせが届きます。`,
  },
  event: {
    type: 'DraftReturned',
    fields: { labels, reason, seen: seen.exactOptional() },
    to: 'returned',
    told: 'が差し戻しました。',
    callsDrafter: '理由を確かめて、カードの「編集」から直してください。直すと、もう一度承認待ちになります。',
    last: '差し戻しました',
  },
} as const satisfies Act;
