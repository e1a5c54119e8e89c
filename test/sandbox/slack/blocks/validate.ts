import { z } from 'zod';
import { type Block, block, elementsOf, FORBIDDEN_BLOCKS } from './blocks.ts';
import { MODAL_ONLY_ELEMENTS } from './elements.ts';
import { codePoints, LIMITS, type Surface } from './limits.ts';

export interface Violation {
  /** JSON pointer from the payload's root, as in Slack's own messages. */
  readonly pointer: string;
  readonly message: string;
}

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly violations: readonly Violation[] };

/** `must be less than 3001 characters [json-pointer:/blocks/0/text/text]` */
export function sentence(violation: Violation): string {
  return `${violation.message} [json-pointer:${violation.pointer}]`;
}

/** Checks blocks as Slack does before it shows them on this surface. */
export function checkBlocks(input: unknown, surface: Surface): Checked<Block[]> {
  const max = surface === 'message' ? LIMITS.messageBlocks : LIMITS.viewBlocks;
  const parsed = z.array(block).max(max, `no more than ${max} items allowed`).safeParse(input);
  if (!parsed.success)
    return { ok: false, violations: parsed.error.issues.flatMap((issue) => violationsOf(issue, '/blocks')) };
  const violations = [...misplaced(parsed.data, surface), ...repeated(parsed.data), ...totals(parsed.data)];
  return violations.length > 0 ? { ok: false, violations } : { ok: true, value: parsed.data };
}

/** Characters that count towards `msg_blocks_too_long`. */
export function contentSize(blocks: readonly Block[]): number {
  return characters(blocks) + LIMITS.furtherBlock * Math.max(0, blocks.length - 1);
}

/** zod's findings in Slack's words. */
export function violationsOf(issue: z.core.$ZodIssue, root = ''): readonly Violation[] {
  const pointer = root + issue.path.map((step) => `/${String(step)}`).join('');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer, message: `invalid additional property: ${key}` }));
  }
  if (issue.code === 'invalid_type' && issue.input === undefined && issue.path.length > 0) {
    const parent = pointer.slice(0, pointer.lastIndexOf('/'));
    return [{ pointer: parent, message: `missing required field: ${String(issue.path.at(-1))}` }];
  }
  if (issue.code === 'invalid_union') {
    const [first] = issue.errors.filter((errors) => errors.every((each) => each.path[0] !== 'type'));
    if (first) return first.flatMap((each) => violationsOf({ ...each, path: [...issue.path, ...each.path] }, root));
    return [{ pointer, message: 'unsupported type' }];
  }
  return [{ pointer, message: issue.message }];
}

function misplaced(blocks: readonly Block[], surface: Surface): Violation[] {
  const forbidden: readonly string[] = FORBIDDEN_BLOCKS[surface];
  const wrongBlocks = blocks.flatMap((item, index) =>
    forbidden.includes(item.type)
      ? [{ pointer: `/blocks/${index}/type`, message: `unsupported type: ${item.type}` }]
      : [],
  );
  if (surface === 'modal') return wrongBlocks;
  const wrongElements = elementsOf(blocks).flatMap(({ element, pointer }) =>
    MODAL_ONLY_ELEMENTS.includes(element.type)
      ? [{ pointer: `${pointer}/type`, message: `unsupported type: ${element.type}` }]
      : [],
  );
  return [...wrongBlocks, ...wrongElements];
}

function repeated(blocks: readonly Block[]): Violation[] {
  const seen = new Set<string>();
  const violations: Violation[] = [];
  blocks.forEach((item, index) => {
    if (item.block_id === undefined) return;
    if (seen.has(item.block_id)) {
      violations.push({ pointer: `/blocks/${index}/block_id`, message: `block_id already exists: ${item.block_id}` });
    }
    seen.add(item.block_id);
  });
  return violations;
}

function totals(blocks: readonly Block[]): Violation[] {
  const violations: Violation[] = [];
  const markdown = blocks.reduce((sum, item) => sum + (item.type === 'markdown' ? codePoints(item.text) : 0), 0);
  if (markdown > LIMITS.markdownTotal) {
    violations.push({
      pointer: '/blocks',
      message: `markdown blocks must be less than ${LIMITS.markdownTotal + 1} characters in total`,
    });
  }
  if (blocks.filter((item) => item.type === 'table').length > 1) {
    violations.push({ pointer: '/blocks', message: 'only_one_table_allowed' });
  }
  const focused = elementsOf(blocks).filter(({ element }) => 'focus_on_load' in element && element.focus_on_load);
  for (const { pointer } of focused.slice(1)) {
    violations.push({ pointer: `${pointer}/focus_on_load`, message: 'only one element can have focus_on_load' });
  }
  return violations;
}

const NOT_CONTENT = new Set(['type', 'block_id', 'action_id', 'style']);

function characters(value: unknown): number {
  if (typeof value === 'string') return codePoints(value);
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + characters(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, each]) => sum + (NOT_CONTENT.has(key) ? 0 : characters(each)), 0);
}
