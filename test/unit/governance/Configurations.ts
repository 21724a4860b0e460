import { expect } from "chai";
import fc from "fast-check";
import type { Address } from "viem";
import { type Club, defineClub } from "#ignition/club.ts";
import { houseParameters, testMoneyParameters } from "#ignition/houseParameters.ts";
import { figureNames } from "#protocol/abi/enums.ts";
import { kindOf, rangeOf } from "#protocol/governance/bounds.ts";
import { figuresOf, placeOf } from "#protocol/governance/decidedFigures.ts";
import { club as ofTheConfig } from "../../../club.config.ts";
import { testNetwork } from "../../fixtures/beacon.ts";
import { DAY, ethers, loadFixture, time } from "../../fixtures/chain.ts";
import { aHouse } from "../../fixtures/decisions.ts";
import type { WholeHouse } from "../../fixtures/wholeHouse.ts";

const RUNS = Number(process.env.RUNDE_CONFIGURATIONS ?? 1_000);
const folder = new URL("../../../club/", import.meta.url);

type Draft = Record<string, unknown>;
type Change = (draft: Club) => void;

function put(draft: Club, path: readonly string[], value: unknown): void {
  const inside = path.slice(0, -1).reduce<Draft>((at, key) => at[key] as Draft, draft as unknown as Draft);
  inside[path.at(-1) ?? ""] = value;
}

/** A figure at one of its ends as the others are, one beyond, or between. */
const aFigure = fc
  .record({ which: fc.constantFrom(...figureNames), at: fc.constantFrom("below", "least", "between", "most", "above") })
  .map(
    ({ which, at }): Change =>
      (draft) => {
        const { least, most } = rangeOf(which, figuresOf(draft));
        const places = { below: least - 1n, least, between: (least + most) / 2n, most, above: most + 1n };
        const value = places[at] < 0n ? 0n : places[at];
        const { decimals } = draft.currency;
        const isMoney = kindOf(which) === "money";
        put(draft, placeOf(which), isMoney ? ethers.formatUnits(value, decimals).replace(/\.0$/, "") : Number(value));
      },
  );

/** The currency counts in so many decimals, and no amount is written with more: that is the file's rule, no constructor's. */
function countIn(decimals: number): Change {
  return (draft) => {
    put(draft, ["currency", "decimals"], decimals);
    for (const which of figureNames.filter((name) => kindOf(name) === "money")) {
      const written = placeOf(which).reduce<unknown>((at, key) => (at as Draft)[key], draft);
      const [whole = "0", parts = ""] = String(written).split(".");
      put(draft, placeOf(which), parts === "" ? whole : `${whole}.${parts.slice(0, decimals)}`);
    }
  };
}

/** Something else that a constructor looks at. */
const anotherThing = fc.constantFrom<Change>(
  countIn(1),
  countIn(2),
  countIn(18),
  countIn(19),
  // Where it is not the club's own midnight the config is stricter, and has its own test (oddClubs).
  (c) => {
    put(c, ["dayOffset"], 14 * 3600);
    put(c, ["timeZone"], "Pacific/Kiritimati");
  },
  (c) => put(c, ["dayOffset"], 14 * 3600 + 1),
  (c) => put(c, ["dayOffset"], -14 * 3600 - 1),
  (c) => put(c, ["founding", "minSeats"], 0),
  (c) => put(c, ["founding", "minSeats"], 4),
  (c) => put(c, ["founding", "minSeats"], 101),
  (c) => put(c, ["founding", "maxSeats"], 201),
  (c) => put(c, ["founding", "coolOff"], DAY - 1),
  (c) => put(c, ["founding", "coolOff"], 29 * DAY),
  (c) => put(c, ["founding", "coolOff"], 29 * DAY + 1),
  (c) => put(c, ["founding", "length"], 370 * DAY),
  (c) => put(c, ["founding", "length"], 370 * DAY + 1),
  (c) => put(c, ["founding", "price"], "0"),
  (c) => put(c, ["founding", "price"], "1000000000000000000000000000"),
  (c) => put(c, ["budget", "rent"], "340282366920938463463374607431768"),
  (c) => put(c, ["budget", "rent"], "340282366920938463463374607431769"),
);

const aConfig = fc.array(fc.oneof({ weight: 3, arbitrary: aFigure }, { weight: 1, arbitrary: anotherThing }), {
  minLength: 1,
  maxLength: 3,
});

/** Whether every constructor that looks at a figure takes the club's; the others take any. */
async function isBuilt(house: WholeHouse, club: Club): Promise<boolean> {
  const money = testMoneyParameters(club);
  const builtAt = (await time.latest()) + 60;
  const site = {
    operator: house.operator.address as Address,
    registrar: house.registrar.address as Address,
    foundingOpens: builtAt + 30 * DAY,
    beacon: { name: "test", ...testNetwork, settle: 3600, chainHash: "test", servers: [] },
  };
  try {
    const { name, symbol, decimals, faucetADay } = money;
    const token = await ethers.deployContract("TestToken", [name, symbol, decimals, faucetADay]);
    const p = houseParameters(club, { ...site, token: (await token.getAddress()) as Address });
    const registry = await ethers.deployContract("Registry", [token, p.figures, p.operator, p.registrar]);
    const voucher = await ethers.deployContract("Voucher", [
      registry,
      p.voucherName,
      p.voucherSymbol,
      p.decimals,
      p.voucherPassable,
    ]);
    const { roster, journal, terminals, share, persons, admission } = house;
    await ethers.deployContract("Budgets", [registry, roster, p.categories, p.limits]);
    await ethers.deployContract("Counter", [registry, voucher, journal, terminals, p.dayOffset]);
    await time.setNextBlockTimestamp(builtAt);
    await ethers.deployContract("Rounds", [
      registry,
      token,
      share,
      persons,
      admission,
      roster,
      journal,
      voucher,
      p.foundingTerms,
    ]);
    return true;
  } catch {
    return false;
  }
}

/** What the config asks for although a house could be built without it; `oddClubs.test.ts` has these. */
const beyondConstructors = /buys nothing|nobody could try/;

describe("A club's configuration", () => {
  it(`is taken exactly if every constructor takes it (${RUNS} of them)`, async () => {
    const house = await loadFixture(aHouse);
    // A house of nobody: the founding round asks how many seats are live.
    const share = await ethers.deployContract("Share", [house.registry, "Share", "S", ""]);
    const counts = { taken: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(aConfig, async (changes) => {
        const draft = structuredClone(ofTheConfig);
        for (const change of changes) change(draft);
        let refused: unknown;
        try {
          defineClub(folder, draft);
        } catch (error) {
          refused = error;
        }
        if (beyondConstructors.test(String(refused))) return;
        const taken = refused === undefined;
        counts[taken ? "taken" : "refused"] += 1;
        expect(await isBuilt({ ...house, share }, draft), String(refused)).to.equal(taken);
      }),
      { numRuns: RUNS, seed: 1911 },
    );
    expect(Math.min(counts.taken, counts.refused)).to.be.greaterThan(RUNS / 5);
  });
});
