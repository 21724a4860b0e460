import { type Address, isAddressEqual, zeroAddress } from "viem";
import { roundStateNames } from "#protocol/abi/enums.ts";
import * as roundsAbi from "#protocol/abi/rounds.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import { type RoundName, roundNames } from "#protocol/funding/roundNames.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";

export type RoundState = (typeof roundStateNames)[number];

export interface Round {
  /** Counts offers; for people there is `name`. */
  id: number;
  name: RoundName;
  state: RoundState;
  price: bigint;
  minSeats: number;
  maxSeats: number;
  opensAt: number;
  /** The sale is over from this second on. */
  sellingEnds: number;
  /** From then on nothing about its places changes, as things stand now. */
  lockAt: number;
  /** From then on nobody gives a place back, as things stand now: one day before the lock. */
  withdrawUntil: number;
  /** Places that may be taken while it sells; after the sale's end those that were given back. */
  free: number;
  deadline: number;
  termsHash: `0x${string}`;
  sold: number;
  claimed: number;
  firstSeat: number;
  finalisedAt: number;
  cancelled: boolean;
}

type RoundOnChain = Awaited<ReturnType<typeof readOne>>;

function readOne(house: House, id: number) {
  return readHouse(house, roundsAbi.round, [id]);
}

/** All rounds, newest first: there are few, and they are counted by the contract. */
export async function readRounds(house: House): Promise<Round[]> {
  const count = await readHouse(house, roundsAbi.roundCount);
  const found = await Promise.all(Array.from({ length: count }, (_, i) => readOne(house, i + 1)));
  return toRounds(found).reverse();
}

/** In the order of the chain. */
export function toRounds(found: readonly RoundOnChain[]): Round[] {
  const names = roundNames(found.map(({ founding }) => founding));
  return found.map((one, i) => toRound(i + 1, names[i]!, one));
}

function toRound(id: number, name: RoundName, { terms, state, ...rest }: RoundOnChain): Round {
  const { price, minSeats, maxSeats, opensAt, deadline, coolOff, termsHash } = terms;
  return {
    id,
    name,
    state: roundStateNames[state] ?? "failed",
    price,
    minSeats,
    maxSeats,
    opensAt,
    deadline,
    sellingEnds: deadline - coolOff,
    termsHash,
    lockAt: rest.lockAt,
    withdrawUntil: rest.withdrawUntil,
    free: rest.free,
    sold: rest.sold,
    claimed: rest.claimed,
    firstSeat: rest.firstSeat,
    finalisedAt: rest.finalisedAt,
    cancelled: rest.cancelled,
  };
}

/** Whether this is the founding's newest offer: once it has failed, anybody may offer it again. */
export function isLatestFounding({ name }: Pick<Round, "name">, all: readonly Pick<Round, "name">[]): boolean {
  return name.n === 1 && name.attempt === 0 && all.every((one) => one.name.n === 1);
}

/** Somebody's place in a round. */
export interface Place {
  payer: Address;
  /** The signed-in person paid it, so the money goes to them. */
  mine: boolean;
  paid: bigint;
  boughtAt: number;
  refunded: boolean;
  /** 0 = not handed over yet. */
  seat: number;
}

export async function readPlace(house: House, id: number, account: Address): Promise<Place | null> {
  const [purchase, seat] = await Promise.all([
    readHouse(house, roundsAbi.purchaseOf, [id, account]),
    readHouse(house, shareAbi.seatOf, [account]),
  ]);
  const { payer, paid, boughtAt, refunded } = purchase;
  if (payer === zeroAddress) return null;
  return { payer, paid, boughtAt, refunded, seat, mine: isAddressEqual(payer, account) };
}

/** How far a place has come. Money back, or a round that failed, stops it where it was. */
export function placeSteps(state: RoundState, place: Pick<Place, "refunded" | "seat">) {
  const failed = state === "failed" || place.refunded;
  const finalised = state === "finalised";
  const held = failed ? "failed" : finalised ? "done" : "now";
  const seat = failed || !finalised ? "next" : place.seat > 0 ? "done" : "now";
  return [
    { name: "paid", state: "done" },
    { name: "held", state: held },
    { name: "seat", state: seat },
  ] as const;
}

/** Whether the round still takes people, by the chain and by the clock together. */
export function isSelling(
  round: Pick<Round, "state" | "sold" | "maxSeats" | "opensAt" | "sellingEnds" | "lockAt" | "free">,
  now: number,
): boolean {
  const open = round.state === "open" || (round.state === "upcoming" && now >= round.opensAt);
  if (open && now < round.sellingEnds) return round.sold < round.maxSeats;
  // What was given back after the sale's end may be taken until the lock.
  return round.state === "coolOff" && now < round.lockAt && round.free > 0;
}

/** Whether a place that is taken now can not be given back any more. */
export function isLastDay({ withdrawUntil }: Pick<Round, "withdrawUntil">, now: number): boolean {
  return now >= withdrawUntil;
}
