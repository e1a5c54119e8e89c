import { describe, expect, it } from 'vitest';
import { judgeCreate, judgeRead } from '../../../src/publishers/x/outcome.ts';
import type { Exchange } from '../../../src/publishers/x/wire.ts';

const answered = (status: number, body: unknown = '', headers: Record<string, string> = {}): Exchange => ({
  kind: 'answered',
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const failed = (failure: object) => ({ outcome: 'failed', failure });
const unknown = (cause: string) => ({ outcome: 'unknown', cause });
const problem = (detail: string, more: object = {}) => ({ title: 'Forbidden', detail, type: 'about:blank', ...more });

describe('what the answer to a create request means', () => {
  it.each<[string, Exchange, object]>([
    [
      '201 with an id',
      answered(201, { data: { id: '1900000000000000001', text: '本文' } }),
      { outcome: 'published', postId: '1900000000000000001' },
    ],
    [
      '201 with an id and complaints',
      answered(201, { data: { id: '19' }, errors: [{ title: 'x' }] }),
      { outcome: 'published', postId: '19' },
    ],
    ['200 with an id', answered(200, { data: { id: '19' } }), { outcome: 'published', postId: '19' }],
    ['201 without an id', answered(201, { data: { text: '本文' } }), unknown('unreadable-answer')],
    ['201 with an id that is none', answered(201, { data: { id: '../19' } }), unknown('unreadable-answer')],
    ['201 with errors only', answered(201, { errors: [{ title: 'x' }] }), unknown('unreadable-answer')],
    ['201 that is no JSON', answered(201, '<html>'), unknown('unreadable-answer')],
    ['201 that is empty', answered(201, ''), unknown('unreadable-answer')],
    [
      '200 with errors',
      answered(200, { errors: [{ detail: '本文が不正' }] }),
      failed({ kind: 'rejected', detail: '本文が不正' }),
    ],
    ['200 that says nothing', answered(200, {}), unknown('unreadable-answer')],
    ['204', answered(204), unknown('unreadable-answer')],
    ['a redirect', answered(307), unknown('unreadable-answer')],
    [
      'refused connection',
      { kind: 'unsent', reason: 'ECONNREFUSED' },
      failed({ kind: 'unreachable', detail: 'ECONNREFUSED' }),
    ],
    ['unknown host', { kind: 'unsent', reason: 'ENOTFOUND' }, failed({ kind: 'unreachable', detail: 'ENOTFOUND' })],
    ['cut', { kind: 'cut' }, unknown('connection-cut')],
    ['time up', { kind: 'silent' }, unknown('no-answer')],
    ['400', answered(400, problem('text: too long')), failed({ kind: 'rejected', detail: 'text: too long' })],
    [
      '400 of the old form',
      answered(400, { errors: [{ message: 'Bad', code: 186 }] }),
      failed({ kind: 'rejected', detail: 'Bad' }),
    ],
    ['400 without words', answered(400, '<html>'), failed({ kind: 'rejected', detail: 'HTTP 400' })],
    ['404', answered(404, problem('', { title: 'Not Found' })), failed({ kind: 'rejected', detail: 'HTTP 404' })],
    ['401', answered(401, problem('Unauthorized')), failed({ kind: 'not-authenticated' })],
    ['402', answered(402, problem('pay')), failed({ kind: 'no-credit' })],
    ['403 that speaks of credits', answered(403, problem('no credits left')), failed({ kind: 'no-credit' })],
    [
      '429 that speaks of credits',
      answered(429, problem('', { title: 'CreditsDepleted' })),
      failed({ kind: 'no-credit' }),
    ],
    [
      '403 duplicate',
      answered(403, problem('You are not allowed to create a Tweet with duplicate content.')),
      unknown('duplicate'),
    ],
    [
      '403 permission',
      answered(403, problem('Your app is read-only')),
      failed({ kind: 'not-permitted', detail: 'Your app is read-only' }),
    ],
    [
      '403 of a wall in between',
      answered(403, '<html>Blocked</html>'),
      failed({ kind: 'not-permitted', detail: 'HTTP 403' }),
    ],
    ['408', answered(408), unknown('no-answer')],
    ['409', answered(409), unknown('unreadable-answer')],
    ['500', answered(500, problem('Internal')), unknown('server-error')],
    ['503 HTML', answered(503, '<html>'), unknown('server-error')],
  ])('%s', (_, exchange, expected) => {
    expect(judgeCreate(exchange)).toEqual(expected);
  });

  const short = { 'x-rate-limit-limit': '100', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '1782867600' };
  it.each<[string, Record<string, string>, object]>([
    ['the short limit', short, { window: '15min', resetsAt: '2026-07-01T01:00:00.000Z' }],
    [
      "the account's day",
      {
        ...short,
        'x-rate-limit-remaining': '9',
        'x-user-limit-24hour-remaining': '0',
        'x-user-limit-24hour-reset': '1782950400',
      },
      { window: '24h', resetsAt: '2026-07-02T00:00:00.000Z' },
    ],
    [
      "the app's day together with the short limit",
      { ...short, 'x-app-limit-24hour-remaining': '0', 'x-app-limit-24hour-reset': '1782950400' },
      { window: '24h', resetsAt: '2026-07-02T00:00:00.000Z' },
    ],
    ['a day without a reset', { 'x-app-limit-24hour-remaining': '0' }, { window: '24h', resetsAt: null }],
    ['no word about it', {}, { window: 'unknown', resetsAt: null }],
    [
      'headers that are no numbers',
      { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': 'soon' },
      { window: '15min', resetsAt: null },
    ],
  ])('429: %s', (_, headers, expected) => {
    expect(judgeCreate(answered(429, problem('Too Many Requests'), headers))).toEqual(
      failed({ kind: 'rate-limited', ...expected }),
    );
  });

  it('passes on no more than a few lines of what the network says', () => {
    const outcome = judgeCreate(answered(400, problem('x'.repeat(5000))));
    expect(outcome).toMatchObject({ failure: { detail: 'x'.repeat(300) } });
  });
});

describe('what the answer to a question means', () => {
  it.each<[string, Exchange, object]>([
    ['200', answered(200, { data: 1 }), { ok: true, body: { data: 1 } }],
    ['200 that is no JSON', answered(200, 'x'), { ok: false, failure: { kind: 'unreachable', detail: 'HTTP 200' } }],
    ['503', answered(503, '<html>'), { ok: false, failure: { kind: 'unreachable', detail: 'HTTP 503' } }],
    ['time up', { kind: 'silent' }, { ok: false, failure: { kind: 'unreachable', detail: 'TIMEOUT' } }],
    ['cut', { kind: 'cut' }, { ok: false, failure: { kind: 'unreachable', detail: 'CUT' } }],
    ['401', answered(401), { ok: false, failure: { kind: 'not-authenticated' } }],
  ])('%s', (_, exchange, expected) => {
    expect(judgeRead(exchange)).toEqual(expected);
  });
});
