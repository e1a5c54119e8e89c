import type { Edition } from '../guideline/edition/edition.ts';
import { editionInForce } from '../guideline/guidelines.ts';
import { doctorText, subjectText } from '../text/doctor.ts';
import type { Office } from '../usecases/ports.ts';
import { bad, type Finding, ok } from './finding.ts';

/** Which edition each account's drafts are held against. @param today `YYYY-MM-DD` in Japan. */
export function examineGuidelines(office: Office, editions: readonly Edition[], today: string): readonly Finding[] {
  return office.accounts.map(({ id, guideline }) => {
    const line = { check: 'guideline', subject: subjectText.guideline(id) };
    const edition = editionInForce(editions, guideline, today);
    return edition === undefined
      ? bad(line, doctorText.noneInForce(guideline))
      : ok(line, doctorText.inForce(edition.title, edition.effectiveFrom.written));
  });
}
