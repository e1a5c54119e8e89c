import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { type ProxyTrouble, proxyTroubleIn } from '../network/proxy.ts';
import type { WayOut } from '../network/way-out.ts';
import type { Clock } from '../usecases/ports.ts';
import { boltLogger, type Log } from './log.ts';
import { sayHello } from './socket-probe.ts';
import { SocketFault } from './start-fault.ts';

/** Questions about a workspace that change nothing in it. */
export interface SlackInspection {
  /** Whose the bot token is, and what it may do. */
  bot(): Promise<Answer<Bot>>;
  /** Does the app-level token open a connection? It is made, and ended as soon as Slack has said hello. */
  socket(appToken: string): Promise<Answer<null>>;
  channel(id: string): Promise<Answer<Channel>>;
  user(id: string): Promise<Answer<{ readonly name: string; readonly active: boolean }>>;
  group(id: string): Promise<Answer<readonly string[]>>;
  /** Slack's own check of a message or a form; nothing is shown to anybody. @returns what is wrong, empty when nothing is. */
  validate(sample: Sample): Promise<Answer<readonly string[]>>;
}

export interface Bot {
  readonly team: string;
  readonly user: string;
  /** The token is one for a whole Enterprise Grid organisation. */
  readonly organisation: boolean;
  readonly scopes: readonly string[];
  /** Slack's clock before ours, in milliseconds, as exact as a date header is: to a second. Null when it does not say. */
  readonly clockAhead: number | null;
}

export interface Channel {
  readonly name: string;
  readonly member: boolean;
  readonly archived: boolean;
}

export type Sample = { readonly message: { readonly blocks: unknown } } | { readonly view: unknown };

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  /** `refused`: Slack's name of the error. `unreachable`: the system's, or the HTTP status. */
  | { readonly ok: false; readonly why: 'refused' | 'unreachable'; readonly code: string }
  | { readonly ok: false; readonly why: 'proxy'; readonly code: string; readonly trouble: ProxyTrouble }
  /** Slack gave an address for the connection; nothing came of it. */
  | { readonly ok: false; readonly why: 'no-socket'; readonly code: string; readonly host: string };

const botAnswer = z.object({
  team: z.string().default(''),
  user: z.string().default(''),
  is_enterprise_install: z.boolean().default(false),
  response_metadata: z.object({ scopes: z.array(z.string()).default([]) }).default({ scopes: [] }),
});
const channelAnswer = z.object({
  channel: z.object({ name: z.string().default(''), is_member: z.boolean(), is_archived: z.boolean().default(false) }),
});
const userAnswer = z.object({
  user: z.object({
    name: z.string().default(''),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
    profile: z.object({ display_name: z.string().default('') }).default({ display_name: '' }),
  }),
});
const connectionAnswer = z.object({ url: z.url({ protocol: /^wss?$/ }) });
const groupAnswer = z.object({ users: z.array(z.string()).default([]) });
const refusal = z.object({ errors: z.array(z.object({ pointer: z.string(), message: z.string() })) });

const CALL_TIMEOUT_MS = 10_000;

export function inspectSlack(
  settings: { readonly botToken: string; readonly apiUrl: string },
  { wayOut, clock, log }: { readonly wayOut: WayOut; readonly clock: Clock; readonly log: Log },
): SlackInspection {
  let ahead: number | null = null;
  const options = (): webApi.WebClientOptions => ({
    slackApiUrl: settings.apiUrl,
    timeout: CALL_TIMEOUT_MS,
    // Nothing is changed, so anything may be asked again; too many questions at once are waited out.
    retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 1_000 },
    logger: boltLogger(log),
    fetch: async (input, init) => {
      const asked = clock.now();
      const response = await wayOut.fetch(input, init);
      ahead = clockAhead(response.headers.get('date'), asked, clock.now());
      return response;
    },
  });
  const client = new webApi.WebClient(settings.botToken, options());

  return {
    bot: () =>
      answered(async () => {
        const answer = botAnswer.parse(await client.auth.test());
        const { team, user, is_enterprise_install: organisation, response_metadata } = answer;
        return { team, user, organisation, scopes: response_metadata.scopes, clockAhead: ahead };
      }),
    socket: (appToken) =>
      answered(async () => {
        const answer = await new webApi.WebClient(appToken, options()).apps.connections.open({});
        await sayHello(connectionAnswer.parse(answer).url, wayOut, CALL_TIMEOUT_MS);
        return null;
      }),
    channel: (id) =>
      answered(async () => {
        const { channel } = channelAnswer.parse(await client.conversations.info({ channel: id }));
        return { name: channel.name, member: channel.is_member, archived: channel.is_archived };
      }),
    user: (id) =>
      answered(async () => {
        const { user } = userAnswer.parse(await client.users.info({ user: id }));
        return { name: user.profile.display_name || user.name, active: !user.deleted && !user.is_bot };
      }),
    group: (id) => answered(async () => groupAnswer.parse(await client.usergroups.users.list({ usergroup: id })).users),
    validate: (sample) =>
      answered(async () => {
        try {
          await client.apiCall('blocks.validate', sample);
          return [];
        } catch (error) {
          const found = error instanceof webApi.WebAPIPlatformError ? refusal.safeParse(error.data).data : undefined;
          if (found === undefined) throw error;
          return found.errors.map(({ pointer, message }) => `${pointer} ${message}`);
        }
      }),
  };
}

/**
 * How far another machine's clock is before ours, in milliseconds.
 * @param date an HTTP date header, which counts whole seconds and is behind by half of one on average.
 */
function clockAhead(date: string | null, asked: Date, answeredAt: Date): number | null {
  const there = Date.parse(date ?? '');
  return Number.isNaN(there) ? null : there + 500 - (asked.getTime() + answeredAt.getTime()) / 2;
}

async function answered<T>(ask: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await ask() };
  } catch (error) {
    const trouble = proxyTroubleIn(error);
    if (trouble !== null) return { ok: false, why: 'proxy', code: trouble.why, trouble };
    if (error instanceof SocketFault)
      return { ok: false, why: 'no-socket', code: codeOf(error.cause), host: error.host };
    if (error instanceof webApi.WebAPIPlatformError) return { ok: false, why: 'refused', code: error.data.error };
    if (error instanceof webApi.WebAPIHTTPError)
      return { ok: false, why: 'unreachable', code: `HTTP ${error.statusCode}` };
    if (error instanceof webApi.WebAPIRequestError)
      return { ok: false, why: 'unreachable', code: codeOf(error.original) };
    if (error instanceof z.ZodError) return { ok: false, why: 'unreachable', code: 'UNREADABLE' };
    throw error;
  }
}

/** The system's name of what broke, however deep the library has wrapped it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.name : codeOf(error.cause);
}
