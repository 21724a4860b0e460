import { describe, expect, it } from "vitest";
import { ProposalState } from "../abi/enums.ts";
import { proposalsIn } from "./openProposals.ts";

const DAY = 86_400;
const NOW = 2_000_000_000;

/** So many proposals, one a day until now, all decided but for those of the given numbers. */
function aList(count: number, open: readonly number[]) {
  const all = Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    state: open.includes(i + 1) ? ProposalState.Active : ProposalState.Defeated,
    snapshot: NOW - (count - i) * DAY,
  }));
  const asked: number[] = [];
  const page = async (first: number, size: number) => {
    asked.push(first);
    return all.slice(first - 1, first - 1 + size);
  };
  return { page, asked, count };
}

describe("the proposals that are open", () => {
  it("are found behind any number of later ones, newest first", async () => {
    const { page, count } = aList(200, [3, 41, 199]);
    const found = await proposalsIn([ProposalState.Active], NOW, count, page);
    expect(found.map(({ number }) => number)).toEqual([199, 41, 3]);
  });

  it("are not looked for where none can be any more", async () => {
    const { page, asked, count } = aList(2_000, [1_990]);
    expect(await proposalsIn([ProposalState.Active], NOW, count, page)).toHaveLength(1);
    expect(Math.min(...asked)).toBeGreaterThan(1_400);
  });

  it("are none in a house without proposals", async () => {
    const { page, asked } = aList(0, []);
    expect(await proposalsIn([ProposalState.Active], NOW, 0, page)).toEqual([]);
    expect(asked).toEqual([]);
  });
});
