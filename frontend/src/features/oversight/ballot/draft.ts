import * as z from "zod/mini";
import type { House } from "../../../chain/node/house.ts";
import { kept } from "../../../chain/node/kept.ts";

const seats = z.array(z.int().check(z.positive()));
const receipt = z.object({ code: z.string().check(z.regex(/^[0-9A-F]{8}$/)), nonce: z.int() });
export type Receipt = z.infer<typeof receipt>;

/** What somebody began to choose and has not confirmed, by term and seat. On this device only. */
export function ballotDraft(house: House, term: number, seat: number) {
  const store = kept(house.deployment.houseId, `ballot.${term}.${seat}`);
  return {
    get: (): readonly number[] | undefined => {
      const parsed = seats.safeParse(store.get());
      return parsed.success ? parsed.data : undefined;
    },
    set: (chosen: Iterable<number>) => store.set([...chosen]),
    clear: () => store.set(null),
  };
}

/** The receipt of the last confirmed ballot, on this device only: the chain has the ballot, not the code. */
export function ballotReceipt(house: House, term: number, seat: number) {
  const store = kept(house.deployment.houseId, `receipt.${term}.${seat}`);
  return {
    get: (): Receipt | undefined => {
      const parsed = receipt.safeParse(store.get());
      return parsed.success ? parsed.data : undefined;
    },
    set: (one: Receipt) => store.set(one),
  };
}
