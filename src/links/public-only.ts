import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';

/** A name that leads to an address which is not on the public internet. */
export class NotPublic extends Error {
  override readonly name = 'NotPublic';
  readonly code = 'KESSAI_NOT_PUBLIC';
}

export type Resolve = (
  host: string,
  options: { readonly all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** What the internet's registry gives out of IPv6 for ordinary use (RFC 4291, 2.4); all the rest is reserved. */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Only global unicast addresses, whatever range is invented next. An IPv4 address in IPv6 clothes (`::ffff:…`) is judged as
 * what is in them; one that is translated or tunnelled on the way (NAT64, 6to4, Teredo) is none.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const plain = ipaddr.process(address);
  // Of IPv6, `unicast` is whatever has no other name, also outside of what is given out.
  return plain.range() === 'unicast' && (plain instanceof ipaddr.IPv4 || plain.match(GLOBAL_V6));
}

/**
 * A look-up for sockets that gives public addresses or fails. The socket connects to the very addresses that were
 * judged, so a name that answers otherwise the next time gains nothing. One private address spoils the name.
 */
export function publicLookup(resolve: Resolve = systemLookup): LookupFunction {
  return (host, options, done) => {
    resolve(host, { all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null && error !== undefined) done(error, '');
      else if (first === undefined || !addresses.every(({ address }) => isPublic(address)))
        done(new NotPublic(`${host} is not on the public internet`), '');
      else if (options.all === true) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

/**
 * The guard where a proxy makes the connection: it resolves the name, so that what is judged here is only what this machine
 * would find. A name that it does not find itself, as in most networks with a proxy, is left to the proxy's own rules.
 * @throws NotPublic
 */
export async function expectPublicName(hostname: string, resolve: Resolve = systemLookup): Promise<void> {
  const host = hostname.replace(/^\[|\]$/gu, '');
  const found = ipaddr.isValid(host)
    ? [host]
    : await new Promise<readonly string[]>((done) => {
        resolve(host, { all: true }, (error, addresses) =>
          done(error === null || error === undefined ? addresses.map(({ address }) => address) : []),
        );
      });
  if (!found.every(isPublic)) throw new NotPublic(`${host} is not on the public internet`);
}

/** Connections to public addresses only. @param timeout milliseconds until a connection must stand. */
export function publicConnector(timeout: number, resolve?: Resolve): buildConnector.connector {
  const connect = buildConnector({ timeout, lookup: publicLookup(resolve) });
  return (options, done) => {
    // A socket asks no look-up for a host that is written as an address.
    const literal = options.hostname.replace(/^\[|\]$/gu, '');
    if (ipaddr.isValid(literal) && !isPublic(literal)) done(new NotPublic(`${literal} is not public`), null);
    else connect(options, done);
  };
}
