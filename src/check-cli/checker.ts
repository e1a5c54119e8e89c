import { check } from '../guideline/check.ts';
import type { Edition } from '../guideline/edition/edition.ts';
import { editionInForce } from '../guideline/guidelines.ts';
import type { Finding, Review } from '../guideline/types.ts';
import type { Account, Office } from '../usecases/ports.ts';
import type { LooseDraft } from './loose-draft.ts';

/** A checked draft, before it is put into words. */
export interface Checked {
  readonly account: Account;
  readonly edition: Edition;
  readonly review: Review;
  /** What still has to be done. */
  readonly findings: readonly Finding[];
  /** Findings for which the manager's written finding of necessity is on record: a note, no longer a task. */
  readonly notes: readonly Finding[];
}

/**
 * Checks under the edition in force on the draft's day. Before the first one came into force the oldest is used: old
 * texts are checked too, and the answer names its edition.
 * @param today `YYYY-MM-DD` in Japan, for a draft that names no day.
 */
export function checkDraft(draft: LooseDraft, account: Account, editions: readonly Edition[], today: string): Checked {
  const day = draft.day ?? today;
  const edition = editionInForce(editions, account.guideline, day) ?? oldest(editions, account.guideline);
  const context = { today: day, draftedOn: draft.draftedOn ?? today, settings: account.settings };
  const review = check({ text: draft.text, fields: draft.fields }, edition, context);
  const waived = (finding: Finding): boolean => finding.level === 'waiver' && draft.waivers.includes(finding.ruleId);
  return {
    account,
    edition,
    review,
    findings: review.findings.filter((finding) => !waived(finding)),
    notes: review.findings.filter(waived),
  };
}

/** By id, or by the name that people know the account by. */
export function findAccount(office: Office, name: string): Account | undefined {
  return (
    office.accounts.find(({ id }) => id === name) ??
    office.accounts.find((account) => account.name === name || account.settings.handle === name.replace(/^@/, ''))
  );
}

function oldest(editions: readonly Edition[], family: string): Edition {
  const [first] = editions
    .filter((edition) => edition.family === family)
    .sort((a, b) => a.effectiveFrom.date.localeCompare(b.effectiveFrom.date));
  if (first === undefined) throw new Error(`no edition of ${family}, although the configuration was checked`);
  return first;
}
