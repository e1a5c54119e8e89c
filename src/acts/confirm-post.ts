import { z } from 'zod';
import { attempt, reason, via } from '../draft/shapes.ts';
import type { Act, ActEvent } from './act.ts';

/** What a person says of a post that the app cannot see: it was sent with no sure answer, or is put up by hand. */

/** Also by the app itself, when the network's answer or the account's own timeline says so. */
const postPublished = {
  type: 'PostPublished',
  fields: { attempt, postId: z.string().nullable(), url: z.string(), via },
  last: '公開しました',
} as const satisfies ActEvent;

/** 公開されていました: the address of the post. Also takes back the manager's own 公開されていませんでした, until more is sent. */
export const confirmPublished = {
  id: 'draft.confirm_published',
  button: '公開されていました',
  who: 'manager',
  from: ['outcomeUnknown', 'stopped'],
  expects: 'stage',
  asks: 'url',
  form: {
    id: 'confirm_published_form',
    title: '公開の確認',
    submit: '公開されていました',
    about: (account) => `「${account}」を開いて見つけた投稿のURLを入れてください。`,
    withoutWords: {
      title: '公開の確認',
      submit: '行われていました',
      about: (account) => `「${account}」を開いて、次のとおり行われていることを確かめましたか。`,
    },
  },
  event: postPublished,
} as const satisfies Act;

/** 公開されていませんでした: the approval stands, and may be sent again by hand. */
export const confirmNotPublished = {
  id: 'draft.confirm_not_published',
  button: '公開されていませんでした',
  who: 'manager',
  from: ['outcomeUnknown'],
  expects: 'stage',
  asks: 'confirmation',
  confirm: ({ network }) => ({
    title: '公開されていませんでしたか',
    text: `${network}を開いて、投稿がないことを確かめましたか。確かめずに進むと、同じ投稿が二重に出るおそれがあります。`,
    yes: '確かめました',
  }),
  event: {
    type: 'ConfirmedNotPublished',
    fields: { attempt },
    to: 'approved',
    told: 'が、公開されていないことを確かめました。承認は有効です。出すときは、カードの「公開をやり直す」を押してください。',
    last: '公開されていないことを確かめました',
  },
} as const satisfies Act;

/** 掲載しました: posting by hand is clerical, the decision has been made; so whoever drafted may say that it is done. */
export const confirmManualPost = {
  id: 'draft.confirm_manual_post',
  button: '掲載しました',
  buttonWithoutWords: 'しました',
  style: 'primary',
  who: 'either',
  from: ['handedOver'],
  expects: 'stage',
  asks: 'url',
  form: {
    id: 'manual_post_form',
    title: '掲載の報告',
    submit: '掲載しました',
    about: (account) => `「${account}」に掲載した投稿のURLを入れてください。`,
    withoutWords: {
      title: '実施の報告',
      submit: 'しました',
      about: (account) => `「${account}」で次のとおり行ったことを、いまの日時とともに記録します。`,
    },
  },
  event: postPublished,
} as const satisfies Act;

/** 掲載できません: the draft goes back to its author with the reason. */
export const giveUpManualPost = {
  id: 'draft.give_up_manual_post',
  button: '掲載できません',
  buttonWithoutWords: 'できません',
  who: 'either',
  from: ['handedOver'],
  expects: 'stage',
  asks: 'reason',
  form: {
    id: 'give_up_form',
    title: '掲載できません',
    submit: '報告する',
    reason: '掲載できない理由',
    placeholder: '何が起きて掲載できなかったかを書きます',
    about: (account) => `「${account}」への手動掲載をやめて、差戻し中にします。`,
    withoutWords: {
      title: '実施できません',
      submit: '報告する',
      about: (account) => `「${account}」で行うのをやめて、差戻し中にします。`,
    },
  },
  event: {
    type: 'ManualPostGivenUp',
    fields: { reason },
    to: 'returned',
    told: 'が、掲載できないと報告しました。',
    callsDrafter: '理由を確かめて、カードの「編集」か「取下げ」を押してください。',
    last: '掲載できないと報告しました',
  },
} as const satisfies Act;
