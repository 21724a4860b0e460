import fc from "fast-check";
import { Part } from "#protocol/abi/enums.ts";
import { ethers, loadFixture, networkHelpers, time } from "../../fixtures/chain.ts";
import { anUnfoundedHouse } from "../../fixtures/electionHouse.ts";
import { HistoryCounts } from "../../fixtures/HistoryCounts.ts";
import { aQuickChain } from "../../fixtures/QuickChain.ts";
import { anyLife, CHAIRS, lives, RESERVES } from "../../fixtures/rotation/plans.ts";
import { RotationHistory } from "../../fixtures/rotation/RotationHistory.ts";

/** More histories on command: HISTORY_RUNS=1000 HISTORY_SEED=7. The seed is printed, and a failure prints its path. */
const RUNS = Number(process.env.HISTORY_RUNS ?? 200);
const SEED = Number(process.env.HISTORY_SEED ?? 1_926);

/** Where `ToldBeacon` keeps what decides its numbers. */
const LOT_SLOT = 50;

/** What a whole run must have seen. */
const ACTIONS = [
  ...[
    "join",
    "stand",
    "withdraw",
    "vote",
    "end",
    "handOver",
    "rekey",
    "rejoin",
    "passOver",
    "credit",
    "moveLeavers",
    "addEra",
  ],
  ...["handed to a former member", "vote changed", "vote changed by an heir", "vote changed under another account"],
  ...["seated in time", "seated late", "unseated", "elected", "drawn", "turned"],
  ...["accepted", "accepted late", "declined", "resigned", "waived", "waived in a draw", "struck", "queued"],
  "left at the seating",
];
const REFUSALS = [
  ...["NominationsNotOpen", "NominationsClosed", "NominatedAlready", "NotNominated", "HadItsTurn", "SitsAlready"],
  ...["BallotNotOpen", "BallotClosed", "NoBallotAtSnapshot", "TooManyNames", "UnknownCandidate"],
  ...["NotOnTheList", "ChairWasLeft", "ChairTakenAlready", "NoChairFree", "TermEnded", "TableNotSeated"],
  ...["AnswersStillOpen", "NobodyWasSilent", "CreditedAlready", "TermStillRuns", "PoolsFrozen", "NobodyLeft"],
  ...["EraTooLate", "TermLengthOutOfBounds", "TableSeatedAlready"],
];

async function smallHouse() {
  const house = await anUnfoundedHouse({ chairs: CHAIRS, reserves: RESERVES });
  const bulk = await ethers.deployContract("RoundsInBulk", [house.share, house.roster]);
  await house.registry.set(Part.Rounds, bulk);
  await bulk.begin();
  const { share, roster, elections, beacon } = house;
  const chain = await aQuickChain([elections, roster, share, beacon, bulk]);
  const told = await ethers.provider.getCode(await ethers.deployContract("ToldBeacon"));
  return { ...house, bulk, chain, told, began: await time.latest() };
}

describe("Rotation: any history", () => {
  it("goes on chain as in the model, and as a browser recomputes it (R1–R5, R7–R9)", async () => {
    const counts = new HistoryCounts();
    let dearest = 0n;
    await fc.assert(
      fc.asyncProperty(anyLife, async ([founders, terms, lot]) => {
        const { chain, began, told, ...house } = await loadFixture(smallHouse);
        chain.begin(began);
        // Three of four draw by numbers that need no pairing, for speed.
        const isReal = lot % 4 === 0;
        const beacon = await house.beacon.getAddress();
        if (!isReal) await networkHelpers.setCode(beacon, told);
        if (!isReal) await networkHelpers.setStorageAt(beacon, LOT_SLOT, lot);
        const history = new RotationHistory(house, chain, counts, Number(await house.roster.startOf(1)), isReal);
        await history.welcome(founders);
        for (const [i, term] of terms.entries()) await history.live(i + 1, term);
        if (isReal) await history.recompute();
        if (history.dearest > dearest) dearest = history.dearest;
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true, examples: lives.map((life) => [life]) },
    );
    const seatings = `the dearest seating took ${dearest} gas`;
    for (const line of [`${RUNS} histories, seed ${SEED}, ${seatings}`, ...counts.lines()])
      console.log(`      ${line}`);
    // What never happened, and what was never refused, is not tested.
    counts.requireAll(ACTIONS, REFUSALS);
  });
});
