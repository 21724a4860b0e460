import { bytesToHex } from "viem";
import * as correctionsAbi from "#protocol/abi/corrections.ts";
import * as exactPaymentsAbi from "#protocol/abi/exactPayments.ts";
import { orderLink } from "#protocol/voucher/orderLink.ts";
import { businessDayOf, EXACT_BIT, type ExactOrder, exactOrderDigest } from "#protocol/voucher/payCode.ts";
import { readHouse } from "../../chain/node/house.ts";
import type { TillHouse } from "../house.ts";
import type { Tablet } from "../useTill.ts";

/** Seconds in which an order may be paid. */
const GOOD_FOR = 600;

export interface AskedOrder extends ExactOrder {
  link: string;
}

/** An order of this till, signed, for whoever pays exactly so much from their own account. */
export async function makeOrder({ house, now }: TillHouse, tablet: Tablet, amount: number): Promise<AskedOrder> {
  const name = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
  const order = { terminal: tablet.terminal, order: name, amount, deadline: now() + GOOD_FOR };
  const { chainId, contracts } = house.deployment;
  const digest = exactOrderDigest({ chainId, exactPayments: contracts.ExactPayments }, order);
  const signature = await tablet.sign(digest);
  return { ...order, link: orderLink(location.origin, { order, signature }) };
}

/** Whether the contract's state says that it is paid. */
export async function isPaid({ house }: TillHouse, { terminal, order }: ExactOrder): Promise<boolean> {
  return (await readHouse(house, exactPaymentsAbi.numberOf, [terminal, order])) > 0;
}

/** A payment from an account, as the contracts have it. Hundredths. */
export interface ExactLine {
  /** Its number in `Corrections`. */
  seq: number;
  at: number;
  amount: number;
  isVoid: boolean;
  refunded: number;
}

const MOST = 100;

/** What was paid from accounts at this till on this business day, the newest first. */
export async function readExactToday({ house, dayOffset, now }: TillHouse, terminal: number): Promise<ExactLine[]> {
  const count = await readHouse(house, exactPaymentsAbi.exactCount, [terminal]);
  if (count === 0) return [];
  const first = Math.max(1, count - MOST + 1);
  const records = await readHouse(house, exactPaymentsAbi.exactPayments, [terminal, first, MOST]);
  const today = businessDayOf(now(), dayOffset);
  const lines = await Promise.all(
    records.map(async ({ amount, businessDay, bookedAt }, i) => {
      if (businessDay !== today) return [];
      const seq = EXACT_BIT + first + i;
      const [isVoid, refunded] = await readHouse(house, correctionsAbi.takenBack, [{ terminal, seq, place: 0 }]);
      return [{ seq, at: bookedAt, amount, isVoid, refunded }];
    }),
  );
  return lines.flat().reverse();
}
