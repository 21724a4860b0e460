import * as correctionsAbi from "#protocol/abi/corrections.ts";
import * as counterAbi from "#protocol/abi/counter.ts";
import { Figure } from "#protocol/abi/enums.ts";
import * as exactPaymentsAbi from "#protocol/abi/exactPayments.ts";
import * as registryAbi from "#protocol/abi/registry.ts";
import type { Ask } from "#protocol/house/Ask.ts";
import { type PaidBatch, type PaidItem, readNewestBatches, readPaidBatch } from "#protocol/voucher/paidBatches.ts";
import { businessDayOf, EXACT_BIT, LATE_BIT, type PaidPlace, unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";

/** A payment at a counter as a manager sees it. Money in hundredths, UTC seconds. */
export interface Payment extends PaidItem {
  place: PaidPlace;
  bookedAt: number;
  /** On which it may be taken back whole. */
  businessDay: number;
  isVoid: boolean;
  refunded: number;
  /** Of all that its batch paid: they prove what is taken back. */
  heads: readonly bigint[];
}

/** What the club's rules leave of today. */
export interface BackRules {
  today: number;
  /** May still be given back today, hundredths. */
  left: number;
}

/** Seconds after which nothing of a payment goes back. */
export const REFUNDS_UNTIL = 30 * 86_400;

export async function readBackRules(house: House): Promise<BackRules> {
  const dayOffset = await readHouse(house, counterAbi.dayOffset);
  const today = businessDayOf(house.clock.anchored(), dayOffset);
  const [budget, given] = await Promise.all([
    readHouse(house, registryAbi.figure, [Figure.RefundBudget]),
    readHouse(house, correctionsAbi.refundedOn, [today]),
  ]);
  const unit = unitsPerHundredth(house.deployment.club.currency.decimals);
  return { today, left: Math.max(0, Number(budget / unit - given)) };
}

/** Undefined: there is no such payment, or no transaction proves what its batch paid. */
export async function readPayment(house: House, place: PaidPlace): Promise<Payment | undefined> {
  if (place.seq >= EXACT_BIT && place.seq < LATE_BIT) return readExact(house, place);
  const batch = await readPaidBatch(askerOf(house), house.deployment, place);
  return batch && (await paymentsOf(house, batch))[place.place];
}

/** One from an account: it stands alone, and has no heads to show. */
async function readExact(house: House, place: PaidPlace): Promise<Payment | undefined> {
  const { terminal, seq } = place;
  const [{ amount, businessDay, bookedAt }, [isVoid, refunded]] = await Promise.all([
    readHouse(house, exactPaymentsAbi.recordOf, [terminal, seq - EXACT_BIT]),
    readHouse(house, correctionsAbi.takenBack, [place]),
  ]);
  if (amount === 0) return undefined;
  return { place, pocket: 0, amount, acceptedAt: bookedAt, bookedAt, businessDay, isVoid, refunded, heads: [] };
}

/** The newest payments of all tablets, so long as something of them may go back. */
export async function readNewestPayments(house: House, batches: number): Promise<readonly Payment[]> {
  const since = house.clock.anchored() - REFUNDS_UNTIL;
  const found = await readNewestBatches(askerOf(house), house.deployment, { count: batches, since });
  return (await Promise.all(found.map(async (batch) => (await paymentsOf(house, batch)).toReversed()))).flat();
}

async function paymentsOf(house: House, { terminal, seq, paid, ...batch }: PaidBatch): Promise<Payment[]> {
  if (paid === undefined) return [];
  const bookedOn = businessDayOf(batch.bookedAt, house.deployment.club.dayOffset);
  return Promise.all(
    paid.items.map(async (item, i) => {
      const place = { terminal, seq, place: i };
      const [isVoid, refunded] = await readHouse(house, correctionsAbi.takenBack, [place]);
      const { bookedAt } = batch;
      const businessDay = Math.min(batch.businessDay, bookedOn);
      return { ...item, place, bookedAt, businessDay, isVoid, refunded, heads: paid.heads };
    }),
  );
}

const askerOf =
  ({ rpc }: House): Ask =>
  (method, params) =>
    rpc.request({ method, params } as never);
