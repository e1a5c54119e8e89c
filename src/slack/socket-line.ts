import { setTimeout as wait } from 'node:timers/promises';
import { type SocketModeReceiver, webApi } from '@slack/bolt';
import type { SocketWay } from '../network/way-out.ts';
import type { Log } from './log.ts';
import { SocketFault, saidOf } from './start-fault.ts';

/** The connection that Slack's deliveries come on, kept up for as long as the app runs. */
export interface SocketLine {
  /** Resolves when Slack has said hello. @throws what kept it from that, after some tries. */
  start(): ReturnType<SocketModeReceiver['start']>;
  /** Ends it, in whatever moment it is: also while a connection is being made, or where nobody answers any more. */
  stop(): Promise<void>;
}

interface Parts {
  readonly client: SocketModeReceiver['client'];
  /** The way that the client's connections take. */
  readonly way: Pick<SocketWay, 'cut' | 'trouble'>;
  readonly log: Log;
  readonly apiUrl: string;
  /** Aborted by `stop`; the client's own requests hang on it as well. */
  readonly stopping: AbortController;
}

/** From the request for an address to Slack's hello. */
const HELLO_MS = 20_000;
/** For Slack's part of a goodbye; then the socket is cut. */
const GOODBYE_MS = 1_000;
const START_TRIES = 3;
/** Slack replaces the connection every few hours, so the first try follows at once; clicks get no answer in between. */
const PAUSES_MS = [0, 500, 1_000, 2_000, 5_000];
const LONGEST_PAUSE_MS = 10_000;
/** No later try is answered otherwise. */
const FOR_GOOD = ['not_authed', 'invalid_auth', 'account_inactive', 'user_removed_from_team', 'team_disabled'];

/**
 * The client's own way of coming back waits five seconds before its first try, cannot be stopped while it tries, and tells
 * nobody why a connection could not be had. So it is made without it (`autoReconnectEnabled: false`), and this comes back.
 */
export function makeSocketLine({ client, way, log, apiUrl, stopping }: Parts): SocketLine {
  let host = '';
  let trying: Promise<unknown> = Promise.resolve();
  /** A connection is being made, or made again: its end in between is known to whoever makes it. */
  let making = false;

  client.on('authenticated', ({ url }: { url?: string }) => {
    host = url !== undefined && URL.canParse(url) ? new URL(url).host : '';
  });
  client.on('disconnected', () => {
    // Whatever is left of it: a peer that has fallen silent would keep it for ever.
    way.cut();
    if (!making && !stopping.signal.aborted) void keepMaking(comeBack);
  });

  async function keepMaking<T>(make: () => Promise<T>): Promise<T> {
    making = true;
    try {
      return await make();
    } finally {
      making = false;
    }
  }

  async function connect() {
    host = '';
    const late = setTimeout(hangUp, HELLO_MS);
    const attempt = client.start();
    trying = attempt;
    try {
      const opened = await attempt;
      if (stopping.signal.aborted) throw stopping.signal.reason;
      // Gone again in the same moment; its end went by unheard.
      if (client.websocket?.isActive() !== true) throw new SocketFault(host, way.trouble());
      return opened;
    } catch (error) {
      if (stopping.signal.aborted) hangUp();
      // The client rejects with nothing where the connection went away.
      throw error ?? new SocketFault(host, way.trouble());
    } finally {
      clearTimeout(late);
    }
  }

  function hangUp(): void {
    void client.disconnect();
    // The second time it does not wait for an answer.
    client.websocket?.disconnect();
    way.cut();
  }

  function tryAgain(error: unknown, tries: number): void {
    log.warn({ err: error, tries, said: saidOf(error, apiUrl) }, 'no connection to Slack; it is tried again');
  }

  async function comeBack(): Promise<void> {
    for (let tries = 0; !stopping.signal.aborted; tries += 1) {
      try {
        await wait(PAUSES_MS[tries] ?? LONGEST_PAUSE_MS, undefined, { signal: stopping.signal });
        await connect();
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        // Nobody waits for this: it ends the process, and the supervisor starts it where the refusal is told.
        if (isForGood(error)) throw error;
        tryAgain(error, tries + 1);
      }
    }
  }

  async function begin() {
    for (let tries = 1; ; tries += 1) {
      try {
        return await connect();
      } catch (error) {
        if (stopping.signal.aborted || tries === START_TRIES || isForGood(error)) throw error;
        tryAgain(error, tries);
        await wait(PAUSES_MS[tries], undefined, { signal: stopping.signal });
      }
    }
  }

  return {
    start: () => keepMaking(begin),
    async stop() {
      stopping.abort();
      const gone = client.disconnect();
      await Promise.race([Promise.allSettled([gone, trying]), wait(GOODBYE_MS)]);
      hangUp();
    },
  };
}

function isForGood(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError && FOR_GOOD.includes(error.data.error);
}
