import { createHmac } from 'node:crypto';
import { TOKENS } from '../../seed.ts';
import type { SlackCore } from '../core.ts';
import type { Attempt, Delivery, SendOptions, Transport } from './delivery.ts';

/** Signed HTTP: what Slack posts to the request URL of an app without Socket Mode. */
export class HttpTransport implements Transport {
  readonly #core: SlackCore;

  constructor(core: SlackCore) {
    this.#core = core;
  }

  async send(delivery: Delivery, { retry, forged }: SendOptions): Promise<Attempt> {
    const { requestUrl, ackTimeoutMs } = this.#core.settings;
    if (requestUrl === null) return { ok: false, code: 'dispatch_failed' };
    const { body, contentType } = encoded(delivery);
    // The app checks the time against the real clock, whatever the sandbox's says.
    const timestamp = String(forged?.timestamp ?? Math.floor(Date.now() / 1000));
    const headers = {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': forged?.signature ?? signature(TOKENS.signingSecret, timestamp, body),
      ...(retry > 0 ? { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' } : {}),
    };
    try {
      const response = await fetch(requestUrl, {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(ackTimeoutMs),
      });
      const text = await response.text();
      if (!response.ok) return { ok: false, code: 'http_service_error' };
      return { ok: true, answer: this.#answer(text, response.headers.get('content-type') ?? '') };
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError';
      return { ok: false, code: late ? 'operation_timeout' : 'dispatch_failed' };
    }
  }

  #answer(text: string, contentType: string): unknown {
    if (text === '') return undefined;
    if (!contentType.includes('json')) return { text };
    try {
      return JSON.parse(text);
    } catch {
      this.#core.mistake(`The app acknowledged with a body that is no JSON: ${text.slice(0, 200)}`);
      return undefined;
    }
  }
}

/** Slack's v0 signature. */
function signature(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

function encoded({ kind, payload }: Delivery): { body: string; contentType: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const form =
    kind === 'interactive'
      ? new URLSearchParams({ payload: JSON.stringify(payload) })
      : new URLSearchParams(Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]));
  return { body: form.toString(), contentType: 'application/x-www-form-urlencoded' };
}
