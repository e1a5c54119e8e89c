import { z } from 'zod';
import { elementsOf, isStateful, type PlacedElement } from '../blocks/blocks.ts';
import { unescaped } from '../blocks/stored.ts';
import { PersonError, SlackError } from '../errors.ts';
import { addFile, fileObject, type GivenFile } from '../files.ts';
import { entered, type FieldValue, problemsOf } from '../form-values.ts';
import { type View, viewPayload } from '../views.ts';
import { dispatch, sceneOf, topModal, withValue } from './actions.ts';
import { type ActionResult, actor, isEmptyAnswer, NOTHING, perform, type Stage } from './stage.ts';

const formAnswer = z.discriminatedUnion('response_action', [
  z.strictObject({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
  z.strictObject({ response_action: z.literal('update'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('push'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('clear') }),
]);

/** What a person enters, by block_id, action_id or label. */
export type Entries = Readonly<Record<string, FieldValue>>;

/**
 * Enters values into the topmost modal. Elements that report at once (`dispatch_action`, menus outside of inputs) do so.
 * @returns how the last report to the app ended; `acknowledged` without a delivery when none was due.
 * @throws PersonError when a field is not there or does not take the value.
 */
export async function fill(stage: Stage, user: string, entries: Entries): Promise<ActionResult> {
  actor(stage, user);
  let last: ActionResult = { ...NOTHING, outcome: 'acknowledged' };
  for (const [field, value] of Object.entries(entries)) {
    const view = topModal(stage, user);
    const found = fieldOf(view, field);
    const state = entered(found.element, value);
    if (reportsAtOnce(found)) {
      last = await dispatch(stage, user, sceneOf(stage, user, 'modal'), found, state, null);
    } else {
      const actionId = found.element.type === 'image' ? '' : (found.element.action_id ?? '');
      stage.world.views.fill(view, withValue(view.values, found.block.block_id ?? '', actionId, state));
    }
  }
  return last;
}

/** Chooses files in a field of the topmost modal: Slack has them from then on, whatever becomes of the form. */
export function attach(stage: Stage, user: string, field: string, files: readonly GivenFile[]): Promise<ActionResult> {
  const { core, filesUrl } = stage.world;
  return fill(stage, user, {
    [field]: { files: files.map((file) => fileObject(addFile(core, user, file), filesUrl())) },
  });
}

/** Presses the form's submit button; the client refuses while something is missing or too long. */
export async function submit(stage: Stage, user: string, entries: Entries = {}): Promise<ActionResult> {
  await fill(stage, user, entries);
  const view = topModal(stage, user);
  if (view.spec.type !== 'modal' || !view.spec.submit) throw new PersonError('This modal has no submit button');
  const problems = problemsOf(view.spec.blocks, view.values);
  if (problems.length > 0) return { ...NOTHING, outcome: 'incomplete', problems };
  const payload = {
    type: 'view_submission',
    ...actor(stage, user),
    trigger_id: stage.world.core.triggers.issue(user, view.id),
    view: viewPayload(view),
    response_urls: [],
  };
  const result = await perform(stage, user, 'interactive', payload, 'この画面の送信');
  if (result.outcome !== 'acknowledged') return result;
  return answered(stage, view, result);
}

/** Closes the topmost modal, or all of them. */
export async function close(stage: Stage, user: string, all: boolean): Promise<ActionResult> {
  const view = topModal(stage, user);
  const everything = all || (view.spec.type === 'modal' && view.spec.clear_on_close === true);
  // What was typed is not said: `state.values` is empty, as in the payload that Bolt for Python's own tests have recorded.
  const closed = { ...viewPayload(view), state: { values: {} } };
  const payload = { type: 'view_closed', ...actor(stage, user), view: closed, is_cleared: everything };
  stage.world.views.close(view, everything);
  if (view.spec.type !== 'modal' || !view.spec.notify_on_close) return { ...NOTHING, outcome: 'acknowledged' };
  return perform(stage, user, 'interactive', payload, 'この画面');
}

function answered(stage: Stage, view: View, result: ActionResult): ActionResult {
  const { core, views } = stage.world;
  const answer = result.delivery?.answer;
  if (isEmptyAnswer(answer)) {
    views.close(view, false);
    return result;
  }
  const parsed = formAnswer.safeParse(answer);
  const trouble = (why: string): ActionResult => {
    core.mistake(why);
    core.notify(view.user, 'trouble_connecting', '接続に問題が発生しました。もう一度お試しください。');
    return { ...result, outcome: 'failed' };
  };
  if (!parsed.success)
    return trouble(`The answer to a submitted form is not of Slack's form: ${JSON.stringify(answer)}`);
  try {
    switch (parsed.data.response_action) {
      case 'errors':
        return marked(stage, view, result, parsed.data.errors, trouble);
      case 'update':
        views.update(view, parsed.data.view, undefined);
        return result;
      case 'push':
        views.push(view.user, parsed.data.view);
        return result;
      case 'clear':
        views.close(view, true);
        return result;
      default: {
        const never: never = parsed.data;
        throw new Error(`Unknown answer ${JSON.stringify(never)}`);
      }
    }
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return trouble(
      `The view in the answer to a submitted form was refused: ${error.code} ${JSON.stringify(error.details)}`,
    );
  }
}

/** Errors stand below inputs only: a key that names none makes Slack show nothing but trouble. */
function marked(
  stage: Stage,
  view: View,
  result: ActionResult,
  errors: Readonly<Record<string, string>>,
  trouble: (why: string) => ActionResult,
): ActionResult {
  const inputs = view.spec.blocks.filter((block) => block.type === 'input').map((block) => block.block_id);
  const lost = Object.keys(errors).filter((key) => !inputs.includes(key));
  if (lost.length > 0) return trouble(`Errors were answered for blocks that are no inputs: ${lost.join(', ')}`);
  if (Object.keys(errors).length === 0) return trouble('Errors were answered, but none was given');
  stage.world.core.changes.emit({ kind: 'view.errors', user: view.user, viewId: view.id, errors });
  return { ...result, outcome: 'errors', errors };
}

function fieldOf(view: View, field: string): PlacedElement {
  const all = elementsOf(view.spec.blocks).filter(({ element }) => isStateful(element.type));
  const found = all.find(({ block, element }) => {
    const actionId = element.type === 'image' ? undefined : element.action_id;
    const label = block.type === 'input' ? unescaped(block.label.text) : undefined;
    return block.block_id === field || actionId === field || label === field;
  });
  if (!found) {
    const shown = all.map(({ block }) =>
      block.type === 'input' ? `${block.block_id}「${block.label.text}」` : block.block_id,
    );
    throw new PersonError(`The modal has no field ${field}; it has: ${shown.join(', ')}`);
  }
  return found;
}

function reportsAtOnce({ block, element }: PlacedElement): boolean {
  if (block.type !== 'input') return true;
  if (!block.dispatch_action) return false;
  if (!TYPED.includes(element.type)) return true;
  // Without further configuration a text field reports when Enter is pressed, which filling in does not do.
  const config = 'dispatch_action_config' in element ? element.dispatch_action_config : undefined;
  return config?.trigger_actions_on?.includes('on_character_entered') ?? false;
}

const TYPED: readonly string[] = [
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
];
