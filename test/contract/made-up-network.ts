import type { Content } from '../../src/draft/content.ts';
import type { Publisher, TakeDownResult } from '../../src/usecases/ports.ts';
import type { SenderHarness, Trouble } from './publisher.contract.ts';

/** A network that nobody has, and a publisher for it: the next kind, as far as the contract can be tried with it. */

type Created = { readonly status: 201 | 400; readonly id: string };
type Deleted = { readonly status: 200 | 400 | 404 };

class Unreachable extends Error {}
class Cut extends Error {}

/** The town's notice board: takes notices over the wire, with whatever trouble the test has asked for. */
export class NoticeBoard {
  /** Newest first. */
  notices: { readonly id: string; readonly text: string }[] = [];
  owner = 'machi';
  online = true;
  readonly requests: ('create' | 'delete')[] = [];
  readonly troubles = new Map<'create' | 'delete', Trouble>();
  #given = 0;

  create(text: string): Promise<Created> {
    return this.#request<Created>('create', { status: 400, id: '' }, () => {
      this.#given += 1;
      const id = String(this.#given);
      this.notices.unshift({ id, text });
      return { status: 201, id };
    });
  }

  delete(id: string): Promise<Deleted> {
    return this.#request<Deleted>('delete', { status: 400 }, () => {
      const there = this.notices.some((notice) => notice.id === id);
      this.notices = this.notices.filter((notice) => notice.id !== id);
      return { status: there ? 200 : 404 };
    });
  }

  async read(): Promise<{ readonly owner: string; readonly notices: NoticeBoard['notices'] }> {
    if (!this.online) throw new Unreachable();
    return { owner: this.owner, notices: this.notices };
  }

  async #request<T>(what: 'create' | 'delete', no: T, work: () => T): Promise<T> {
    if (!this.online) throw new Unreachable();
    this.requests.push(what);
    const trouble = this.troubles.get(what);
    this.troubles.delete(what);
    if (trouble === 'refused') return no;
    if (trouble === 'request lost') throw new Cut();
    const answer = work();
    if (trouble === 'answer lost') throw new Cut();
    return trouble === 'answer late' ? new Promise(() => undefined) : answer;
  }
}

const ADDRESS = 'https://board.example/notices/';
const addressOf = (id: string): string => `${ADDRESS}${id}`;

export type MakePublisher = (board: NoticeBoard, patience?: number) => Publisher;

/** @param patience for one exchange, in milliseconds. */
export const boardPublisher: MakePublisher = (board, patience = 10_000) => ({
  // Nothing there is about anybody else's.
  sends: ({ target }) => target === undefined,
  verifyAccount: async () => {
    const read = await heard(board.read(), patience);
    if (typeof read === 'string') return { ok: false, failure: { kind: 'unreachable', detail: read } };
    if (read.owner !== 'machi')
      return { ok: false, failure: { kind: 'wrong-account', expected: 'machi', actual: read.owner } };
    return { ok: true, sinceId: read.notices[0]?.id ?? null };
  },
  prepare: async () => ({ ok: true, mediaIds: [] }),
  publish: async ({ text, target }) => {
    if (target !== undefined) return { outcome: 'handedOver' };
    const answer = await heard(board.create(text), patience);
    if (typeof answer === 'string') return notAnswered(answer);
    if (answer.status === 400) return { outcome: 'failed', failure: { kind: 'rejected', detail: '400' } };
    return { outcome: 'published', postId: answer.id, url: addressOf(answer.id) };
  },
  findSince: async (sinceId: string | null, content: Content, others: ReadonlySet<string> = new Set()) => {
    const read = await heard(board.read(), patience);
    if (typeof read === 'string') return { found: false, looked: false };
    const found = read.notices.find(
      ({ id, text }) => Number(id) > Number(sinceId ?? 0) && text === content.text && !others.has(addressOf(id)),
    );
    return found === undefined
      ? { found: false, looked: true }
      : { found: true, postId: found.id, url: addressOf(found.id) };
  },
  takeDown: async (postId): Promise<TakeDownResult> => {
    if (postId === null) return { outcome: 'byHand' };
    const answer = await heard(board.delete(postId), patience);
    if (typeof answer === 'string') return notAnswered(answer);
    if (answer.status === 400) return { outcome: 'failed', failure: { kind: 'rejected', detail: '400' } };
    return { outcome: 'takenDown' };
  },
  readsAs: async (postId, _sinceId, content) => {
    const read = await heard(board.read(), patience);
    const post = typeof read === 'string' ? undefined : read.notices.find(({ id }) => id === postId);
    if (post === undefined) return 'unknown';
    return post.text === content.text ? 'same' : 'other';
  },
  readTarget: ({ url }) => (url.startsWith(ADDRESS) ? url : null),
  lookAt: async () => null,
  readAddress: (url) => (url.startsWith(ADDRESS) ? { id: url.slice(ADDRESS.length), url } : null),
});

type Unheard = 'UNREACHABLE' | 'CUT' | 'SILENT';

function notAnswered(unheard: Unheard) {
  if (unheard === 'UNREACHABLE')
    return { outcome: 'failed', failure: { kind: 'unreachable', detail: unheard } } as const;
  return { outcome: 'unknown', cause: unheard === 'CUT' ? 'connection-cut' : 'no-answer' } as const;
}

async function heard<T>(answer: Promise<T>, patience: number): Promise<T | Unheard> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<Unheard>((resolve) => {
    timer = setTimeout(() => resolve('SILENT'), patience);
  });
  try {
    return await Promise.race([answer, timeUp]);
  } catch (error) {
    return error instanceof Unreachable ? 'UNREACHABLE' : 'CUT';
  } finally {
    clearTimeout(timer);
  }
}

export function boardHarness(make: MakePublisher = boardPublisher): SenderHarness {
  const board = new NoticeBoard();
  const asked = (what: 'create' | 'delete') => board.requests.filter((each) => each === what).length;
  return {
    publisher: make(board),
    network: {
      restarted: () => make(board),
      impatient: () => make(board, 20),
      posts: async () => board.notices.map(({ text }) => text),
      createRequests: async () => asked('create'),
      deleteRequests: async () => asked('delete'),
      createTrouble: async (trouble) => void board.troubles.set('create', trouble),
      deleteTrouble: async (trouble) => void board.troubles.set('delete', trouble),
      otherAccount: async (owner) => void Object.assign(board, { owner }),
      goOffline: async () => void Object.assign(board, { online: false }),
    },
    dispose: async () => undefined,
  };
}
