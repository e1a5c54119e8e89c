import type { ReportedPost } from '../draft/commands.ts';
import type { Content, Target } from '../draft/content.ts';
import type { DraftEvent, LinkResult, Person, PublishFailure, TargetSight, UnknownCause } from '../draft/events.ts';
import type { Sight, Spot, Wanted } from '../draft/find.ts';
import type { State, Task } from '../draft/groups.ts';
import type { Draft } from '../draft/state.ts';
import type { DraftSummary } from '../draft/summary.ts';
import type {
  CheckSettings,
  Citation,
  DraftFields,
  EditionView,
  Finding,
  GuidelineForm,
  Review,
  TextRange,
} from '../guideline/types.ts';
import type { PublisherConfig } from '../publishers/kinds.ts';

export type * from './media-ports.ts';

/** What the rest of the app needs from the world. Every port has one contract suite in test/contract. */

export interface Clock {
  now(): Date;
}

// ── The office ─────────────────────────────────────────────────────────────

/** People by Slack user id, or one Slack user group (paid plans only). Both may be given. */
export interface People {
  readonly users: readonly string[];
  readonly group: string | null;
}

export interface Account {
  /** For example `shinagawa-x`. */
  readonly id: string;
  /** 表示名, for example 品川区公式X. */
  readonly name: string;
  /** X, PIAZZA, … as people call it: a word for sentences, on which nothing depends. */
  readonly network: string;
  /** Guideline family; the edition in force is chosen by date. */
  readonly guideline: string;
  /** Slack channel of the cards. */
  readonly channel: string;
  readonly manager: { readonly title: string; readonly people: People };
  /** Null: everybody in the workspace may draft. */
  readonly drafters: People | null;
  readonly selfApproval: boolean;
  /** ひな形: texts to begin with; absent where the office has none. */
  readonly templates?: readonly Template[];
  readonly publisher: PublisherConfig;
  readonly settings: CheckSettings;
}

/** A text whose named places, `{{日付}}`, have to be filled in: a rule finds what is left of them. */
export interface Template {
  readonly name: string;
  readonly text: string;
}

export interface Department {
  readonly name: string;
  readonly members: readonly string[];
}

export interface Office {
  readonly accounts: readonly Account[];
  readonly departments: readonly Department[];
  /** Slack user id → the name to show (a title or a staff name). */
  readonly names: Readonly<Record<string, string>>;
  /** Links to the official sites are opened once the card is up; false where the app has no way to the web. */
  readonly linkCheck: boolean;
  /** The second look at the wording; null where the office wants none. */
  readonly textlint: { readonly dictionary: string | null } | null;
}

/** Resolves People to user ids at the moment of the question. Null: it cannot be known now, so nobody is meant. */
export interface Roster {
  /** @param when `now` for a decision, `recent` (up to a minute old) for what is only shown. */
  members(people: People, when: 'now' | 'recent'): Promise<readonly string[] | null>;
  /** Can any of these still act in Slack, as was known up to a minute ago? Null: it cannot be known now. */
  anyActive(users: readonly string[]): Promise<boolean | null>;
}

// ── The record ─────────────────────────────────────────────────────────────

export interface StoredDraft {
  readonly id: string;
  readonly version: number;
  readonly events: readonly DraftEvent[];
}

export type AppendResult =
  | { readonly ok: true; readonly version: number }
  /** Somebody was first: load again and decide again. */
  | { readonly ok: false; readonly conflict: number };

export interface DraftStore {
  load(id: string): Promise<StoredDraft | undefined>;
  /**
   * The only write of events. Durable when it resolves (fsync or commit). An append of no events makes durable what is
   * there, for whoever met `write-uncertain`.
   * @param expectedVersion number of events the decision was made on; 0 for a new draft.
   * @throws StoreFault when the write cannot be made durable (disk full, read-only, …): `write-failed` when nothing has
   *   changed, `write-uncertain` when the events are in place but may be gone after a power cut.
   */
  append(id: string, expectedVersion: number, events: readonly DraftEvent[]): Promise<AppendResult>;
  /** Drafts that are not closed, in the order of their ids. */
  openIds(): Promise<readonly string[]>;
  /**
   * Moves a draft out of the open set; appending to it later brings it back.
   * @param version leaves it open when it has grown beyond this since.
   */
  close(id: string, month: string, version?: number): Promise<void>;
  /** Months (`yyyy-mm`) that have closed drafts, newest first. */
  closedMonths(): Promise<readonly string[]>;
  closedIn(month: string): Promise<readonly StoredDraft[]>;
  /** How far the thread has told the record; undefined before the card is posted for the first time. */
  loadThread(id: string): Promise<ThreadState | undefined>;
  saveThread(id: string, thread: ThreadState): Promise<void>;
  readonly summaries: Summaries;
}

