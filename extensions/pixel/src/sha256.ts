/**
 * SHA-256 of UTF-8 text as hex digits (FIPS 180-4). By hand, since a pixel's strict sandbox promises no `crypto`; it keeps a token out of
 * what is sent, nothing secret depends on it.
 */
export function sha256(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const length = ((bytes.length + 8) >> 6) * 16 + 16;
  const words = new Uint32Array(length);
  bytes.forEach((byte, i) => {
    words[i >> 2]! |= byte << (24 - (i % 4) * 8);
  });
  words[bytes.length >> 2]! |= 0x80 << (24 - (bytes.length % 4) * 8);
  words[length - 1] = bytes.length * 8;
  const state = Uint32Array.from(PRIMES.slice(0, 8), (prime) =>
    fraction(Math.sqrt(prime)),
  );
  for (let block = 0; block < length; block += 16)
    digest(state, words.subarray(block, block + 16));
  return [...state].map((word) => word.toString(16).padStart(8, "0")).join("");
}

const PRIMES: number[] = [];
for (let n = 2; PRIMES.length < 64; n++)
  if (PRIMES.every((prime) => n % prime)) PRIMES.push(n);

/** The first 32 bits behind the point. */
const fraction = (value: number) => ((value % 1) * 2 ** 32) >>> 0;
const K = PRIMES.map((prime) => fraction(Math.cbrt(prime)));

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by));

function digest(state: Uint32Array, block: Uint32Array): void {
  const w = new Uint32Array(64);
  w.set(block);
  for (let i = 16; i < 64; i++) {
    const [early, late] = [w[i - 15]!, w[i - 2]!];
    w[i] =
      w[i - 16]! +
      (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) +
      w[i - 7]! +
      (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let i = 0; i < 64; i++) {
    const first =
      (h +
        (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
        ((e & f) ^ (~e & g)) +
        K[i]! +
        w[i]!) |
      0;
    const second =
      ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) +
        ((a & b) ^ (a & c) ^ (b & c))) |
      0;
    [h, g, f, e, d, c, b, a] = [
      g,
      f,
      e,
      (d + first) | 0,
      c,
      b,
      a,
      (first + second) | 0,
    ];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i]! += word;
  });
}
