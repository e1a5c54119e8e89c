import { z } from 'zod';
import type { PublishFailure, UnknownCause } from '../../draft/events.ts';
import { deletion, reposted } from './timeline.ts';
import type { Exchange } from './wire.ts';

/** What a create request came to, before the address of the post is known. */
export type CreateOutcome =
  | { readonly outcome: 'published'; readonly postId: string }
  | { readonly outcome: 'failed'; readonly failure: PublishFailure }
  | { readonly outcome: 'unknown'; readonly cause: UnknownCause };

/** What a request to delete came to. */
export type DeleteOutcome =
  | { readonly outcome: 'takenDown' }
  | { readonly outcome: 'failed'; readonly failure: PublishFailure }
  | { readonly outcome: 'unknown'; readonly cause: UnknownCause };

type Answer = Extract<Exchange, { kind: 'answered' }>;

const created = z.object({ data: z.object({ id: z.string().regex(/^\d{1,20}$/) }) });
const withErrors = z.object({ errors: z.array(z.unknown()).min(1) });
const trouble = z.object({ title: z.string(), detail: z.string(), message: z.string(), type: z.string() }).partial();
const problem = trouble.extend({ errors: z.array(trouble).optional().catch(undefined) });

/** Longest part of the network's own words that is passed on. */
const MAX_DETAIL = 300;

/**
 * Judges the answer to a create request. Failed only where it is certain that there is no post; published only with
 * its id; everything else is unknown, because a wrong guess either way publishes twice or loses a post.
 */
export function judgeCreate(exchange: Exchange): CreateOutcome {
  return judge(exchange, (body) => created.safeParse(body).data?.data.id);
}

/**
 * The same for a repost. X gives it no number that leads anywhere: it is known by the post that it passes on.
 * Source: https://docs.x.com/x-api/posts/repost-post
 */
export function judgeRepost(exchange: Exchange, target: string): CreateOutcome {
  return judge(exchange, (body) => {
    const said = reposted.safeParse(body).data?.data.retweeted;
    return said === undefined ? undefined : said && target;
  });
}

/** @param made of a body that says so: the post's number; false: that there is none. */
function judge(exchange: Exchange, made: (body: unknown) => string | false | undefined): CreateOutcome {
  switch (exchange.kind) {
    case 'unsent':
      return failed({ kind: 'unreachable', detail: exchange.reason });
    case 'cut':
      return unknown('connection-cut');
    case 'silent':
      return unknown('no-answer');
    case 'answered':
      return judgeAnswer(exchange, made);
  }
}

function judgeAnswer(answer: Answer, made: Parameters<typeof judge>[1]): CreateOutcome {
  const { status } = answer;
  if (status === 200 || status === 201) {
    const body = parse(answer.body);
    const postId = made(body);
    if (postId === false) return failed({ kind: 'rejected', detail: wordsOf(body, status) });
    if (postId !== undefined) return { outcome: 'published', postId };
    // 201 says that something was made, whatever else the body says.
    if (status === 200 && withErrors.safeParse(body).success)
      return failed({ kind: 'rejected', detail: wordsOf(body, status) });
    return unknown('unreadable-answer');
  }
  if (status >= 500) return unknown('server-error');
  // Refused as a duplicate: an earlier request, perhaps one whose answer was lost, has made the post.
  if (status === 403 && /duplicate|already (?:re)?(?:post|tweet)ed/i.test(everyWord(parse(answer.body))))
    return unknown('duplicate');
  const failure = judgeRefusal(answer);
  return failure === undefined ? unknown(status === 408 ? 'no-answer' : 'unreadable-answer') : failed(failure);
}

/**
 * Judges the answer to a request to delete. Gone also when X knows no such post any more; failed only where it is certain
 * that this request deleted nothing.
 */
export function judgeDelete(exchange: Exchange): DeleteOutcome {
  return judgeRemoval(exchange, (body) => deletion.safeParse(body).data?.data.deleted);
}

/** The same for a repost that is taken back. */
export function judgeUndo(exchange: Exchange): DeleteOutcome {
  return judgeRemoval(exchange, (body) => {
    const still = reposted.safeParse(body).data?.data.retweeted;
    return still === undefined ? undefined : !still;
  });
}

function judgeRemoval(exchange: Exchange, isGone: (body: unknown) => boolean | undefined): DeleteOutcome {
  switch (exchange.kind) {
    case 'unsent':
      return { outcome: 'failed', failure: { kind: 'unreachable', detail: exchange.reason } };
    case 'cut':
      return { outcome: 'unknown', cause: 'connection-cut' };
    case 'silent':
      return { outcome: 'unknown', cause: 'no-answer' };
    case 'answered':
      return judgeRemovalAnswer(exchange, isGone);
  }
}

