import type { Sentence } from '../text/config.ts';

/** One thing to mend before the app can start. Never holds a secret's value. */
export interface ConfigProblem extends Sentence {
  /** Path as the operator typed it, or `.env`. */
  readonly file: string;
  /** 1-based; null where no line is to blame (a missing file, a variable from the environment). */
  readonly line: number | null;
  /** The setting, for example `accounts[0].manager` or `SLACK_BOT_TOKEN`; empty for the whole file. */
  readonly path: string;
}

/** `accounts[0].manager.users[1]`, as people find it in the file. */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '');
}
