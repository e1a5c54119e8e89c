import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ChangeLog } from '../changes.ts';
import type { SandboxClock } from '../clock.ts';
import { SCOPES, type SeedOffice, TEAM } from '../seed.ts';
import { LIMITS } from './blocks/limits.ts';
import { SlackError } from './errors.ts';
import type { Names } from './reading/mrkdwn.ts';
import { type Channel, type Notice, newChannel, type SlackState, seededState, type User } from './state.ts';

export const slackSettingsSchema = z.strictObject({
  /** User groups exist on paid plans only. */
  plan: z.enum(['paid', 'free']),
  delivery: z.enum(['socket', 'http']),
  /** Where signed HTTP payloads go. */
  requestUrl: z.string().nullable(),
  /** How long a person waits for the app before Slack gives up. */
  ackTimeoutMs: z.number().int().positive(),
  /** How many times each payload comes once more. */
  redeliver: z.number().int().nonnegative(),
  commandText: z.enum(['verbatim', 'escaped']),
  scopes: z.array(z.string()),
  /** Events that the app subscribed to. */
  botEvents: z.array(z.string()),
  /** How often a message with a picture that the app has just put there is refused. */
  pictureLooks: z.number().int().nonnegative(),
  /** Whether people can have messages from the app alone; off, the app can write to nobody's own conversation. */
  messagesTab: z.boolean(),
  /** The Enterprise Grid organisation that the workspace is a part of. */
  organisation: z.string().nullable(),
  /** The app was installed in the whole organisation, and the token is one for all of it. */
  organisationInstall: z.boolean(),
});

export type SlackSettings = z.infer<typeof slackSettingsSchema>;

export const DEFAULT_SETTINGS: SlackSettings = {
  plan: 'paid',
  delivery: 'socket',
  requestUrl: null,
  ackTimeoutMs: 3_000,
  redeliver: 0,
  commandText: 'verbatim',
  scopes: [...SCOPES],
  botEvents: ['app_home_opened'],
  pictureLooks: 0,
  messagesTab: true,
  organisation: null,
  organisationInstall: false,
};

export interface ApiCall {
  readonly seq: number;
  readonly at: string;
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly ok: boolean;
  readonly error: string | null;
}

/** Something that real Slack would swallow or only log, and that is wrong with the app all the same. */
export interface Mistake {
  readonly at: string;
  readonly what: string;
}

/** Calls and deliveries that can be read again; long load tests must not fill the memory. */
const KEPT_RECORDS = 10_000;

/** State of the local Slack with what every room of it needs. */
export class SlackCore {
  readonly clock: SandboxClock;
  readonly changes: ChangeLog;
  readonly triggers: Triggers;
  readonly uploads = new Uploads();
  settings: SlackSettings;
  state: SlackState;
  calls: ApiCall[] = [];
  mistakes: Mistake[] = [];
  readonly #office: SeedOffice;
  #callSeq = 0;

  constructor(clock: SandboxClock, changes: ChangeLog, settings: SlackSettings, office: SeedOffice) {
    this.#office = office;
    this.state = seededState(office);
    this.clock = clock;
    this.changes = changes;
    this.settings = settings;
    this.triggers = new Triggers(clock);
  }

  /** @throws SlackError `channel_not_found` */
  channel(idOrName: string | undefined): Channel {
    const name = idOrName?.replace(/^#/, '');
    const found = [...this.state.channels.values()].find((channel) => channel.id === idOrName || channel.name === name);
    if (found) return found;
    const user = this.state.users.get(idOrName ?? '');
    if (!user || user.isBot) throw new SlackError('channel_not_found');
    return this.#ownConversation(user);
  }

  /** A user's id in the place of a channel's: their own conversation with the app, which begins with the first message. */
  #ownConversation({ id, displayName }: User): Channel {
    const own = `D${id.slice(1)}`;
    const channel = this.state.channels.get(own) ?? newChannel({ id: own, name: displayName }, [id, TEAM.botUser]);
    this.state.channels.set(own, channel);
    return channel;
  }

