/** A small seeded generator (mulberry32), so that one seed is one world and one picture. */
export interface Random {
  /** 0 <= x < 1 */
  next: () => number;
  /** A number between `low` and `high`. */
  between: (low: number, high: number) => number;
  /** A whole number from `low` to `high`, both included. */
  int: (low: number, high: number) => number;
  pick: <T>(list: readonly T[]) => T;
  /** Picks by weight; weights need not add up to one. */
  weighted: <T>(list: readonly { weight: number; value: T }[]) => T;
  chance: (probability: number) => boolean;
  hex: (digits: number) => string;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number =>
    low + next() * (high - low);
  const int = (low: number, high: number): number =>
    Math.floor(between(low, high + 1));
  const pick = <T>(list: readonly T[]): T => {
    const found = list[int(0, list.length - 1)];
    if (found === undefined) throw new Error("Nothing to pick from.");
    return found;
  };
  const weighted = <T>(list: readonly { weight: number; value: T }[]): T => {
    let rest = next() * list.reduce((sum, it) => sum + it.weight, 0);
    for (const it of list) {
      rest -= it.weight;
      if (rest < 0) return it.value;
    }
    const last = list.at(-1);
    if (!last) throw new Error("Nothing to pick from.");
    return last.value;
  };
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => int(0, 15).toString(16)).join("");
  return { next, between, int, pick, weighted, chance: (p) => next() < p, hex };
}

/** A seed out of words: every picture has its own chance, whatever is drawn before it. */
export function seedOf(text: string): number {
  let hash = 2_166_136_261;
  for (const char of text)
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619);
  return hash >>> 0;
}
