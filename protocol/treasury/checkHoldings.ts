import { parseEventLogs } from "viem";
import { round, roundCount, SeatClaimed } from "../abi/rounds.ts";
import { balanceOf as tokenBalance } from "../abi/token.ts";
import { totalSupply } from "../abi/voucher.ts";
import type { Ask } from "../house/Ask.ts";
import type { Deployment } from "../house/deployments.ts";
import { readerAt, readLogs, topicOf } from "../house/readNode.ts";
import { accounts } from "./accounts.ts";

/** What the books say, beside what is really there at the same block. Money in the smallest unit. */
export interface Holding {
  /** Cash and places: there must be as much money. Vouchers: neither more nor less. Refunds: two accounts of the books. */
  what: "cash" | "places" | "refunds" | "vouchers";
  booked: bigint;
  found: bigint;
  isRight: boolean;
}

export interface Holdings {
  holdings: readonly Holding[];
  /** Of what is found in vouchers: given out, and not claimed yet by the members of a round. */
  supply: bigint;
  unclaimed: bigint;
}

type House = Pick<Deployment, "contracts" | "deployedAtBlock">;

/** Compares balances that were recomputed from the books with the money and the vouchers that exist. */
export async function checkHoldings(
  ask: Ask,
  { contracts, deployedAtBlock }: House,
  block: number,
  balances: ReadonlyMap<number, bigint>,
): Promise<Holdings> {
  const ofToken = readerAt(ask, contracts.Token, [tokenBalance], block);
  const [inAccount, inEscrow, supply, unclaimed] = await Promise.all([
    ofToken("balanceOf", [contracts.Treasury]),
    ofToken("balanceOf", [contracts.Rounds]),
    readerAt(ask, contracts.Voucher, [totalSupply], block)("totalSupply", []),
    unclaimedAt(ask, { contracts, deployedAtBlock }, block),
  ]);
  const booked = (code: number) => balances.get(code) ?? 0n;
  const enough = (what: Holding["what"], said: bigint, found: bigint) =>
    ({ what, booked: said, found, isRight: found >= said }) as const;
  const same = (what: Holding["what"], said: bigint, found: bigint) =>
    ({ what, booked: said, found, isRight: found === said }) as const;
  return {
    holdings: [
      enough("cash", booked(accounts.cash), inAccount),
      enough("places", booked(accounts.escrow), inEscrow),
      same("refunds", booked(accounts.escrow), -booked(accounts["refunds payable"])),
      same("vouchers", -booked(accounts["vouchers owed"]), supply + unclaimed),
    ],
    supply,
    unclaimed,
  };
}

/** Vouchers of finished rounds that their members have not been given yet. */
async function unclaimedAt(ask: Ask, { contracts, deployedAtBlock }: House, block: number): Promise<bigint> {
  const ofRounds = readerAt(ask, contracts.Rounds, [roundCount, round], block);
  const count = await ofRounds("roundCount", []);
  const topics = [topicOf([SeatClaimed], "SeatClaimed")];
  const [rounds, logs] = await Promise.all([
    Promise.all(Array.from({ length: count }, (_, i) => ofRounds("round", [i + 1]))),
    readLogs(ask, { from: deployedAtBlock, to: block }, contracts.Rounds, [topics]),
  ]);
  const finished = rounds.filter(({ firstSeat }) => firstSeat > 0);
  const sold = finished.reduce((sum, { sold: places, terms }) => sum + BigInt(places) * terms.price, 0n);
  const claimed = parseEventLogs({ abi: [SeatClaimed], logs });
  return sold - claimed.reduce((sum, { args }) => sum + args.vouchers, 0n);
}
