import { time } from "../test/fixtures/chain.ts";
import { aFoundedHouse, seatTheTable } from "../test/fixtures/wholeHouse.ts";
import type { Measured } from "./gasOf.ts";
import { counterJobs } from "./jobs/counter.ts";
import { governanceJobs } from "./jobs/governance.ts";
import { membershipJobs } from "./jobs/membership.ts";
import { fixTheLot, oversightJobs } from "./jobs/oversight.ts";
import { donationJobs, treasuryJobs } from "./jobs/treasury.ts";
import { stillClock } from "./stillClock.ts";

/** Every job of the house, on real contracts with two hundred members. Two runs give the same numbers. */
export async function measureJobs(): Promise<Measured> {
  stillClock();
  const membership = await membershipJobs();
  const house = await aFoundedHouse({ members: 200 });
  const governance = await governanceJobs(house);
  const oversight = await oversightJobs(house);
  await fixTheLot(house);
  const table = await seatTheTable(house, 1);
  await time.increaseTo((await house.roster.calendar(1)).start);
  const inOffice = { ...house, table };
  return {
    ...membership,
    ...oversight,
    ...governance,
    ...(await counterJobs(inOffice)),
    ...(await treasuryJobs(inOffice)),
    ...(await donationJobs(inOffice)),
  };
}
