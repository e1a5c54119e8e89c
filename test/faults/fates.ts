import type { Fate, LifeReport } from './trouble-office.ts';

const isWire = (point: string): boolean => /^(slack|x|socket) /.test(point);

/** Remembers where processes were and where they died, and chooses what the next one is to die of. */
export class Fates {
  /** Deaths by point. */
  readonly deaths = new Map<string, number>();
  readonly #atLeast: number;
  readonly #random: () => number;

  /** @param atLeast deaths at each point that was ever reached. */
  constructor(atLeast: number, random: () => number) {
    this.#atLeast = atLeast;
    this.#random = random;
  }

  /** Points at which too few have died. */
  get wanting(): readonly string[] {
    return [...this.deaths].filter(([, count]) => count < this.#atLeast).map(([point]) => point);
  }

  get total(): number {
    return [...this.deaths.values()].reduce((sum, count) => sum + count, 0);
  }

  note({ points, diedAt }: LifeReport): void {
    for (const point of points) if (!this.deaths.has(point)) this.deaths.set(point, 0);
    if (diedAt !== null) this.deaths.set(diedAt, (this.deaths.get(diedAt) ?? 0) + 1);
  }

  /** A point at which too few have died, or any; in either case some time soon. */
  next(): Fate {
    const { wanting } = this;
    const latest = this.#upTo(this.#random() < 0.3 ? 40 : 150);
    if (wanting.length === 0)
      return this.#random() < 0.5 ? { disk: { points: [], nth: 1, latest }, wire: null } : this.#byWire(latest);
    // One, also where it comes again; or whichever comes first, because some need a rare meeting of circumstances.
    const one = this.#random() < 0.5;
    const points = one ? wanting.slice(this.#upTo(wanting.length) - 1).slice(0, 1) : wanting;
    const nth = one ? this.#upTo(2) : 1;
    return {
      disk: { points: points.filter((point) => !isWire(point)), nth, latest: 250 },
      wire: { points: points.filter(isWire), nth, latest: 1_000 },
    };
  }

  #byWire(latest: number): Fate {
    return { disk: null, wire: { points: [], nth: 1, latest: Math.ceil(latest / 6) } };
  }

  #upTo(highest: number): number {
    return 1 + Math.floor(this.#random() * Math.max(1, highest));
  }
}

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
