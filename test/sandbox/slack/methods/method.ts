import type { SlackCore } from '../core.ts';
import type { Messages } from '../messages.ts';
import type { Views } from '../views.ts';
import type { Arguments } from './arguments.ts';

/** What a method works on. */
export interface World {
  readonly core: SlackCore;
  readonly messages: Messages;
  readonly views: Views;
  /** Makes the one-time address of a new socket. */
  readonly openConnection: () => string;
  /** Address under which files are fetched and brought. */
  readonly filesUrl: () => string;
}

export interface Method {
  /** Which token it asks for. */
  readonly token: 'bot' | 'app' | 'none';
  readonly scope: string | null;
  /** @returns the answer without `ok`. @throws SlackError */
  readonly run: (args: Arguments, world: World) => Readonly<Record<string, unknown>>;
}

export type Methods = Readonly<Record<string, Method>>;

/** Cuts a page out of a list, with Slack's cursor. */
export function page<T>(items: readonly T[], args: Arguments, fallback: number): { items: readonly T[]; next: string } {
  const start = Number(Buffer.from(args.string('cursor') ?? '', 'base64').toString() || 0);
  const limit = Math.max(1, args.number('limit', fallback));
  const end = start + limit;
  return {
    items: items.slice(start, end),
    next: end < items.length ? Buffer.from(String(end)).toString('base64') : '',
  };
}
