import { z } from 'zod';
import type { Block } from './blocks.ts';
import { chars, plainText } from './composition.ts';
import { LIMITS } from './limits.ts';
import { type Checked, checkBlocks, type Violation, violationsOf } from './validate.ts';

const common = {
  blocks: z.array(z.unknown()),
  private_metadata: chars(LIMITS.privateMetadata, 0).optional(),
  callback_id: chars(LIMITS.callbackId, 0).optional(),
  external_id: chars(LIMITS.externalId, 0).optional(),
};

const modal = z.strictObject({
  type: z.literal('modal'),
  ...common,
  title: plainText(LIMITS.viewTitle),
  close: plainText(LIMITS.viewButton).optional(),
  submit: plainText(LIMITS.viewButton).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});

const home = z.strictObject({ type: z.literal('home'), ...common });

export type ModalSpec = Omit<z.infer<typeof modal>, 'blocks'> & { blocks: Block[] };
export type HomeSpec = Omit<z.infer<typeof home>, 'blocks'> & { blocks: Block[] };

export function checkModal(input: unknown): Checked<ModalSpec> {
  const parsed = modal.safeParse(input);
  if (!parsed.success) return refused(parsed.error);
  const blocks = checkBlocks(parsed.data.blocks, 'modal');
  if (!blocks.ok) return inView(blocks.violations);
  if (!parsed.data.submit && blocks.value.some((block) => block.type === 'input')) {
    return inView([{ pointer: '/submit', message: 'missing required field: submit (the view has input blocks)' }]);
  }
  return { ok: true, value: { ...parsed.data, blocks: blocks.value } };
}

export function checkHome(input: unknown): Checked<HomeSpec> {
  const parsed = home.safeParse(input);
  if (!parsed.success) return refused(parsed.error);
  const blocks = checkBlocks(parsed.data.blocks, 'home');
  return blocks.ok ? { ok: true, value: { ...parsed.data, blocks: blocks.value } } : inView(blocks.violations);
}

/** Slack refuses a view by its size before it looks inside. */
export function isTooLarge(input: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(input) ?? '') > LIMITS.viewBytes;
}

function refused(error: z.ZodError): { ok: false; violations: readonly Violation[] } {
  return inView(error.issues.flatMap((issue) => violationsOf(issue)));
}

function inView(violations: readonly Violation[]): { ok: false; violations: readonly Violation[] } {
  return { ok: false, violations: violations.map((each) => ({ ...each, pointer: `/view${each.pointer}` })) };
}
