import fc from "fast-check";

/** Few people and small sums on purpose, so that they run into each other. */
export const PEOPLE = 9;
export const HOUR = 3_600;
export const DAY = 24 * HOUR;

const person = fc.integer({ min: 0, max: PEOPLE - 1 });
/** Mostly the person concerned, sometimes somebody else. */
const pair = fc
  .record({ one: person, other: person, isOther: fc.integer({ min: 0, max: 3 }) })
  .map(({ one, other, isOther }) => ({ one, other: isOther === 0 ? other : one }));
const share = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary });

/** What can happen to a house, in any order. */
export type Step =
  | { do: "buy"; person: number; payer: number }
  | { do: "withdraw"; person: number; caller: number }
  | { do: "refund"; round: number; person: number; caller: number }
  | { do: "pushRefund"; round: number; person: number }
  | { do: "finalise" | "offerAgain" | "openRound" }
  | { do: "claim"; count: number }
  | { do: "wait"; seconds: number }
  | { do: "fill"; person: number; amount: bigint }
  | { do: "drink"; items: { person: number; amount: bigint }[] }
  | { do: "donate" | "deposit"; person: number; amount: bigint }
  | { do: "request"; from: number; payee: number; amount: bigint; category: number }
  | { do: "pay"; request: number; seats: number[] }
  | { do: "approve" | "takeBack" | "close"; request: number; place: number }
  | { do: "withdrawRequest"; request: number; from: number }
  | { do: "nominate"; seat: number }
  | { do: "cast"; seat: number; picks: number }
  | { do: "seatTable" }
  | { do: "answer"; seat: number; yes: boolean };

const money = fc.constantFrom(0n, 1n, 999n, 2_500_000n, 60_000_000n, 120_000_000n, 400_000_000n);
/** Sums at the house's limits: the threshold, the categories' budgets, what is free, and one more. */
const bill = fc.constantFrom(
  0n,
  1n,
  60_000_000n,
  70_000_000n,
  120_000_000n,
  130_000_000n,
  130_000_001n,
  150_000_000n,
  150_000_001n,
);
const small = fc.constantFrom(0n, 28_000_000n, 35_500_000n, 99_990_000n);

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  share(
    8,
    pair.map(({ one, other }): Step => ({ do: "buy", person: one, payer: other })),
  ),
  share(
    3,
    pair.map(({ one, other }): Step => ({ do: "withdraw", person: one, caller: other })),
  ),
  share(
    3,
    fc
      .record({ round: fc.integer({ min: 1, max: 3 }), who: pair })
      .map(({ round, who }): Step => ({ do: "refund", round, person: who.one, caller: who.other })),
  ),
  share(2, fc.record({ do: fc.constant("pushRefund"), round: fc.integer({ min: 1, max: 3 }), person })),
  share(2, fc.record({ do: fc.constantFrom("finalise" as const, "offerAgain" as const) })),
  share(3, fc.record({ do: fc.constant("claim"), count: fc.integer({ min: 0, max: 4 }) })),
  share(
    8,
    fc.record({
      do: fc.constant("wait"),
      seconds: fc.oneof(fc.integer({ min: 1, max: 2 * DAY }), fc.constantFrom(5 * DAY, 11 * DAY, 31 * DAY)),
    }),
  ),
  share(4, fc.record({ do: fc.constant("fill"), person, amount: small })),
  share(
    5,
    fc.record({
      do: fc.constant("drink"),
      items: fc.array(fc.record({ person, amount: small }), { minLength: 1, maxLength: 4 }),
    }),
  ),
  share(2, fc.record({ do: fc.constantFrom("donate" as const, "deposit" as const), person, amount: money })),
  share(
    4,
    fc.record({
      do: fc.constant("request"),
      from: fc.integer({ min: -1, max: PEOPLE - 1 }),
      payee: person,
      amount: bill,
      category: fc.constantFrom(500, 510),
    }),
  ),
  share(
    9,
    fc.record({
      do: fc.constantFrom(
        "approve" as const,
        "approve" as const,
        "approve" as const,
        "takeBack" as const,
        "close" as const,
      ),
      request: fc.integer({ min: 0, max: 3 }),
      place: fc.integer({ min: 0, max: 3 }),
    }),
  ),
  share(
    1,
    fc.record({
      do: fc.constant("withdrawRequest"),
      request: fc.integer({ min: 0, max: 3 }),
      from: fc.integer({ min: -1, max: PEOPLE - 1 }),
    }),
  ),
  share(
    5,
    fc.record({
      do: fc.constant("pay"),
      request: fc.integer({ min: 0, max: 4 }),
      seats: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 0, maxLength: 3 }),
    }),
  ),
  share(4, fc.record({ do: fc.constant("nominate"), seat: fc.integer({ min: 1, max: PEOPLE }) })),
  share(
    6,
    fc.record({
      do: fc.constant("cast"),
      seat: fc.integer({ min: 1, max: PEOPLE }),
      picks: fc.integer({ min: 0, max: 7 }),
    }),
  ),
  share(4, fc.record({ do: fc.constant("seatTable") })),
  share(3, fc.record({ do: fc.constant("answer"), seat: fc.integer({ min: 1, max: PEOPLE }), yes: fc.boolean() })),
) as fc.Arbitrary<Step>;

