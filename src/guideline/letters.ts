/** Bits of the table: with the few hundred letters and pairs of a post, hardly two share one. */
const BITS = 1 << 16;

/** Which letters and pairs of neighbouring letters a text holds. Says of some that are not there that they are. */
export class Letters {
  readonly #bits = new Uint32Array(BITS / 32);

  /** Takes time linear in the length of the text; the case of A to Z does not matter. */
  constructor(text: string) {
    let before = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = plain(text.charCodeAt(at));
      this.#add(keyOf(0, unit));
      if (at > 0) this.#add(keyOf(before, unit));
      before = unit;
    }
  }

  holdAll(keys: readonly number[]): boolean {
    const bits = this.#bits;
    for (const key of keys) if (((bits[key >> 5] ?? 0) & (1 << (key & 31))) === 0) return false;
    return true;
  }

  /** Positions of the keys that are there. */
  heldAmong(keys: Uint16Array): readonly number[] {
    const bits = this.#bits;
    let held: number[] | undefined;
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[at] ?? 0;
      if (((bits[key >> 5] ?? 0) & (1 << (key & 31))) === 0) continue;
      held ??= [];
      held.push(at);
    }
    return held ?? NONE;
  }

  #add(key: number): void {
    this.#bits[key >> 5] = (this.#bits[key >> 5] ?? 0) | (1 << (key & 31));
  }
}

const NONE: readonly number[] = [];

/** What a text must hold in order to contain a word. */
export function keysOf(word: string): readonly number[] {
  if (word.length === 1) return [keyOf(0, plain(word.charCodeAt(0)))];
  return Array.from({ length: word.length - 1 }, (_, at) =>
    keyOf(plain(word.charCodeAt(at)), plain(word.charCodeAt(at + 1))),
  );
}

function keyOf(before: number, unit: number): number {
  return ((Math.imul(before, 0x9e3b) + Math.imul(unit, 0x6a99)) >>> 3) & (BITS - 1);
}

/** Without regard to case, ſ stands for s and the sign of the Kelvin for k. */
function plain(unit: number): number {
  if (unit >= 0x41 && unit <= 0x5a) return unit + 0x20;
  if (unit < 0x17f) return unit;
  return unit === 0x17f ? 0x73 : unit === 0x212a ? 0x6b : unit;
}
