import { numberToHex, parseEventLogs } from "viem";
import { ItemRefunded, ItemVoided } from "#protocol/abi/corrections.ts";
import { entries } from "#protocol/abi/journal.ts";
import { newestLogs } from "#protocol/house/newestLogs.ts";
import { topicOf } from "#protocol/house/readNode.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";

/** Something that went back to a pocket. Hundredths, UTC seconds. */
export interface CameBack {
  entry: number;
  at: number;
  amount: number;
  is: "voided" | "refunded";
}

/** Refunds are given for a month; what is older is in nobody's mind. */
const SINCE = 60 * 86_400;
const MOST = 20;

/** What went back to a pocket lately, the newest first. */
export async function readCameBack(house: House, pocket: number): Promise<readonly CameBack[]> {
  const { contracts, deployedAtBlock } = house.deployment;
  const abi = [ItemVoided, ItemRefunded] as const;
  const logs = await newestLogs((method, params) => house.rpc.request({ method, params } as never), {
    address: contracts.Corrections,
    topics: [abi.map(({ name }) => topicOf(abi, name)), null, null, numberToHex(pocket, { size: 32 })],
    from: deployedAtBlock,
    count: MOST,
    since: house.clock.anchored() - SINCE,
  });
  return Promise.all(
    parseEventLogs({ abi, logs, strict: true }).map(async ({ eventName, args }) => {
      const [entry] = await readHouse(house, entries, [args.entry, 1n]);
      const is = eventName === "ItemVoided" ? "voided" : "refunded";
      return { entry: Number(args.entry), at: entry?.time ?? 0, amount: args.amount, is } as const;
    }),
  );
}
