import { createHmac } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { SHINAGAWA } from '../sandbox/office.ts';
import { TEAM, TOKENS } from '../sandbox/seed.ts';

/** One `/post` as Slack sends it over HTTP. */
export interface Sample {
  /** Stands in the text, to find the card again. */
  readonly mark: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** Milliseconds to the acknowledgement. */
  readonly tookMs: number;
}

let sent = 0;

/**
 * Sends `/post` at a steady rate, whether or not the earlier ones were answered: so does Slack.
 * @throws when one is not acknowledged with 200.
 */
export async function load(port: number, perSecond: number, seconds: number): Promise<readonly Sample[]> {
  const begin = performance.now();
  const samples: Promise<Sample>[] = [];
  for (let number = 0; number < perSecond * seconds; number += 1) {
    await wait(Math.max(0, begin + (number * 1_000) / perSecond - performance.now()));
    samples.push(post(port));
  }
  return Promise.all(samples);
}

async function post(port: number): Promise<Sample> {
  sent += 1;
  const mark = `bench-${sent}`;
  // Every second one with a link, which the app opens once the card is up.
  const link = sent % 2 === 0 ? 'https://www.city.shinagawa.tokyo.jp/' : 'くわしくは広報紙をご覧ください。';
  const text = `【防災フェア ${mark}】7月1日（水）10時から、しながわ中央公園で開きます。申込みは不要です。${link}`;
  const body = new URLSearchParams({
    token: 'sandbox',
    team_id: TEAM.id,
    team_domain: TEAM.domain,
    channel_id: SHINAGAWA,
    channel_name: 'shinagawa',
    user_id: 'U0KOHO001',
    user_name: 'shokuin-a',
    command: '/post',
    text,
    api_app_id: TEAM.appId,
    response_url: 'http://127.0.0.1:9/none',
    trigger_id: mark,
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const hash = createHmac('sha256', TOKENS.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const begin = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hash}`,
    },
    body,
  });
  await answer.text();
  const end = performance.now();
  if (!answer.ok) throw new Error(`${mark} was answered with ${answer.status}`);
  return { mark, sentAt: performance.timeOrigin + begin, tookMs: end - begin };
}

/** @param share for example 0.99. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
