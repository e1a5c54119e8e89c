/** Not JSON reads as undefined, so that the schema's complaint is the only one. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
