import type { Answer } from '../slack/inspection.ts';
import { type Diagnosis, doctorText } from '../text/doctor.ts';

/** Slack's no, or that it was not reached, in words. */
export function saidOf(answer: Extract<Answer<unknown>, { ok: false }>): Diagnosis {
  return answer.why === 'refused' ? doctorText.refused(answer.code) : doctorText.unreachable('Slack', answer.code);
}
