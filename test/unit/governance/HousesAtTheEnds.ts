import { expect } from "chai";
import { type Club, defineClub } from "#ignition/club.ts";
import { figureNames } from "#protocol/abi/enums.ts";
import { type FigureName, kindOf, rangeOf } from "#protocol/governance/bounds.ts";
import { figuresOf, placeOf } from "#protocol/governance/decidedFigures.ts";
import { club as ofTheConfig } from "../../../club.config.ts";
import { ethers } from "../../fixtures/chain.ts";
import { aSealedHouse } from "../../fixtures/wholeHouse.ts";

const folder = new URL("../../../club/", import.meta.url);

/** What stands in the way beside the figures: the file's own rule, and the founding round's places. */
const besideTheFigures = /buys nothing|is more than maxMembers/;

/** The config's club with one figure at an end. */
function clubWith(which: FigureName, value: bigint): Club {
  const draft = structuredClone(ofTheConfig);
  const path = placeOf(which);
  const inside = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>(
      (at, key) => at[key] as Record<string, unknown>,
      draft as unknown as Record<string, unknown>,
    );
  const amount = ethers.formatUnits(value, draft.currency.decimals).replace(/\.0$/, "");
  inside[path.at(-1) ?? ""] = kindOf(which) === "money" ? amount : Number(value);
  return draft;
}

describe("A house with a figure at its end", () => {
  for (const which of figureNames) {
    it(`stands whole, every constructor and the seal, when the configuration takes it: ${which}`, async () => {
      const { least, most } = rangeOf(which, figuresOf(ofTheConfig));
      let taken = 0;
      for (const end of [least, most]) {
        const club = clubWith(which, end);
        try {
          defineClub(folder, club);
        } catch (error) {
          expect(String(error), `${which} ${end}`).to.match(besideTheFigures);
          continue;
        }
        const { registry } = await aSealedHouse(club);
        expect(await registry.isSealed()).to.equal(true);
        expect(await registry.figure(figureNames.indexOf(which))).to.equal(end);
        taken += 1;
      }
      expect(taken).to.be.greaterThan(0);
    });
  }
});
