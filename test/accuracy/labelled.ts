import { readdirSync, readFileSync } from 'node:fs';

/** What a person says a draft's findings are. */
export interface Expectation {
  readonly rule: string;
  /** Words that the finding has to touch; absent where any place in the draft will do, or none. */
  readonly quote?: string;
}

export interface LabelledDraft {
  readonly id: string;
  /** The line as `npm run check` would be given it. */
  readonly line: string;
  readonly text: string;
  /** Every rule that must fire; nothing else may. */
  readonly expect: readonly Expectation[];
}

const FOLDER = new URL('./drafts/', import.meta.url);

/** All labelled drafts, theme by theme. Throws on a line that is no labelled draft: a lost label would look like success. */
export function labelledDrafts(): readonly LabelledDraft[] {
  const themes = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
  return themes.flatMap((name) =>
    readFileSync(new URL(name, FOLDER), 'utf8')
      .split('\n')
      .flatMap((line, index) => (line.trim() === '' ? [] : [readLabelled(line, `${name}:${index + 1}`)])),
  );
}

function readLabelled(line: string, place: string): LabelledDraft {
  const value: unknown = JSON.parse(line);
  if (!isRecord(value) || typeof value.id !== 'string' || typeof value.text !== 'string') {
    throw new Error(`${place} is no draft with an id and a text`);
  }
  const { expect } = value;
  if (!Array.isArray(expect) || !expect.every(isExpectation)) throw new Error(`${place} has no list of expectations`);
  const lost = expect.find(({ quote }) => quote !== undefined && !String(value.text).includes(quote));
  if (lost !== undefined) throw new Error(`${place} expects words that it does not contain: ${lost.quote}`);
  return { id: value.id, line, text: value.text, expect };
}

function isExpectation(value: unknown): value is Expectation {
  return (
    isRecord(value) && typeof value.rule === 'string' && (value.quote === undefined || typeof value.quote === 'string')
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
