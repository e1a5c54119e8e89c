import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import type { Proxies } from '../network/proxy.ts';
import { KEYS, type KeyedKind, type Keys } from '../publishers/kinds.ts';
import { envText } from '../text/config.ts';
import { errorCode, readBytes, unreadableText } from './files.ts';
import type { ConfigProblem } from './problem.ts';
import { nearest } from './suggest.ts';

/** The only reader of process.env. */

export type SlackConnection =
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string; readonly port: number };

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface Env {
  readonly slack: {
    readonly botToken: string;
    /** Ends in a slash. */
    readonly apiUrl: string;
    readonly connection: SlackConnection;
  };
  /** The part before /2/…, without a slash at its end. */
  readonly xApiUrl: string;
  readonly proxies: Proxies;
  readonly officeFile: string;
  readonly dataFolder: string;
  readonly logLevel: LogLevel;
  /** Where `/healthz` and `/metrics` are served; null when they are not. */
  readonly health: { readonly host: string; readonly port: number } | null;
  /** A server on this machine that stands in for the web when links are checked; null: the web itself. */
  readonly linkSandbox: { readonly host: string; readonly port: number } | null;
  /**
   * The keys of an account that loadConfig has let through.
   * @param prefix its `credentials`, for example `X` for X_API_KEY and its three companions.
   * @throws when any of them is missing.
   */
  keys<K extends KeyedKind>(kind: K, prefix: string): Keys<K>;
}

export type KeysResult<K extends KeyedKind> =
  | { readonly ok: true; readonly keys: Keys<K> }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

export type EnvResult =
  | { readonly ok: true; readonly env: Env }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Where the variables come from: their values, and the line of those that stand in a file. */
export interface EnvSource {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly lines: Readonly<Record<string, number>>;
  /** Why the file could not be read, although it is there. */
  readonly unreadable?: string;
}

const FILE = '.env';
/** Where Prometheus looks for exporters of this kind by custom. */
const HEALTH_PORT = 9464;

/**
 * The process's environment, completed from `.env`; what is already set wins, as with Node's --env-file.
 * @param file path of the .env file; a missing one is fine.
 */
export function environment(file = FILE): EnvSource {
  const { source, ...trouble } = readIfThere(file);
  const written = source === null ? {} : parseEnv(source);
  const lines: Record<string, number> = {};
  for (const [index, line] of (source ?? '').split('\n').entries()) {
    const name = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/.exec(line)?.[1];
    if (name !== undefined && process.env[name] === undefined) lines[name] = index + 1;
  }
  return { values: { ...written, ...process.env }, lines, ...trouble };
}

function readIfThere(file: string): { readonly source: string | null; readonly unreadable?: string } {
  try {
    // Editors on Windows put a mark in front that would become part of the first name.
    return { source: readFileSync(file, 'utf8').replace(/^\uFEFF/, '') };
  } catch (cause) {
    const code = errorCode(cause);
    return code === 'ENOENT' ? { source: null } : { source: null, unreadable: code };
  }
}

// An empty variable is how a shell, a container or a copied .env.example says "not set".
const absentWhenBlank = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() === '' ? undefined : typeof value === 'string' ? value.trim() : value;
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absentWhenBlank, schema.optional());

