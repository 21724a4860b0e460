import type { Hex } from "viem";
import { RecordText } from "../../../parts/RecordText.tsx";

/** As much as a candidate may say, in bytes of UTF-8; said before it is written, cut off when it is shown. */
export const STATEMENT_BYTES = 280;

/** A candidate's own words, if anybody keeps them and their hash is right. */
export function Statement({ hash }: { hash: Hex }) {
  return <RecordText hash={hash} as="line" most={STATEMENT_BYTES} />;
}
