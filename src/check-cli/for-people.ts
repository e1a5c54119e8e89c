import { citationLabel } from '../guideline/citation.ts';
import { countFindings } from '../guideline/count-findings.ts';
import { type Edition, provisionText } from '../guideline/edition/edition.ts';
import type { Finding, Level } from '../guideline/types.ts';
import { checkCliText } from '../text/check-cli.ts';
import { findingMessage, LEVEL_LABELS, notCheckedLabel } from '../text/findings.ts';
import type { Checked } from './checker.ts';

const LEVELS: readonly Level[] = ['block', 'waiver', 'warning', 'notice'];

/** How things stand out: colours on a terminal, brackets elsewhere. */
export interface Paint {
  title(text: string): string;
  faint(text: string): string;
  /** The heading of a group of findings. */
  group(text: string, level: Level): string;
  /** Words of the draft that were found. */
  found(text: string, level: Level): string;
}

/** The answer as a person reads it on a terminal. */
export function forPeople(text: string, checked: Checked, paint: Paint): string {
  const { account, edition, review, findings, notes } = checked;
  const length = review.length === null ? '' : `  ${review.length.weighted}/${review.length.max}`;
  const lines = [
    paint.title(`${account.name}${length}`),
    paint.faint(checkCliText.under(edition.title, edition.effectiveFrom.written)),
    '',
    marked(text, findings, paint),
    '',
  ];
  if (findings.length === 0) lines.push(checkCliText.nothingFound);
  for (const level of LEVELS) {
    const group = findings.filter((finding) => finding.level === level);
    if (group.length === 0) continue;
    lines.push(paint.group(checkCliText.group(LEVEL_LABELS[level], countFindings(group)), level));
    for (const finding of group) lines.push(...described(finding, edition, paint));
    lines.push('');
  }
  for (const note of notes) lines.push(checkCliText.waived(findingMessage(note).title));
  if (edition.notChecked.length > 0) {
    lines.push(paint.faint(checkCliText.notChecked(edition.notChecked.map(notCheckedLabel))));
  }
  return lines.join('\n');
}

function described(finding: Finding, edition: Edition, paint: Paint): string[] {
  const { message, advice } = findingMessage(finding);
  const provisions = finding.citations.map((citation) => {
    const wording = provisionText(edition, citation);
    const label = citationLabel(edition.title, citation);
    return paint.faint(`    ${checkCliText.provision(label, wording ?? null)}`);
  });
  const others = finding.more === undefined ? [] : [`    ${checkCliText.others(finding.more)}`];
  return [`  ・${visible(message)}`, ...others, `    → ${visible(advice)}`, ...provisions];
}

/** The text with every found stretch painted in the colour of the gravest finding on it. */
function marked(text: string, findings: readonly Finding[], paint: Paint): string {
  const ranges = findings.flatMap(({ range, level }) => (range === undefined ? [] : [{ ...range, level }]));
  const cuts = [...new Set([0, text.length, ...ranges.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  const pieces: { text: string; level: Level | undefined }[] = [];
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1];
    if (end === undefined) break;
    const here = ranges.filter((range) => range.start <= start && end <= range.end);
    const level = LEVELS.find((candidate) => here.some((range) => range.level === candidate));
    const last = pieces.at(-1);
    if (last !== undefined && last.level === level) last.text += text.slice(start, end);
    else pieces.push({ text: text.slice(start, end), level });
  }
  return pieces
    .map((piece) => (piece.level === undefined ? visible(piece.text) : paint.found(visible(piece.text), piece.level)))
    .join('');
}

/** A draft must not move the cursor or turn the reading direction of the terminal that shows it. */
function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, (char) =>
    char === '\n' || char === '\t'
      ? char
      : `<U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );
}
