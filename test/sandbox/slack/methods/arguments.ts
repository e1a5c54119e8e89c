import { invalid, missingArgument } from '../errors.ts';

/** Arguments of one call, from a JSON body, a form or the query: a form carries everything as text, blocks as JSON. */
export class Arguments {
  readonly values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.values = values;
  }

  string(name: string): string | undefined {
    const value = this.values[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string')
      throw invalid('invalid_arguments', [{ pointer: '', message: `must be a string: ${name}` }]);
    return value;
  }

  required(name: string): string {
    const value = this.string(name);
    if (value === undefined) throw missingArgument(name);
    return value;
  }

  boolean(name: string): boolean {
    const value = this.values[name];
    return value === true || value === 'true' || value === '1' || value === 1;
  }

  number(name: string, fallback: number): number {
    const value = this.values[name];
    if (value === undefined || value === null || value === '') return fallback;
    const parsed = Number(value);
    if (!Number.isFinite(parsed))
      throw invalid('invalid_arguments', [{ pointer: '', message: `must be a number: ${name}` }]);
    return parsed;
  }

  /** @throws SlackError with `code` when a form's text is no JSON. */
  json(name: string, code = 'invalid_arguments'): unknown {
    const value = this.values[name];
    if (typeof value !== 'string') return value ?? undefined;
    if (value === '') return undefined;
    try {
      return JSON.parse(value);
    } catch {
      throw invalid(code, [{ pointer: '', message: `failed to parse JSON: ${name}` }]);
    }
  }
}
