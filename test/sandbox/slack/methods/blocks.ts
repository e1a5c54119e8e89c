import { z } from 'zod';
import { LIMITS } from '../blocks/limits.ts';
import { checkBlocks, contentSize, type Violation } from '../blocks/validate.ts';
import { checkHome, checkModal } from '../blocks/view.ts';
import { invalid, SlackError } from '../errors.ts';
import type { Methods } from './method.ts';

const messageForm = z.object({ text: z.string().optional(), blocks: z.unknown().optional() }).catch({});

function refusal(code: string, violations: readonly Violation[]): SlackError {
  const sentences = violations.map((each) => `[ERROR] ${each.message} [json-pointer:${each.pointer}]`);
  return new SlackError(code, {
    errors: violations.map(({ pointer, message }) => ({ pointer, code: 'invalid', message })),
    response_metadata: { messages: sentences },
  });
}

function message(blocks: unknown, code: string): void {
  const checked = checkBlocks(blocks, 'message');
  if (!checked.ok) throw refusal(code, checked.violations);
  if (contentSize(checked.value) > LIMITS.messageContent) {
    throw refusal(code, [{ pointer: '/blocks', message: 'msg_blocks_too_long' }]);
  }
}

export const blockMethods: Methods = {
  'blocks.validate': {
    token: 'none',
    scope: null,
    run: (args) => {
      const given = ['blocks', 'message', 'view'].filter((name) => args.json(name) !== undefined);
      if (given.length !== 1) {
        throw invalid('invalid_arguments', [
          { pointer: '', message: 'provide exactly one of blocks, message or view' },
        ]);
      }
      const blocks = args.json('blocks');
      if (blocks !== undefined) message(blocks, 'invalid_blocks');
      const whole = args.json('message');
      if (whole !== undefined) {
        const { blocks: inMessage = [] } = messageForm.parse(whole);
        message(inMessage, 'invalid_message');
      }
      const view = args.json('view');
      if (view !== undefined) {
        const home = typeof view === 'object' && view !== null && 'type' in view && view.type === 'home';
        const checked = home ? checkHome(view) : checkModal(view);
        if (!checked.ok) throw refusal('invalid_view', checked.violations);
      }
      return {};
    },
  },
};
