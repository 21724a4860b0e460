import { testSignature } from "../../test/fixtures/beacon.ts";
import { ethers, networkHelpers, time } from "../../test/fixtures/chain.ts";
import { answer, cast, nominate } from "../../test/fixtures/electionHouse.ts";
import type { WholeHouse } from "../../test/fixtures/wholeHouse.ts";
import { gasOf, type Measured } from "../gasOf.ts";

const NONE = ethers.ZeroHash;

/** Nominations, ballots, and two seatings: all ten drawn, and ten elected of 128. */
export async function oversightJobs(house: WholeHouse): Promise<Measured> {
  const before = await networkHelpers.takeSnapshot();
  const stored = await storeASignature(await ended(house));
  await before.restore();

  await fixTheLot(house);
  const nobody = await ended(house);
  const drawn = await gasOf(nobody.elections.seatTable(1));
  const answered = await gasOf(answer(house, 1, await firstChair(house), true));
  await before.restore();

  await fixTheLot(house);
  const nominate = await stand(house, 30);
  const ten = await castBy(house, 2, (1n << 10n) - 1n);
  await before.restore();

  await fixTheLot(house);
  await stand(house, 128);
  await castBy(house, 40, (0x3ffn << 40n) | 0n);
  const { elections } = await ended(house);
  const elected = await gasOf(elections.seatTable(1));
  await before.restore();
  return {
    "store the draw's signature": stored,
    nominate,
    "ballot, ten names of 30": ten,
    "seat ten drawn": drawn,
    "seat ten of 128": elected,
    "answer a draw": answered,
  };
}

/** The draw reads a constant, so that no change of code elsewhere draws other seats. */
export async function fixTheLot({ beacon }: WholeHouse): Promise<void> {
  const fixed = await ethers.deployContract("FixedBeacon");
  await networkHelpers.setCode(await beacon.getAddress(), await ethers.provider.getCode(fixed));
}

async function stand(house: WholeHouse, count: number): Promise<number> {
  const { nominationsFrom, ballotFrom } = await house.roster.calendar(1);
  if (BigInt(await time.latest()) < nominationsFrom) await time.increaseTo(nominationsFrom);
  let gas = 0;
  for (let seat = 1; seat <= count; ++seat) {
    gas = await gasOf(nominate(house, 1, seat, NONE));
  }
  await time.increaseTo(ballotFrom);
  return gas;
}

/** So many seats cast the same ballot; answers what the last one cost. */
async function castBy(house: WholeHouse, count: number, approvals: bigint): Promise<number> {
  let gas = 0;
  for (let seat = 1; seat <= count; ++seat) {
    gas = await gasOf(cast(house, 1, seat, approvals));
  }
  return gas;
}

async function ended(house: WholeHouse): Promise<WholeHouse> {
  await time.increaseTo((await house.roster.calendar(1)).ballotUntil);
  return house;
}

/** The number of a term's draw: two field elements, two maps, one pairing. */
async function storeASignature({ beacon }: WholeHouse): Promise<number> {
  const { network, round, appearsAt } = await beacon.beaconOf(1);
  await time.increaseTo(appearsAt);
  return gasOf(beacon.store(network, round, testSignature(round)));
}

async function firstChair({ roster }: WholeHouse): Promise<bigint> {
  const [chair] = await roster.chairsOf(1);
  if (chair === undefined) throw new Error("no table");
  return chair.seat;
}
