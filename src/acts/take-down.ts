import { reason } from '../draft/shapes.ts';
import type { Act, ActEvent } from './act.ts';

/** 削除: the decision comes first, the request follows from the record; of its end a person may have to say what is there. */

const removalStarted = {
  type: 'RemovalStarted',
  fields: { reason },
  told: 'が、公開した投稿の削除を指示しました。',
  last: '削除を指示しました',
} as const satisfies ActEvent;

/** Also by the app itself, when the network says so. Earlier versions recorded it without RemovalStarted. */
const postTakenDown = {
  type: 'PostTakenDown',
  fields: { reason },
  to: 'takenDown',
  last: '投稿を削除しました',
} as const satisfies ActEvent;

/** 削除する: from here the removal is owed. */
export const takeDown = {
  id: 'draft.take_down',
  button: '削除する',
  style: 'danger',
  who: 'manager',
  from: ['published'],
  onCard: { published: 'menu', reported: 'button' },
  expects: 'stage',
  asks: 'reason',
  form: {
    id: 'take_down_form',
    title: '投稿の削除',
    submit: '削除する',
    reason: '削除の理由',
    placeholder: '削除する理由を書きます',
    about: (account) =>
      `「${account}」に公開した投稿を、ネットワークから削除します。元には戻せません。本文と理由は記録に残ります。`,
    withoutWords: {
      title: '取消し',
      submit: '取り消す',
      about: (account) => `「${account}」で行ったことを、取り消します。理由は記録に残ります。`,
    },
  },
  event: removalStarted,
  standsBy: 'removal',
} as const satisfies Act;

export const retryRemoval = {
  id: 'draft.retry_removal',
  button: 'もう一度削除する',
  who: 'manager',
  from: ['removalUnknown'],
  expects: 'stage',
  asks: 'confirmation',
  confirm: ({ network }) => ({
    title: 'もう一度削除しますか',
    text: `${network}へ、この投稿の削除をもう一度頼みます。`,
    yes: '削除する',
  }),
  event: removalStarted,
  standsBy: 'removal',
} as const satisfies Act;

export const confirmRemoved = {
  id: 'draft.confirm_removed',
  button: '削除されていました',
  who: 'manager',
  from: ['removalUnknown'],
  expects: 'stage',
  asks: 'confirmation',
  confirm: ({ network }) => ({
    title: '削除されていましたか',
    text: `${network}を開いて、投稿がないことを確かめましたか。`,
    yes: '確かめました',
  }),
  event: postTakenDown,
} as const satisfies Act;

export const confirmNotRemoved = {
  id: 'draft.confirm_not_removed',
  button: 'まだ残っていました',
  who: 'manager',
  from: ['removalUnknown'],
  expects: 'stage',
  asks: 'confirmation',
  confirm: ({ network }) => ({
    title: 'まだ残っていましたか',
    text: `${network}を開いて、投稿が残っていることを確かめましたか。「公開済み」に戻します。`,
    yes: '確かめました',
  }),
  event: {
    type: 'ConfirmedNotRemoved',
    fields: {},
    to: 'published',
    told: 'が、投稿が残っていることを確かめました。削除するときは、もう一度「削除する」を押してください。',
    last: '投稿が残っていることを確かめました',
  },
} as const satisfies Act;

export const confirmManualRemoval = {
  id: 'draft.confirm_manual_removal',
  button: '削除しました',
  who: 'manager',
  from: ['removalHandedOver'],
  expects: 'stage',
  asks: 'confirmation',
  confirm: ({ network }) => ({
    title: '削除しましたか',
    text: `${network}を開いて、投稿がないことを確かめてから進んでください。`,
    yes: '削除しました',
  }),
  event: postTakenDown,
} as const satisfies Act;

export const cancelRemoval = {
  id: 'draft.cancel_removal',
  button: '取りやめる',
  who: 'manager',
  from: ['removalHandedOver'],
  expects: 'stage',
  asks: 'confirmation',
  confirm: () => ({
    title: '削除を取りやめますか',
    text: '投稿は公開されたままになり、「公開済み」に戻ります。',
    yes: '取りやめる',
  }),
  event: {
    type: 'RemovalCancelled',
    fields: {},
    to: 'published',
    told: 'が、削除を取りやめました。投稿は公開されたままです。',
    last: '削除を取りやめました',
  },
} as const satisfies Act;
