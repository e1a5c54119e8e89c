import type { ChangeLog, WaitOptions } from '../changes.ts';
import { waitForChange } from '../changes.ts';
import type { SandboxClock } from '../clock.ts';
import { type SeedOffice, TEAM } from '../seed.ts';
import type { FaultSwitches } from '../wire/faults.ts';
import { Listener } from '../wire/listener.ts';
import type { Block } from './blocks/blocks.ts';
import {
  type ApiCall,
  DEFAULT_SETTINGS,
  type Mistake,
  SlackCore,
  type SlackSettings,
  slackSettingsSchema,
} from './core.ts';
import { type Attempt, Deliveries, type Delivery, type Payload, type PayloadKind } from './delivery/delivery.ts';
import { HttpTransport } from './delivery/http.ts';
import { ResponseUrls } from './delivery/response-urls.ts';
import { SocketTransport } from './delivery/socket.ts';
import { addFile, fileObject, type GivenFile, type SlackFile } from './files.ts';
import { Messages } from './messages.ts';
import type { World } from './methods/method.ts';
import type { Stage } from './people/stage.ts';
import { Person } from './person.ts';
import { type Pings, pingsOf } from './reading/pings.ts';
import { readChannel, readMessage, readThread, readView } from './reading/reading.ts';
import { slackServer } from './server.ts';
import type { Channel, Ephemeral, Message, Notice } from './state.ts';
import { type View, type ViewPayload, Views, viewPayload } from './views.ts';

/** Some settings; those not given stay. */
export type SettingsInput<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** What Slack puts before the addresses that it gives out: of connections, and to answer at. */
export interface SlackFaces {
  readonly socket: string;
  readonly hooks: string;
}

/** The local Slack, as tests and the page handle it. */
export class SlackSandbox {
  readonly core: SlackCore;
  readonly sockets: SocketTransport;
  readonly #changes: ChangeLog;
  readonly #defaults: SlackSettings;
  readonly #stage: Stage;
  readonly #deliveries: Deliveries;
  readonly #listener: Listener;
  readonly #settingsChanged: () => void;

