import { useCallback } from "react";
import * as roundsAbi from "#protocol/abi/rounds.ts";
import { type RoundName, roundNames } from "#protocol/funding/roundNames.ts";
import { type House, readHouse } from "../node/house.ts";
import { useRead } from "../node/useRead.ts";

async function readNames(house: House): Promise<RoundName[]> {
  const count = await readHouse(house, roundsAbi.roundCount);
  const rounds = await Promise.all(Array.from({ length: count }, (_, i) => readHouse(house, roundsAbi.round, [i + 1])));
  return roundNames(rounds.map(({ founding }) => founding));
}

/** What people call the round of this id; for pages that have the id alone. Number 0: not known (yet). */
export function useRoundNames(): (id: number) => RoundName {
  const names = useRead(["roundNames"], readNames);
  const known = names.status === "ready" ? names.data : nothing;
  return useCallback((id) => known[id - 1] ?? noName, [known]);
}

const nothing: readonly RoundName[] = [];
const noName: RoundName = { n: 0, attempt: 0 };
