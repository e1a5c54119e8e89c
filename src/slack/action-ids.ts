import { ACT_IDS } from '../acts/index.ts';

/** Every id that travels to Slack and back, written once; those of the acts on a draft stand in their definitions. Listeners and views both read them from here. */

/** Buttons and other elements whose click reaches the app (`action_id`). */
export const ACTIONS = {
  ...ACT_IDS,
  /** 「⋯」 on the card: acts that stand behind it; the chosen one names the act. */
  more: 'draft.more',
  /** 「この文で起案」 on the card: no act on its draft, but a new one. */
  reuse: 'draft.reuse',
  /** 「決裁する」 in a list or on the Home tab; its value is that of a card's button. */
  decide: 'draft.decide',
  /** In the decision form: choosing redraws it. */
  outcome: 'form.outcome',
  /** In the draft form. `meant`: the list that a slip was about. */
  meant: 'form.meant',
  check: 'form.check',
  chooseAccount: 'form.account',
  /** A text of the office to begin with. */
  template: 'form.template',
  /** 「返信・引用・リポスト」: choosing redraws the form, which asks another thing of each. */
  targetKind: 'form.target',
  /** Followed by the number of the offer: `form.mend.0`, … */
  mend: 'form.mend',
  mendAll: 'form.mend_all',
  /** Of a picture in the form; the value is its hash. */
  mediaRemove: 'form.media_remove',
  mediaEarlier: 'form.media_earlier',
  /** In the lists; the value says which account and which page. */
  historyNewer: 'history.newer',
  historyOlder: 'history.older',
  queueNewer: 'queue.newer',
  queueOlder: 'queue.older',
  findNewer: 'find.newer',
  findOlder: 'find.older',
  findChange: 'find.change',
  guidelineBack: 'guideline.back',
  guidelineNext: 'guideline.next',
  /** On the App Home. */
  startDraft: 'home.start_draft',
  find: 'home.find',
} as const;

/** Inputs that are only read when a form is submitted (`action_id`). */
export const FIELDS = {
  /** Followed by the number of the piece: `text.0`, `text.1`, … */
  text: 'text',
  department: 'department',
  /** Followed by the number of the group of ten: `categories.0`, … */
  categories: 'categories',
  circumstances: 'circumstances',
  slot: 'slot',
  /** Address of what the draft is about. */
  targetUrl: 'target_url',
  /** Files that are to be attached. */
  files: 'files',
  madeWithAi: 'made_with_ai',
  /** Each followed by the place of the picture: `alt.0`, … */
  alt: 'alt',
  altExempt: 'alt_exempt',
  rights: 'rights',
  credit: 'credit',
  people: 'people',
  embargo: 'embargo',
  consent: 'consent',
  consentNote: 'consent_note',
  necessity: 'necessity',
  /** 「このまま公開する理由」 to choose from. */
  grounds: 'grounds',
  tick: 'tick',
  labels: 'labels',
  reason: 'reason',
  url: 'url',
  /** In the form of 検索. */
  words: 'words',
  number: 'number',
  person: 'person',
  account: 'account',
  month: 'month',
  state: 'state',
} as const;

/** Forms (`callback_id`) that are no plain act's. */
export const FORMS = {
  draft: 'draft_form',
  /** As it was called when it could only approve: such forms may be open while the app is renewed. */
  decision: 'approval_form',
  find: 'find_form',
} as const;

/** Forms that ask an act of the menu to be confirmed (`callback_id`). */
export const confirmForm = (actionId: string): string => `${actionId}.confirm`;

/** Blocks that tests, or an update, must find again (`block_id`). */
export const BLOCKS = {
  /** The text of the post, exactly; its text elements joined are the text (or the piece of it that is shown). */
  postText: 'post-text',
  cardActions: 'card-actions',
  /** The author's own text, given back after a refusal or a fault. */
  returnedText: 'returned-text',
} as const;

export const COMMANDS = { post: '/post' } as const;

/** Message shortcut 「この文を起案する」. */
export const SHORTCUTS = { draftFromMessage: 'draft_from_message' } as const;
