import { expect } from "chai";
import { figureNames } from "#protocol/abi/enums.ts";
import type { FigureName, FigureSet } from "#protocol/governance/bounds.ts";
import { figuresOf } from "#protocol/governance/decidedFigures.ts";
import { DAY, ethers, HOUR, loadFixture } from "../../fixtures/chain.ts";
import { aClub, aSealedHouse } from "../../fixtures/wholeHouse.ts";

const aHouse = () => aSealedHouse();
const MOST_MONEY = 2n ** 96n - 1n;
const date: [number, number] = [DAY, 366 * DAY];

/** What each figure can be whatever the others are, written down a third time: neither contract nor page is asked. */
const ownEnds: Record<FigureName, readonly [bigint | number, bigint | number]> = {
  votingDelay: [DAY, 14 * DAY],
  votingPeriod: [3 * DAY, 30 * DAY],
  lateExtension: [0, 30 * DAY],
  timelockDelay: [DAY, 30 * DAY],
  expiry: [2 * DAY, 366 * DAY],
  voteQuorum: [1000, 5000],
  sponsors: [1, 20],
  chairs: [3, 20],
  reserves: [0, 32],
  leadTime: date,
  termLength: [35 * DAY, 366 * DAY],
  nominationsFrom: date,
  nominationsUntil: date,
  ballotFrom: date,
  ballotUntil: date,
  answersUntil: date,
  ballotQuorum: [1000, 5000],
  maxMembers: [1, 1_000_000],
  leaverBar: [30 * DAY, 366 * DAY],
  approvals: [2, 19],
  reserve: [1000, 10_000],
  voteThreshold: [1, MOST_MONEY],
  pocketCap: [1, MOST_MONEY],
  lateWindow: [HOUR, 14 * DAY],
  exitDelay: [HOUR, 30 * DAY],
  refundBudget: [0, MOST_MONEY],
};

async function built(changes: Partial<Record<FigureName, bigint | number>>) {
  const { token, operator, registrar, registry } = await loadFixture(aHouse);
  const set = { ...figuresOf(aClub()), ...changes } as FigureSet;
  const figures = figureNames.map((name) => BigInt(set[name]));
  return { registry, made: ethers.deployContract("Registry", [token, figures, operator.address, registrar.address]) };
}

describe("Charter: a figure beyond its own ends", () => {
  for (const [name, [least, most]] of Object.entries(ownEnds) as [FigureName, [bigint | number, bigint | number]][]) {
    it(`is refused with them, whatever the others are: ${name}`, async () => {
      for (const beyond of [BigInt(least) - 1n, BigInt(most) + 1n].filter((value) => value >= 0n)) {
        const { registry, made } = await built({ [name]: beyond });
        await expect(made)
          .to.be.revertedWithCustomError(registry, "FigureOutOfBounds")
          .withArgs(figureNames.indexOf(name), beyond, least, most);
      }
    });
  }
});

describe("Charter: who gave up a seat", () => {
  // Dates so far apart that nothing else stands in the way.
  const far = {
    ...{ termLength: 366 * DAY, leadTime: 300 * DAY, nominationsFrom: 200 * DAY, nominationsUntil: 150 * DAY },
    ...{ ballotUntil: 40 * DAY, answersUntil: 20 * DAY, leaverBar: 90 * DAY },
  };

  it("may be back when a ballot begins that began as long ago as the bar lasts", async () => {
    await (await built({ ...far, ballotFrom: 90 * DAY })).made;
  });

  it("is not back before the ballot is over", async () => {
    const { registry, made } = await built({ ...far, ballotFrom: 90 * DAY + 1 });
    await expect(made)
      .to.be.revertedWithCustomError(registry, "FigureOutOfBounds")
      .withArgs(figureNames.indexOf("ballotFrom"), 90 * DAY + 1, 40 * DAY + DAY, 90 * DAY);
  });
});
