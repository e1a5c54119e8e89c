import type { Act } from './act.ts';

/** 取下げ: the drafter takes the draft back. */
export const withdraw = {
  id: 'draft.withdraw',
  button: '取下げ',
  who: 'drafter',
  from: ['submitted', 'returned', 'publishFailed'],
  onCard: { submitted: 'menu', blocked: 'menu', returned: 'menu', proposed: 'menu', publishFailed: 'menu' },
  expects: 'revision',
  asks: 'confirmation',
  confirm: () => ({
    title: '取り下げますか',
    text: 'この起案を終わりにします。元には戻せません。文面はカードに残ります。',
    yes: '取り下げる',
  }),
  event: {
    type: 'DraftWithdrawn',
    fields: {},
    to: 'withdrawn',
    told: 'が取り下げました。この起案は終わりです。',
    last: '取り下げました',
  },
} as const satisfies Act;
