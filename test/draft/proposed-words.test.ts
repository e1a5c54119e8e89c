import { expect, it } from 'vitest';
import { contentHash } from '../../src/draft/content.ts';
import {
  approve,
  at,
  authority,
  content,
  given,
  manager,
  review,
  secondManager,
  staffA,
  submit,
} from '../support/drafts.ts';

/**
 * A version that ends up with the proposed text to the letter counts as accepted, however it was made: whoever approves it
 * approves their own words, and the record says so.
 */

const better = { ...content, text: '大井町の図書館は12月5日（土）午前9時に再開します。' };
const propose = {
  type: 'propose',
  at,
  by: manager,
  authority,
  expectedRevision: 1,
  content: better,
  reason: '',
} as const;
const edit = (expectedRevision: number, text: string) =>
  ({
    type: 'revise',
    at,
    by: staffA,
    expectedRevision,
    content: { ...content, text },
    fields: submit.fields,
    review: review(),
  }) as const;
const accept = { type: 'acceptProposal', at, by: staffA, expectedRevision: 1, fields: {}, review: review() } as const;
const approved = (expectedRevision: number) =>
  ({ ...approve, expectedRevision, contentHash: contentHash(better) }) as const;

it.each([
  ['after another version of their own', [edit(1, '自分で直した文'), edit(2, better.text)]],
  ['accepted, changed, and changed back', [accept, edit(2, '自分で直した文'), edit(3, better.text)]],
])('the chief’s words are theirs %s', (_what, steps) => {
  const { events } = given(submit, propose, ...steps, approved(steps.length + 1));
  expect(events.at(-2)).toMatchObject({ type: 'DraftRevised', proposedBy: manager });
  expect(events.at(-1)).toMatchObject({ type: 'DraftApproved', ownProposal: true });
});

it('of two chiefs who proposed the same, the last one’s', () => {
  const again = { ...propose, by: secondManager, expectedRevision: 2 };
  const { events } = given(submit, propose, edit(1, '自分で直した文'), again, edit(2, better.text));
  expect(events.at(-1)).toMatchObject({ proposedBy: secondManager });
});

it('words that nobody proposed are the drafter’s own', () => {
  expect(given(submit, propose, edit(1, '自分で直した文')).events.at(-1)).not.toHaveProperty('proposedBy');
});