/** A draft as a list knows it, with where it stands in Slack. */
export interface Summary extends DraftSummary {
  /** Null before the card is posted for the first time. */
  readonly place: { readonly channel: string; readonly cardTs: string } | null;
  /** Instant of the oldest event that card or thread do not yet tell; null when they tell all. */
  readonly behindSince: string | null;
}

/** Where a page of the history ends: the next begins with what was published before. */
export interface PostKey {
  readonly publishedAt: string;
  readonly id: string;
}

export interface PublishedQuery {
  readonly accountId: string;
  /** Null for the newest. */
  readonly before: PostKey | null;
  readonly limit: number;
  /** False leaves out posts that were taken down. */
  readonly takenDown: boolean;
}

export interface OpenSummaries {
  readonly drafts: readonly Summary[];
  /** Those that could not be read just now. */
  readonly unreadable: readonly string[];
}

/** Where a page of what was found ends: the next begins with what comes after. */
export interface FoundKey {
  /** `open`, or the month (`yyyy-mm`) under which the draft rests. Open drafts come first, then the newest month. */
  readonly place: string;
  /** When its status last changed; `~`, which is later than any instant, where the page ended before the place began. */
  readonly at: string;
  readonly id: string;
}

export interface FindQuery {
  readonly wanted: Wanted;
  readonly sight: Sight;
  /** Null for the newest. */
  readonly before: FoundKey | null;
  readonly limit: number;
}

export interface FoundPage {
  readonly found: readonly { readonly summary: Summary; readonly key: FoundKey }[];
  /** Where to go on; null when everything was looked at. A page may be short of its limit, or empty, and still go on. */
  readonly next: FoundKey | null;
}

/** A small summary of every draft, kept beside the record and always as it would be counted from it anew. */
export interface Summaries {
  /** Drafts that are not closed, in no order. The same answer, as long as nothing has changed. */
  open(): Promise<OpenSummaries>;
  /** What the account has published, newest first, wherever it lies; `more` says that there are older ones. */
  published(query: PublishedQuery): Promise<{ readonly posts: readonly Summary[]; readonly more: boolean }>;
  /** Rule id → how often it fired on the account's texts in the month (`yyyy-mm`, in Japan); what did not fire is absent. */
  tally(accountId: string, month: string): Promise<Readonly<Record<string, number>>>;
  /** Finds drafts, open and closed, by what stands in them; what the reader may not see is not found. */
  find(query: FindQuery): Promise<FoundPage>;
}

/** Where a draft stands in Slack. The record never depends on it. */
export interface ThreadState {
  readonly channel: string;
  readonly cardTs: string | null;
  /** Record version that the card shows; 0 before it is posted. */
  readonly shown: number;
  /** Events whose lines are all in the thread. */
  readonly told: number;
  /** Messages of the next event that are already in the thread (a long text takes several). */
  readonly parts: number;
  /** A message was sent and its answer is not known: look into the thread before sending it again. */
  readonly inDoubt: boolean;
  /** Which look the card was last drawn with; absent where an earlier version of the app drew it. */
  readonly drawn?: string;
  /** Files that the app put into Slack to show the pictures, as its board of pictures calls them; absent for none. */
  readonly files?: Readonly<Record<string, string>>;
}

// ── The outside ────────────────────────────────────────────────────────────

export type AccountCheck =
  /** `sinceId`: newest post of the account now, null where it has none. */
  { readonly ok: true; readonly sinceId: string | null } | { readonly ok: false; readonly failure: PublishFailure };

/** Pictures as the network knows them once they are with it; empty where the post has none. */
export type Prepared =
  | { readonly ok: true; readonly mediaIds: readonly string[] }
  /** Whatever happened, there is no post: a failed or unknown upload is a definite no. */
  | { readonly ok: false; readonly failure: PublishFailure };

export type PublishResult =
  | { readonly outcome: 'published'; readonly postId: string; readonly url: string }
  | { readonly outcome: 'handedOver' }
  | { readonly outcome: 'failed'; readonly failure: PublishFailure }
  | { readonly outcome: 'unknown'; readonly cause: UnknownCause };

