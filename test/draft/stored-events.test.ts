import { expect, it } from 'vitest';
import { ACTIONS_ON_DRAFT } from '../../src/acts/index.ts';
import { RETURN_LABELS } from '../../src/acts/return.ts';
import { draftEventSchema, isOfLaterVersion } from '../../src/draft/events.ts';
import { everyEvent, unlisted } from '../support/every-event.ts';

/** Of every list in a stored event; whoever adds a value adds it here as well. */
const KEPT = [
  ...['facts', 'date', 'personal-data', 'wording', 'guideline', 'timing', 'other'],
  ...['no-answer', 'connection-cut', 'server-error', 'unreadable-answer', 'duplicate', 'restart'],
  ...['unreachable', 'not-permitted', 'rejected', 'not-authenticated', 'no-credit', 'content-changed', 'not-started'],
  ...['rate-limited', '15min', '24h', 'unknown', 'wrong-account'],
  ...['certificate', 'timeout', 'login', 'elsewhere', 'private', 'too-many-redirects'],
  ...['not-manager', 'self-approval', 'not-drafter', 'authority-unavailable', 'answer', 'timeline', 'person'],
  'not-colleague',
  ...['block', 'waiver', 'warning', 'notice', 'provision', 'platform'],
];

it('a record may hold every event with every value of every list', () => {
  const events = everyEvent();
  const text = JSON.stringify(events);
  for (const value of [
    ...ACTIONS_ON_DRAFT,
    ...Object.keys(RETURN_LABELS),
    'restart',
    'not-started',
    'too-many-redirects',
  ])
    expect(text).toContain(`"${value}"`);
  expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThanOrEqual(30);
  expect(draftEventSchema.array().parse(JSON.parse(text))).toEqual(events);
});

it('a value that was ever stored is read for ever: the lists are held here a second time', () => {
  const text = JSON.stringify(everyEvent());
  for (const value of KEPT) expect(text).toContain(`"${value}"`);
});

it('a value of no list is not believed, wherever it stands', () => {
  const spoilt = unlisted();
  expect(spoilt.length).toBeGreaterThan(80);
  for (const event of spoilt) expect(draftEventSchema.safeParse(event).success, JSON.stringify(event)).toBe(false);
});

it('an event of a later version is told from a damaged one', () => {
  const [event] = everyEvent();
  expect(isOfLaterVersion({ ...event, type: 'DraftCoSigned' })).toBe(true);
  expect(isOfLaterVersion({ ...event, type: 'DraftCoSigned', at: 'yesterday' })).toBe(false);
  expect(isOfLaterVersion(event)).toBe(false);
});

it('what a later version added, in whatever part of an event, is still there when it is written again', () => {
  for (const event of everyEvent()) {
    const written: unknown = JSON.parse(JSON.stringify(event), (_name, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, 'of later': 1 } : value,
    );
    expect(draftEventSchema.parse(written)).toEqual(written);
  }
});

it('what an earlier version wrote is read, and written again to the letter', () => {
  const kept = [
    '{"at":"2026-07-01T00:30:00.000Z","by":{"id":"U1","name":"職員A"},"delivery":"click:2","type":"DraftReturned","labels":["date"],"reason":"曜日"}',
    '{"at":"2026-07-01T00:30:00.000Z","by":"system","type":"PublishFailed","attempt":1,"failure":{"kind":"rejected","detail":"x"},"order":1}',
    '{"at":"2026-07-01T00:30:00.000Z","by":{"id":"U1","name":"職員A"},"type":"AttemptRefused","action":"return","code":"not-manager","of later":1}',
  ];
  for (const line of kept) expect(JSON.stringify(draftEventSchema.parse(JSON.parse(line)))).toBe(line);
});
