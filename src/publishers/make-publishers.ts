import type { Account, Publisher } from '../usecases/ports.ts';
import { createManualPublisher } from './manual/manual-publisher.ts';
import type { XCredentials } from './x/wire.ts';
import { createXPublisher } from './x/x-publisher.ts';

interface Wiring {
  readonly xApiUrl: string;
  /** @throws never for an account that the configuration accepted. */
  readonly secretsOf: (credentials: string) => XCredentials;
}

/** One publisher an account, made at the start. @returns a look-up by account. */
export function makePublishers(accounts: readonly Account[], wiring: Wiring): (account: Account) => Publisher {
  const made = new Map(accounts.map((account) => [account.id, makePublisher(account, wiring)]));
  return ({ id }) => {
    const publisher = made.get(id);
    if (publisher === undefined) throw new Error(`no publisher was made for the account ${id}`);
    return publisher;
  };
}

function makePublisher({ publisher }: Account, { xApiUrl, secretsOf }: Wiring): Publisher {
  switch (publisher.kind) {
    case 'x':
      return createXPublisher({
        username: publisher.username,
        credentials: secretsOf(publisher.credentials),
        apiUrl: xApiUrl,
      });
    case 'manual':
      return createManualPublisher();
  }
}
