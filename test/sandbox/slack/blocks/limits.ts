/**
 * Slack's limits, counted in Unicode code points. Sources: docs.slack.dev, the JSDoc of @slack/types, the limits registry of
 * nicklambourne/slackblocks (MIT), and for `messageContent` two measurements in bolt-js#2509.
 */
export const LIMITS = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** Characters of all blocks of a message; undocumented, `msg_blocks_too_long`. */
  messageContent: 13_297,
  /** What each block after the first takes from `messageContent`. */
  furtherBlock: 125,
  markdownTotal: 12_000,
  postText: 40_000,
  updateText: 4_000,
  blockId: 255,
  actionId: 255,
  sectionText: 3_000,
  sectionFields: 10,
  sectionField: 2_000,
  headerText: 150,
  contextElements: 10,
  /** Not documented for context; the section's is the only one that Slack names for mrkdwn text. */
  contextText: 3_000,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  buttonUrl: 3_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  selectOptions: 100,
  optionGroups: 100,
  optionGroupLabel: 75,
  overflowOptions: 5,
  choiceOptions: 10,
  inputLabel: 2_000,
  inputHint: 2_000,
  placeholder: 150,
  textInput: 3_000,
  files: 10,
  imageAlt: 2_000,
  imageUrl: 3_000,
  imageTitle: 2_000,
  alertText: 200,
  tableRows: 100,
  tableCells: 20,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3_000,
  callbackId: 255,
  externalId: 255,
  viewBytes: 250_000,
  modalStack: 3,
  triggerMs: 3_000,
  responseUrlUses: 5,
  responseUrlMs: 30 * 60_000,
  connections: 10,
} as const;

export type Surface = 'message' | 'modal' | 'home';

/** Length as Slack counts it. */
export function codePoints(text: string): number {
  return [...text].length;
}
