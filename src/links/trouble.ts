import type { LinkTrouble } from '../draft/events.ts';
import { proxyTroubleIn } from '../network/proxy.ts';
import { NotPublic } from './public-only.ts';

const CERTIFICATE = /^(?:CERT_|ERR_TLS_|ERR_SSL_|EPROTO|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|CRL_)/u;
const NO_SUCH_PLACE = ['ENOTFOUND', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'];

/** What a failed request says about a link. What is not known for certain is `timeout`, which says little. */
export function troubleOf(error: unknown): LinkTrouble {
  const proxy = proxyTroubleIn(error);
  // A proxy answers so where it does not find the host either; with any other answer it lets the app go nowhere.
  if (proxy !== null) return proxy.why.startsWith('5') ? 'unreachable' : 'no-way-out';
  const causes = causesOf(error);
  if (causes.some((cause) => cause instanceof NotPublic)) return 'private';
  const codes = causes.flatMap((cause) => ('code' in cause && typeof cause.code === 'string' ? [cause.code] : []));
  if (codes.some((code) => CERTIFICATE.test(code))) return 'certificate';
  return codes.some((code) => NO_SUCH_PLACE.includes(code)) ? 'unreachable' : 'timeout';
}

/** The error with all that it wraps: undici and happy eyeballs hide the reason in `cause` and `errors`. */
function causesOf(error: unknown, depth = 0): readonly Error[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const inner: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return [error, ...[error.cause, ...inner].flatMap((cause) => causesOf(cause, depth + 1))];
}
