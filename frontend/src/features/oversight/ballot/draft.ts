import * as v from "valibot";
import { ifFits, whole } from "#protocol/house/shapes.ts";
import type { House } from "../../../chain/node/house.ts";
import { kept } from "../../../chain/node/kept.ts";
import { seatDraft } from "../../../chain/session/draft.ts";

const seats = v.array(v.pipe(whole, v.minValue(1)));
const receipt = v.object({ code: v.pipe(v.string(), v.regex(/^[0-9A-F]{8}$/)), nonce: whole });
export type Receipt = v.InferOutput<typeof receipt>;

/** What somebody began to choose and has not confirmed, by term and seat. */
export function ballotDraft(house: House, term: number, seat: number) {
  const store = seatDraft(house, `ballot.${term}.${seat}`);
  return {
    get: (): readonly number[] | undefined => ifFits(seats, store.get()),
    set: (chosen: Iterable<number>) => store.set([...chosen]),
    clear: () => store.set(null),
  };
}

/** The receipt of the last confirmed ballot, on this device only: the chain has the ballot, not the code. */
export function ballotReceipt(house: House, term: number, seat: number) {
  const store = kept(house.deployment.houseId, `receipt.${term}.${seat}`);
  return {
    get: (): Receipt | undefined => ifFits(receipt, store.get()),
    set: (one: Receipt) => store.set(one),
  };
}