function judgeRemovalAnswer(answer: Answer, isGone: Parameters<typeof judgeRemoval>[1]): DeleteOutcome {
  const { status, body: text } = answer;
  if (status === 404 && /resource-not-found/.test(text)) return { outcome: 'takenDown' };
  if (status === 200) {
    const said = isGone(parse(text));
    if (said === true) return { outcome: 'takenDown' };
    if (said === false) return { outcome: 'failed', failure: { kind: 'rejected', detail: 'deleted: false' } };
  }
  if (status >= 500) return { outcome: 'unknown', cause: 'server-error' };
  const failure = judgeRefusal(answer);
  if (failure !== undefined) return { outcome: 'failed', failure };
  return { outcome: 'unknown', cause: status === 408 ? 'no-answer' : 'unreadable-answer' };
}

/** @returns the body of a 200, or why there is none. For requests that change nothing, so that doubt is a failure. */
export function judgeRead(exchange: Exchange): { ok: true; body: unknown } | { ok: false; failure: PublishFailure } {
  switch (exchange.kind) {
    case 'unsent':
      return { ok: false, failure: { kind: 'unreachable', detail: exchange.reason } };
    case 'cut':
      return { ok: false, failure: { kind: 'unreachable', detail: 'CUT' } };
    case 'silent':
      return { ok: false, failure: { kind: 'unreachable', detail: 'TIMEOUT' } };
    case 'answered': {
      const body = parse(exchange.body);
      if (exchange.status === 200 && body !== undefined) return { ok: true, body };
      return {
        ok: false,
        failure: judgeRefusal(exchange) ?? { kind: 'unreachable', detail: `HTTP ${exchange.status}` },
      };
    }
  }
}

/** A step of bringing a picture: done only where X says so. It makes no post, so that doubt is a failure. */
export function judgeUpload(exchange: Exchange): ReturnType<typeof judgeRead> {
  if (exchange.kind !== 'answered' || exchange.status < 200 || exchange.status > 204) return judgeRead(exchange);
  const body = parse(exchange.body);
  // X may say yes in the status and no in the body.
  if (withErrors.safeParse(body).success && !z.object({ data: z.unknown() }).safeParse(body).success)
    return { ok: false, failure: { kind: 'rejected', detail: wordsOf(body, exchange.status) } };
  return { ok: true, body };
}

/** Answers that may come although the request is still being worked on, or was worked on before. */
const UNCLEAR = new Set([408, 409, 425, 499]);

/** @returns undefined for whatever is no definite no. */
function judgeRefusal({ status, headers, body: text }: Answer): PublishFailure | undefined {
  if (status < 400 || status >= 500 || UNCLEAR.has(status)) return undefined;
  const body = parse(text);
  if (status === 402 || ([400, 403, 429].includes(status) && /credit/i.test(everyWord(body))))
    return { kind: 'no-credit' };
  if (status === 401) return { kind: 'not-authenticated' };
  if (status === 403) return { kind: 'not-permitted', detail: wordsOf(body, status) };
  if (status === 420 || status === 429) return rateLimited(headers);
  return { kind: 'rejected', detail: wordsOf(body, status) };
}

/** The daily limits count beside the short one, and show only in headers of their own. */
const WINDOWS = [
  { window: '24h', prefix: 'x-user-limit-24hour' },
  { window: '24h', prefix: 'x-app-limit-24hour' },
  { window: '15min', prefix: 'x-rate-limit' },
] as const;

function rateLimited(headers: Answer['headers']): PublishFailure {
  const spent = WINDOWS.filter(({ prefix }) => numberIn(headers, `${prefix}-remaining`) === 0).map(
    ({ window, prefix }) => ({
      window,
      reset: numberIn(headers, `${prefix}-reset`),
    }),
  );
  // With several spent, only the last to be filled again helps.
  const last = spent.toSorted((one, other) => (other.reset ?? 0) - (one.reset ?? 0))[0];
  return { kind: 'rate-limited', resetsAt: isoOf(last?.reset), window: last?.window ?? 'unknown' };
}

function numberIn(headers: Answer['headers'], name: string): number | undefined {
  const value = headers[name];
  return typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}

/** @param seconds since 1970. */
function isoOf(seconds: number | undefined): string | null {
  return seconds === undefined ? null : new Date(seconds * 1000).toISOString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wordsOf(body: unknown, status: number): string {
  const said = problem.safeParse(body).data;
  const first = said?.errors?.[0];
  const words = said?.detail ?? said?.message ?? first?.detail ?? first?.message ?? said?.title ?? first?.title;
  return words === undefined || words.trim() === '' ? `HTTP ${status}` : words.trim().slice(0, MAX_DETAIL);
}

function everyWord(body: unknown): string {
  const said = problem.safeParse(body).data;
  return [said, ...(said?.errors ?? [])]
    .flatMap((each) => [each?.title, each?.detail, each?.message, each?.type])
    .join('\n');
}

function failed(failure: PublishFailure): CreateOutcome {
  return { outcome: 'failed', failure };
}

function unknown(cause: UnknownCause): CreateOutcome {
  return { outcome: 'unknown', cause };
}
