import { COMMAND } from '../state/office.ts';
import { words } from '../words.ts';

export interface Completion {
  readonly label: string;
  readonly explanation: string;
  /** What then stands in the composer. */
  readonly text: string;
}

const { post, form, ...lists } = words.completion;

const ALL: readonly Completion[] = [
  { label: `${COMMAND} 本文…`, explanation: post, text: `${COMMAND} ` },
  { label: COMMAND, explanation: form, text: COMMAND },
  ...Object.entries(lists).map(([name, explanation]) => ({
    label: `${COMMAND} ${name}`,
    explanation,
    text: `${COMMAND} ${name}`,
  })),
];

/** What could still become of a text that begins with a slash. */
export function completionsFor(text: string): readonly Completion[] {
  if (!text.startsWith('/') || text.includes('\n')) return [];
  return ALL.filter((completion) => completion.text.startsWith(text) && completion.text !== text);
}
