import {
  type AbiFunction,
  type AbiParameter,
  decodeFunctionData,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionResult,
  type Hex,
  zeroAddress,
  zeroHash,
} from "viem";
import { describe, expect, it } from "vitest";
import { round, roundCount, SeatClaimed } from "../abi/rounds.ts";
import { balanceOf } from "../abi/token.ts";
import { totalSupply } from "../abi/voucher.ts";
import type { Ask } from "../house/Ask.ts";
import { accounts } from "./accounts.ts";
import { checkHoldings } from "./checkHoldings.ts";
import { paperHouse } from "./toldBooks.fixture.ts";

const PRICE = 100n;
const house = paperHouse();
const { Treasury, Rounds } = house.contracts;

interface Told {
  /** Of each round: what was sold, and its first seat, 0 = not finished. */
  rounds: readonly { sold: number; firstSeat: number }[];
  claimed: number;
  supply: bigint;
  inAccount: bigint;
  inEscrow: bigint;
}

type Field = AbiParameter & { components?: readonly Field[] };

/** A value of a type with nothing in it, but for the fields that are named. */
function filled({ type, components }: Field, named: Record<string, unknown>): unknown {
  if (components) {
    return Object.fromEntries(components.map((one) => [one.name, named[one.name ?? ""] ?? filled(one, named)]));
  }
  if (type === "bool") return false;
  if (type === "address") return zeroAddress;
  if (type.startsWith("bytes")) return zeroHash;
  return /^u?int(8|16|24|32|40|48)$/.test(type) ? 0 : 0n;
}

function asked(told: Told): Ask {
  const abi = [round, roundCount, balanceOf, totalSupply] as const;
  return async (method, params) => {
    if (method === "eth_getLogs") {
      return Array.from({ length: told.claimed }, (_, i) => ({
        topics: encodeEventTopics({ abi: [SeatClaimed], args: { round: 1, seat: i + 1, owner: zeroAddress } }),
        data: encodeAbiParameters([{ type: "uint128" }], [PRICE]),
      }));
    }
    const { functionName, args = [] } = decodeFunctionData({ abi, data: (params as [{ data: Hex }])[0].data });
    const [shape] = (round as AbiFunction).outputs as readonly Field[];
    const one = functionName === "round" ? told.rounds[Number(args[0]) - 1] : undefined;
    const result = {
      round: () => shape && filled(shape, { ...one, price: PRICE }),
      roundCount: () => told.rounds.length,
      balanceOf: () => (String(args[0]).toLowerCase() === Treasury ? told.inAccount : told.inEscrow),
      totalSupply: () => told.supply,
    }[functionName]();
    return encodeFunctionResult({ abi, functionName, result } as never);
  };
}

/** A house that sold four places in a finished round and two in an open one, of whose members three have claimed. */
const told: Told = {
  rounds: [
    { sold: 4, firstSeat: 1 },
    { sold: 2, firstSeat: 0 },
  ],
  claimed: 3,
  supply: 250n,
  inAccount: 400n,
  inEscrow: 200n,
};
const balances = new Map<number, bigint>([
  [accounts.cash, 400n],
  [accounts.escrow, 200n],
  [accounts["refunds payable"], -200n],
  [accounts["vouchers owed"], -350n],
]);

const wrong = async (change: Partial<Told>) => {
  const { holdings } = await checkHoldings(asked({ ...told, ...change }), house, 9, balances);
  return holdings.filter(({ isRight }) => !isRight).map(({ what, booked, found }) => [what, found - booked]);
};

describe("given books, and the money and vouchers of which they speak", () => {
  it("finds all of it, and counts what a finished round's members have not claimed", async () => {
    expect(Rounds).not.toBe(Treasury);
    const { supply, unclaimed } = await checkHoldings(asked(told), house, 9, balances);
    expect([supply, unclaimed]).toEqual([250n, 100n]);
    expect(await wrong({})).toEqual([]);
  });

  it("is content with more money than the books say, which nobody has announced", async () => {
    expect(await wrong({ inAccount: 401n, inEscrow: 201n })).toEqual([]);
  });

  it.each([
    [{ inAccount: 399n }, [["cash", -1n]]],
    [{ inEscrow: 199n }, [["places", -1n]]],
    [{ supply: 249n }, [["vouchers", -1n]]],
    [{ supply: 251n }, [["vouchers", 1n]]],
    [{ claimed: 4 }, [["vouchers", -100n]]],
  ] as const)("says what is missing, or too much: %o", async (change, found) => {
    expect(await wrong(change)).toEqual(found);
  });
});
