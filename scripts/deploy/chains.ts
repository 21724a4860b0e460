/** What a deployment must know of a chain before it builds on it. Those that are not in the list are asked about. */
interface KnownChain {
  name: string;
  /** True where many independent parties make the blocks, so that nobody picks the hash that draws the lots. */
  manyBlockProducers: boolean;
  /** True where the coin has a price: no house on play money stands there. */
  realMoney: boolean;
}

const known = new Map<number, KnownChain>([
  [1, { name: "Ethereum", manyBlockProducers: true, realMoney: true }],
  [10, { name: "OP Mainnet", manyBlockProducers: false, realMoney: true }],
  [100, { name: "Gnosis Chain", manyBlockProducers: true, realMoney: true }],
  [8453, { name: "Base", manyBlockProducers: false, realMoney: true }],
  [42_161, { name: "Arbitrum One", manyBlockProducers: false, realMoney: true }],
  [59_144, { name: "Linea", manyBlockProducers: false, realMoney: true }],
  [534_352, { name: "Scroll", manyBlockProducers: false, realMoney: true }],
  [10_200, { name: "Chiado", manyBlockProducers: true, realMoney: false }],
  [84_532, { name: "Base Sepolia", manyBlockProducers: false, realMoney: false }],
  [421_614, { name: "Arbitrum Sepolia", manyBlockProducers: false, realMoney: false }],
  [560_048, { name: "Hoodi", manyBlockProducers: true, realMoney: false }],
  [11_155_111, { name: "Sepolia", manyBlockProducers: true, realMoney: false }],
  [11_155_420, { name: "OP Sepolia", manyBlockProducers: false, realMoney: false }],
]);

/** A chain nobody has looked at is taken for one whose blocks a single party makes. */
export function chainFacts(chainId: number): KnownChain {
  return known.get(chainId) ?? { name: `chain ${chainId}`, manyBlockProducers: false, realMoney: false };
}