/** `http://name:password@host:port`; many write no scheme. A proxy that wants a name wants a password as well. */
const proxy = optional(
  z
    .string()
    .transform((text) => (/^\w+:\/\//.test(text) ? text : `http://${text}`))
    .refine((text) => URL.canParse(text) && isProxy(new URL(text)))
    .transform((text) => new URL(text)),
);

function isProxy({ protocol, username, password, pathname }: URL): boolean {
  const plain = [username, password].every((part) => !/%(?![0-9a-f]{2})/i.test(part));
  return /^https?:$/.test(protocol) && pathname === '/' && plain && (username === '') === (password === '');
}

const schema = z.object({
  SLACK_BOT_TOKEN: z.preprocess(absentWhenBlank, z.string().regex(/^xoxb-\S+$/)),
  SLACK_APP_TOKEN: optional(z.string().regex(/^xapp-\S+$/)),
  SLACK_SIGNING_SECRET: optional(z.string().regex(/^\S+$/)),
  PORT: optional(
    z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.int().min(1).max(65_535)),
  ),
  SLACK_API_URL: optional(z.url({ protocol: /^https?$/ })),
  // The library adds /2/ itself; a base that already has it would ask for /2/2/.
  X_API_URL: optional(z.url({ protocol: /^https?$/ }).refine((url) => !/\/\d(\.\d)?\/*$/.test(url))),
  KESSAI_OFFICE: optional(z.string()),
  KESSAI_DATA: optional(z.string()),
  LOG_LEVEL: optional(z.enum(['debug', 'info', 'warn', 'error'])),
  // The only variable whose being empty says something else than its being absent: no port at all.
  KESSAI_HEALTH_PORT: z
    .string()
    .trim()
    .regex(/^\d{0,5}$/)
    .transform((text) => (text === '' ? null : Number(text)))
    .pipe(z.int().max(65_535).nullable())
    .optional(),
  // Loopback only, so that it can open no way into an office's network.
  LINK_CHECK_SANDBOX: optional(z.string().regex(/^(?:127\.0\.0\.1|localhost):\d{1,5}$/)),
  KESSAI_HEALTH_HOST: optional(z.union([z.ipv4(), z.ipv6(), z.literal('localhost')])),
  // Programs differ in which spelling they read; the small one wins where both are set.
  https_proxy: proxy,
  HTTPS_PROXY: proxy,
  http_proxy: proxy,
  HTTP_PROXY: proxy,
  no_proxy: optional(z.string()),
  NO_PROXY: optional(z.string()),
});

type Variable = keyof z.infer<typeof schema>;

/** Where office.yaml is; known even when other variables are wrong, so that its problems can be listed as well. */
export function officeFile(source: EnvSource): string {
  return source.values.KESSAI_OFFICE?.trim() || './office.yaml';
}

/** Where the record is; known even when other variables are wrong. */
export function dataFolder(source: EnvSource): string {
  return source.values.KESSAI_DATA?.trim() || './data';
}

/** Checks all variables and lists every problem at once, without the values. */
export function readEnv(source: EnvSource): EnvResult {
  if (source.unreadable !== undefined)
    return { ok: false, problems: [{ file: FILE, line: null, path: '', ...unreadableText(source.unreadable) }] };
  const parsed = schema.safeParse(source.values);
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0])));
  const problems = [...wrong].map((name) => problem(source, name, isSet(source, name)));
  const connectionSet = isSet(source, 'SLACK_APP_TOKEN') || isSet(source, 'SLACK_SIGNING_SECRET');
  // Node reads it before it reads any file of ours.
  const certificates = source.values.NODE_EXTRA_CA_CERTS?.trim() ?? '';
  if (source.lines.NODE_EXTRA_CA_CERTS !== undefined)
    problems.push(problemAt(source, 'NODE_EXTRA_CA_CERTS', envText.certificatesTooLate()));
  else if (certificates !== '' && 'problem' in readBytes(certificates))
    problems.push(problemAt(source, 'NODE_EXTRA_CA_CERTS', envText.certificatesUnreadable(certificates)));
  if (!connectionSet) {
    problems.push({ file: FILE, line: null, path: 'SLACK_APP_TOKEN', ...envText.noConnection() });
  }
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  const values = parsed.data;
  const connection = connectionOf(values);
  if (connection === null) throw new Error('no connection although one was found');
  return {
    ok: true,
    env: {
      slack: {
        botToken: values.SLACK_BOT_TOKEN,
        apiUrl: `${(values.SLACK_API_URL ?? 'https://slack.com/api/').replace(/\/+$/, '')}/`,
        connection,
      },
      xApiUrl: (values.X_API_URL ?? 'https://api.x.com').replace(/\/+$/, ''),
      proxies: {
        https: values.https_proxy ?? values.HTTPS_PROXY ?? null,
        http: values.http_proxy ?? values.HTTP_PROXY ?? null,
        none: values.no_proxy ?? values.NO_PROXY ?? '',
      },
      officeFile: officeFile(source),
      dataFolder: dataFolder(source),
      logLevel: values.LOG_LEVEL ?? 'info',
      health: healthOf(values),
      linkSandbox: placeOf(values.LINK_CHECK_SANDBOX),
      keys: (kind, prefix) => {
        const found = readKeys(source, kind, prefix);
        if (!found.ok) throw new Error(`the keys behind ${prefix}_ are not all there`);
        return found.keys;
      },
    },
  };
}

/** Socket Mode wins where both are set: it needs no open port, and a signing secret is often just left over. */
function connectionOf(values: z.infer<typeof schema>): SlackConnection | null {
  if (values.SLACK_APP_TOKEN !== undefined) return { mode: 'socket', appToken: values.SLACK_APP_TOKEN };
  if (values.SLACK_SIGNING_SECRET === undefined) return null;
  return { mode: 'http', signingSecret: values.SLACK_SIGNING_SECRET, port: values.PORT ?? 3000 };
}

function healthOf({ KESSAI_HEALTH_PORT: port = HEALTH_PORT, KESSAI_HEALTH_HOST: host }: z.infer<typeof schema>) {
  return port === null ? null : { host: host ?? '127.0.0.1', port };
}

function placeOf(place: string | undefined): Env['linkSandbox'] {
  const [host, port] = place?.split(':') ?? [];
  return host === undefined || port === undefined ? null : { host, port: Number(port) };
}

/**
 * The keys of one account.
 * @param prefix upper case, for example `X` → X_API_KEY, X_API_SECRET, X_ACCESS_TOKEN, X_ACCESS_SECRET.
 */
export function readKeys<K extends KeyedKind>(source: EnvSource, kind: K, prefix: string): KeysResult<K> {
  const { service, names } = KEYS[kind];
  const written = (name: string): string => source.values[`${prefix}_${name}`]?.trim() ?? '';
  const missing = names.filter((name) => written(name) === '').map((name) => `${prefix}_${name}`);
  if (missing.length === 0)
    return { ok: true, keys: Object.fromEntries(names.map((name) => [name, written(name)])) as Keys<K> };
  const all = names.map((name) => `${prefix}_${name}`);
  return {
    ok: false,
    problems: missing.map((name) => ({
      file: FILE,
      line: source.lines[name] ?? null,
      path: name,
      ...envText.keyMissing(service, misspelt(source, name, all)),
    })),
  };
}

/**
 * The name in the file that was probably meant for this one; a name that is right for something else is not.
 * @param companions names that are right beside those of the schema.
 */
function misspelt(source: EnvSource, name: string, companions: readonly string[] = []): string | null {
  const known = [...Object.keys(schema.shape), ...companions];
  return nearest(
    name,
    Object.keys(source.lines).filter((each) => !known.includes(each)),
  );
}

/** A blank variable counts as not set. */
export function isSet(source: EnvSource, name: string): boolean {
  return (source.values[name] ?? '').trim() !== '';
}

function problem(source: EnvSource, name: string, given: boolean): ConfigProblem {
  const sentences: Record<Variable, () => { message: string; remedy: string }> = {
    SLACK_BOT_TOKEN: given ? envText.botToken : () => envText.noBotToken(misspelt(source, name)),
    SLACK_APP_TOKEN: envText.appToken,
    SLACK_SIGNING_SECRET: envText.signingSecret,
    PORT: envText.port,
    SLACK_API_URL: envText.slackApiUrl,
    X_API_URL: envText.xApiUrl,
    KESSAI_OFFICE: envText.unreadable,
    KESSAI_DATA: envText.unreadable,
    LOG_LEVEL: envText.logLevel,
    KESSAI_HEALTH_PORT: envText.healthPort,
    KESSAI_HEALTH_HOST: envText.healthHost,
    LINK_CHECK_SANDBOX: envText.linkSandbox,
    https_proxy: envText.proxy,
    HTTPS_PROXY: envText.proxy,
    http_proxy: envText.proxy,
    HTTP_PROXY: envText.proxy,
    no_proxy: envText.unreadable,
    NO_PROXY: envText.unreadable,
  };
  const sentence = Object.hasOwn(sentences, name) ? sentences[name as Variable]() : envText.unreadable();
  return problemAt(source, name, sentence);
}

function problemAt(source: EnvSource, name: string, sentence: { message: string; remedy: string }): ConfigProblem {
  return { file: FILE, line: source.lines[name] ?? null, path: name, ...sentence };
}
