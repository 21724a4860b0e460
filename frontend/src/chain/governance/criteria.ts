import type { Hex } from "viem";
import { criteriaHash } from "#protocol/abi/admission.ts";
import { readHouse, useHouse } from "../node/house.ts";
import { useRead } from "../node/useRead.ts";
import { useRecord } from "../records/useRecord.ts";

/** The criteria by which somebody is admitted now; no text: nobody whom this page can ask keeps it. */
export function useCriteria(): { hash: Hex; text: string | undefined } {
  const { criteria } = useHouse().deployment.club;
  const read = useRead(["criteria"], (house) => readHouse(house, criteriaHash));
  const hash = read.status === "ready" ? read.data : criteria.hash;
  const kept = useRecord(hash === criteria.hash ? undefined : hash);
  return { hash, text: hash === criteria.hash ? criteria.text : kept };
}
