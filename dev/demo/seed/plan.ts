/**
 * Who comes to the shop in a month and what they are like, from one number: the same month at every first start.
 * What becomes of them (arm, offer, mail) is decided by the product itself, not here.
 */
export interface PlannedVisit {
  at: Date;
  /** Index into the list of products, popular ones more often. */
  products: number[];
  /** Without it the device sends nothing and keeps nothing. */
  consent: boolean;
  kind: "looks" | "buys" | "leaves-cart" | "leaves-checkout";
  person: Person;
  /** What she does on the way follows from it (doubts.ts). */
  seed: number;
  /** leaves-checkout: how far she comes. */
  checkoutSteps: "contact" | "address" | "shipping";
  /** leaves-cart: would accept an offer that is shown, and would buy without one. */
  acceptsOffer: boolean;
  buysAnyway: boolean;
  /** leaves-checkout: asked for mails, and comes back from one after this many hours (null: never). */
  subscribes: boolean;
  returnsAfterHours: number | null;
}

export interface Person {
  firstName: string;
  lastName: string;
  email: string;
}

const FIRST =
  "Ada Ben Chloe Dario Elin Farid Greta Hugo Iris Jonas Kaya Liam Mira Noah Olga Pablo Quinn Rosa Sven Tara Uma Vera Will Xenia Yara Zoe".split(
    " ",
  );
const LAST =
  "Abbott Berg Castillo Dahl Eriksen Fischer Gomez Hansen Ito Jansen Kowalski Lang Moreau Novak Okafor Petit Quist Rossi Silva Thorne Ueda Varga Weber Young".split(
    " ",
  );

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const VISITS_A_DAY = 13;

/** Numbers in [0, 1), mulberry32. */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function planMonth(options: {
  seed: number;
  from: Date;
  days: number;
  products: number;
}): PlannedVisit[] {
  const random = makeRandom(options.seed);
  const visits: PlannedVisit[] = [];
  for (let day = 0; day < options.days; day++) {
    const start = options.from.getTime() + day * DAY_MS;
    const weekend = [0, 6].includes(new Date(start).getUTCDay());
    // A shop that grows a little, and is busier when people are at home.
    const count = Math.round(
      VISITS_A_DAY *
        (0.8 + (0.4 * day) / options.days) *
        (weekend ? 1.3 : 1) *
        (0.8 + random() * 0.4),
    );
    for (let i = 0; i < count; i++)
      visits.push(planVisit(random, start, options.products, visits.length));
  }
  return visits.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function planVisit(
  random: () => number,
  dayStart: number,
  products: number,
  index: number,
): PlannedVisit {
  const kind = pick(random(), [
    [0.3, "looks"],
    [0.22, "buys"],
    [0.3, "leaves-cart"],
    [0.18, "leaves-checkout"],
  ] as const);
  const count = 1 + Math.floor(random() * random() * 3);
  return {
    at: new Date(
      dayStart +
        Math.floor(((0.3 + 0.65 * random()) * DAY_MS) / MINUTE_MS) * MINUTE_MS,
    ),
    products: Array.from({ length: count }, () =>
      Math.floor(random() ** 2.2 * products),
    ),
    consent: random() < 0.86,
    kind,
    person: planPerson(random, index),
    seed: Math.floor(random() * 2 ** 31),
    checkoutSteps: pick(random(), [
      [0.4, "contact"],
      [0.3, "address"],
      [0.3, "shipping"],
    ] as const),
    acceptsOffer: random() < 0.42,
    buysAnyway: random() < 0.16,
    subscribes: random() < 0.7,
    returnsAfterHours: random() < 0.34 ? 2 + Math.floor(random() * 20) : null,
  };
}

function planPerson(random: () => number, index: number): Person {
  const firstName = FIRST[Math.floor(random() * FIRST.length)] ?? "Ada";
  const lastName = LAST[Math.floor(random() * LAST.length)] ?? "Abbott";
  // example.com is nobody's (RFC 2606).
  return {
    firstName,
    lastName,
    email: `${firstName}.${lastName}.${index}@example.com`.toLowerCase(),
  };
}

function pick<T>(chance: number, shares: readonly (readonly [number, T])[]): T {
  let rest = chance;
  for (const [share, value] of shares) {
    rest -= share;
    if (rest < 0) return value;
  }
  const last = shares.at(-1);
  if (!last) throw new Error("Nothing to pick from.");
  return last[1];
}
