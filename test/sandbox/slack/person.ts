import type { GivenFile } from './files.ts';
import type { FieldValue } from './form-values.ts';
import { type ClickOptions, choose, click } from './people/actions.ts';
import { openHome, say, takeGlobalShortcut, takeMessageShortcut, typeCommand } from './people/commands.ts';
import { attach, close, type Entries, fill, submit } from './people/forms.ts';
import type { ActionResult, Place, Stage } from './people/stage.ts';
import { readView } from './reading/reading.ts';
import type { Ephemeral, Message, Notice } from './state.ts';
import { type ViewPayload, viewPayload } from './views.ts';

/** Somebody at a Slack client. Every act throws a PersonError when the client would not offer it. */
export class Person {
  readonly id: string;
  readonly #stage: Stage;

  constructor(stage: Stage, id: string) {
    this.#stage = stage;
    this.id = id;
  }

  command(channel: string, command: string, text = ''): Promise<ActionResult> {
    return typeCommand(this.#stage, this.id, channel, command, text);
  }

  say(
    channel: string,
    text: string,
    options: { readonly threadTs?: string; readonly files?: readonly GivenFile[] } = {},
  ): Message {
    return say(this.#stage, this.id, channel, text, options.threadTs, options.files);
  }

  click(place: Place, actionId: string, options: ClickOptions = {}): Promise<ActionResult> {
    return click(this.#stage, this.id, place, actionId, options);
  }

  choose(place: Place, actionId: string, value: FieldValue, options: ClickOptions = {}): Promise<ActionResult> {
    return choose(this.#stage, this.id, place, actionId, value, options);
  }

  shortcut(channel: string, ts: string, callbackId: string): Promise<ActionResult> {
    return takeMessageShortcut(this.#stage, this.id, channel, ts, callbackId);
  }

  globalShortcut(callbackId: string): Promise<ActionResult> {
    return takeGlobalShortcut(this.#stage, this.id, callbackId);
  }

  openHome(): Promise<ActionResult> {
    return openHome(this.#stage, this.id);
  }

  fill(entries: Entries): Promise<ActionResult> {
    return fill(this.#stage, this.id, entries);
  }

  /** Chooses files in a field of the topmost modal. */
  attach(field: string, files: readonly GivenFile[]): Promise<ActionResult> {
    return attach(this.#stage, this.id, field, files);
  }

  submit(entries: Entries = {}): Promise<ActionResult> {
    return submit(this.#stage, this.id, entries);
  }

  close(options: { readonly all?: boolean } = {}): Promise<ActionResult> {
    return close(this.#stage, this.id, options.all ?? false);
  }

  /** The topmost open modal. */
  modal(): ViewPayload | undefined {
    const view = this.#stage.world.views.stack(this.id).at(-1);
    return view && viewPayload(view);
  }

  /** The app's Home tab, if it was published. */
  home(): ViewPayload | undefined {
    const view = this.#stage.world.views.home(this.id);
    return view && viewPayload(view);
  }

  /** The topmost modal as plain text; empty when none is open. */
  readModal(): string {
    const view = this.#stage.world.views.stack(this.id).at(-1);
    return view ? readView(view, this.#stage.world.core.names()) : '';
  }

  readHome(): string {
    const view = this.#stage.world.views.home(this.id);
    return view ? readView(view, this.#stage.world.core.names()) : '';
  }

  /** Messages that only this person sees, oldest first. */
  ephemerals(channel: string): readonly Ephemeral[] {
    return this.#stage.world.core.channel(channel).ephemerals.filter((each) => each.user === this.id);
  }

  /** What Slack itself told this person. */
  notices(): readonly Notice[] {
    return this.#stage.world.core.state.notices.filter((notice) => notice.user === this.id);
  }
}
