import { keccak256, stringToHex } from "viem";
import { contractNames } from "#protocol/abi/parts.ts";
import { type Deployment, parseDeployment } from "#protocol/house/deployments.ts";
import { practiceNetwork } from "#protocol/oversight/practiceBeacon.ts";

/** A house on paper: every contract has an address, and nothing is there. */
export function aDeployment(change: Partial<Deployment> = {}): Deployment {
  const address = (name: string) => `0x${keccak256(stringToHex(name)).slice(26)}`;
  const forAll = (value: (name: string) => string) =>
    Object.fromEntries(contractNames.map((name) => [name, value(name)]));
  const published = { text: "Words", hash: keccak256(stringToHex("Words")) };
  const file = {
    format: 1,
    practice: true,
    chainId: 31337,
    houseId: keccak256(stringToHex("a house")),
    deployedAtBlock: 0,
    deployedAt: 1_800_000_000,
    contracts: forAll(address),
    codeHashes: forAll((name) => keccak256(stringToHex(name))),
    beacon: { name: "practice", ...practiceNetwork, settle: 0, chainHash: "practice", servers: [] },
    club: {
      name: "Runde",
      languages: ["en", "de", "zh"],
      timeZone: "Asia/Shanghai",
      dayOffset: 28_800,
      currency: {
        code: "CNY",
        symbol: "¥",
        decimals: 6,
        tokenName: "Practice yuan",
        tokenSymbol: "CNYp",
        voucherName: "Runde voucher",
        voucherSymbol: "RV",
      },
      unitPrice: "28.00",
      maxMembers: 200,
      chairs: 10,
      reserves: 5,
      rotation: {
        leadTime: 2_592_000,
        termLength: 7_776_000,
        nominationsFrom: 2_419_200,
        nominationsUntil: 1_555_200,
        ballotFrom: 1_468_800,
        ballotUntil: 604_800,
        answersUntil: 172_800,
        quorumBps: 2_000,
      },
      voting: {
        votingDelay: 172_800,
        votingPeriod: 604_800,
        lateExtension: 172_800,
        timelockDelay: 172_800,
        expiry: 2_592_000,
        quorumBps: 2_000,
        sponsors: 5,
      },
      approvalsNeeded: 6,
      reserveBps: 3_000,
      voteThreshold: "20000",
      counter: { pocketCap: "500", lateWindow: 172_800, exitDelay: 259_200, refundBudget: "200" },
      founding: {
        price: "30000",
        minSeats: 80,
        maxSeats: 100,
        opensAt: 1_800_000_000,
        deadline: 1_802_592_000,
        coolOff: 259_200,
        terms: published,
      },
      criteria: published,
      operator: address("operator"),
      registrar: address("registrar"),
    },
  };
  return { ...parseDeployment(file), ...change };
}
