import type { Hex } from "viem";
import { plainLine } from "#protocol/relay/records.ts";
import { useRecord } from "../../../chain/records/useRecord.ts";

/** As much as a candidate may say, in bytes of UTF-8; said before it is written, cut off when it is shown. */
export const STATEMENT_BYTES = 280;

/** A candidate's own words, if anybody keeps them and their hash is right. */
export function Statement({ hash }: { hash: Hex }) {
  const text = useRecord(hash);
  if (text === undefined) return null;
  const line = plainLine(text);
  return <bdi>{line.length > STATEMENT_BYTES ? `${line.slice(0, STATEMENT_BYTES - 1)}…` : line}</bdi>;
}
