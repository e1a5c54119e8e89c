import type { Target, TargetKind } from '../draft/content.ts';

/** The vocabulary of the guideline room: what a check takes in and gives out. Data only, no prose. */

/** What a finding does to an approval. See docs/decisions and the guideline editions for each rule's default. */
export type Level = (typeof LEVELS)[number];

/** The strictest first. */
export const LEVELS = ['block', 'waiver', 'warning', 'notice'] as const;

/**
 * Where a rule stands. Articles are strings because amendments insert 第3条の2.
 * `platform` is for limits that come from the network itself, `standard` for conventions: both from no provision.
 */
export type Citation =
  | {
      readonly kind: 'provision';
      readonly article: string;
      readonly paragraph?: number;
      readonly item?: string;
      readonly proviso?: boolean;
      /** Shown for orientation only (参考): the provision binds somebody else, for example the citizens. */
      readonly reference?: boolean;
    }
  | { readonly kind: 'platform'; readonly network: string }
  /** A convention of writing that no provision states, for example 表記の基準. */
  | { readonly kind: 'standard'; readonly name: string };

export type Param = string | number | boolean | null | readonly string[];

/** UTF-16 code units `[start, end)` of the text as written. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A hit of one rule. `code` names the sentence in src/text; `params` fill it. */
export interface Finding {
  readonly ruleId: string;
  readonly code: string;
  readonly level: Level;
  readonly citations: readonly Citation[];
  /** Absent when the finding is about a field or the whole draft. */
  readonly range?: TextRange;
  /** Exactly `text.slice(range.start, range.end)`. */
  readonly quote?: string;
  readonly params: Readonly<Record<string, Param>>;
  /** Text that may replace the range with one click. */
  readonly replacement?: string;
  /** How many further findings of this rule and code the text has, which are counted and not listed. */
  readonly more?: number;
}

/** What the author answers beside the text. All optional: an absent answer is itself something a rule may find. */
export interface DraftFields {
  /** 起案課 */
  readonly department?: string;
  /** 区分: numbers of the guideline's items, for example ['1', '2']. */
  readonly categories?: readonly string[];
  /** 緊急 (豊島 第6条第1項ただし書) */
  readonly emergency?: boolean;
  /** 事前の判断 (同上) */
  readonly priorApproval?: boolean;
  /** Id or address of the post that this one answers. */
  readonly inReplyTo?: string;
  /** Id or address of the post that this one quotes. */
  readonly quoteOf?: string;
  /** What the draft is about; its address is empty where the author forgot it. */
  readonly target?: Target;
  /** Slot, ISO 8601; without a zone it is Japanese time. Absent: published at once. */
  readonly scheduledAt?: string;
  /** 解禁日時, ISO 8601; without a zone it is Japanese time. */
  readonly embargoUntil?: string;
  /** The post that this one corrects. */
  readonly correctionOf?: {
    readonly url?: string;
    /** Its draft, where it is one of the office's own. */
    readonly draftId?: string;
    /** Is it taken down? Known only at the moment of a check. */
    readonly deleted?: boolean;
  };
  /** The people named in the text have consented. */
  readonly namedPersonsConsent?: boolean;
  /** Who consented and when, in the drafter's words. */
  readonly consentNote?: string;
  /** Results of the link check by address: an HTTP status, or `certificate`, `unreachable`, `login`. */
  readonly linkStatus?: Readonly<Record<string, number | string>>;
  readonly media?: readonly MediaFields[];
  /** The author confirms that generative AI made or changed the pictures. */
  readonly madeWithAi?: boolean;
  /** Drafts of the account with nearly the same text. Found when it is checked, and never recorded with the draft. */
  readonly copies?: readonly Copy[];
}

/** A draft with nearly the same text. */
export interface Copy {
  readonly state: 'published' | 'waiting';
  /** Day in Japan of its publication, or on which it was drafted. */
  readonly on: string;
  readonly draftId: string;
  readonly url?: string;
}

/** What is known of one picture or film. An absent answer was not given. */
export interface MediaFields {
  /** Type by content, not by name, for example `image/jpeg`. */
  readonly mime?: string;
  readonly alt?: string;
  /** The file still carries a position. */
  readonly gps?: boolean;
  /** People can be recognised. */
  readonly people?: boolean;
  readonly consent?: boolean;
  readonly rights?: 'own' | 'licensed' | 'third-party' | 'free';
  readonly credit?: string;
  /** Where the permission, or the terms of use, are recorded. */
  readonly permission?: string;
  /** Why it has no 代替テキスト. */
  readonly altExempt?: string;
  /** What the file said of itself. Found when it is checked, and never recorded with the draft. */
  readonly marks?: {
    readonly ai: readonly string[];
    readonly rights: readonly string[];
    readonly credentials: boolean;
  };
  /** Of a file that the app has: the hash of its bytes, their number, pixels, and the hash of what is known of its origin. */
  readonly hash?: string;
  readonly size?: number;
  readonly width?: number;
  readonly height?: number;
  readonly about?: string;
}

