import type { Change } from '../../../changes.ts';
import type { Sandbox } from '../../../index.ts';
import type { FieldValue } from '../../../slack/form-values.ts';
import type { ActionResult, Place } from '../../../slack/people/stage.ts';
import type { FaultRule, FaultRuleInput } from '../../../wire/faults.ts';
import type { XRequest, XSettings } from '../../../x/state.ts';

/** A file as payloads show it. */
export interface GivenFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
}

/** Where the page finds a file's bytes. */
export const fileAddress = (id: string): string => `/control/slack/files/${encodeURIComponent(id)}`;

/** The sandbox would not do it, for example because the button is no longer there. */
export class Refused extends Error {}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/control/${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (response.ok) return response.json() as Promise<T>;
  const answer = (await response.json().catch(() => ({}))) as { error?: string };
  throw new Refused(answer.error ?? `${response.status}`);
}

const post = <T = ActionResult>(path: string, body: unknown) => call<T>('POST', path, body);

/** What people do in Slack and on the networks, over the sandbox's control API. Every act throws `Refused`. */
export const control = {
  snapshot: () => call<ReturnType<Sandbox['snapshot']>>('GET', 'snapshot'),
  command: (user: string, channel: string, command: string, text: string) =>
    post('slack/command', { user, channel, command, text }),
  say: (user: string, channel: string, text: string, threadTs: string | null, fileIds: readonly string[] = []) =>
    post<unknown>('slack/say', { user, channel, text, fileIds, ...(threadTs === null ? {} : { threadTs }) }),
  /** Slack has the file from then on. @returns it as Slack shows it. */
  give: async (user: string, file: File): Promise<GivenFile> => {
    const query = new URLSearchParams({ user, name: file.name });
    const response = await fetch(`/control/slack/files?${query}`, { method: 'POST', body: file });
    if (!response.ok) throw new Refused(`${response.status}`);
    return response.json() as Promise<GivenFile>;
  },
  click: (user: string, place: Place, actionId: string, blockId: string | undefined) =>
    post('slack/click', { user, place, actionId, blockId }),
  choose: (user: string, place: Place, actionId: string, blockId: string | undefined, value: FieldValue) =>
    post('slack/choose', { user, place, actionId, blockId, value }),
  shortcut: (user: string, channel: string, ts: string, callbackId: string) =>
    post('slack/shortcut', { user, channel, ts, callbackId }),
  openHome: (user: string) => post('slack/home', { user }),
  fill: (user: string, values: Readonly<Record<string, FieldValue>>) => post('slack/fill', { user, values }),
  submit: (user: string, values: Readonly<Record<string, FieldValue>>) => post('slack/submit', { user, values }),
  close: (user: string) => post('slack/close', { user }),
  addFault: (rule: FaultRuleInput) => post<FaultRule>('faults', rule),
  removeFault: (id: string) => call<unknown>('DELETE', `faults/${encodeURIComponent(id)}`),
  configureX: (settings: Partial<XSettings>) => post<unknown>('x/configure', settings),
  createRequests: () => call<readonly XRequest[]>('GET', 'x/create-requests'),
  postByHand: (account: string, text: string) => post<{ url: string }>('piazza/posts', { account, text }),
};

/** Every kind, because an EventSource tells only those that it was asked for. */
const KINDS: Readonly<Record<Change['kind'], true>> = {
  'message.posted': true,
  'message.updated': true,
  'message.deleted': true,
  'ephemeral.posted': true,
  'ephemeral.updated': true,
  'ephemeral.deleted': true,
  'view.opened': true,
  'view.updated': true,
  'view.pushed': true,
  'view.filled': true,
  'view.closed': true,
  'view.errors': true,
  'home.published': true,
  notice: true,
  delivery: true,
  call: true,
  mistake: true,
  socket: true,
  channel: true,
  user: true,
  settings: true,
  faults: true,
  clock: true,
  reset: true,
  'x.posted': true,
  'x.deleted': true,
  'x.request': true,
  'piazza.posted': true,
};

export interface Listening {
  readonly onChange: (change: Change) => void;
  /** The stream came back after a break, so that changes may be missing. */
  readonly onGap: () => void;
  readonly onBroken: () => void;
}

/** @returns what ends the listening. */
export function listen(since: number, { onChange, onGap, onBroken }: Listening): () => void {
  const source = new EventSource(`/control/events?since=${since}`);
  let broken = false;
  for (const kind of Object.keys(KINDS))
    source.addEventListener(kind, (event: MessageEvent<string>) => onChange(JSON.parse(event.data) as Change));
  source.addEventListener('open', () => {
    if (broken) onGap();
    broken = false;
  });
  source.addEventListener('error', () => {
    broken = true;
    onBroken();
  });
  return () => source.close();
}