  /** @throws SlackError `user_not_found` */
  user(id: string | undefined): User {
    const found = id === undefined ? undefined : this.state.users.get(id);
    if (!found) throw new SlackError('user_not_found');
    return found;
  }

  /** Who is behind the ids, for reading. */
  names(): Names {
    return this.state;
  }

  recordCall(method: string, args: Readonly<Record<string, unknown>>, error: string | null): void {
    this.#callSeq += 1;
    const call: ApiCall = {
      seq: this.#callSeq,
      at: this.clock.now().toISOString(),
      method,
      args,
      ok: error === null,
      error,
    };
    keep(this.calls, call);
    this.changes.emit({ kind: 'call', call });
  }

  mistake(what: string): void {
    const mistake: Mistake = { at: this.clock.now().toISOString(), what };
    this.mistakes.push(mistake);
    this.changes.emit({ kind: 'mistake', mistake });
  }

  notify(user: string, code: Notice['code'], text: string): void {
    const notice: Notice = { user, code, text, at: this.clock.now().toISOString() };
    this.state.notices.push(notice);
    this.changes.emit({ kind: 'notice', notice });
  }

  reset(settings: SlackSettings): void {
    this.settings = settings;
    this.state = seededState(this.#office);
    this.calls = [];
    this.mistakes = [];
    this.triggers.clear();
    this.uploads.clear();
  }
}

export function keep<T>(records: T[], record: T): void {
  records.push(record);
  if (records.length > KEPT_RECORDS) records.splice(0, KEPT_RECORDS / 10);
}

interface Upload {
  readonly name: string;
  readonly length: number;
  readonly alt: string | null;
  bytes: Buffer | null;
}

/** Files that are being brought, by the number that they will have. */
class Uploads {
  #begun = new Map<string, Upload>();

  begin(name: string, length: number, alt: string | null): string {
    const id = `F${randomUUID().slice(0, 10).replaceAll('-', '').toUpperCase()}`;
    this.#begun.set(id, { name, length, alt, bytes: null });
    return id;
  }

  /** @returns whether these are the bytes that were announced. */
  bring(id: string, bytes: Buffer): boolean {
    const upload = this.#begun.get(id);
    if (upload === undefined || upload.length !== bytes.length) return false;
    upload.bytes = bytes;
    return true;
  }

  /** The whole file, once. */
  take(id: string): (Upload & { readonly bytes: Buffer }) | null {
    const upload = this.#begun.get(id);
    if (upload === undefined || upload.bytes === null) return null;
    this.#begun.delete(id);
    return { ...upload, bytes: upload.bytes };
  }

  clear(): void {
    this.#begun = new Map();
  }
}

interface Trigger {
  readonly user: string;
  readonly viewId: string | null;
  readonly issuedAt: number;
  used: boolean;
}

/** Trigger ids: three seconds, one use. */
export class Triggers {
  readonly #clock: SandboxClock;
  #issued = new Map<string, Trigger>();

  constructor(clock: SandboxClock) {
    this.#clock = clock;
  }

  /** @param viewId the modal in which the person acted, null for a message, a command or a shortcut. */
  issue(user: string, viewId: string | null): string {
    const id = `${Date.now()}.${Math.floor(Math.random() * 1e12)}.${randomUUID().replaceAll('-', '')}`;
    this.#issued.set(id, { user, viewId, issuedAt: this.#clock.now().getTime(), used: false });
    return id;
  }

  /** @throws SlackError when the id is unknown, used or too old. */
  exchange(id: string): { readonly user: string; readonly viewId: string | null } {
    const trigger = this.#issued.get(id);
    if (!trigger) throw new SlackError('invalid_trigger_id');
    if (trigger.used) throw new SlackError('exchanged_trigger_id');
    if (this.#clock.now().getTime() - trigger.issuedAt > LIMITS.triggerMs) throw new SlackError('expired_trigger_id');
    trigger.used = true;
    return trigger;
  }

  clear(): void {
    this.#issued = new Map();
  }
}
