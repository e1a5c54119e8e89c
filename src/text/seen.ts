import type { Seen } from '../draft/shapes.ts';
import { citationKey, citationLabel } from '../guideline/citation.ts';
import { findingKey } from '../guideline/finding-key.ts';
import type { Finding } from '../guideline/types.ts';
import { findingMessage } from './findings.ts';

/** What people are told of these findings, word for word, as it goes on record with a decision. */
export function seenOf(findings: readonly Finding[], provisions: Readonly<Record<string, string>>): Seen {
  const cited = new Map<string, string>();
  const told = findings.map((finding) => {
    const { title, message, advice } = findingMessage(finding);
    const cites = finding.citations.map((citation) => {
      const label = citationLabel('', citation).trim();
      const text = provisions[citationKey(citation)];
      if (text !== undefined) cited.set(label, text);
      return label;
    });
    return { findingKey: findingKey(finding), title, message, advice, cites };
  });
  return { findings: told, provisions: [...cited].map(([label, text]) => ({ label, text })) };
}
