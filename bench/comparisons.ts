export interface Comparison {
  job: string;
  /** The least the EVM asks for this work. */
  floor?: number;
  peer: string;
  /** The most it may cost, as a part of the peer. */
  target: number;
}

/** Which job is held against whom. A job may cost more than its peer where it does more: then the target says how much. */
export const comparisons: readonly Comparison[] = [
  { job: "vote, direct", floor: 35_600, peer: "OpenZeppelin castVote", target: 0.7 },
  { job: "vote, relayed, one", floor: 40_000, peer: "OpenZeppelin castVoteBySig", target: 0.55 },
  { job: "vote, relayed, of 50", peer: "OpenZeppelin castVoteBySig", target: 0.2 },
  { job: "ballot, ten names of 30", peer: "OpenZeppelin castVote", target: 0.9 },
  {
    job: "claim a seat with its vouchers, of 50",
    floor: 73_000,
    peer: "ERC721Votes mint and delegate",
    target: 0.55,
  },
  { job: "buy a seat", floor: 62_500, peer: "Unlock, purchase", target: 0.55 },
  { job: "refund a seat", floor: 38_000, peer: "plain escrow, refund", target: 2.1 },
  { job: "redeem, of 50", floor: 17_500, peer: "EIP-3009 loop, of 50", target: 0.52 },
  { job: "redeem, alone", peer: "EIP-3009, alone", target: 1.9 },
  { job: "lane B, six signatures in one call", peer: "Safe 1.5.0, 6 of 10 signatures", target: 1.6 },
  {
    job: "lane B, six stored approvals and pay",
    peer: "Safe 1.5.0, 6 × approveHash and execute",
    target: 0.85,
  },
  { job: "pay by vote: propose, queue, execute", peer: "OpenZeppelin propose, queue, execute", target: 1.4 },
];

/** Jobs with a ceiling of their own, because nobody else does them. */
export const ceilings: Readonly<Record<string, number>> = { "journal entry, inside a call": 47_000 };

/** Peers that are not on npm: measured once, for orientation. */
export const references: Readonly<Record<string, number>> = {
  "Governor Bravo, castVote": 78_800,
  "Governor Bravo, castVoteBySig": 84_100,
  "Snapshot X, vote": 93_700,
  "Arbitrum election, one nominee": 94_400,
  "Semaphore, one vote": 285_000,
  "Baal, a share": 178_000,
  "ERC-4337, 20 payments, each": 48_100,
  "Permit2 loop, of 50": 28_800,
  "Permit2, alone": 55_300,
};
