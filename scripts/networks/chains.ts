const HOUR = 3600;

/** What a deployment must know of a chain before it builds on it. */
interface KnownChain {
  name: string;
  /** True where the coin has a price: no house on play money stands there. */
  realMoney: boolean;
  /**
   * Seconds from a ballot's end to the earliest round that may draw: longer than the chain's clock can lag behind the wall
   * clock, or a late block with an early time carries a ballot that was cast in knowledge of the draw. A sentence where
   * nobody can say.
   */
  settle: number | string;
  /** A node of one's own, to rehearse on: nobody else enters it. */
  ownNode?: boolean;
  /** Where a house can be built: what is known of the place, and from whom. */
  place?: Place;
}

/** A network on which a house can be built. */
export interface Place {
  /** As `npm run deploy -- --network` is given it. */
  key: string;
  /** Seconds between two blocks. */
  blockTime: number;
  /** When a block cannot be taken back any more, in words. */
  finality: string;
  /** Who says so. */
  source: string;
  /** Whether a house was built there, or only on a copy of its rules. */
  tried: string;
}

/** A block's time is its slot's; a slot that comes late is no slot. */
const SLOTS = HOUR;
/** OP chains: a sequencer may lag by its drift, and the window in which its blocks reach the parent chain is 24 hours at most. */
const OP_CHAIN = 25 * HOUR;
const ARBITRUM =
  "its blocks take their number and their time from a sequencer that reports the parent chain's block number as its own";
const NOT_LOOKED_AT = "nobody has looked how far its clock may lag behind";
const NOT_TRIED = "not tried";

const ethereum = (key: string): Place => ({
  key,
  blockTime: 12,
  finality: "two epochs, about 13 minutes",
  source: "ethereum/consensus-specs, phase 0",
  tried: NOT_TRIED,
});
const gnosis = (key: string): Place => ({
  key,
  blockTime: 5,
  finality: "two epochs, about 3 minutes",
  source: "gnosischain/specs, consensus",
  tried: NOT_TRIED,
});
const opChain = (key: string): Place => ({
  key,
  blockTime: 2,
  finality: "when its batch is final on Ethereum, about 15 to 30 minutes; safe against the sequencer after that only",
  source: "ethereum-optimism/specs, derivation",
  tried: NOT_TRIED,
});

const known = new Map<number, KnownChain>([
  [1, { name: "Ethereum", realMoney: true, settle: SLOTS, place: ethereum("mainnet") }],
  [10, { name: "OP Mainnet", realMoney: true, settle: OP_CHAIN, place: opChain("optimism") }],
  [100, { name: "Gnosis Chain", realMoney: true, settle: SLOTS, place: gnosis("gnosis") }],
  [8453, { name: "Base", realMoney: true, settle: OP_CHAIN, place: opChain("base") }],
  [42_161, { name: "Arbitrum One", realMoney: true, settle: ARBITRUM }],
  [59_144, { name: "Linea", realMoney: true, settle: NOT_LOOKED_AT }],
  [534_352, { name: "Scroll", realMoney: true, settle: NOT_LOOKED_AT }],
  [10_200, { name: "Chiado", realMoney: false, settle: SLOTS, place: gnosis("chiado") }],
  [31_337, { name: "the practice chain", realMoney: false, settle: 0, ownNode: true }],
  [
    31_999,
    {
      name: "the rehearsal chain",
      realMoney: false,
      settle: SLOTS,
      ownNode: true,
      place: {
        key: "rehearsal",
        blockTime: 1,
        finality: "as the node is told",
        source: "a node of one's own",
        tried: "in every run of the tests",
      },
    },
  ],
  [84_532, { name: "Base Sepolia", realMoney: false, settle: OP_CHAIN, place: opChain("baseSepolia") }],
  [421_614, { name: "Arbitrum Sepolia", realMoney: false, settle: ARBITRUM }],
  [560_048, { name: "Hoodi", realMoney: false, settle: SLOTS, place: ethereum("hoodi") }],
  [11_155_111, { name: "Sepolia", realMoney: false, settle: SLOTS, place: ethereum("sepolia") }],
  [11_155_420, { name: "OP Sepolia", realMoney: false, settle: OP_CHAIN, place: opChain("opSepolia") }],
]);

/** Every network on which a house can be built, with its chain. */
export function places(): { chainId: number; chain: KnownChain; place: Place }[] {
  return [...known].flatMap(([chainId, chain]) =>
    chain.place === undefined ? [] : [{ chainId, chain, place: chain.place }],
  );
}

/** How the keystore's and the environment's names for a network begin: `BASE_SEPOLIA` for `baseSepolia`. */
export function variableOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** Networks that people ask for and on which no house is built, each with the reason. */
export function refusedChains(): { name: string; why: string }[] {
  return [...known.values()].flatMap(({ name, settle }) => (typeof settle === "string" ? [{ name, why: settle }] : []));
}

/** A chain that is not in the list is one that nobody has looked at. */
export function chainFacts(chainId: number): KnownChain {
  return known.get(chainId) ?? { name: `chain ${chainId}`, realMoney: false, settle: NOT_LOOKED_AT };
}

/** Seconds from a ballot's end to the earliest round that may draw; throws where no house can stand for that reason. */
export function settleOf(chainId: number): number {
  const { name, settle } = chainFacts(chainId);
  if (typeof settle === "number") return settle;
  throw new Error(
    `On ${name} nobody can say when a draw is safe from ballots that come late: ${settle}. No house can be built there. Nothing was sent.`,
  );
}