export type FindResult =
  | { readonly found: true; readonly postId: string; readonly url: string }
  /** `looked: false`: the timeline could not be read, so nothing is known. */
  | { readonly found: false; readonly looked: boolean };

export type TakeDownResult =
  | { readonly outcome: 'takenDown' }
  /** There is no API: a person has to delete it on the network and say so. */
  | { readonly outcome: 'byHand' }
  /** Certainly not by this request. */
  | { readonly outcome: 'failed'; readonly failure: PublishFailure }
  | { readonly outcome: 'unknown'; readonly cause: UnknownCause };

export interface Publisher {
  /** False where a person does this by hand: then nothing can be under way when the app stops, and `publish` hands it over. */
  sends(content: Content): boolean;
  /** Is the authenticated account the configured one? Asked before each publication. Never throws. */
  verifyAccount(): Promise<AccountCheck>;
  /** Brings the pictures of a content to the network, with their 代替テキスト. Makes no post. Never throws. */
  prepare(content: Content): Promise<Prepared>;
  /**
   * Sends at most one create request and never repeats it. Never throws.
   * @param mediaIds what `prepare` gave for this content.
   */
  publish(content: Content, mediaIds?: readonly string[]): Promise<PublishResult>;
  /**
   * Looks once at the account's own timeline for this content, newer than `sinceId`. Never throws.
   * @param others addresses of posts that are on record for other drafts; they are passed over.
   */
  findSince(sinceId: string | null, content: Content, others?: ReadonlySet<string>): Promise<FindResult>;
  /**
   * Sends one request to delete; it may be asked again, and a post that is gone already counts as taken down. Never throws.
   * @param content what was published: a repost is taken back in another way than a post.
   */
  takeDown(postId: string | null, content: Content): Promise<TakeDownResult>;
  /**
   * Reads the address of a post that a person reports; null when it cannot be a post of this account, `elsewhere` when it is
   * one of another site than the account's page.
   */
  readAddress(url: string): ReportedPost | 'elsewhere' | null;
  /**
   * Reads the address that a person gives of what a draft is to be about: whoever's post, or, for `follow`, account.
   * @returns it in its one spelling; null where it is none on this network.
   */
  readTarget(target: Target): string | null;
  /** What the network shows this app of a post (see `readTarget`); null where there is no way to ask. Never throws. */
  lookAt(target: Target): Promise<TargetSight | null>;
  /** Does the post of this number, newer than `sinceId`, say this? `unknown` where the network does not show it. Never throws. */
  readsAs(postId: string, sinceId: string | null, content: Content): Promise<'same' | 'other' | 'unknown'>;
}

/** Opens a link of a draft as a reader would, and comes back with what is there. */
export interface LinkChecker {
  /**
   * @param url with or without a scheme
   * @param mayVisit whether a host (lower case, punycode) may be asked; asked again for every redirect
   * @throws when it is told to stop; every other trouble is a result.
   */
  visit(url: string, mayVisit: (host: string) => boolean): Promise<LinkResult>;
}

/** One spot of a text, as a slower rule sees it; the edition adds provision and level. */
export interface StyleHit {
  readonly ruleId: string;
  readonly code: string;
  readonly range: TextRange;
  readonly params: Finding['params'];
  readonly replacement?: string;
}

/** A second look at the wording by rules that take their time. */
export interface StyleChecker {
  /** @throws when it cannot be done now; it can be asked again. */
  look(text: string): Promise<readonly StyleHit[]>;
}

/** What somebody wrote, from its arrival until it is on record or back with its author. */
export type Arrival = Writing & (ForDraft | ForRevision | JustWords);

interface Writing {
  /** Where its author is answered; null: in their own conversation with the app. */
  readonly channel: string | null;
  /** Everything that was written, as it is given back. */
  readonly text: string;
  readonly by: Person;
  /** Identity of the act (see DraftEvent): done again, it acts once. */
  readonly delivery: string;
  /** Instant in ISO 8601: a draft's day, also when it is finished later. */
  readonly at: string;
}

interface ForDraft {
  readonly kind: 'draft';
  readonly accountId: string;
  readonly fields: DraftFields;
}

interface ForRevision {
  readonly kind: 'revision';
  readonly draftId: string;
  readonly expectedRevision: number;
  readonly fields: DraftFields;
}

