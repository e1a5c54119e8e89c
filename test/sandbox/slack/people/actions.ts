import { type Block, elementsOf, isStateful, type PlacedElement } from '../blocks/blocks.ts';
import type { Confirm } from '../blocks/composition.ts';
import type { Element } from '../blocks/elements.ts';
import type { Origin } from '../delivery/response-urls.ts';
import { PersonError } from '../errors.ts';
import { type ElementState, entered, type FieldValue, type FormValues, formValues } from '../form-values.ts';
import type { Message } from '../state.ts';
import { type View, viewPayload } from '../views.ts';
import {
  type ActionResult,
  actionTs,
  actor,
  channelRef,
  NOTHING,
  type Place,
  perform,
  responseUrl,
  type Stage,
} from './stage.ts';

export interface ClickOptions {
  readonly blockId?: string | undefined;
  /** The person answers the confirmation with no. */
  readonly decline?: boolean | undefined;
  /** The message as the person's client still shows it, though it has changed since. */
  readonly stale?: Message | undefined;
}

/** Presses a button. @throws PersonError when the place does not show it. */
export async function click(
  stage: Stage,
  user: string,
  place: Place,
  actionId: string,
  options: ClickOptions = {},
): Promise<ActionResult> {
  const scene = sceneOf(stage, user, place, options.stale);
  const { block, element } = locate(scene.blocks, actionId, options.blockId, (each) => each.type === 'button');
  if (element.type !== 'button') throw new PersonError(`${actionId} is no button`);
  const confirm = element.confirm ?? null;
  if (confirm && options.decline) return { ...NOTHING, outcome: 'declined', confirm };
  const { type, text, value, style, url } = element;
  const action = {
    action_id: element.action_id,
    block_id: block.block_id,
    text,
    ...(value === undefined ? {} : { value }),
    ...(style === undefined ? {} : { style }),
    ...(url === undefined ? {} : { url }),
    type,
    action_ts: actionTs(stage),
  };
  return act(stage, user, scene, action, confirm);
}

/** Chooses in a menu, radio buttons, checkboxes or a picker outside of a form's inputs. @throws PersonError */
export async function choose(
  stage: Stage,
  user: string,
  place: Place,
  actionId: string,
  value: FieldValue,
  options: ClickOptions = {},
): Promise<ActionResult> {
  const scene = sceneOf(stage, user, place, options.stale);
  const { block, element } = locate(scene.blocks, actionId, options.blockId, (each) => each.type !== 'button');
  const confirm = ('confirm' in element && element.confirm) || null;
  if (confirm && options.decline) return { ...NOTHING, outcome: 'declined', confirm };
  return dispatch(stage, user, scene, { block, element }, entered(element, value), confirm);
}

/** Puts what was entered where it belongs, and tells the app. */
export async function dispatch(
  stage: Stage,
  user: string,
  scene: Scene,
  { block, element }: Pick<PlacedElement, 'block' | 'element'>,
  state: ElementState,
  confirm: Confirm | null,
): Promise<ActionResult> {
  const blockId = block.block_id ?? '';
  const actionId = actionIdOf(element);
  if (isStateful(element.type)) scene.keep(withValue(scene.values, blockId, actionId, state));
  const held = element.type === 'overflow' ? { type: 'overflow', selected_option: state.value } : state;
  return act(
    stage,
    user,
    scene,
    { ...held, action_id: actionId, block_id: blockId, action_ts: actionTs(stage) },
    confirm,
  );
}

export function withValue(values: FormValues, blockId: string, actionId: string, state: ElementState): FormValues {
  return { ...values, [blockId]: { ...values[blockId], [actionId]: state } };
}

/** What a person looks at, and what an act on it reports. */
export interface Scene {
  readonly blocks: readonly Block[];
  readonly container: Readonly<Record<string, unknown>>;
  readonly message: Message | null;
  readonly view: View | null;
  readonly origin: Origin | null;
  readonly values: FormValues;
  readonly keep: (values: FormValues) => void;
}

