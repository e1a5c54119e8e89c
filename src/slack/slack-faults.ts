import { webApi } from '@slack/bolt';

/** What a failed Web API call means for the message that was to be sent. */
export type SlackFault =
  /** Slack said no; nothing was sent. `error` is Slack's own name for it. */
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  /** No answer, a cut or a 5xx: the message may be there. */
  | { readonly kind: 'unknown' };

/** A form cannot be drawn now: it was closed or has changed meanwhile, or Slack is away. Anything else is a mistake of ours. */
export function isOutOfReach(error: unknown): boolean {
  try {
    const fault = slackFault(error);
    return fault.kind !== 'refused' || ['not_found', 'view_not_found', 'hash_conflict'].includes(fault.error);
  } catch {
    return false;
  }
}

/** @throws the error itself when it does not come from a Web API call: that is a bug, not a fault of the wire. */
export function slackFault(error: unknown): SlackFault {
  if (error instanceof webApi.WebAPIPlatformError) {
    const name = error.data.error;
    // Slack answers these in a body with ok:false, yet cannot say whether the work was done.
    return ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'].includes(name)
      ? { kind: 'unknown' }
      : { kind: 'refused', error: name };
  }
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { kind: 'rate-limited', retryAfterMs: error.retryAfter * 1000 };
  if (error instanceof webApi.WebAPIRequestError || error instanceof webApi.WebAPIHTTPError) return { kind: 'unknown' };
  throw error;
}
