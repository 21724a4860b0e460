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
}

/** A block's time is its slot's; a slot that comes late is no slot. */
const SLOTS = HOUR;
/** OP chains: a sequencer may lag by its drift, and the window in which its blocks reach the parent chain is 24 hours at most. */
const OP_CHAIN = 25 * HOUR;
const ARBITRUM =
  "its blocks take their number and their time from a sequencer that reports the parent chain's block number as its own";
const NOT_LOOKED_AT = "nobody has looked how far its clock may lag behind";

const known = new Map<number, KnownChain>([
  [1, { name: "Ethereum", realMoney: true, settle: SLOTS }],
  [10, { name: "OP Mainnet", realMoney: true, settle: OP_CHAIN }],
  [100, { name: "Gnosis Chain", realMoney: true, settle: SLOTS }],
  [8453, { name: "Base", realMoney: true, settle: OP_CHAIN }],
  [42_161, { name: "Arbitrum One", realMoney: true, settle: ARBITRUM }],
  [59_144, { name: "Linea", realMoney: true, settle: NOT_LOOKED_AT }],
  [534_352, { name: "Scroll", realMoney: true, settle: NOT_LOOKED_AT }],
  [10_200, { name: "Chiado", realMoney: false, settle: SLOTS }],
  [31_337, { name: "the practice chain", realMoney: false, settle: 0 }],
  // A node of one's own, to rehearse a deployment on.
  [31_999, { name: "the rehearsal chain", realMoney: false, settle: SLOTS }],
  [84_532, { name: "Base Sepolia", realMoney: false, settle: OP_CHAIN }],
  [421_614, { name: "Arbitrum Sepolia", realMoney: false, settle: ARBITRUM }],
  [560_048, { name: "Hoodi", realMoney: false, settle: SLOTS }],
  [11_155_111, { name: "Sepolia", realMoney: false, settle: SLOTS }],
  [11_155_420, { name: "OP Sepolia", realMoney: false, settle: OP_CHAIN }],
]);

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
