import { figureNames, Protection } from "#protocol/abi/enums.ts";
import { figures as figuresNow } from "#protocol/abi/registry.ts";
import type { FigureName } from "#protocol/governance/bounds.ts";
import type { ClubFigures } from "#protocol/house/deployments.ts";
import type { Loaded } from "../../ui/state/loaded.ts";
import { type House, readHouse, useHouse } from "../node/house.ts";
import { useRead } from "../node/useRead.ts";

/** A figure of the house as it is now, and what a vote can make of it. */
export interface FigureNow {
  value: bigint;
  least: bigint;
  most: bigint;
  /** Which way is towards more protection; `final`: no vote moves it. */
  safer: "up" | "down" | "final";
}

export type FiguresNow = Readonly<Record<FigureName, FigureNow>>;

async function readFigures(house: House): Promise<FiguresNow> {
  const all = await readHouse(house, figuresNow);
  const named = all.map(({ value, least, most, protection }, i): [FigureName, FigureNow] => {
    const safer = protection === Protection.More ? "up" : protection === Protection.Less ? "down" : "final";
    return [figureNames[i] as FigureName, { value, least, most, safer }];
  });
  return Object.fromEntries(named) as FiguresNow;
}

/** All figures of the house: a vote may have changed them since it was built. */
export function useFigures(): Loaded<FiguresNow> {
  return useRead(["figures"], readFigures);
}

/** What pages tell of in passing. */
const told = {
  approvals: ({ approvalsNeeded }) => approvalsNeeded,
  reserve: ({ reserveBps }) => reserveBps,
  maxMembers: ({ maxMembers }) => maxMembers,
} satisfies Partial<Record<FigureName, (club: ClubFigures) => number>>;

/** One figure as it is now; until the chain has answered, as the house began. */
export function useFigure(which: keyof typeof told): number {
  const { club } = useHouse().deployment;
  const read = useFigures();
  return read.status === "ready" ? Number(read.data[which].value) : told[which](club);
}
