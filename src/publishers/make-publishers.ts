import type { Content } from '../draft/content.ts';
import type { WayOut } from '../network/way-out.ts';
import type { Account, Clock, MediaStore, Publisher } from '../usecases/ports.ts';
import { type KeyedKind, type Keys, sendsItself } from './kinds.ts';
import { createManualPublisher } from './manual/manual-publisher.ts';
import { inspectX } from './x/inspection.ts';
import type { XCredentials } from './x/wire.ts';
import { createXPublisher } from './x/x-publisher.ts';

export interface Wiring {
  readonly xApiUrl: string;
  readonly wayOut: WayOut;
  /** Absent where nothing is sent, as when only the keys are looked at. */
  readonly media?: Pick<MediaStore, 'read'>;
  /** @throws never for an account that the configuration accepted. */
  readonly keys: <K extends KeyedKind>(kind: K, prefix: string) => Keys<K>;
}

/** What a service says beside its answer. */
export interface Inspection {
  /** The service's clock before ours, in milliseconds; null when it was not reached or does not say. */
  readonly clockAhead: number | null;
  /** What the keys may do; `unknown` when the service does not say. */
  readonly access: 'read' | 'write' | 'unknown';
}

const INSPECT_TIMEOUT_MS = 10_000;

/** One publisher an account, made at the start. @returns a look-up by account. */
export function makePublishers(accounts: readonly Account[], wiring: Wiring): (account: Account) => Publisher {
  const made = new Map(accounts.map((account) => [account.id, makePublisher(account, wiring)]));
  return ({ id }) => {
    const publisher = made.get(id);
    if (publisher === undefined) throw new Error(`no publisher was made for the account ${id}`);
    return publisher;
  };
}

export function makePublisher({ publisher }: Account, { xApiUrl, wayOut, keys, media }: Wiring): Publisher {
  switch (publisher.kind) {
    case 'x': {
      const credentials = xCredentials(keys('x', publisher.credentials));
      return createXPublisher({
        username: publisher.username,
        credentials,
        sends: (content: Content) => sendsItself(publisher, content),
        apiUrl: xApiUrl,
        wayOut,
        ...(media === undefined ? {} : { media }),
      });
    }
    case 'manual':
      return createManualPublisher(publisher.pageUrl);
  }
}

/** Asks the account's service whose keys these are, and hears the rest. Changes nothing. */
export async function inspectService({ publisher }: Account, wiring: Wiring, clock: Clock): Promise<Inspection> {
  switch (publisher.kind) {
    case 'x': {
      const credentials = xCredentials(wiring.keys('x', publisher.credentials));
      const { xApiUrl: apiUrl, wayOut } = wiring;
      return inspectX({ credentials, apiUrl, wayOut, timeoutMs: INSPECT_TIMEOUT_MS }, clock);
    }
    case 'manual':
      return { clockAhead: null, access: 'unknown' };
  }
}

function xCredentials(keys: Keys<'x'>): XCredentials {
  return {
    appKey: keys.API_KEY,
    appSecret: keys.API_SECRET,
    accessToken: keys.ACCESS_TOKEN,
    accessSecret: keys.ACCESS_SECRET,
  };
}