/** @throws PersonError when there is nothing to look at. */
export function sceneOf(stage: Stage, user: string, place: Place, stale?: Message): Scene {
  if (place === 'modal') return viewScene(stage, topModal(stage, user));
  if (place === 'home') {
    const home = stage.world.views.home(user);
    if (!home) throw new PersonError(`${user} has not been shown a Home tab`);
    return viewScene(stage, home);
  }
  return messageScene(stage, user, place, stale);
}

export function topModal(stage: Stage, user: string): View {
  const view = stage.world.views.stack(user).at(-1);
  if (!view) throw new PersonError(`${user} has no open modal`);
  return view;
}

function viewScene(stage: Stage, view: View): Scene {
  return {
    blocks: view.spec.blocks,
    container: { type: 'view', view_id: view.id },
    message: null,
    view,
    origin: null,
    values: view.values,
    keep: (values) => stage.world.views.fill(view, values),
  };
}

/** What persons chose in messages, where it is kept for each of them apart. */
const chosen = new WeakMap<object, Map<string, FormValues>>();

function messageScene(
  stage: Stage,
  user: string,
  { channel: channelId, ts }: { channel: string; ts: string },
  stale?: Message,
): Scene {
  const { core, messages } = stage.world;
  const channel = core.channel(channelId);
  const message = stale ?? messages.find(channel, ts);
  const ephemeral = channel.ephemerals.find((each) => each.ts === ts && each.user === user);
  const shown = message ?? ephemeral;
  if (!shown?.blocks) throw new PersonError(`${user} sees no message ${ts} with blocks in #${channel.name}`);
  const kept = chosen.get(shown) ?? new Map<string, FormValues>();
  chosen.set(shown, kept);
  const threadTs = shown.thread_ts;
  return {
    blocks: shown.blocks,
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel.id,
      is_ephemeral: message === undefined,
      ...(threadTs ? { thread_ts: threadTs } : {}),
    },
    message: message ?? null,
    view: null,
    origin: {
      user,
      channel: channel.id,
      threadTs: threadTs === ts ? undefined : threadTs,
      message: { ts, ephemeral: message === undefined },
    },
    values: formValues(shown.blocks, kept.get(user)),
    keep: (values) => kept.set(user, values),
  };
}

async function act(
  stage: Stage,
  user: string,
  scene: Scene,
  action: Readonly<Record<string, unknown>>,
  confirm: Confirm | null,
): Promise<ActionResult> {
  const { view, origin, message } = scene;
  const payload = {
    type: 'block_actions',
    ...actor(stage, user),
    container: scene.container,
    trigger_id: stage.world.core.triggers.issue(user, view?.spec.type === 'modal' ? view.id : null),
    ...(origin ? { channel: channelRef(stage, origin.channel), response_url: responseUrl(stage, origin) } : {}),
    ...(message ? { message } : {}),
    ...(view ? { view: viewPayload(view) } : { state: { values: currentValues(stage, user, scene) } }),
    actions: [action],
  };
  return { ...(await perform(stage, user, 'interactive', payload, 'この操作')), confirm };
}

/** Read again, because an act may just have changed them. */
function currentValues(stage: Stage, user: string, scene: Scene): FormValues {
  const { message, origin } = scene;
  if (message) return formValues(scene.blocks, chosen.get(message)?.get(user));
  if (!origin?.message) return scene.values;
  return messageScene(stage, user, { channel: origin.channel, ts: origin.message.ts }).values;
}

function locate(
  blocks: readonly Block[],
  actionId: string,
  blockId: string | undefined,
  fits: (element: Element) => boolean,
): PlacedElement {
  const all = elementsOf(blocks);
  const found = all.filter(
    ({ block, element }) =>
      actionIdOf(element) === actionId && (blockId === undefined || block.block_id === blockId) && fits(element),
  );
  const [first, second] = found;
  if (!first) {
    const shown = all.map(({ element }) => `${element.type} ${actionIdOf(element)}`).join(', ');
    throw new PersonError(`There is no ${actionId} to act on here; there are: ${shown || 'none'}`);
  }
  if (second) throw new PersonError(`There are ${found.length} elements ${actionId}; name the block`);
  return first;
}

function actionIdOf(element: Element): string {
  return element.type === 'image' ? '' : (element.action_id ?? '');
}