/** The founding seldom succeeds by chance alone, and most of the house comes after it. */
const goodBeginning: Step[] = [
  { do: "wait", seconds: 2 * HOUR },
  ...[0, 1, 2, 3, 4, 5].map((one): Step => ({ do: "buy", person: one, payer: one })),
  { do: "wait", seconds: 2 * DAY },
  { do: "finalise" },
  { do: "claim", count: 6 },
];

/** A few days on, with an election in them: without it hardly a history would reach a payment. */
const anElection: Step[] = [
  { do: "wait", seconds: 8 * DAY },
  { do: "nominate", seat: 2 },
  { do: "nominate", seat: 5 },
  { do: "wait", seconds: 11 * DAY },
  { do: "cast", seat: 1, picks: 1 },
  { do: "cast", seat: 3, picks: 3 },
  { do: "cast", seat: 1, picks: 2 },
  { do: "wait", seconds: 10 * DAY },
  { do: "seatTable" },
  ...[1, 2, 3, 4, 5, 6].map((seat): Step => ({ do: "answer", seat, yes: true })),
  { do: "wait", seconds: 8 * DAY },
  { do: "request", from: -1, payee: 8, amount: 60_000_000n, category: 500 },
  { do: "pay", request: 0, seats: [0, 1] },
  // What fits one by one and not together: 300 are free, 60 of them are spent.
  { do: "request", from: -1, payee: 7, amount: 150_000_000n, category: 500 },
  { do: "approve", request: 0, place: 0 },
  { do: "approve", request: 0, place: 1 },
  { do: "approve", request: 0, place: 0 },
  { do: "request", from: -1, payee: 6, amount: 120_000_000n, category: 510 },
  { do: "approve", request: 0, place: 0 },
  { do: "approve", request: 0, place: 1 },
  { do: "pay", request: 0, seats: [] },
  { do: "request", from: -1, payee: 5, amount: 70_000_000n, category: 500 },
  { do: "approve", request: 0, place: 1 },
  { do: "approve", request: 0, place: 2 },
  { do: "pay", request: 0, seats: [] },
  { do: "request", from: -1, payee: 8, amount: 120_000_000n, category: 510 },
  { do: "approve", request: 0, place: 0 },
  { do: "approve", request: 0, place: 1 },
  { do: "pay", request: 0, seats: [] },
  { do: "request", from: -1, payee: 3, amount: 150_000_001n, category: 500 },
  { do: "takeBack", request: 3, place: 0 },
  { do: "approve", request: 3, place: 0 },
  { do: "pay", request: 2, seats: [] },
  { do: "request", from: -1, payee: 4, amount: 1n, category: 500 },
  { do: "withdrawRequest", request: 0, from: -1 },
  { do: "fill", person: 0, amount: 28_000_000n },
  { do: "fill", person: 0, amount: 28_000_000n },
  { do: "openRound" },
  { do: "wait", seconds: 2 * HOUR },
  { do: "buy", person: 2, payer: 2 },
  { do: "buy", person: 6, payer: 6 },
  { do: "buy", person: 6, payer: 6 },
];

/** A founding round that stays small: two buy, one thinks better of it, and it fails. */
const poorBeginning: Step[] = [
  { do: "wait", seconds: 2 * HOUR },
  ...[0, 1, 2].map((one): Step => ({ do: "buy", person: one, payer: one })),
  { do: "buy", person: 3, payer: 0 },
  { do: "withdraw", person: 1, caller: 1 },
  { do: "withdraw", person: 2, caller: 2 },
  { do: "wait", seconds: 11 * DAY },
  { do: "pushRefund", round: 1, person: 3 },
  { do: "refund", round: 1, person: 0, caller: 0 },
];

/** A whole life of a house: the beginning by chance or well, then anything. */
export const anyHistory: fc.Arbitrary<Step[]> = fc
  .record({
    beginning: fc.constantFrom([...goodBeginning, ...anElection], [...goodBeginning, ...anElection], poorBeginning, []),
    later: fc.array(anyStep, { minLength: 60, maxLength: 100, size: "max" }),
  })
  .map(({ beginning, later }) => [...beginning, ...later]);
