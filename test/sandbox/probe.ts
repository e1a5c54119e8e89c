import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Sandbox } from './index.ts';
import { TOKENS } from './seed.ts';

const frame = z.object({
  type: z.string(),
  envelope_id: z.string().optional(),
  payload: z.record(z.string(), z.unknown()).optional(),
});

export type Frame = z.infer<typeof frame>;

/** The barest app: a socket that keeps what it is sent and answers as it is told. For tests of the sandbox itself. */
export class Probe {
  readonly frames: Frame[] = [];
  /** Gives what goes along with the acknowledgement; `null` for no acknowledgement. */
  answer: (envelope: Frame) => Record<string, unknown> | null = () => ({});
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const received = frame.parse(JSON.parse(String(data)));
      this.frames.push(received);
      const payload = received.envelope_id === undefined ? null : this.answer(received);
      if (payload) socket.send(JSON.stringify({ envelope_id: received.envelope_id, payload }));
    });
  }

  get payloads(): readonly Record<string, unknown>[] {
    return this.frames.flatMap((each) => (each.payload ? [each.payload] : []));
  }

  close(): void {
    this.#socket.close();
  }
}

/** Connects as an app does. */
export async function probe(sandbox: Sandbox): Promise<Probe> {
  const response = await fetch(`${sandbox.slackApiUrl}apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKENS.app}` },
  });
  const { url } = z.object({ url: z.string() }).parse(await response.json());
  const socket = new WebSocket(url);
  const connected = new Probe(socket);
  await once(socket, 'message');
  return connected;
}

/** A call of the Web API by the app. */
export async function call(
  sandbox: Sandbox,
  method: string,
  args: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const response = await fetch(sandbox.slackApiUrl + method, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKENS.bot}` },
    body: JSON.stringify(args),
  });
  return z.record(z.string(), z.unknown()).parse(await response.json());
}