/** A draft as the checker sees it. */
export interface CheckInput {
  readonly text: string;
  readonly fields: DraftFields;
}

/** What an office sets for one account (第9条): lists that no guideline can know. All lists may be empty. */
export interface CheckSettings {
  /** Departments that run the account (第5条第1項・第6条第1項). */
  readonly departments: readonly string[];
  /** Account name without @, where the network has one. */
  readonly handle: string | null;
  readonly officialDomains: readonly string[];
  readonly publicPhones: readonly string[];
  readonly publicMailboxes: readonly string[];
  /** Handles (without @) that may be mentioned without a warning. */
  readonly allowedMentions: readonly string[];
  /** Short-link hosts that the office itself runs, for example lin.ee. */
  readonly allowedShorteners: readonly string[];
  /** What X lets the app send: `self-serve` refuses most replies, quotes and several cashtags. Absent: not on X. */
  readonly replies?: 'self-serve' | 'allowed';
  /** Length limit of the network; null where it has none. */
  readonly maxWeightedLength: number | null;
  /** How the network counts; as X does when absent. */
  readonly counting?: Counting;
  /** Rule id → the office's own level, or 'off'. */
  readonly levels: Readonly<Record<string, Level | 'off'>>;
  /** Rule id → words that the office adds to or exempts from the rule's list. */
  readonly words: Readonly<Record<string, { readonly add?: readonly string[]; readonly except?: readonly string[] }>>;
  /** Domains beside the official ones that may be linked: contracted services, partner bodies. */
  readonly trustedDomains?: readonly string[];
  /** Addresses of facilities, which are no private homes. */
  readonly facilityAddresses?: readonly string[];
  /** Numbers of bank accounts that the office publishes itself. */
  readonly publicBankAccounts?: readonly string[];
  /** Accounts (without @) of the state, of municipalities and public bodies; a guideline may ask less where a post is about theirs. */
  readonly publicBodies?: readonly string[];
  /** People who may be named without asking: the mayor, historical figures. */
  readonly publicNames?: readonly string[];
  /** Proper nouns that keep their own spelling. */
  readonly properNouns?: readonly string[];
}

export interface CheckContext {
  /** Day of publication in Japan (the slot's day, else today), `YYYY-MM-DD`. */
  readonly today: string;
  /** Day on which it is written, where that is another day than `today`: a post with a slot. */
  readonly draftedOn?: string;
  readonly settings: CheckSettings;
}

/** A link is 23 either way; else `weighted` counts Japanese characters and emoji 2, `characters` every code point 1. */
export type Counting = 'weighted' | 'characters';

export interface WeightedLength {
  readonly weighted: number;
  readonly max: number;
  /** Each URL in the text and what it counts. */
  readonly urls: readonly { readonly url: string; readonly counts: number }[];
  /** What X makes hashtags of, with their sign; absent where there are none, or the network is another. */
  readonly hashtags?: readonly string[];
}

/** A check's result as it goes into the record and onto the card. */
export interface Review {
  /** Edition id, for example `shinagawa-x-2026-04-01`. */
  readonly edition: string;
  readonly findings: readonly Finding[];
  /** Null where the network has no limit. */
  readonly length: WeightedLength | null;
}

/** What a guideline asks of the author beside the text; the form shows just these. */
export interface GuidelineForm {
  /** 区分: the items of the provision that lists what may be posted; empty where there is no such list. */
  readonly categories: readonly { readonly item: string; readonly label: string }[];
  /** The guideline excuses an author from outside the section in an emergency. */
  readonly emergency: boolean;
  /** The guideline excuses an author from outside the section when a decision was had beforehand. */
  readonly priorApproval: boolean;
  /** What it knows of answering, quoting and the like; the form offers just these. */
  readonly targets: readonly TargetKind[];
  /** A rule looks at 解禁日時. */
  readonly embargo?: true;
  /** Rules that the consent of the people named answers; absent where there are none. */
  readonly consent?: readonly string[];
}

/** One provision as `/post 要領` shows it. */
export interface ProvisionView {
  /** 第5条第2項(4) and the like. */
  readonly label: string;
  /** Verbatim. */
  readonly text: string;
  /** Ids of the rules that stand on it. */
  readonly rules: readonly string[];
  readonly coverage: 'rule' | 'feature' | 'human' | 'citizens' | 'informative';
  /** Which part of the app carries it out, and what a person has to judge beside the rules. Japanese, from the edition. */
  readonly feature: string | null;
  readonly human: string | null;
}

export interface EditionView {
  readonly id: string;
  readonly title: string;
  readonly effectiveFrom: string;
  readonly provisions: readonly ProvisionView[];
}
