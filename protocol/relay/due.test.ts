import { createPublicClient, custom, decodeFunctionData, encodeFunctionResult, type Hex, zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import { RoundState } from "../abi/enums.ts";
import { journalAbi } from "../abi/journal.ts";
import { contractNames } from "../abi/parts.ts";
import { roundsAbi } from "../abi/rounds.ts";
import { shareAbi } from "../abi/share.ts";
import { tokenAbi } from "../abi/token.ts";
import type { Deployment } from "../house/deployments.ts";
import { dueCalls } from "./due.ts";

const contracts = Object.fromEntries(
  contractNames.map((name, i) => [name, `0x${(i + 1).toString(16).padStart(40, "0")}`]),
) as Deployment["contracts"];
const house = { contracts } as Deployment;
const ada = "0x00000000000000000000000000000000000000a1";
const ben = "0x00000000000000000000000000000000000000b2";

const terms = {
  price: 5_000n,
  minSeats: 1,
  maxSeats: 3,
  opensAt: 1,
  deadline: 2,
  coolOff: 1,
  termsHash: `0x${"11".repeat(32)}`,
} as const;

interface HouseNow {
  claimed: number;
  owners: readonly Hex[];
  ended?: readonly number[];
  untold?: readonly number[];
  /** What the escrow holds beyond the 1,000 that it owes. */
  beyond?: bigint;
}

/** One finalised round of three seats, and a share; whatever else is asked fails. */
function whatIsDue(now: HouseNow) {
  const rounds = (functionName: string, args: readonly unknown[]): unknown => {
    if (functionName === "roundCount") return 1;
    if (functionName === "purchases") return [{ ...place, recipient: [ada, ben, ada][Number(args[1])] }];
    const times = { soldOutAt: 0, lockAt: 2, withdrawUntil: 1, free: 0, finalisedAt: 2 };
    const { claimed } = now;
    const flags = { founding: true, cancelled: false };
    return { terms, state: RoundState.Finalised, sold: 3, ...times, firstSeat: 1, claimed, ...flags };
  };
  const share = (functionName: string, args: readonly unknown[]): unknown => {
    if (functionName === "untold") return now.untold ?? [];
    if (functionName === "owners") return now.owners;
    return now.ended?.includes(Number(args[0])) ? 5 : 0;
  };
  const request = async ({ params }: { params?: unknown }): Promise<Hex> => {
    const [{ to, data }] = params as [{ to: Hex; data: Hex }];
    if (to === contracts.Rounds) {
      const { functionName, args } = decodeFunctionData({ abi: roundsAbi, data });
      return encodeFunctionResult({ abi: roundsAbi, functionName, result: rounds(functionName, args ?? []) as never });
    }
    if (to === contracts.Token) {
      const result = 1_000n + (now.beyond ?? 0n);
      return encodeFunctionResult({ abi: tokenAbi, functionName: "balanceOf", result });
    }
    if (to === contracts.Journal) {
      return encodeFunctionResult({ abi: journalAbi, functionName: "balance", result: 1_000n });
    }
    if (to !== contracts.Share) throw new Error("Nobody is there");
    const { functionName, args } = decodeFunctionData({ abi: shareAbi, data });
    return encodeFunctionResult({ abi: shareAbi, functionName, result: share(functionName, args ?? []) as never });
  };
  const client = createPublicClient({ transport: custom({ request }, { retryCount: 0 }) });
  return dueCalls(client, house, 10);
}

const place = {
  recipient: ada,
  payer: ada,
  paid: 1n,
  nullifier: `0x${"22".repeat(32)}`,
  boughtAt: 1,
  refunded: false,
} as const;

describe("what is due for people's seats", () => {
  it("claims what nobody has come to, and nothing when all have their seats", async () => {
    const claim = { contract: "Rounds", functionName: "claim", args: [1, 2] };
    expect(await whatIsDue({ claimed: 1, owners: [ada, zeroAddress, zeroAddress] })).toEqual([claim]);
    expect(await whatIsDue({ claimed: 3, owners: [ada, ben, ada] })).toEqual([]);
  });

  it("serves somebody whom a claim skipped, and leaves seats alone that have ended", async () => {
    const again = { contract: "Rounds", functionName: "claimSkipped", args: [1, ben] };
    const owners = [ada, zeroAddress, zeroAddress] as const;
    expect(await whatIsDue({ claimed: 3, owners, ended: [3] })).toEqual([again]);
  });

  it("tells again of each seat of which an observer did not hear", async () => {
    const calls = await whatIsDue({ claimed: 3, owners: [ada, ben, ada], untold: [2, 9] });
    expect(calls).toEqual([2, 9].map((seat) => ({ contract: "Share", functionName: "tell", args: [seat] })));
  });
});

describe("what lies in the escrow beyond what it owes", () => {
  const owners = [ada, ben, ada] as const;

  it("is sent on from a hundredth of a place's price, and not below: nobody makes the relay work for less", async () => {
    const give = { contract: "Rounds", functionName: "giveSurplus", args: [] };
    expect(await whatIsDue({ claimed: 3, owners, beyond: 50n })).toEqual([give]);
    expect(await whatIsDue({ claimed: 3, owners, beyond: 49n })).toEqual([]);
    expect(await whatIsDue({ claimed: 3, owners, beyond: -1_000n })).toEqual([]);
  });
});
