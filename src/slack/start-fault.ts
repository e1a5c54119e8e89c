import { webApi } from '@slack/bolt';
import { proxyTroubleIn } from '../network/proxy.ts';
import { type StartFault, startWords } from '../text/start.ts';

/** The address for the connection was there, the connection was not. */
export class SocketFault extends Error {
  override readonly name = 'SocketFault';
  /** Slack's host that was asked for, without the ticket behind it. */
  readonly host: string;

  constructor(host: string, cause: unknown) {
    super(`no WebSocket to ${host}`, { cause });
    this.host = host;
  }
}

/** The token is one for a whole organisation: it does not say whose workspace it is, and each call would have to. */
export class OrganisationInstall extends Error {
  override readonly name = 'OrganisationInstall';
}

/** Why there is no way to Slack, or from it; null for anything else, which is a bug and has its stack in the log. */
export function slackStartFault(error: unknown, url: string): StartFault | null {
  const trouble = proxyTroubleIn(error);
  const host = error instanceof SocketFault ? error.host : new URL(url).host;
  if (trouble !== null) return { kind: 'proxy', host, trouble };
  if (error instanceof SocketFault) return { kind: 'slack-socket', host, detail: innermost(error) };
  if (error instanceof OrganisationInstall) return { kind: 'organisation' };
  if (error instanceof webApi.WebAPIPlatformError) return { kind: 'slack-refused', error: error.data.error };
  if (error instanceof webApi.WebAPIHTTPError)
    return { kind: 'slack-unreachable', url, detail: `HTTP ${error.statusCode}` };
  if (error instanceof webApi.WebAPIRequestError) return { kind: 'slack-unreachable', url, detail: innermost(error) };
  return portFault(error);
}

/** The same in a sentence, for the log; undefined where there is nothing to tell. */
export function saidOf(error: unknown, url: string): string | undefined {
  const fault = slackStartFault(error, url);
  return fault === null ? undefined : startWords(fault).join('');
}

/** HTTP mode: where Slack's requests should come in, nothing can listen. */
function portFault(error: unknown): StartFault | null {
  if (!(error instanceof Error && 'syscall' in error && error.syscall === 'listen' && 'port' in error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  return { kind: 'port', port: Number(error.port), code };
}

/** `fetch failed` says nothing; its cause (ECONNREFUSED, ENOTFOUND, a certificate) does. */
function innermost(error: Error): string {
  let inner = error instanceof webApi.WebAPIRequestError ? error.original : error;
  while (inner.cause instanceof Error) inner = inner.cause;
  return 'code' in inner && typeof inner.code === 'string' ? inner.code : inner.message;
}
