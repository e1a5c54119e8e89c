/** What a worker is asked and what it answers. */
export interface StyleQuestion {
  readonly id: number;
  readonly text: string;
}

/** One message of textlint, in UTF-16 units of the text that it was given. */
export interface StyleMessage {
  readonly ruleId: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** Replacement that the rule offers; null where it offers none. */
  readonly fix: { readonly start: number; readonly end: number; readonly text: string } | null;
}

export type StyleAnswer =
  | { readonly id: number; readonly messages: readonly StyleMessage[] }
  | { readonly id: number; readonly error: string };

/** Given to a worker when it starts. */
export interface StyleSetup {
  /** Path of the office's own dictionary (prh); null where it has none. */
  readonly dictionary: string | null;
}
