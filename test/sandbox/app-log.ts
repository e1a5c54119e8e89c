/** What the apps say that work with a sandbox: for whoever waits in vain for what one of them should have done. */

const MOST_LINES = 25;

/** Address of a sandbox's Slack → the logs of its apps, in the order of their starts. */
const logs = new Map<string, (readonly string[])[]>();

/** @param lines grows as the app speaks. */
export function hear(slackApiUrl: string, lines: readonly string[]): void {
  logs.set(slackApiUrl, [...(logs.get(slackApiUrl) ?? []), lines]);
}

export function forget(slackApiUrl: string): void {
  logs.delete(slackApiUrl);
}

export function heardFrom(slackApiUrl: string): readonly string[] {
  return (logs.get(slackApiUrl) ?? []).flat();
}

/**
 * The last lines of a log: first those about the drafts and references that are named in `about` (where it names none, about
 * the last reference that the log has), with whatever has a reference in common with them; then the rest.
 */
export function lastWords(lines: readonly string[], about = ''): string {
  if (lines.length === 0) return '';
  const read = lines.map((line) => ({ line, draft: fieldOf(line, 'draft'), reference: fieldOf(line, 'reference') }));
  const named = read.filter(({ draft, reference }) =>
    [draft, reference].some((id) => id !== null && about.includes(id)),
  );
  const shared = named.length > 0 ? named : read.filter(({ reference }) => reference !== null).slice(-1);
  const references = new Set(shared.map(({ reference }) => reference).filter((reference) => reference !== null));
  const mine = read.filter(
    (each) => named.includes(each) || (each.reference !== null && references.has(each.reference)),
  );
  const others = read.filter((each) => !mine.includes(each));
  return [section('The app on this', mine), section('The app on everything else', others)].join('');
}

function section(title: string, read: readonly { readonly line: string }[]): string {
  if (read.length === 0) return '';
  const left = Math.max(0, read.length - MOST_LINES);
  const shown = read.slice(-MOST_LINES).map(({ line }) => `  ${line}\n`);
  return `${title}${left > 0 ? `, ${left} earlier lines left out` : ''}:\n${shown.join('')}`;
}

/** A field of a line that is a JSON object; other lines have none. */
function fieldOf(line: string, field: string): string | null {
  return new RegExp(`"${field}":"([^"]+)"`).exec(line)?.[1] ?? null;
}
