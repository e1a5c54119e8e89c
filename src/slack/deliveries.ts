import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Person } from '../draft/events.ts';

/** The parts of Slack's payloads that tell one delivery from another and who is behind it. */
const payload = z.object({
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  command: z.string().optional(),
  text: z.string().optional(),
  user_id: z.string().optional(),
  user_name: z.string().optional(),
  channel_id: z.string().optional(),
  channel: z.object({ id: z.string() }).optional(),
  callback_id: z.string().optional(),
  actions: z
    .array(z.object({ action_id: z.string(), action_ts: z.string().optional(), value: z.string().optional() }))
    .optional(),
  action_ts: z.string().optional(),
  user: z.object({ id: z.string(), name: z.string().optional(), username: z.string().optional() }).optional(),
  view: z
    .object({
      id: z.string(),
      hash: z.string().optional(),
      callback_id: z.string().optional(),
      // Holds our own nonce, another for each time a form is drawn.
      private_metadata: z.string().optional(),
    })
    .optional(),
  container: z.object({ message_ts: z.string().optional() }).optional(),
});

type Payload = z.infer<typeof payload>;

/** Read once a delivery: who asks for its identity asks for its person as well, and more than once. */
const read = new WeakMap<object, z.ZodSafeParseResult<Payload>>();

function readPayload(body: unknown): z.ZodSafeParseResult<Payload> {
  if (typeof body !== 'object' || body === null) return payload.safeParse(body);
  const result = read.get(body) ?? payload.safeParse(body);
  read.set(body, result);
  return result;
}

function payloadOf(body: unknown): Payload {
  const { data, error } = readPayload(body);
  if (data === undefined) throw error;
  return data;
}

/**
 * Identity of one delivery: the same for a payload that Slack sends again, another for every click and command of
 * a person. Nothing in Slack does this for the app: https://docs.slack.dev/apis/events-api/#retries
 */
export function deliveryKey(body: unknown): string {
  const known = readPayload(body).data;
  const { user_name: _name, user, ...rest } = known ?? {};
  return createHash('sha256')
    .update(JSON.stringify(known === undefined ? body : [rest, user?.id]))
    .digest('base64url')
    .slice(0, 27);
}

/** Who acts. The id is what counts; the name is the office's own for it, else Slack's. */
export function personOf(body: unknown, names: Readonly<Record<string, string>>): Person {
  const { user_id, user_name, user } = payloadOf(body);
  const id = user?.id ?? user_id;
  if (id === undefined) throw new TypeError('a payload without a user');
  return { id, name: names[id] ?? user?.username ?? user?.name ?? user_name ?? id };
}

/** What lets the app open a form in front of whoever acted, for three seconds; null where nothing does. */
export function triggerOf(body: unknown): string | null {
  return payload.safeParse(body).data?.trigger_id ?? null;
}

/** The form that somebody acted in, and what it carries; null on the Home tab and elsewhere. */
export function modalOf(body: unknown): { readonly id: string; readonly metadata: string } | null {
  const view = inModal.safeParse(body).data?.view;
  return view === undefined ? null : { id: view.id, metadata: view.private_metadata };
}

/** Was something pressed in a form? Another one then stands above it, and what was typed in it is there again afterwards. */
export function isPressedInModal(body: unknown): boolean {
  return pressed.safeParse(body).success && modalOf(body) !== null;
}

const pressed = z.object({ type: z.literal('block_actions') });

const inModal = z.object({
  view: z.object({ type: z.literal('modal'), id: z.string(), private_metadata: z.string() }),
});

/** Where somebody acted: their id, and the channel unless they acted on the Home tab. */
export function whereabouts(body: unknown): { readonly user: string; readonly channel: string | null } {
  const { user_id, user, channel_id, channel } = payloadOf(body);
  const id = user?.id ?? user_id;
  if (id === undefined) throw new TypeError('a payload without a user');
  return { user: id, channel: channel?.id ?? channel_id ?? null };
}
