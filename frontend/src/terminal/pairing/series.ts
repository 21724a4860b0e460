import * as terminalsAbi from "#protocol/abi/terminals.ts";
import { nonceSubject } from "#protocol/house/typedData.ts";
import type { P256PublicKey } from "#protocol/voucher/p256.ts";
import { type House, readHouseAt } from "../../chain/node/house.ts";
import type { TillJournal } from "../journal/journal.ts";
import { orNothing, PATIENCE } from "../take/takeCode.ts";

/**
 * Which tablet under its number this one is: how many words about the number had been said when this key counted. A
 * number that was renewed has had one more, so no two tablets have the same. Undefined: the key does not count now.
 *
 * All of it as of one block: a block later the word may have been said that ended this key.
 */
export async function readSeries(house: House, { x, y }: P256PublicKey, terminal: number): Promise<number | undefined> {
  const block = await house.rpc.request({ method: "eth_blockNumber" });
  const [[id, endedAt], said] = await Promise.all([
    readHouseAt(house, block, terminalsAbi.terminalOf, [x, y]),
    readHouseAt(house, block, terminalsAbi.nonceOf, [nonceSubject(terminal, "terminal")]),
  ]);
  return id === terminal && endedAt === 0 ? Number(said) : undefined;
}

/** Has the journal know its series, once for ever; false: nobody can tell it now. */
export async function learnSeries(
  house: House,
  journal: Pick<TillJournal, "series" | "nameSeries">,
  key: P256PublicKey,
  terminal: number,
): Promise<boolean> {
  if ((await journal.series()) !== undefined) return true;
  const series = await orNothing(readSeries(house, key, terminal), PATIENCE);
  if (series === undefined) return false;
  await journal.nameSeries(series);
  return true;
}
