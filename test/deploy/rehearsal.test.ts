import type { Address } from "viem";
import { describe, expect, it } from "vitest";
import type { Club } from "#ignition/club.ts";
import type { HouseSite } from "#ignition/houseParameters.ts";
import { deviceTime } from "#protocol/house/houseClock.ts";
import { rehearseHouse } from "#scripts/deploy/rehearseHouse.ts";
import { publicBeacon } from "#scripts/networks/beacons.ts";
import { club } from "../fixtures/clubs/bakery.ts";

const DAY = 86_400;
const now = deviceTime();
const token: Address = "0x00000000000000000000000000000000000000eE";
const nobody: Address = "0x0000000000000000000000000000000000000000";
const there = {
  chainId: 31_999,
  deployer: "0x00000000000000000000000000000000000000aa",
  nonce: 7,
  now,
  gasLimit: 30_000_000n,
} as const;
const site: HouseSite = {
  token,
  operator: "0x00000000000000000000000000000000000000bb",
  registrar: "0x00000000000000000000000000000000000000cc",
  foundingOpens: now + 10 * DAY,
  beacon: publicBeacon(31_999),
};

interface Plan {
  club?: Partial<Club>;
  site?: Partial<HouseSite>;
  gasLimit?: bigint;
}

const rehearse = ({ gasLimit = there.gasLimit, ...plan }: Plan) =>
  rehearseHouse({ ...club, ...plan.club }, { ...site, ...plan.site }, { ...there, gasLimit });

/** What no reading of the configuration alone has refused here, so that a constructor must. */
const refused: readonly [string, Plan, RegExp][] = [
  [
    "a round that ends too far ahead of the chain's clock",
    { site: { foundingOpens: now + 381 * DAY } },
    /^foundingOpens: the round must leave a day to sell, and end at most 400 days after/m,
  ],
  ["an operator that is the token", { site: { operator: token } }, /^operator: 0x0{38}eE is nobody or a contract/m],
  ["a registrar that is nobody", { site: { registrar: nobody } }, /^registrar: 0x0{40} is nobody/m],
  [
    "a vote of three seconds",
    { club: { voting: { ...club.voting, votingPeriod: 3 } } },
    /^voting\.votingPeriod must lie between 3 days and 30 days, as the other figures are\.$/m,
  ],
  [
    "more seats than there may be members",
    { club: { maxMembers: 11 } },
    /^founding\.maxSeats is 12, and the house has 11 seats to give\.$/m,
  ],
  ["a clock beyond every time zone", { club: { dayOffset: 51_000 } }, /^dayOffset is 51000 seconds/m],
  [
    "a network of rounds that begins after the chain's present",
    { site: { beacon: { ...site.beacon, genesis: now + DAY } } },
    /^beacon: its genesis cannot be, by this chain's clock\.$/m,
  ],
  [
    "a budget larger than the books can hold",
    { club: { budget: { rent: String(2n ** 128n) } } },
    /cannot be built like this\. Nothing was sent\.\n.*(uint128|overflow|out-of-bounds|340282366920938463463374607431768211456)/,
  ],
  ["blocks with too little room", { gasLimit: 2_000_000n }, /exceeds block gas limit of 2000000/],
];

describe("a house that is rehearsed before the first transaction of its deployment", () => {
  it("stands, with a token that exists there and with test money", async () => {
    await rehearse({});
    await rehearseHouse(club, { ...site, token: "test money" }, there);
  });

  it("stands up to the last second that a constructor takes, and not one longer", async () => {
    // The founding round lasts 20 days, and is opened some seconds after the rehearsal begins.
    await rehearse({ site: { foundingOpens: now + 380 * DAY } });
  });

  it.each(refused)("is refused in words: %s", async (_what, plan, sentence) => {
    const refusal = await rehearse(plan).then(
      () => "the house stood",
      (error: Error) => error.message,
    );
    expect(refusal).toMatch(/^The house was rehearsed, and cannot be built like this\. Nothing was sent\.$/m);
    expect(refusal).toMatch(sentence);
    // A sentence for a person, not the name of an error.
    expect(refusal).not.toMatch(/\b[A-Z][a-z]+[A-Z]\w*\(/);
  });
});
