/** The many ways in which people write the same answer on a line of JSON. */

/** A non-empty answer as text. */
export function word(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Undefined where nothing was answered. */
export function flag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = word(value)?.normalize('NFKC');
  if (text === undefined) return undefined;
  return /^(true|yes|1|はい|あり|有|済|済み)$/iu.test(text);
}

/** The id or address of another post, also inside an object. */
export function reference(value: unknown): string | undefined {
  if (isRecord(value)) return word(value.url) ?? word(value.id);
  // A bare yes: there is a target, and nobody said which.
  if (value === true) return '?';
  return word(value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
