import type { Answer } from '../slack/inspection.ts';
import { type Diagnosis, doctorText } from '../text/doctor.ts';

/** Slack's no, or that it was not reached, in words. */
export function saidOf(answer: Extract<Answer<unknown>, { ok: false }>): Diagnosis {
  switch (answer.why) {
    case 'refused':
      return doctorText.refused(answer.code);
    case 'unreachable':
      return doctorText.unreachable('Slack', answer.code);
    case 'proxy':
      return doctorText.proxied(answer.trouble);
    case 'no-socket':
      return doctorText.noSocket(answer.host, answer.code);
  }
}
