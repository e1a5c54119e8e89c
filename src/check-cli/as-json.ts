import { citationLabel } from '../guideline/citation.ts';
import type { Edition } from '../guideline/edition/edition.ts';
import type { Finding } from '../guideline/types.ts';
import { findingMessage } from '../text/findings.ts';
import type { Checked } from './checker.ts';
import type { LooseDraft } from './loose-draft.ts';

/** One output line of `npm run check`: what was found, with offsets in UTF-16 code units of the text as written. */
export function asJson(draft: LooseDraft, { edition, findings, notes }: Checked): string {
  return oneLine({
    id: draft.id,
    edition: edition.id,
    findings: findings.map((finding) => entry(finding, edition)),
    ...(notes.length === 0 ? {} : { notes: notes.map((finding) => entry(finding, edition)) }),
  });
}

/** U+0085, U+2028 and U+2029 end a line for some readers of JSON lines; JSON itself lets them stand. */
function oneLine(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function entry(finding: Finding, edition: Edition): Readonly<Record<string, string | number | null>> {
  const { message, advice } = findingMessage(finding);
  return {
    rule: finding.ruleId,
    level: finding.level,
    citation: finding.citations.map((citation) => citationLabel(edition.title, citation)).join('、'),
    start: finding.range?.start ?? null,
    end: finding.range?.end ?? null,
    quote: finding.quote ?? null,
    message,
    suggestion: advice,
    ...(finding.more === undefined ? {} : { more: finding.more }),
    ...(finding.replacement === undefined ? {} : { replacement: finding.replacement }),
  };
}
