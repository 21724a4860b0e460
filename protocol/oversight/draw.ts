import { type Address, encodeAbiParameters, type Hex, keccak256, stringToHex } from "viem";

/** Who stands, in the order of the ballot paper. */
export interface Field {
  candidates: readonly { seat: number; approvals: number }[];
  /** The quorum was met: approvals decide, and at least one is needed. Else only the seed. */
  byApprovals: boolean;
}

export interface Draw {
  seed: Hex;
  chairs: number;
  reserves: number;
  /** Seats in the pools' order that take part; `order[p]` is the seat at position p. */
  order: readonly number[];
  /** The first of them that are *served*. */
  served: number;
  /** Called last: they sit or just sat. A seat may stand here twice. */
  apart: readonly number[];
  /** The first of `apart`, who wait for a turn of this cycle: they come before it turns. */
  stillWaiting: number;
}

/** A list takes at most so many cards beyond its chairs and reserves; then it is shorter. */
const MOST_PASSED = 256;

type Pool = "waiting" | "waitingApart" | "served" | "apart";

/** One card that was drawn: number `roll` of the seed gave place `place` of `left`, and there lay `seat`. */
interface Card {
  seat: number;
  roll: number;
  left: number;
  place: number;
  from: Pool;
}

export type Step =
  | { kind: "elected"; seat: number; approvals: number; rank: bigint }
  | ({ kind: "chair" } & Card)
  | ({ kind: "reserve" } & Card)
  /** Was there already, or sits: the next card is drawn. */
  | ({ kind: "passed" } & Card);

/** A term's list, and how it came about. */
export interface Seated {
  /** Chairs first, then reserves. */
  seats: number[];
  elected: number;
  /** The first chair for which *waiting* was used up; `chairs` if it was not. */
  turnsAt: number;
  steps: Step[];
}

const SEED_DOMAIN = keccak256(stringToHex("Runde seating"));

/** Whose draw it is: no number decides two draws alike. */
export interface DrawPlace {
  chainId: number;
  elections: Address;
  term: number;
}

/** What decides the draw of a term. */
export function seedOf({ chainId, elections, term }: DrawPlace, beacon: Hex): Hex {
  return hash(
    ["bytes32", "uint256", "address", "uint32", "bytes32"],
    [SEED_DOMAIN, BigInt(chainId), elections, term, beacon],
  );
}

/** Recomputes a seating, step by step: twin of `contracts/oversight/Seating.sol`. */
export function seatTable(field: Field, draw: Draw): Seated {
  const hand: Hand = {
    seats: [],
    taken: new Set(draw.apart),
    turnsAt: draw.chairs,
    rolls: 0,
    steps: [],
  };
  elect(hand, field, draw);
  const elected = hand.seats.length;
  const whole = draw.chairs + draw.reserves;
  // Who waits, on chairs even who sits and waits all the same; then who served, and at last who sits: small clubs need
  // everybody.
  fill(hand, draw, draw.order.slice(draw.served), "waiting", whole);
  if (hand.seats.length < draw.chairs) {
    const waitingApart = draw.apart.slice(0, draw.stillWaiting);
    free(hand, waitingApart);
    fill(hand, draw, waitingApart, "waitingApart", draw.chairs);
  }
  fill(hand, draw, draw.order.slice(0, draw.served), "served", whole);
  if (hand.seats.length < whole) {
    free(hand, draw.apart);
    fill(hand, draw, draw.apart, "apart", whole);
  }
  return { seats: hand.seats, elected, turnsAt: hand.turnsAt, steps: hand.steps };
}

interface Hand {
  seats: number[];
  taken: Set<number>;
  turnsAt: number;
  rolls: number;
  steps: Step[];
}

/** The best of the field, ranked by approvals and then by a hash that nobody could know: the greater first. */
function elect(hand: Hand, { candidates, byApprovals }: Field, { seed, chairs }: Draw): void {
  const best = candidates
    .filter(({ seat, approvals }) => !hand.taken.has(seat) && !(byApprovals && approvals === 0))
    .map(({ seat, approvals }) => ({ seat, approvals, rank: rankOf(seed, seat, byApprovals ? approvals : 0) }))
    .sort((a, b) => (a.rank < b.rank ? 1 : -1))
    .slice(0, chairs);
  for (const one of best) {
    hand.seats.push(one.seat);
    hand.taken.add(one.seat);
    hand.steps.push({ kind: "elected", ...one });
  }
}

function rankOf(seed: Hex, seat: number, approvals: number): bigint {
  return (BigInt(approvals) << 232n) | (BigInt(hash(["bytes32", "uint32"], [seed, seat])) >> 24n);
}

/** These may be drawn, but for those who have a place by now. */
function free(hand: Hand, seats: readonly number[]): void {
  for (const seat of seats) hand.taken.delete(seat);
  for (const seat of hand.seats) hand.taken.add(seat);
}

/** Goes on with the list from a deck, by Fisher and Yates: a card from anywhere, and the last one into its place. */
function fill(hand: Hand, draw: Draw, cards: readonly number[], from: Pool, wanted: number): void {
  const { seed, chairs, reserves } = draw;
  const deck = [...cards];
  const most = chairs + reserves + MOST_PASSED;
  while (hand.seats.length < wanted && deck.length > 0 && hand.rolls < most) {
    const left = deck.length;
    const roll = hand.rolls++;
    const place = indexOf(seed, roll, left);
    const seat = deck[place]!;
    deck[place] = deck[left - 1]!;
    deck.pop();
    const card: Card = { seat, roll, left, place, from };
    if (hand.taken.has(seat)) {
      hand.steps.push({ kind: "passed", ...card });
      continue;
    }
    const position = hand.seats.length;
    // Reserves never turn the cycle.
    if ((from === "served" || from === "apart") && position < hand.turnsAt) hand.turnsAt = position;
    hand.seats.push(seat);
    hand.taken.add(seat);
    hand.steps.push({ kind: position < chairs ? "chair" : "reserve", ...card });
  }
}

const ROLL = stringToHex("roll", { size: 32 });
const WORDS = 1n << 256n;

/** A number from 0 to `n - 1`, each as likely as any other. */
export function indexOf(seed: Hex, roll: number, n: number): number {
  let word = hash(["bytes32", "bytes32", "uint256"], [seed, ROLL, BigInt(roll)]);
  while (!isFair(BigInt(word), BigInt(n))) word = keccak256(word);
  return Number(BigInt(word) % BigInt(n));
}

/** Whether a word lies below the last whole multiple of `n`: above it the small remainders would come up more often. */
export function isFair(word: bigint, n: bigint): boolean {
  return word < WORDS - (WORDS % n);
}

function hash(types: readonly string[], values: readonly unknown[]): Hex {
  return keccak256(
    encodeAbiParameters(
      types.map((type) => ({ type })),
      values,
    ),
  );
}