/** A reason for a decision, or a text on its way into a form: given back, never acted upon by itself. */
interface JustWords {
  readonly kind: 'words';
  /** The draft that the reason is about; null where there is none yet. */
  readonly draftId: string | null;
}

export interface Kept {
  readonly arrival: Arrival;
  /**
   * Resolves with true when the text survives a power cut, with false where there is no room or the disk does not take it:
   * then it has to be on record before anybody is answered. Never rejects.
   */
  readonly safe: Promise<boolean>;
  /** False once it is released. */
  readonly isHeld: () => boolean;
  /** The text is on record, or its author has it back. Never rejects. */
  readonly release: () => Promise<void>;
}

/** Keeps what people wrote until it is on record or back with them, whatever happens to the process. */
export interface Inbox {
  /** Begins to write before it returns. */
  keep(arrival: Arrival): Kept;
  /** What an earlier run kept and did not release. */
  left(): readonly Kept[];
}

/** Does what may take its time, after the card is up. Returns at once. */
export interface LaterChecks {
  /** A draft has a new text, or may have one that was not looked at before the app stopped. */
  changed(draftId: string): void;
}

/** Tells the thread that the record has grown. Returns at once; the thread catches up by itself. */
export interface ThreadLog {
  changed(draftId: string): void;
  /** The card may be behind, or of an earlier version's look: it is drawn again where it is, after all that is new. */
  redraw(draftId: string): void;
  /** Somebody reads a list of these: a card that was deleted in Slack comes back. Those that are there stay as they are. */
  lookAfter(draftIds: readonly string[]): void;
  /** Resolves when the thread tells all of the record: null; or with Slack's reason when the channel takes nothing. */
  told(draftId: string): Promise<string | null>;
}

// ── Reading ────────────────────────────────────────────────────────────────

/** A draft with all that a view needs to show it. */
export interface DraftView {
  readonly draft: Draft;
  readonly version: number;
  readonly events: readonly DraftEvent[];
  readonly account: Account;
  readonly review: ReviewView;
  /** Slack's numbers of the files that show the pictures; absent where there are none, or nobody asked. */
  readonly pictures?: ShownPictures;
}

export interface ShownPictures {
  /** All of the newest revision in one; null where Slack does not show it now. */
  readonly front: string | null;
  /** Each that any revision has, by hash; absent where Slack does not show it now. */
  readonly each: Readonly<Record<string, string>>;
}

export interface ReviewView extends Review {
  readonly editionTitle: string;
  /** 施行日 in 和暦, as the guideline writes it. */
  readonly effectiveFrom: string;
  /** Verbatim text of each cited provision by `citationKey`. */
  readonly provisions: Readonly<Record<string, string>>;
  /** Codes of what no rule of this edition looks at; shown so that silence is not read as compliance. */
  readonly notChecked: readonly string[];
  /** 区分 of this edition, with what each stands for. */
  readonly categories: GuidelineForm['categories'];
}

/** A draft as one line of a list, for one reader. */
export interface Listed {
  readonly summary: Summary;
  readonly account: Account;
  /** What this reader has to do about it; null where it waits for somebody else, or for nobody. */
  readonly task: Task | null;
  /** They decide for the account. */
  readonly decides: boolean;
}

/** What somebody looks for, as they typed it; what is empty or null does not matter. */
export interface Asked {
  readonly words: string;
  readonly number: string;
  readonly person: string;
  readonly accountId: string | null;
  /** `yyyy-mm`. */
  readonly month: string | null;
  readonly state: State | null;
}

export interface Found extends Listed {
  readonly key: FoundKey;
  /** Where the words stand in a text; null where they stand in none. */
  readonly spot: (Spot & { readonly revision: number }) | null;
}

export interface DraftReader {
  view(id: string): Promise<DraftView | undefined>;
}

/** The guidelines that were loaded at the start, as the use cases see them. */
export interface Guidelines {
  /**
   * Checks under the edition in force on the day (`YYYY-MM-DD`, in Japan) of the account's guideline. On a long text
   * others have their turn meanwhile.
   * @param draftedOn day on which the text was written, where it may be another than `today`.
   */
  review(account: Account, content: Content, fields: DraftFields, today: string, draftedOn?: string): Promise<Review>;
  describe(review: Review): ReviewView;
  /** Where a rule stands in the edition in force; null where the edition has no such rule. */
  citationsOf(account: Account, ruleId: string, today: string): readonly Citation[] | null;
  form(account: Account, today: string): GuidelineForm;
  edition(account: Account, today: string): EditionView;
}
