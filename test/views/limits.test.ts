import { describe, expect, it } from 'vitest';
import {
  assertMessageWithinLimits,
  assertViewWithinLimits,
  assertWithinLimits,
  LimitExceeded,
  type Surface,
} from '../../views/kit/limits.ts';
import { splitByLength, splitText } from '../../views/kit/split-text.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const button = (more: object = {}) => ({ type: 'button', action_id: 'a', text: plain('x'), ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const input = (element: object) => ({ type: 'input', block_id: 'i', label: plain('x'), element });
const options = (count: number) => Array.from({ length: count }, (_, i) => ({ text: plain('x'), value: `${i}` }));
const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});

/** What is just allowed, and what is one too many. */
const edges: readonly (readonly [string, Surface, (over: 0 | 1) => unknown[]])[] = [
  ['blocks of a message', 'message', (over) => Array.from({ length: 50 + over }, () => ({ type: 'divider' }))],
  ['blocks of a modal', 'modal', (over) => Array.from({ length: 100 + over }, () => ({ type: 'divider' }))],
  ['a header', 'message', (over) => [{ type: 'header', text: plain('あ'.repeat(150 + over)) }]],
  ['a section', 'message', (over) => [{ type: 'section', text: plain('あ'.repeat(3_000 + over)) }]],
  [
    'elements of a context',
    'message',
    (over) => [{ type: 'context', elements: Array.from({ length: 10 + over }, () => plain('x')) }],
  ],
  [
    'elements of actions',
    'message',
    (over) => [actions(...Array.from({ length: 25 + over }, (_, i) => button({ action_id: `${i}` })))],
  ],
  ['the text of a button', 'message', (over) => [actions(button({ text: plain('x'.repeat(75 + over)) }))]],
  ['the value of a button', 'message', (over) => [actions(button({ value: 'x'.repeat(2_000 + over) }))]],
  ['an action_id', 'message', (over) => [actions(button({ action_id: 'x'.repeat(255 + over) }))]],
  ['a block_id', 'message', (over) => [{ type: 'divider', block_id: 'x'.repeat(255 + over) }]],
  [
    'the title of a confirmation',
    'message',
    (over) => [actions(button({ confirm: { title: plain('x'.repeat(100 + over)) } }))],
  ],
  [
    'the text of a confirmation',
    'message',
    (over) => [actions(button({ confirm: { text: plain('x'.repeat(300 + over)) } }))],
  ],
  [
    'the button of a confirmation',
    'message',
    (over) => [actions(button({ confirm: { deny: plain('x'.repeat(30 + over)) } }))],
  ],
  ['checkboxes', 'modal', (over) => [input({ type: 'checkboxes', action_id: 'a', options: options(10 + over) })]],
  ['a select', 'modal', (over) => [input({ type: 'static_select', action_id: 'a', options: options(100 + over) })]],
  [
    'the text of an option',
    'modal',
    (over) => [
      input({ type: 'checkboxes', action_id: 'a', options: [{ text: plain('x'.repeat(75 + over)), value: '1' }] }),
    ],
  ],
  [
    'the value of an option',
    'modal',
    (over) => [
      input({ type: 'checkboxes', action_id: 'a', options: [{ text: plain('x'), value: 'x'.repeat(150 + over) }] }),
    ],
  ],
  [
    'what an input starts with',
    'modal',
    (over) => [input({ type: 'plain_text_input', action_id: 'a', initial_value: 'x'.repeat(3_000 + over) })],
  ],
  [
    'what an input takes',
    'modal',
    (over) => [input({ type: 'plain_text_input', action_id: 'a', max_length: 3_000 + over })],
  ],
  [
    'the label of an input',
    'modal',
    (over) => [{ ...input({ type: 'plain_text_input', action_id: 'a' }), label: plain('x'.repeat(2_000 + over)) }],
  ],
  [
    'a placeholder',
    'modal',
    (over) => [input({ type: 'plain_text_input', action_id: 'a', placeholder: plain('x'.repeat(150 + over)) })],
  ],
];

