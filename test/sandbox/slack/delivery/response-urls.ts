import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { LIMITS } from '../blocks/limits.ts';
import type { SlackCore } from '../core.ts';
import { SlackError } from '../errors.ts';
import type { Messages } from '../messages.ts';

/** Where an act happened, and so where its `response_url` writes to. */
export interface Origin {
  readonly user: string;
  readonly channel: string;
  readonly threadTs: string | undefined;
  /** The message that was acted on; null for a command. */
  readonly message: { readonly ts: string; readonly ephemeral: boolean } | null;
}

/** What an app posts to a `response_url`, or sends along with the acknowledgement of a command. */
export const responseSchema = z.object({
  text: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
});

export type Response = z.infer<typeof responseSchema>;

/** Addresses for answers: five uses in thirty minutes. */
export class ResponseUrls {
  readonly #core: SlackCore;
  readonly #messages: Messages;
  #issued = new Map<string, { readonly origin: Origin; readonly issuedAt: number; uses: number }>();

  constructor(core: SlackCore, messages: Messages) {
    this.#core = core;
    this.#messages = messages;
  }

  /** @returns the path of a new address. */
  issue(origin: Origin): string {
    const token = randomBytes(12).toString('hex');
    this.#issued.set(token, { origin, issuedAt: this.#core.clock.now().getTime(), uses: 0 });
    return `/response/${token}`;
  }

  /** @throws SlackError `used_url`, `expired_url`, or as chat.postMessage. */
  use(token: string, response: Response): void {
    const issued = this.#issued.get(token);
    if (!issued) throw new SlackError('invalid_url');
    if (this.#core.clock.now().getTime() - issued.issuedAt > LIMITS.responseUrlMs) throw new SlackError('expired_url');
    if (issued.uses >= LIMITS.responseUrlUses) throw new SlackError('used_url');
    issued.uses += 1;
    this.write(issued.origin, response);
  }

  /** Writes an answer where the act happened. @throws SlackError */
  write(origin: Origin, response: Response): void {
    const channel = this.#core.channel(origin.channel);
    const original = origin.message;
    if (response.delete_original && original) {
      if (original.ephemeral) this.#messages.removeEphemeral(channel, original.ts);
      else this.#messages.remove(channel, original.ts);
      return;
    }
    if (response.replace_original && original) {
      if (original.ephemeral) this.#messages.replaceEphemeral(channel, original.ts, response);
      else this.#messages.update(channel, original.ts, response);
      return;
    }
    const threadTs = response.thread_ts ?? origin.threadTs;
    if (response.response_type === 'in_channel') this.#messages.respondAsApp(channel, response, threadTs);
    else this.#messages.postEphemeral(channel, origin.user, response, threadTs);
  }

  reset(): void {
    this.#issued = new Map();
  }
}
