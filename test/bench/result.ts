/** One measurement beside what it is measured against. */
export interface Comparison {
  readonly name: string;
  readonly unit: 'ms' | 'MB' | 'calls';
  /** Null where there is nothing to compare with. */
  readonly base: number | null;
  readonly measured: number;
  /** The project's aim, for `ratio` where there is a base, else for `measured`; null where it is for orientation only. */
  readonly limit: number | null;
  readonly ratio: number | null;
  readonly within: boolean;
}

export function compared(
  name: string,
  base: number | undefined,
  measured: number | undefined,
  limit: number | null,
): Comparison {
  const [from, to] = [base ?? Number.NaN, measured ?? Number.NaN];
  const ratio = to / from;
  return { name, unit: 'ms', base: from, measured: to, ratio, limit, within: limit === null || ratio <= limit };
}

export function measured(name: string, value: number, unit: Comparison['unit'], limit: number | null): Comparison {
  return { name, unit, base: null, measured: value, ratio: null, limit, within: limit === null || value <= limit };
}

/** For people: one line a measurement. */
export function table(results: readonly Comparison[]): string {
  const rows = results.map(({ name, unit, base, measured: value, ratio, limit, within }) => [
    limit === null ? ' ' : within ? '✓' : '✗',
    name,
    `${value.toFixed(1)} ${unit}`,
    base === null ? '' : `${base.toFixed(1)} ${unit}`,
    ratio === null ? '' : `× ${ratio.toFixed(2)}`,
    limit === null ? '' : `≤ ${limit}`,
  ]);
  const head = ['', 'what', 'measured', 'against', 'ratio', 'aim'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