  constructor(
    clock: SandboxClock,
    changes: ChangeLog,
    faults: FaultSwitches,
    settings: SettingsInput<SlackSettings>,
    settingsChanged: () => void,
    office: SeedOffice,
    faces: SlackFaces | null = null,
  ) {
    this.#settingsChanged = settingsChanged;
    this.#defaults = slackSettingsSchema.parse({ ...DEFAULT_SETTINGS, ...settings });
    this.#changes = changes;
    this.core = new SlackCore(clock, changes, structuredClone(this.#defaults), office);
    this.sockets = new SocketTransport(this.core);
    this.#deliveries = new Deliveries(this.core, { socket: this.sockets, http: new HttpTransport(this.core) });
    const messages = new Messages(this.core);
    const responseUrls = new ResponseUrls(this.core, messages);
    const world: World = {
      core: this.core,
      messages,
      views: new Views(this.core),
      filesUrl: () => faces?.hooks ?? this.#listener.url,
      openConnection: () => this.sockets.ticket(faces?.socket ?? this.#listener.url.replace('http:', 'ws:')),
    };
    const baseUrl = () => faces?.hooks ?? this.#listener.url;
    this.#stage = { world, deliveries: this.#deliveries, responseUrls, baseUrl };
    this.#listener = new Listener(slackServer(world, responseUrls, faults), (request, socket, head) =>
      this.sockets.upgrade(request, socket, head),
    );
  }

  /** The file that the app has put here, or somebody gave. */
  file(id: string): SlackFile | undefined {
    return this.core.state.files.get(id);
  }

  /** Somebody gives a file. @returns it as payloads show it. */
  give(user: string, file: GivenFile): Readonly<Record<string, unknown>> {
    return fileObject(addFile(this.core, user, file), this.#stage.world.filesUrl());
  }

  /** Somebody deletes it. */
  deleteFile(id: string): void {
    const file = this.file(id);
    if (file !== undefined) file.gone = true;
  }

  start(port: number): Promise<void> {
    return this.#listener.start(port);
  }

  async stop(): Promise<void> {
    this.sockets.stop();
    await this.#listener.goOffline();
  }

  /** Address for `SLACK_API_URL`. */
  get apiUrl(): string {
    return `${this.#listener.url}/api/`;
  }

  get online(): boolean {
    return this.#listener.listening;
  }

  /** Connections are refused from now on, open sockets are cut. */
  async goOffline(): Promise<void> {
    const closed = this.#listener.goOffline();
    this.sockets.close();
    await closed;
  }

  goOnline(): Promise<void> {
    return this.#listener.goOnline();
  }

  reset(): void {
    this.core.reset(structuredClone(this.#defaults));
    this.#stage.world.views.reset();
    this.#stage.responseUrls.reset();
    this.#deliveries.reset();
  }

  /** @throws ZodError when a setting is unknown. */
  configure(settings: SettingsInput<SlackSettings>): void {
    this.core.settings = slackSettingsSchema.parse({ ...this.core.settings, ...settings });
    this.#settingsChanged();
  }

  // ── People ────────────────────────────────────────────────────────────────

  as(userId: string): Person {
    this.core.user(userId);
    return new Person(this.#stage, userId);
  }

  // ── Looking ───────────────────────────────────────────────────────────────

  /** Messages of a channel, oldest first, without replies. */
  messages(channel: string): readonly Message[] {
    return this.core
      .channel(channel)
      .messages.filter((message) => !message.thread_ts || message.thread_ts === message.ts);
  }

  /** A thread, its first message included. */
  thread(channel: string, ts: string): readonly Message[] {
    return this.#stage.world.messages.thread(this.core.channel(channel), ts);
  }

  message(channel: string, ts: string): Message | undefined {
    return this.#stage.world.messages.find(this.core.channel(channel), ts);
  }

  ephemerals(channel: string, user?: string): readonly Ephemeral[] {
    return this.core.channel(channel).ephemerals.filter((each) => user === undefined || each.user === user);
  }

  notices(user?: string): readonly Notice[] {
    return this.core.state.notices.filter((notice) => user === undefined || notice.user === user);
  }

  /** Open modals of a person, the topmost last. */
  modals(user: string): readonly ViewPayload[] {
    return this.#stage.world.views.stack(user).map(viewPayload);
  }

  calls(method?: string): readonly ApiCall[] {
    return this.core.calls.filter((call) => method === undefined || call.method === method);
  }

  deliveries(): readonly Delivery[] {
    return this.#deliveries.list();
  }

  mistakes(): readonly Mistake[] {
    return this.core.mistakes;
  }

  connections(): number {
    return this.sockets.connections;
  }

  /** Resolves when the app has a socket. */
  async connected(options: WaitOptions = {}): Promise<void> {
    const wait = { timeoutMs: 15_000, what: 'a Socket Mode connection', ...options };
    await waitForChange(
      this.#changes,
      () => this.sockets.connections > 0,
      wait,
      () => 'Nothing is connected.',
    );
  }

  // ── Reading ───────────────────────────────────────────────────────────────

  readChannel(channel: string): string {
    return readChannel(this.core.channel(channel), this.core.names());
  }

  readThread(channel: string, ts: string): string {
    return readThread(this.core.channel(channel), ts, this.core.names());
  }

  readMessage(message: Message | Ephemeral): string {
    return readMessage(message, this.core.names());
  }

  readModal(user: string): string {
    return this.as(user).readModal();
  }

  readHome(user: string): string {
    return this.as(user).readHome();
  }

  pings(message: { readonly text?: string; readonly blocks?: readonly Block[] }): Pings {
    return pingsOf(message);
  }

  // ── Delivery ──────────────────────────────────────────────────────────────

  holdDeliveries(): void {
    this.#deliveries.hold();
  }

  releaseDeliveries(order: 'inOrder' | 'reversed' = 'inOrder'): Promise<readonly Delivery[]> {
    return this.#deliveries.release(order);
  }

  redeliver(deliveryId: string): Promise<Attempt> {
    return this.#deliveries.redeliver(deliveryId);
  }

  /** Any payload. Over signed HTTP with another signature or time, if given. */
  deliverRaw(
    kind: PayloadKind,
    payload: Payload,
    forged?: { signature?: string | undefined; timestamp?: number | undefined },
  ): Promise<Delivery> {
    return this.#deliveries.deliver(kind, payload, forged);
  }

  // ── What administrators and other people do ───────────────────────────────

  archiveChannel(channel: string): void {
    this.#changeChannel(channel, (each) => {
      each.archived = true;
    });
  }

  unarchiveChannel(channel: string): void {
    this.#changeChannel(channel, (each) => {
      each.archived = false;
    });
  }

  removeFromChannel(channel: string, user: string = TEAM.botUser): void {
    this.#changeChannel(channel, (each) => each.members.delete(user));
  }

  addToChannel(channel: string, user: string = TEAM.botUser): void {
    this.#changeChannel(channel, (each) => each.members.add(user));
  }

  deactivateUser(user: string, deleted = true): void {
    this.core.user(user).deleted = deleted;
    this.#changes.emit({ kind: 'user', user });
  }

  setUsergroup(id: string, users: readonly string[]): void {
    const group = this.core.state.usergroups.get(id);
    if (!group) throw new Error(`There is no user group ${id}`);
    group.users = [...users];
    this.#changes.emit({ kind: 'user', user: id });
  }

  deleteMessage(channel: string, ts: string): void {
    this.#stage.world.messages.remove(this.core.channel(channel), ts);
  }

  // ── Everything ────────────────────────────────────────────────────────────

  snapshot() {
    const { state, settings, mistakes } = this.core;
    const { views } = this.#stage.world;
    return {
      team: TEAM,
      settings,
      users: [...state.users.values()],
      usergroups: [...state.usergroups.values()],
      channels: [...state.channels.values()].filter(isChannel).map((channel) => ({
        id: channel.id,
        name: channel.name,
        archived: channel.archived,
        members: [...channel.members],
        messages: channel.messages,
        ephemerals: channel.ephemerals,
      })),
      views: views.all().map(owned),
      homes: views.homes().map(owned),
      notices: state.notices,
      connections: this.connections(),
      online: this.online,
      mistakes,
    };
  }

  /** What all channels and open modals show, for errors and demonstrations. */
  describe(): string {
    const channels = [...this.core.state.channels.values()].filter((channel) => channel.messages.length > 0);
    const private_ = [...this.core.state.channels.values()].flatMap((channel) => channel.ephemerals);
    return [
      ...channels.map((channel) => readChannel(channel, this.core.names())),
      ...private_.map((each) => readMessage(each, this.core.names())),
      ...this.#stage.world.views.all().map((view) => readView(view, this.core.names())),
      ...this.core.mistakes.map((mistake) => `! ${mistake.what}`),
      ...this.core.calls.filter((call) => !call.ok).map((call) => `! ${call.method}: ${call.error}`),
    ].join('\n\n');
  }

  #changeChannel(id: string, change: (channel: Channel) => void): void {
    const channel = this.core.channel(id);
    change(channel);
    this.#changes.emit({ kind: 'channel', channel: channel.id });
  }
}

/** Not somebody's own conversation with the app, which nobody else sees. */
function isChannel({ id }: Channel): boolean {
  return !id.startsWith('D');
}

function owned(view: View): ViewPayload & { readonly user: string } {
  return { ...viewPayload(view), user: view.user };
}
