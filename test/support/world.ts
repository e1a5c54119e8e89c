import { type Content, contentHash, type Target } from '../../src/draft/content.ts';
import type { TargetSight } from '../../src/draft/events.ts';
import type { Draft } from '../../src/draft/state.ts';
import { citationKey } from '../../src/guideline/citation.ts';
import type { Review } from '../../src/guideline/types.ts';
import { seenOf } from '../../src/text/seen.ts';
import type { Outcome, World } from '../../src/usecases/act.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { makeDuties, type RunningDuties } from '../../src/usecases/duties.ts';
import type { Account, FindResult, Publisher, PublishResult, TakeDownResult } from '../../src/usecases/ports.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { AskedChecks, QuietThread, ScriptedRoster } from './doubles.ts';
import { content, manager, review, staffA, text } from './drafts.ts';
import { EveryFileIsClean, MemoryFiles, MemoryMedia } from './memory-media.ts';
import { MemoryStore } from './memory-store.ts';

export const account: Account = {
  id: 'shinagawa-x',
  name: '品川区公式X',
  network: 'X',
  guideline: 'shinagawa-x',
  channel: 'C0SHINAGAWA',
  manager: { title: '戦略広報課長', people: { users: [manager.id], group: null } },
  drafters: null,
  selfApproval: false,
  publisher: { kind: 'x', username: 'shinagawacity', credentials: 'X' },
  settings: {
    departments: ['戦略広報課'],
    handle: 'shinagawacity',
    officialDomains: [],
    publicPhones: [],
    publicMailboxes: [],
    allowedMentions: [],
    allowedShorteners: [],
    maxWeightedLength: 280,
    levels: {},
    words: {},
  },
};

/** A network that answers what the test says and counts what it was sent. */
export class ScriptedPublisher implements Publisher {
  /** Of what is about nobody's post; of the rest, `sendsTargets`. */
  readonly #sendsByItself: boolean;
  sendsTargets = false;
  /** What it shows of the post that a draft is about. */
  sight: TargetSight | null = null;
  sights = 0;
  readonly sent: Content[] = [];
  /** Posts that it was asked to delete. */
  readonly removals: string[] = [];
  looks = 0;
  removal: TakeDownResult = { outcome: 'takenDown' };
  answer: PublishResult = { outcome: 'published', postId: '101', url: 'https://x.com/shinagawacity/status/101' };
  timeline: FindResult;
  account: Awaited<ReturnType<Publisher['verifyAccount']>> = { ok: true, sinceId: '100' };

  constructor(sendsByItself = true) {
    this.#sendsByItself = sendsByItself;
    this.timeline = { found: false, looked: sendsByItself };
    if (!sendsByItself) this.answer = { outcome: 'handedOver' };
  }

  sends({ target }: Content): boolean {
    return this.#sendsByItself && (target === undefined || this.sendsTargets);
  }
  async verifyAccount() {
    return this.account;
  }
  /** What it says of pictures. */
  prepared: Awaited<ReturnType<Publisher['prepare']>> | null = null;
  async prepare({ media = [] }: Content) {
    return this.prepared ?? ({ ok: true, mediaIds: media.map(({ hash }) => hash) } as const);
  }
  async publish(content: Content): Promise<PublishResult> {
    if (!this.sends(content)) return { outcome: 'handedOver' };
    this.sent.push(content);
    return this.answer;
  }
  async findSince() {
    this.looks += 1;
    return this.timeline;
  }
  async readsAs(): Promise<'same' | 'other' | 'unknown'> {
    return 'unknown';
  }
  readAddress(url: string): ReturnType<Publisher['readAddress']> {
    return url.startsWith('https://') ? { id: null, url } : null;
  }
  readTarget({ url }: Target): string | null {
    return url.startsWith('https://') ? url : null;
  }
  async lookAt(): Promise<TargetSight | null> {
    this.sights += 1;
    return this.sight;
  }
  async takeDown(postId: string | null, content: Content): Promise<TakeDownResult> {
    if (postId === null || !this.sends(content)) return { outcome: 'byHand' };
    this.removals.push(postId);
    return this.removal;
  }
}

export interface TestWorld extends World {
  readonly store: MemoryStore;
  readonly media: MemoryMedia;
  readonly cleaner: EveryFileIsClean;
  readonly files: MemoryFiles;
  readonly publisher: ScriptedPublisher;
  readonly duties: RunningDuties;
  readonly roster: ScriptedRoster;
  /** Moves the clock on. */
  later(milliseconds: number): void;
  /** What the next checks find. */
  findings: Review;
}

export function makeWorld(
  overrides: Partial<Account> = {},
  publisher = new ScriptedPublisher(),
  { store = new MemoryStore(), pause = async () => undefined }: Partial<Pick<TestWorld, 'store' | 'pause'>> = {},
): TestWorld {
  let now = Date.parse('2026-11-21T05:00:00.000Z');
  const world: TestWorld = {
    store,
    publisher,
    findings: review(),
    later(milliseconds) {
      now += milliseconds;
    },
    clock: { now: () => new Date(now) },
    roster: new ScriptedRoster(),
    guidelines: {
      review: async () => world.findings,
      describe: (found) => ({
        ...found,
        editionTitle: '要領',
        effectiveFrom: '令和8年4月1日',
        provisions: Object.fromEntries(
          found.findings.flatMap(({ citations }) => citations.map((one) => [citationKey(one), '条文'])),
        ),
        notChecked: [],
        categories: [],
      }),
      citationsOf: (_account, ruleId) =>
        world.findings.findings.find((finding) => finding.ruleId === ruleId)?.citations ?? null,
      form: () => ({ categories: [], emergency: false, priorApproval: false, targets: [] }),
      edition: () => ({ id: 'shinagawa-x-2026-04-01', title: '要領', effectiveFrom: '令和8年4月1日', provisions: [] }),
    },
    seen: ({ findings, provisions }) => seenOf(findings, provisions),
    office: {
      accounts: [{ ...account, ...overrides }],
      departments: [{ name: '戦略広報課', members: [staffA.id] }],
      names: {},
      linkCheck: true,
      textlint: null,
    },
    threadLog: new QuietThread(),
    links: null,
    style: null,
    media: new MemoryMedia(),
    cleaner: new EveryFileIsClean(),
    files: new MemoryFiles(),
    laterChecks: new AskedChecks(),
    duties: makeDuties(() => world),
    publisherOf: () => publisher,
    pause,
    breathe: async () => undefined,
  };
  return world;
}

/** A draft of 職員A that waits for the manager. */
export async function submitted(world: TestWorld): Promise<Draft> {
  const outcome = await submitDraft(world, {
    accountId: 'shinagawa-x',
    text,
    fields: {},
    by: staffA,
    delivery: 'command-1',
  });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.draft;
}

/** 承認する by the manager, as the card was shown; what follows is done by the duties. */
export function approve(world: TestWorld, draftId: string, delivery = 'approve-1'): Promise<Outcome> {
  return approveDraft(world, {
    draftId,
    by: manager,
    delivery,
    expectedRevision: 1,
    contentHash: contentHash(content),
    necessities: [],
    acknowledged: [],
  });
}

/** A post that is out. */
export async function publishedIn(world: TestWorld): Promise<string> {
  const { id } = await submitted(world);
  await approve(world, id);
  await world.duties.idle();
  return id;
}

export async function eventTypes(world: TestWorld, id: string): Promise<string[]> {
  return ((await world.store.load(id))?.events ?? []).map(({ type }) => type);
}

export async function statusOf(world: TestWorld, id: string): Promise<Draft['status'] | undefined> {
  return (await loadDraft(world, id))?.status;
}
