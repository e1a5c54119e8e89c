import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Log } from './log.ts';
import { slackFault } from './slack-faults.ts';

interface Place {
  readonly channel: string;
  /** The thread to look in; absent for the channel itself. */
  readonly thread_ts?: string;
  readonly mark: { readonly event_type: string; readonly event_payload: object };
}

const page = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        subtype: z.string().optional(),
        metadata: z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).optional(),
      }),
    )
    .default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** A thread holds some dozens of lines and a doubt is minutes old; beyond this many messages nobody looks. */
const PAGES = 25;

/**
 * Is the message with this mark already in Slack? Messages are recognised by their metadata, never by their words.
 * @returns its `ts`, or null when it is not there, or when the workspace does not let the app read
 *   (scope `channels:history` missing): then a line may appear twice rather than be missing.
 */
export async function wasPosted(client: webApi.WebClient, place: Place, log: Log): Promise<string | null> {
  const wanted = JSON.stringify(Object.entries(place.mark.event_payload).sort());
  let cursor: string | undefined;
  try {
    for (let read = 0; read < PAGES; read += 1) {
      const common = {
        channel: place.channel,
        include_all_metadata: true,
        limit: 200,
        ...(cursor === undefined ? {} : { cursor }),
      };
      const answer = page.parse(
        place.thread_ts === undefined
          ? await client.conversations.history(common)
          : await client.conversations.replies({ ...common, ts: place.thread_ts }),
      );
      const found = answer.messages.find(
        ({ metadata }) =>
          metadata?.event_type === place.mark.event_type &&
          JSON.stringify(Object.entries(metadata.event_payload).sort()) === wanted,
      );
      if (found !== undefined) return found.ts;
      cursor = answer.response_metadata?.next_cursor;
      if (cursor === undefined || cursor === '') return null;
    }
    return null;
  } catch (error) {
    // An answer that cannot be read says nothing about the message: it is asked for again.
    if (error instanceof z.ZodError) throw error;
    const fault = slackFault(error);
    if (fault.kind !== 'refused' || !CANNOT_READ.includes(fault.error)) throw error;
    log.warn({ slack: fault.error }, 'the thread cannot be read; a line may appear twice');
    return null;
  }
}

/**
 * Which of these messages are not in the channel any more. Looks through what lies between the oldest and the newest of them, and
 * says nothing of one that it did not get to.
 * @returns all of them where the workspace does not let the app read: then each has to be tried.
 */
export async function missingFrom(
  client: webApi.WebClient,
  channel: string,
  stamps: readonly string[],
  log: Log,
): Promise<readonly string[]> {
  const sorted = stamps.toSorted((one, other) => Number(one) - Number(other));
  const [oldest, latest] = [sorted[0], sorted.at(-1)];
  if (oldest === undefined || latest === undefined) return [];
  const there = new Set<string>();
  let reached = Number(latest);
  let cursor: string | undefined;
  try {
    for (let read = 0; read < PAGES; read += 1) {
      const common = { channel, oldest, latest, inclusive: true, limit: 200 };
      const answer = page.parse(
        await client.conversations.history({ ...common, ...(cursor === undefined ? {} : { cursor }) }),
      );
      // Of a deleted message that had a thread, Slack keeps the place.
      for (const { ts, subtype } of answer.messages) if (subtype !== 'tombstone') there.add(ts);
      cursor = answer.response_metadata?.next_cursor;
      reached = cursor === undefined || cursor === '' ? 0 : Number(answer.messages.at(-1)?.ts ?? reached);
      if (reached === 0) break;
    }
  } catch (error) {
    if (error instanceof z.ZodError) throw error;
    const fault = slackFault(error);
    if (fault.kind !== 'refused' || !CANNOT_READ.includes(fault.error)) throw error;
    log.warn({ slack: fault.error }, 'the channel cannot be read; each card is drawn again');
    return stamps;
  }
  return stamps.filter((ts) => Number(ts) >= reached && !there.has(ts));
}

const CANNOT_READ = [
  'missing_scope',
  'unknown_method',
  'not_allowed_token_type',
  'thread_not_found',
  'channel_not_found',
];
