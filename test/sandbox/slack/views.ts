import { randomBytes } from 'node:crypto';
import { TEAM } from '../seed.ts';
import { LIMITS } from './blocks/limits.ts';
import { stored } from './blocks/stored.ts';
import { checkHome, checkModal, type HomeSpec, isTooLarge, type ModalSpec } from './blocks/view.ts';
import type { SlackCore } from './core.ts';
import { invalid, SlackError } from './errors.ts';
import { checkPictures } from './files.ts';
import { type FormValues, formValues } from './form-values.ts';

/** A modal or Home tab on somebody's screen. */
export interface View {
  readonly id: string;
  readonly user: string;
  readonly rootId: string;
  readonly previousId: string | null;
  spec: ModalSpec | HomeSpec;
  hash: string;
  values: FormValues;
}

/** A view as the API and the payloads show it. */
export interface ViewPayload {
  readonly id: string;
  readonly team_id: string;
  readonly type: 'modal' | 'home';
  readonly blocks: ModalSpec['blocks'];
  readonly private_metadata: string;
  readonly callback_id: string;
  readonly external_id: string;
  readonly state: { readonly values: FormValues };
  readonly hash: string;
  readonly title: ModalSpec['title'] | null;
  readonly close: ModalSpec['close'] | null;
  readonly submit: ModalSpec['submit'] | null;
  readonly clear_on_close: boolean;
  readonly notify_on_close: boolean;
  readonly previous_view_id: string | null;
  readonly root_view_id: string;
  readonly app_id: string;
  readonly app_installed_team_id: string;
  readonly bot_id: string;
}

export function viewPayload(view: View): ViewPayload {
  const modal = view.spec.type === 'modal' ? view.spec : null;
  return {
    id: view.id,
    team_id: TEAM.id,
    type: view.spec.type,
    blocks: view.spec.blocks,
    private_metadata: view.spec.private_metadata ?? '',
    callback_id: view.spec.callback_id ?? '',
    external_id: view.spec.external_id ?? '',
    state: { values: view.values },
    hash: view.hash,
    title: modal?.title ?? null,
    close: modal?.close ?? null,
    submit: modal?.submit ?? null,
    clear_on_close: modal?.clear_on_close ?? false,
    notify_on_close: modal?.notify_on_close ?? false,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: TEAM.appId,
    app_installed_team_id: TEAM.id,
    bot_id: TEAM.botId,
  };
}

/** Everybody's open modals and Home tabs. */
export class Views {
  readonly #core: SlackCore;
  #stacks = new Map<string, View[]>();
  #homes = new Map<string, View>();

  constructor(core: SlackCore) {
    this.#core = core;
  }

  /** Open modals of a person, the topmost last. */
  stack(user: string): readonly View[] {
    return this.#stacks.get(user) ?? [];
  }

  home(user: string): View | undefined {
    return this.#homes.get(user);
  }

  all(): readonly View[] {
    return [...this.#stacks.values()].flat();
  }

  homes(): readonly View[] {
    return [...this.#homes.values()];
  }

  /** @throws SlackError `not_found` */
  find(by: { readonly viewId?: string | undefined; readonly externalId?: string | undefined }): View {
    const found = [...this.all(), ...this.homes()].find(
      (view) => view.id === by.viewId || (by.externalId !== undefined && view.spec.external_id === by.externalId),
    );
    if (!found) throw new SlackError('not_found');
    return found;
  }

  open(user: string, input: unknown): View {
    const spec = this.#modal(input);
    const id = newId();
    const view = this.#created(id, user, id, null, spec);
    this.#stacks.set(user, [view]);
    this.#core.changes.emit({ kind: 'view.opened', user, view: viewPayload(view) });
    return view;
  }

  push(user: string, input: unknown): View {
    const stack = this.stack(user);
    const below = stack.at(-1);
    if (!below) throw new SlackError('not_found');
    if (stack.length >= LIMITS.modalStack) throw new SlackError('push_limit_reached');
    const view = this.#created(newId(), user, below.rootId, below.id, this.#modal(input));
    this.#stacks.set(user, [...stack, view]);
    this.#core.changes.emit({ kind: 'view.pushed', user, view: viewPayload(view) });
    return view;
  }

  update(view: View, input: unknown, hash: string | undefined): View {
    const spec = view.spec.type === 'modal' ? this.#modal(input, view) : checkedHome(input);
    if (hash !== undefined && hash !== view.hash) throw new SlackError('hash_conflict');
    view.spec = { ...spec, blocks: stored(spec.blocks) };
    view.values = formValues(view.spec.blocks, view.values);
    view.hash = this.#hash();
    this.#core.changes.emit({ kind: 'view.updated', user: view.user, view: viewPayload(view) });
    return view;
  }

  publish(user: string, input: unknown, hash: string | undefined): View {
    const spec = checkedHome(input);
    const before = this.#homes.get(user);
    if (hash !== undefined && before && hash !== before.hash) throw new SlackError('hash_conflict');
    const id = before?.id ?? newId();
    const view = this.#created(id, user, id, null, spec);
    this.#homes.set(user, view);
    this.#core.changes.emit({ kind: 'home.published', user, view: viewPayload(view) });
    return view;
  }

  fill(view: View, values: FormValues): void {
    view.values = values;
    this.#core.changes.emit({ kind: 'view.filled', user: view.user, view: viewPayload(view) });
  }

  /** Takes this view, or all of the person's, off the screen. */
  close(view: View, all: boolean): void {
    const stack = this.stack(view.user);
    const gone = all ? stack : stack.filter((each) => each === view);
    this.#stacks.set(
      view.user,
      stack.filter((each) => !gone.includes(each)),
    );
    for (const each of gone) this.#core.changes.emit({ kind: 'view.closed', user: view.user, viewId: each.id });
  }

  reset(): void {
    this.#stacks = new Map();
    this.#homes = new Map();
  }

  #created(id: string, user: string, rootId: string, previousId: string | null, spec: ModalSpec | HomeSpec): View {
    const blocks = stored(spec.blocks);
    return { id, user, rootId, previousId, spec: { ...spec, blocks }, hash: this.#hash(), values: formValues(blocks) };
  }

  #modal(input: unknown, replacing?: View): ModalSpec {
    if (isTooLarge(input)) throw new SlackError('view_too_large');
    const checked = checkModal(input);
    if (!checked.ok) throw invalid('invalid_arguments', checked.violations);
    const asksForFiles = checked.value.blocks.some(
      (block) => block.type === 'input' && block.element.type === 'file_input',
    );
    if (asksForFiles && !this.#core.settings.scopes.includes('files:read'))
      throw new SlackError('missing_scope', { needed: 'files:read' });
    checkPictures(this.#core, checked.value.blocks, 'invalid_arguments');
    const { external_id: externalId } = checked.value;
    if (externalId && this.all().some((view) => view !== replacing && view.spec.external_id === externalId)) {
      throw new SlackError('duplicate_external_id');
    }
    return checked.value;
  }

  #hash(): string {
    return `${Math.floor(this.#core.clock.now().getTime() / 1000)}.${randomBytes(4).toString('hex')}`;
  }
}

function checkedHome(input: unknown): HomeSpec {
  if (isTooLarge(input)) throw new SlackError('view_too_large');
  const checked = checkHome(input);
  if (!checked.ok) throw invalid('invalid_arguments', checked.violations);
  return checked.value;
}

function newId(): string {
  return `V${randomBytes(5).toString('hex').toUpperCase()}`;
}
