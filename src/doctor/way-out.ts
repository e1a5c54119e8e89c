import type { ProxyTrouble } from '../network/proxy.ts';
import type { WayOut } from '../network/way-out.ts';
import { doctorText, subjectText } from '../text/doctor.ts';
import { bad, type Finding, ok } from './finding.ts';

const PROXY = { check: 'network.proxy', subject: subjectText.proxy };

/**
 * Which way the app goes out, and what a proxy said to it.
 * @param addresses of the services.
 * @param troubles that all the other looks met, in their order.
 */
export function examineWayOut(
  wayOut: WayOut,
  addresses: readonly string[],
  troubles: readonly ProxyTrouble[],
): readonly Finding[] {
  const [first] = troubles;
  if (first !== undefined) return [bad(PROXY, doctorText.proxied(first))];
  const through = new Map<string, string[]>();
  for (const address of addresses) {
    const url = new URL(address);
    const proxy = wayOut.proxyTo(url)?.host;
    if (proxy !== undefined) through.set(proxy, [...(through.get(proxy) ?? []), url.host]);
  }
  if (through.size === 0) return [ok(PROXY, doctorText.straightOut())];
  return [...through].map(([proxy, hosts]) => ok(PROXY, doctorText.throughProxy(proxy, hosts)));
}
