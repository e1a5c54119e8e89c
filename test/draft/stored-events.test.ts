import { expect, it } from 'vitest';
import { ACTIONS_ON_DRAFT } from '../../src/acts/index.ts';
import { RETURN_LABELS } from '../../src/acts/return.ts';
import { draftEventSchema, isOfLaterVersion } from '../../src/draft/events.ts';
import { everyEvent, unlisted } from '../support/every-event.ts';

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
