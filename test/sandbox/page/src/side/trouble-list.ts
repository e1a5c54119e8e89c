import type { FaultEffect } from '../../../wire/faults.ts';

export interface Trouble {
  readonly id: string;
  readonly name: string;
  /** What then happens, for somebody who has never seen it. */
  readonly what: string;
  readonly switch:
    | { readonly kind: 'fault'; readonly effect: FaultEffect }
    | { readonly kind: 'wrongAccount' }
    | { readonly kind: 'noCredit' };
}

/** What really goes wrong between an app and X. */
export const TROUBLES: readonly Trouble[] = [
  {
    id: 'busy',
    name: '混み合っている（429）',
    what: '回数の上限と言って断ります。投稿は出ません。',
    switch: { kind: 'fault', effect: { kind: 'problem', problem: 'rateLimit15m' } },
  },
  {
    id: 'down',
    name: '止まっている（503）',
    what: '使えないと答えます。投稿されたかどうか、アプリには分かりません。',
    switch: { kind: 'fault', effect: { kind: 'problem', problem: 'unavailable' } },
  },
  {
    id: 'silent',
    name: '返事がない',
    what: '受け取ったまま黙ります。投稿は出ません。10秒ほど待ちます。',
    switch: { kind: 'fault', effect: { kind: 'noAnswer', handled: false } },
  },
  {
    id: 'cut',
    name: '投稿された直後に切れる',
    what: '投稿は出ますが、返事が届きません。二重投稿が起きやすい場面です。',
    switch: { kind: 'fault', effect: { kind: 'handledThenReset' } },
  },
  {
    id: 'wrong-account',
    name: '別のアカウントの鍵',
    what: '鍵の持ち主が、設定のアカウントと違います。',
    switch: { kind: 'wrongAccount' },
  },
  {
    id: 'no-credit',
    name: 'クレジット切れ（402）',
    what: 'XのAPIの残高がなくなっています。',
    switch: { kind: 'noCredit' },
  },
];