describe("Slack's limits", () => {
  it.each(edges)('%s: the last that fits passes, one more does not', (_, surface, blocks) => {
    expect(() => assertWithinLimits(blocks(0), surface)).not.toThrow();
    expect(() => assertWithinLimits(blocks(1), surface)).toThrow(LimitExceeded);
  });

  it('refuses a message that is too long in all, though each block is short enough', () => {
    expect(() => assertWithinLimits([rich('あ'.repeat(2_900)), rich('あ'.repeat(2_900))], 'message')).not.toThrow();
    expect(() =>
      assertWithinLimits(
        Array.from({ length: 5 }, () => rich('あ'.repeat(2_900))),
        'message',
      ),
    ).toThrow(/in all/);
    expect(() =>
      assertWithinLimits(
        Array.from({ length: 5 }, () => rich('あ'.repeat(2_900))),
        'modal',
      ),
    ).not.toThrow();
  });

  it.each([
    ['an empty text', [rich('')]],
    ['no blocks', []],
    ['an empty list of elements', [{ type: 'rich_text', elements: [] }]],
    ['an input in a message', [input({ type: 'plain_text_input', action_id: 'a' })]],
    [
      'the same block_id twice',
      [
        { type: 'divider', block_id: 'x' },
        { type: 'divider', block_id: 'x' },
      ],
    ],
    ['the same action_id twice in a block', [actions(button(), button())]],
  ])('refuses %s', (_, blocks) => {
    expect(() => assertWithinLimits(blocks, 'message')).toThrow(LimitExceeded);
  });

  it('looks at the rest of a message and of a view', () => {
    const blocks = [{ type: 'divider' as const }];
    expect(() => assertMessageWithinLimits({ text: 'x'.repeat(3_001), blocks })).toThrow(LimitExceeded);
    expect(() => assertMessageWithinLimits({ text: '', blocks })).toThrow(LimitExceeded);
    const modal = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'x' }, blocks };
    expect(() => assertViewWithinLimits(modal)).not.toThrow();
    expect(() => assertViewWithinLimits({ ...modal, title: { type: 'plain_text', text: 'x'.repeat(25) } })).toThrow(
      /title/,
    );
    expect(() => assertViewWithinLimits({ ...modal, private_metadata: 'x'.repeat(3_001) })).toThrow(/private_metadata/);
    const asks = {
      type: 'input' as const,
      label: { type: 'plain_text' as const, text: 'x' },
      element: { type: 'plain_text_input' as const, action_id: 'a' },
    };
    expect(() => assertViewWithinLimits({ ...modal, blocks: [asks] })).toThrow(/submit/);
    const heavy = Array.from({ length: 90 }, () => ({
      type: 'section' as const,
      text: { type: 'plain_text' as const, text: 'あ'.repeat(3_000) },
    }));
    expect(() => assertViewWithinLimits({ ...modal, blocks: heavy })).toThrow(/bytes/);
  });
});

describe('cutting a text', () => {
  it('cuts after line breaks where it can', () => {
    expect(splitByLength('一行目\n二行目\n三行目', 8)).toEqual(['一行目\n二行目\n', '三行目']);
  });

  it('tears no emoji', () => {
    expect(splitByLength('👨‍👩‍👧👨‍👩‍👧', 10)).toEqual(['👨‍👩‍👧', '👨‍👩‍👧']);
  });

  it('gives one empty piece of an empty text, and never more than the budget', () => {
    expect(splitByLength('', 10)).toEqual(['']);
    const pieces = splitText(`か${'\u3099'.repeat(500)}`, 100, (start, end) => end - start);
    expect(Math.max(...pieces.map(({ start, end }) => end - start))).toBeLessThanOrEqual(100);
  });
});
