import { z } from 'zod';
import { person } from '../draft/shapes.ts';
import type { Act } from './act.ts';

/** 引き継いで編集: a colleague becomes the drafter, in every respect, and edits at once. */
export const takeOver = {
  id: 'draft.take_over',
  button: '引き継いで編集',
  who: 'colleague',
  from: ['submitted', 'returned', 'publishFailed'],
  onCard: { submitted: 'menu', blocked: 'menu', returned: 'menu', proposed: 'menu', publishFailed: 'menu' },
  expects: 'revision',
  asks: 'confirmation',
  confirm: () => ({
    title: '引き継ぎますか',
    text: 'あなたが、この起案の起案者になります。編集と取下げはあなただけができ、知らせはあなたに届きます。引き継いだ起案を自分で承認することは、設定で認めている事務所のほかではできません。いままでの起案者に知らせ、記録に残します。続けて、編集の画面が開きます。',
    yes: '引き継ぐ',
  }),
  event: {
    type: 'DraftTakenOver',
    fields: {
      from: person,
      /** Theirs, who has it now; absent where it is not known. */
      department: z.string().exactOptional(),
    },
    last: '引き継ぎました',
  },
} as const satisfies Act;
