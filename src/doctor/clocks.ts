import { doctorText, subjectText } from '../text/doctor.ts';
import { bad, type Finding, ok, skipped } from './finding.ts';

/** Signatures fail at five minutes; long before that, dates in the record are wrong. */
const TOLERATED_MS = 30_000;

/**
 * @param service Slack, X, … as people call it.
 * @param ahead the service's clock before ours, in milliseconds; null when it is not known.
 */
export function examineClock(service: string, ahead: number | null): Finding {
  const line = { check: `clock.${service.toLowerCase()}`, subject: subjectText.clock(service) };
  if (ahead === null) return skipped(line, doctorText.clockUnknown());
  if (Math.abs(ahead) > TOLERATED_MS) return bad(line, doctorText.clockWrong(Math.round(ahead / 1_000)));
  return ok(line, doctorText.clockRight(Math.ceil(Math.abs(ahead) / 1_000)));
}
